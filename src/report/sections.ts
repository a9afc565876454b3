import { moment, words } from './copy.ts';
import type { Report } from './model.ts';

/** A part of the document: sentences, points or a table. Texts are bare; whoever writes them escapes them. */
export interface Section {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly points: readonly string[];
  readonly table?: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

/** The document, before it is written in any format. */
export interface Document {
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly sections: readonly Section[];
}

export function documentOf(report: Report): Document {
  return { title: words.title(report.launch.target), facts: factsOf(report), sections: sectionsOf(report) };
}

function factsOf({ account, launch, writtenAt, program }: Report): Document['facts'] {
  const { facts } = words;
  const whose = account && [account.name, account.merchantId].filter((part) => part !== undefined).join(', ');
  return [
    ...(whose === undefined ? [] : [{ label: facts.account, value: whose }]),
    { label: facts.mode, value: words.money[launch.target] },
    { label: facts.project, value: launch.project },
    { label: facts.launch, value: launch.name },
    { label: facts.begun, value: moment(launch.startedAt) },
    { label: facts.written, value: `${moment(writtenAt)}, ${words.writtenBy(program.version)}` },
  ];
}

function sectionsOf({ status, open, proofs, checklist, ids, happenings }: Report): Section[] {
  const { sections, columns } = words;
  return [
    {
      title: sections.status,
      sentences: [status.headline, words.next(status.next)],
      points: [],
      ...tableOf(
        columns.looked,
        status.looked.map(({ title, status: stands, message, evidence }) => [
          title,
          stands,
          message,
          sourcesOf(evidence),
        ]),
      ),
    },
    {
      title: sections.open,
      sentences: open.length === 0 ? [words.nothingOpen] : [],
      points: open,
    },
    section(
      sections.proofs,
      columns.proofs,
      proofs.map(({ text, at, mode, requestId }) => [text, moment(at), mode ?? '', requestId ?? '']),
    ),
    ...(checklist.length === 0 ? [] : [section(sections.checklist, columns.checklist, checklist.map(checklistRow))]),
    section(
      sections.ids,
      columns.ids,
      ids.map(({ sandbox, live }) => [sandbox, live]),
    ),
    section(
      sections.happenings,
      columns.happenings,
      happenings.map(({ at, text, kind, by, requestId }) => [moment(at), text, kind, by ?? '', requestId ?? '']),
    ),
  ];
}

function checklistRow({ group, title, status, message, attested, evidence }: Report['checklist'][number]): string[] {
  const stands = attested !== undefined && status === 'attested' ? words.attested(attested.by, attested.at) : status;
  return [`${group}: ${title}`, stands, message, sourcesOf(evidence)];
}

function sourcesOf(evidence: Report['checklist'][number]['evidence']): string {
  return evidence
    .slice(0, 3)
    .map(({ what, requestId }) => (requestId === undefined ? what : `${what} (${requestId})`))
    .join('; ');
}

function section(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): Section {
  return { title, sentences: rows.length === 0 ? [words.nothing] : [], points: [], ...tableOf(columns, rows) };
}

function tableOf(columns: readonly string[], rows: readonly (readonly string[])[]): Pick<Section, 'table'> {
  return rows.length === 0 ? {} : { table: { columns, rows } };
}

import type { DifferenceLine, Row, Sheet } from '../../../launch/sheet.ts';
import type { CopyPlan } from '../../../recreate/plan.ts';

/** What every referenced object becomes in live mode. */
export function planSheet(plan: CopyPlan, places: (id: string) => string): Sheet {
  const rows: Row[] = [
    ...plan.copies.map(
      ({ from, kind, name, notes }): Row => ({
        label: name,
        value: `re-create the ${kind}`,
        detail: [places(from), ...notes].filter((part) => part !== '').join('. '),
        aside: from,
        tone: 'waiting',
      }),
    ),
    ...plan.alreadyThere
      .filter(({ from, differs }) => places(from) !== '' || differs.length > 0)
      .map(
        ({ from, name, matchedBy, differs }): Row => ({
          label: name,
          value: `there already (same ${matchedBy})`,
          detail: differs.length === 0 ? places(from) : `unlike the sandbox’s in: ${differs.join(', ')}; left as it is`,
          aside: from,
          tone: differs.length === 0 ? 'proved' : 'attention',
        }),
      ),
    ...plan.byHand.map(
      ({ id, name, why }): Row => ({
        label: name,
        value: 'by hand',
        detail: why,
        aside: id,
        tone: 'attention',
      }),
    ),
    ...plan.unknown.map(
      (id): Row => ({
        label: id,
        value: 'unknown to both modes',
        detail: `${places(id)}; it may be another vendor’s`,
        tone: 'quiet',
      }),
    ),
  ];
  return {
    headline:
      rows.length === 0
        ? 'No test-mode id is left to re-create.'
        : 'What your project references by id, and what becomes of it in live mode.',
    blocks: rows.length === 0 ? [] : [{ kind: 'rows', rows }],
  };
}

/** The changes to the env files, before they are written. */
export function rewriteSheet(lines: readonly DifferenceLine[], files: readonly string[]): Sheet {
  return {
    headline: `The test-mode ids in ${files.join(' and ')} become live ones.`,
    blocks: [
      { kind: 'difference', lines },
      { kind: 'text', tone: 'quiet', text: 'Keys and secrets are masked here. Nothing but these ids changes.' },
    ],
  };
}

/** What is left in files that this step does not write. */
export function leftOverSheet(
  left: readonly { readonly value: string; readonly file: string; readonly line: number; readonly to?: string }[],
): Sheet {
  return {
    headline: 'Test-mode ids are left in files that are not production env files.',
    blocks: [
      {
        kind: 'rows',
        rows: left.map(
          ({ value, file, line, to }): Row => ({
            label: `${file}:${line}`,
            value,
            ...(to === undefined ? {} : { detail: `in live mode: ${to}` }),
            tone: 'attention',
          }),
        ),
      },
      { kind: 'text', text: 'In live mode each of them gives 404. It is the most common go-live bug.' },
    ],
  };
}

export const words = {
  sweeping: 'Looking for test-mode ids in the project',
  readingSandbox: 'Reading the sandbox’s configuration',
  readingProduction: 'Reading the live configuration',
  rewriting: (file: string) => `Write the live ids to ${file}`,
  rewritten: (file: string) => `${file} was rewritten.`,
  clean: 'No test-mode id is left in the production env files.',
  openLeftOver: (count: number) => `${count} test-mode ${count === 1 ? 'id' : 'ids'} outside the production env files`,
  openUnknown: (id: string, places: string) =>
    `${id} in ${places} is known to neither mode; it may be of another account, or of another vendor`,
  openByHand: (name: string) => `${name} has to be re-created by hand`,
};

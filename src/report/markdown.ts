import type { Report } from './model.ts';
import { documentOf, type Section } from './sections.ts';

/** The report in GitHub's Markdown. Every text of the launch stands there as text: no link, image, mention or markup can come of it. */
export function markdownOf(report: Report): string {
  const { title, facts, sections } = documentOf(report);
  const lines = [
    `# ${escaped(title)}`,
    '',
    ...table(
      ['', ''],
      facts.map(({ label, value }) => [label, value]),
    ),
    ...sections.flatMap((section) => ['', ...sectionLines(section)]),
  ];
  return `${lines.join('\n')}\n`;
}

function sectionLines({ title, sentences, points, table: content }: Section): string[] {
  return [
    `## ${escaped(title)}`,
    ...sentences.flatMap((sentence) => ['', escaped(sentence)]),
    ...(points.length === 0 ? [] : ['', ...points.map((point) => `- ${escaped(point)}`)]),
    ...(content === undefined ? [] : ['', ...table(content.columns, content.rows)]),
  ];
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  return [line(columns), `|${columns.map(() => ' --- |').join('')}`, ...rows.map(line)];
}

/** What Markdown or HTML would act upon is written out; `@` and `://` too, which some readers turn into mentions and links. */
function escaped(text: string): string {
  return text
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/[\\`*_{}[\]|~#]/g, '\\$&')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@/g, '&#64;')
    .replace(/:\/\//g, ':&#47;&#47;')
    .replace(/^([-+]|\d+[.)])(?=\s)/, '\\$1');
}

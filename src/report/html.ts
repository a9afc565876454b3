import { style } from './html-style.ts';
import type { Report } from './model.ts';
import { documentOf, type Section } from './sections.ts';

/** The report as one HTML file that prints well. It loads nothing, runs nothing and links nowhere; every text is escaped. */
export function htmlOf(report: Report): string {
  const { title, facts, sections } = documentOf(report);
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="referrer" content="no-referrer">',
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<h1>${escaped(title)}</h1>`,
    '<dl>',
    ...facts.map(({ label, value }) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`),
    '</dl>',
    ...sections.flatMap(sectionLines),
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

function sectionLines({ title, sentences, points, table }: Section): string[] {
  return [
    '<section>',
    `<h2>${escaped(title)}</h2>`,
    ...sentences.map((sentence) => `<p>${escaped(sentence)}</p>`),
    ...(points.length === 0 ? [] : ['<ul>', ...points.map((point) => `<li>${escaped(point)}</li>`), '</ul>']),
    ...(table === undefined
      ? []
      : [
          '<table>',
          `<thead><tr>${table.columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('')}</tr></thead>`,
          '<tbody>',
          ...table.rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`),
          '</tbody>',
          '</table>',
        ]),
    '</section>',
  ];
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

import type { Cell, Colour } from './cells.ts';

const cellWidth = 9;
const cellHeight = 19;
const margin = 12;

/** The 16 ANSI colours as xterm shows them. */
const ansi = [
  ...['#000000', '#cd3131', '#0dbc79', '#e5e510', '#2472c8', '#bc3fbc', '#11a8cd', '#e5e5e5'],
  ...['#666666', '#f14c4c', '#23d18b', '#f5f543', '#3b8eea', '#d670d6', '#29b8db', '#ffffff'],
];
const papers = {
  dark: { ink: '#d4d4d4', paper: '#1e1e1e' },
  light: { ink: '#333333', paper: '#ffffff' },
};

/** The kind of terminal a picture is taken of. */
export type Paper = keyof typeof papers;

/** Draws a screen as an SVG picture, cell by cell where the person sees them. */
export function drawSvg(rows: readonly (readonly Cell[])[], paper: Paper = 'dark'): string {
  const width = (rows[0]?.length ?? 0) * cellWidth + 2 * margin;
  const height = rows.length * cellHeight + 2 * margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
    ` font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="15">\n`,
    `<rect width="100%" height="100%" fill="${papers[paper].paper}"/>\n`,
    ...rows.flatMap((row, y) => runs(row).map(({ column, cells }) => drawRun(cells, column, y, paper))),
    '</svg>\n',
  ].join('');
}

/** Neighbouring cells that look alike, drawn together. */
function runs(row: readonly Cell[]): Array<{ column: number; cells: Cell[] }> {
  const found: Array<{ column: number; cells: Cell[] }> = [];
  for (const [column, cell] of row.entries()) {
    const last = found.at(-1);
    if (last !== undefined && look(last.cells[0]) === look(cell)) last.cells.push(cell);
    else found.push({ column, cells: [cell] });
  }
  return found;
}

function look(cell: Cell | undefined): string {
  return JSON.stringify({ ...cell, text: '', width: 1 });
}

function drawRun(cells: readonly Cell[], column: number, row: number, paper: Paper): string {
  const [cell] = cells;
  if (cell === undefined) return '';
  const x = margin + column * cellWidth;
  const y = margin + row * cellHeight;
  const width = cells.length * cellWidth;
  const front = hex(cell.foreground, papers[paper].ink);
  const back = hex(cell.background, papers[paper].paper);
  const [ink, ground] = cell.inverse ? [back, front] : [front, back];

  const box =
    ground === papers[paper].paper
      ? ''
      : `<rect x="${x}" y="${y}" width="${width}" height="${cellHeight}" fill="${ground}"/>\n`;
  const text = cells.map((one) => one.text).join('');
  if (text.trim() === '' || cell.hidden) return box;
  const style = [
    cell.bold ? ' font-weight="bold"' : '',
    cell.italic ? ' font-style="italic"' : '',
    cell.underline ? ' text-decoration="underline"' : '',
    cell.dim ? ' opacity="0.6"' : '',
  ].join('');
  return `${box}<text x="${x}" y="${y + 14}" textLength="${width}" fill="${ink}"${style} xml:space="preserve">${escapeXml(text)}</text>\n`;
}

function hex(colour: Colour, fallback: string): string {
  if (colour === 'default') return fallback;
  if (typeof colour === 'string') return colour;
  if (colour < 16) return ansi[colour] ?? fallback;
  const level = (step: number) => (step === 0 ? 0 : 55 + 40 * step);
  const cube = colour - 16;
  const parts =
    colour >= 232
      ? Array.from({ length: 3 }, () => 8 + 10 * (colour - 232))
      : [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(level);
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

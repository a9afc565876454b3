/** Who watches a run, and how it is shown to them. */
export type Audience = 'screens' | 'plain' | 'json';

/**
 * Screens need a terminal on both ends that can draw. TERM=dumb and a very small terminal get plain lines, programs get
 * NDJSON.
 */
export function audienceOf(options: { readonly json: boolean }): Audience {
  if (options.json) return 'json';
  const { stdin, stdout } = process;
  const draws = stdin.isTTY === true && stdout.isTTY === true && process.env.TERM !== 'dumb';
  return draws ? 'screens' : 'plain';
}

/** How wide lines may be where a stream goes: 80 columns, or fewer on a narrower terminal. */
export function columnsOf(stream: { readonly columns?: number }): number {
  return Math.min(stream.columns || 80, 80);
}

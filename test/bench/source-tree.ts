import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How large a generated tree is. */
export interface TreeSize {
  readonly files: number;
  readonly bytesPerFile: number;
}

/** Writes a source tree of a shop into a folder: code with its usual underscores, and an id or a key in every hundredth file. */
export function layOutSourceTree(folder: string, { files, bytesPerFile }: TreeSize): void {
  writeFileSync(join(folder, '.gitignore'), 'node_modules/\n*.log\n.env*\ncoverage/\n/tmp\n');
  const text = code.repeat(Math.ceil(bytesPerFile / code.length)).slice(0, bytesPerFile);
  for (let index = 0; index < files; index += 1) {
    const inside = join(folder, 'packages', `package-${index % 20}`, `part-${index % 7}`);
    if (index < 140) mkdirSync(inside, { recursive: true });
    const line = index % 100 === 0 ? `export const product = 'prod_01J9ZK3V7Q2M4N8P6R5S0T${index}';\n` : '';
    writeFileSync(join(inside, `file-${index}.ts`), `${text}\n${line}`);
  }
}

const code = `import { total_of, line_items } from '../orders/order_lines.ts';

/** What a cart comes to, in minor units; discounts are taken off line by line. */
export function subtotalOf(cart: Cart, options: { round_half_up: boolean }): number {
  const SCALE_FACTOR = 1_000;
  const sums = cart.lines.map(({ unit_amount, quantity }) => unit_amount * quantity * SCALE_FACTOR);
  const request_id = cart.meta['x_request_id'] ?? 'none';
  if (sums.length === 0) throw new EmptyCart(request_id);
  return Math.round(total_of(sums) / SCALE_FACTOR);
}

`;

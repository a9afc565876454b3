import { z } from 'zod';
import type { Undo, Write } from '../../../launch/write.ts';
import { findCopy, sendCopy } from '../../../recreate/apply.ts';
import type { Copy } from '../../../recreate/copies.ts';
import type { ProductionClient } from '../../connections.ts';
import { recreate } from './questions.ts';

const copied = z.record(z.string(), z.string());

/** How a copy is taken back. */
export function archiving(kind: string): Undo {
  if (kind === 'payment method domain') return { possible: true, how: 'Switch the host off in the dashboard.' };
  return { possible: true, how: `Archive the ${kind} in the dashboard.` };
}

/** Makes the live twin of one object of the sandbox. The result maps every sandbox id that it replaced to the new one. */
export function copyObject(
  client: ProductionClient,
  copy: Copy,
  ids: ReadonlyMap<string, string>,
): Write<z.infer<typeof copied>> {
  return {
    name: `copy.${copy.from}`,
    title: `Re-create the ${copy.kind} “${copy.name}”`,
    uses: [recreate.id],
    result: copied,
    find: async () => {
      const found = await findCopy(client, copy);
      return found && { result: { ...found.value }, evidence: found.evidence };
    },
    send: async (idempotencyKey) => {
      const { value, evidence } = await sendCopy(client, copy, ids, idempotencyKey);
      return { result: { ...value }, evidence };
    },
    undo: archiving(copy.kind),
  };
}

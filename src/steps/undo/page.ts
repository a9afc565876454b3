import { z } from 'zod';
import { checkoutProgress, closeCheckoutSession, readCheckoutSession } from '../../flint/checkout-sessions.ts';
import { FlintError } from '../../flint/errors.ts';
import type { EntryOf } from '../../launch/journal/entry.ts';
import { words } from './copy.ts';
import type { UndoItem } from './item.ts';
import { goneAlready, sendUndo, type UndoFlint, undoWrite } from './write.ts';

const madeSession = z.object({ checkoutSessionId: z.string() });

/** How a checkout page is taken back while somebody could still pay on it; one that is over has nothing to close. */
export async function pageUndo(
  { write, title, result }: EntryOf<'finished'>,
  name: string,
  flint: UndoFlint,
): Promise<UndoItem | undefined> {
  const sessionId = madeSession.safeParse(result).data?.checkoutSessionId;
  if (!write.startsWith('checkout-session.create') || sessionId === undefined) return undefined;
  const { client } = flint;
  const standing = await standingOf(flint, sessionId);
  if (standing === 'over') return { kind: 'impossible', title, because: words.pageIsOver };
  if (standing === 'key refused') return { kind: 'by hand', title, how: words.lookInDashboard };
  return {
    kind: 'possible',
    title: words.closePage,
    effect: words.closePageEffect,
    withdraws: [],
    write: undoWrite({
      name,
      title: words.closePage,
      undoes: [write],
      find: () =>
        goneAlready(
          flint,
          sessionId,
          () => readCheckoutSession(client, sessionId),
          ({ status }) => checkoutProgress(status) === 'stopped',
        ),
      send: (idempotencyKey) =>
        sendUndo(flint, sessionId, () => closeCheckoutSession(client, { sessionId, idempotencyKey })),
    }),
  };
}

/** What cannot be read is taken for open: then it is offered, and Flint says. A key that Flint refuses can close nothing. */
async function standingOf({ client }: UndoFlint, sessionId: string): Promise<'open' | 'over' | 'key refused'> {
  try {
    const { value } = await readCheckoutSession(client, sessionId);
    return checkoutProgress(value.status) === 'waiting' ? 'open' : 'over';
  } catch (error) {
    if (!(error instanceof FlintError)) throw error;
    return error.problem === 'unauthorized' ? 'key refused' : 'open';
  }
}

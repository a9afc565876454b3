import { announce } from './crossings.ts';
import type { Engine } from './engine.ts';
import { instant, record } from './engine.ts';
import type { Failure } from './failure.ts';
import { failureOf } from './failure.ts';
import type { Made, Write } from './write.ts';

/** Sends a write whose intention was written down just now; a refusal then says for sure that nothing happened. */
export async function sendFirst<Result, Shown>(
  engine: Engine,
  write: Write<Result, Shown>,
  idempotencyKey: string,
): Promise<Made<Result, Shown>> {
  try {
    return await send(write, idempotencyKey);
  } catch (error) {
    const failure = failureOf(error, engine.explain);
    if (isRefusal(failure)) {
      record(engine, {
        type: 'refused',
        at: instant(engine),
        write: write.name,
        because: failure.headline,
        ...(failure.requestId === undefined ? {} : { requestId: failure.requestId }),
      });
    }
    throw error;
  }
}

/**
 * Sends a write of unknown outcome under its own key. A refusal is not the end of it: the first sending may have done its
 * work all the same, so the intention stays open, and it is looked for.
 */
export async function sendAgain<Result, Shown>(
  engine: Engine,
  write: Write<Result, Shown>,
  idempotencyKey: string,
): Promise<{ readonly made: Made<Result, Shown> } | { readonly refused: boolean; readonly because: unknown }> {
  try {
    return { made: await send(write, idempotencyKey) };
  } catch (error) {
    const failure = failureOf(error, engine.explain);
    if (failure.keySpent) return { refused: false, because: error };
    if (isRefusal(failure)) return { refused: true, because: error };
    throw error;
  }
}

async function send<Result, Shown>(write: Write<Result, Shown>, idempotencyKey: string): Promise<Made<Result, Shown>> {
  announce({ point: 'write.send.before', name: write.name });
  const made = await write.send(idempotencyKey);
  announce({ point: 'write.send.after', name: write.name });
  return made;
}

function isRefusal({ outcome, passing }: Failure): boolean {
  return outcome === 'nothing happened' && passing === 'final';
}

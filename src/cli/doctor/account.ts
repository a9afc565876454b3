import type { DoctorContext, DoctorMemory } from '../../checks/symptoms/context.ts';
import { isLoopback } from '../../flint/base-url.ts';
import { connect, type FlintClient } from '../../flint/client.ts';
import { readKey } from '../../flint/keys.ts';
import { openStanding, type Standing } from '../standing/open-standing.ts';
import type { DoctorFlags } from './options.ts';

/** What the doctor looks at: this folder's launch with its account, opened for looking. */
export interface Account {
  /** Opens it, or gives what is open; `afresh` opens it anew, so that the project is read again. */
  readonly open: (afresh: boolean) => Promise<DoctorContext>;
  /** The launch as it was last opened. */
  readonly standing: () => Standing | undefined;
  readonly close: () => Promise<void>;
}

/** Prepares to open an account; nothing is read yet. The times of orders and deliveries count from when this is called. */
export function prepareAccount(
  flags: DoctorFlags,
  options: { readonly environment: NodeJS.ProcessEnv; readonly programVersion: string; readonly signal: AbortSignal },
): Account {
  const since = new Date(Date.now() - flags.since);
  const memory: DoctorMemory = {};
  let opened: Standing | undefined;
  const close = async (): Promise<void> => {
    const closing = opened;
    opened = undefined;
    await closing?.close();
  };
  return {
    open: async (afresh) => {
      // Flint may be reached by now; for another key somebody has to ask for a look afresh.
      if (afresh || opened?.trouble?.passing === 'transient') await close();
      opened ??= await openStanding(flags, options);
      const testKeyAtHand = opened.context.production === undefined ? testKeyIn(opened, options) : undefined;
      return {
        ...opened.context,
        since,
        memory,
        mayTry: flags.testEvent === true && opened.where.target === 'live',
        mayFix: opened.where.target === 'live',
        ...(testKeyAtHand === undefined ? {} : { testKeyAtHand }),
      };
    },
    standing: () => opened,
    close,
  };
}

/** FLINT_API_KEY holds what goes to production; when that is a test key, that is the finding. */
function testKeyIn(
  { where, world }: Standing,
  { environment, signal }: { readonly environment: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): FlintClient<'test'> | undefined {
  const read = readKey(environment.FLINT_API_KEY ?? '');
  if (where.target !== 'live' || 'problem' in read || read.mode !== 'test') return undefined;
  const { baseUrl } = world.target;
  return read.marked && !isLoopback(baseUrl) ? undefined : connect({ mode: 'test', key: read.key, baseUrl, signal });
}

import type { Checked } from '../../checks/check.ts';
import type { DoctorContext } from '../../checks/symptoms/context.ts';
import { type Examination, examine } from '../../checks/symptoms/examination.ts';
import { cleanTextWithoutSecrets } from '../../flint/wire/text.ts';
import type { Item } from '../checks/round.ts';
import { copy } from './copy.ts';
import { itemsOf, itemsToCome } from './items.ts';
import { createTurns, type Turn } from './turns.ts';

/** How it stands at this moment. */
export interface DoctorState {
  /** Absent until the first look has ended. */
  readonly examination?: Examination;
  readonly items: readonly Item[];
  readonly looking: boolean;
  /** When the next look is due (RFC 3339), while it is waited for. */
  readonly nextLookAt?: string;
  readonly busy?: string;
  readonly said?: { readonly text: string; readonly worked: boolean };
  /** What turned at the latest look. */
  readonly turns: readonly Turn[];
}

/** Looks at one account, again and again, and puts right what it is told to. Looks never overlap. */
export interface Doctor {
  readonly getState: () => DoctorState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Looks now. `afresh`: what the last look had kept is read again, the project included. Rejects when nothing can be opened. */
  readonly look: (how?: { readonly afresh?: boolean }) => Promise<Examination>;
  /** Applies the fix of an item and looks again; what goes wrong is said, not thrown. False where there is nothing to apply. */
  readonly applyFix: (id: string) => Promise<boolean>;
  /** Looks every so many milliseconds, never sooner than Flint asks for, until the signal is aborted. */
  readonly watch: (everyMilliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** @param open gives what is looked at; asked again for a look afresh */
export function createDoctor(open: (afresh: boolean) => Promise<DoctorContext>): Doctor {
  const listeners = new Set<() => void>();
  const turnsOf = createTurns();
  let state: DoctorState = { items: itemsToCome(), looking: false, turns: [] };
  let queue: Promise<unknown> = Promise.resolve();
  const show = (change: Partial<DoctorState>): void => {
    state = { ...state, ...change };
    for (const listener of [...listeners]) listener();
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = queue.then(work, work);
    queue = next.catch(() => undefined);
    return next;
  };
  const look: Doctor['look'] = ({ afresh = false } = {}) =>
    inTurn(async () => {
      if (afresh) {
        const { said: _said, ...rest } = state;
        state = rest;
      }
      show({ looking: true });
      try {
        const context = await open(afresh);
        if (afresh) delete context.memory.trial;
        const examination = await examine(context, (checked) => {
          if (state.examination === undefined) show({ items: withVerdict(state.items, checked) });
        });
        show({ examination, items: itemsOf(examination), turns: turnsOf(examination), looking: false });
        return examination;
      } finally {
        if (state.looking) show({ looking: false });
      }
    });
  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    look,
    applyFix: async (id) => {
      const fix = state.items.find((item) => item.id === id)?.verdict?.fix;
      if (fix === undefined || state.busy !== undefined) return false;
      const { said: _said, ...rest } = state;
      state = rest;
      show({ busy: fix.title });
      const said = await inTurn(async () => ({ text: copy.fixed(await fix.apply()), worked: true })).catch(
        (error: unknown) => ({ text: inWords(error), worked: false }),
      );
      await look().catch(() => undefined);
      const { busy: _busy, ...idle } = state;
      state = idle;
      show({ said });
      return true;
    },
    watch: async (everyMilliseconds, signal) => {
      while (!signal.aborted) {
        const { restSeconds } = await look();
        const wait = Math.max(everyMilliseconds, restSeconds * 1_000);
        show({ nextLookAt: new Date(Date.now() + wait).toISOString() });
        await pause(wait, signal);
      }
    },
  };
}

/** The items of the first look, with one that has just been seen. */
function withVerdict(items: readonly Item[], { id, verdict }: Checked): Item[] {
  return items.map((item) => (item.id === id ? { ...item, verdict, checking: false } : item));
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}

function inWords(error: unknown): string {
  return cleanTextWithoutSecrets(error instanceof Error ? error.message : String(error), '');
}

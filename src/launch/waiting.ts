import type { Engine } from './engine.ts';
import { instant, work } from './engine.ts';
import { failureOf, LaunchStopped } from './failure.ts';
import { nextUp } from './next-up.ts';
import type { Wait, Waited } from './wait.ts';
import { nextPause } from './wait.ts';

/** Looks again and again until the wait is over. A look that fails in passing is shown and tried again. */
export async function waitFor<Seen, Way extends string>(
  engine: Engine,
  wait: Wait<Seen, Way>,
): Promise<Waited<Seen, Way>> {
  const since = instant(engine);
  const deadline = engine.patience === undefined ? undefined : engine.clock.now().getTime() + engine.patience;
  let before: { readonly seen: Seen } | undefined;
  let news: string | undefined;
  let looksSinceChange = 0;

  for (;;) {
    if (!before) work(engine, wait.title);
    const look = await tryLook(engine, wait);
    engine.signal.throwIfAborted();
    if ('seen' in look) {
      engine.state.change({ sheet: wait.show(look.seen, before?.seen) });
      const newest = before && wait.notice?.(look.seen, before.seen);
      if (newest !== undefined && newest !== news) {
        engine.state.change({ notice: { text: newest, at: instant(engine) } });
      }
      news = newest;
      if (wait.over(look.seen)) return { kind: 'seen', seen: look.seen };
      looksSinceChange =
        before && fingerprint(wait, before.seen) !== fingerprint(wait, look.seen) ? 0 : looksSinceChange + 1;
      before = look;
    } else {
      looksSinceChange += 1;
    }

    const usual = nextPause(wait.pace ?? engine.pace, looksSinceChange, engine.clock.random());
    const pause = Math.max(usual, 'rest' in look ? look.rest : 0);
    const now = engine.clock.now().getTime();
    if (deadline !== undefined && now + pause > deadline) {
      const way = wait.otherwise?.(before?.seen);
      if (way !== undefined) return taken(way);
      if (engine.lookOnly) throw nextUp(wait.title);
      // Where not a single look got through, it is no wait that took too long.
      const kind = before === undefined && 'trouble' in look && look.unreached ? 'network' : 'waited too long';
      throw ranOut(kind, wait.title, 'trouble' in look ? look.trouble : undefined);
    }
    const ways = wait.ways?.(before?.seen) ?? [];
    engine.state.change({
      moment: {
        kind: 'waiting',
        id: wait.id,
        title: wait.title,
        since,
        lastLookAt: new Date(now).toISOString(),
        nextLookAt: new Date(now + pause).toISOString(),
        ways,
        ...('trouble' in look ? { trouble: look.trouble } : {}),
      },
    });
    const stirred = await stirOrPause(engine, pause);
    const way = ways.find(({ id }) => id === stirred);
    if (way) return taken(way.id);
  }
}

/** `Waited` has no ways only where `Way` has no members, and then there is none to take. */
function taken<Seen, Way extends string>(way: Way): Waited<Seen, Way> {
  return { kind: 'way', way } as Waited<Seen, Way>;
}

async function tryLook<Seen, Way extends string>(
  engine: Engine,
  wait: Wait<Seen, Way>,
): Promise<{ readonly seen: Seen } | { readonly trouble: string; readonly unreached: boolean; readonly rest: number }> {
  try {
    return { seen: await wait.look() };
  } catch (error) {
    engine.signal.throwIfAborted();
    const failure = failureOf(error, engine.explain);
    if (failure.passing !== 'transient') throw error;
    const reference = failure.requestId === undefined ? '' : ` Request id: ${failure.requestId}.`;
    return {
      trouble: `${failure.headline}${reference}`,
      unreached: failure.kind === 'network',
      rest: failure.restMilliseconds ?? 0,
    };
  }
}

function fingerprint<Seen, Way extends string>(wait: Wait<Seen, Way>, seen: Seen): string {
  return wait.fingerprint?.(seen) ?? JSON.stringify(seen);
}

/** Whichever comes first: the pause is over, or the person looks now or takes a way out. */
async function stirOrPause(engine: Engine, pause: number): Promise<string | undefined> {
  const done = new AbortController();
  const signal = AbortSignal.any([engine.signal, done.signal]);
  try {
    return await Promise.race([engine.clock.pause(pause, signal).then(() => undefined), engine.person.stir(signal)]);
  } finally {
    done.abort();
  }
}

function ranOut(kind: 'network' | 'waited too long', title: string, trouble: string | undefined): LaunchStopped {
  const last = trouble === undefined ? 'It is still as it was shown last.' : `The last look failed: ${trouble}`;
  return new LaunchStopped({
    kind,
    headline: `The time given for waiting ran out: ${title}`,
    meaning: `${last} Everything done so far stays done.`,
    remedy: 'Run the same command again later; it goes on from here. --wait gives it more time.',
    passing: 'final',
  });
}

import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { LaunchState } from '../../src/launch/state.ts';
import { App } from '../../src/ui/app.tsx';
import { standingLaunch } from './controls.ts';
import { playgroundNow } from './playground/moments.ts';
import { playground } from './playground/playground.ts';
import { openTerminal } from './terminal.tsx';

function open(
  name: string,
  size = { columns: 80, rows: 24 },
  change: (state: LaunchState) => LaunchState = (state) => state,
) {
  const state = playground[name];
  if (!state) throw new Error(`missing in the playground: ${name}`);
  const launch = standingLaunch(change(state));
  const opened: string[] = [];
  const left = vi.fn();
  const suspended = vi.fn();
  const terminal = openTerminal(
    <App
      controls={launch}
      openLink={(url) => opened.push(url)}
      onLeave={left}
      suspend={suspended}
      now={() => playgroundNow}
    />,
    size,
  );
  const did = (...expected: readonly (readonly string[])[]): Promise<void> =>
    vi.waitFor(() => expect(launch.done).toEqual(expected), { timeout: 10_000, interval: 5 });
  return { ...terminal, launch, opened, left, suspended, did };
}

describe('while waiting', () => {
  it('looks now, takes a way out, opens the page and leaves', async () => {
    const screen = open('readiness: waiting');
    screen.send('rcoq');
    await screen.did(['lookNow'], ['take', 'capabilities'], ['leave', 'chosen']);
    expect(screen.opened).toEqual(['https://dashboard.withflintpay.com/onboarding']);
    expect(screen.left).toHaveBeenCalledOnce();
  });

  it('counts down to the next look', async () => {
    const screen = open('readiness: waiting');
    await screen.shows('Next look in 24 s. You can leave; nothing here has to stay open.');
  });

  it('says why the last look failed, and that it goes on', async () => {
    const screen = open('readiness: waiting with trouble');
    await screen.shows('The last look failed: Flint did not answer within 10 s. It goes on looking.');
  });

  it('takes a way out by its key', async () => {
    const screen = open('readiness: waiting', { columns: 120, rows: 40 }, (state) =>
      state.moment.kind === 'waiting'
        ? { ...state, moment: { ...state.moment, ways: [{ id: 'other', key: 'l', label: 'leave it for later' }] } }
        : state,
    );
    await screen.shows('l leave it for later');
    screen.send('l');
    await screen.did(['take', 'other']);
  });

  it('opens nothing that is not a page of the web', async () => {
    const screen = open('readiness: waiting', { columns: 80, rows: 24 }, (state) => ({
      ...state,
      sheet: {
        headline: 'h',
        blocks: [{ kind: 'link', purpose: 'pay', label: 'l', url: 'file:///etc/passwd' }],
      },
    }));
    screen.send('or');
    await screen.did(['lookNow']);
    expect(screen.opened).toEqual([]);
  });
});

describe('at any time', () => {
  it.each(Object.keys(playground))('Ctrl+C leaves: %s', async (name) => {
    const screen = open(name);
    screen.send('\u0003');
    await screen.did(['leave', 'interrupted']);
    expect(screen.left).toHaveBeenCalledOnce();
  });

  it('Ctrl+Z hands the terminal back', async () => {
    const screen = open('account: reading');
    screen.send('\u001A');
    await vi.waitFor(() => expect(screen.suspended).toHaveBeenCalledOnce(), { timeout: 10_000, interval: 5 });
    expect(screen.launch.done).toEqual([]);
  });

  it('help tells the keys of the screen below, and goes away', async () => {
    const screen = open('readiness: waiting', { columns: 100, rows: 60 });
    screen.send('?');
    await screen.shows('Keys that work here');
    expect(screen.frame()).toMatch(/r +look now/);
    expect(screen.frame()).toContain('This is live: charges and refunds move real money.');
    expect(screen.frame()).not.toContain('Next look in');
    screen.send('\u001B');
    await screen.shows('Next look in');
  });

  it('the footer shows no key that does nothing', async () => {
    const screen = open('account: reading');
    await screen.shows('leave');
    expect(screen.frame()).not.toMatch(/look now|open the|pick/);
  });
});

describe('going back', () => {
  it('asks an answer again', async () => {
    const screen = open('account: a way on while review runs');
    screen.send('b');
    await screen.shows('your answers so far');
    expect(screen.frame()).toContain('Configuration: Production webhook URL https://shop.example.com/webhooks/flint');
    screen.send('\u001B[B\r');
    await screen.did(['reconsider', 'webhook.url']);
    await screen.shows('Go on while Flint reviews the account?');
  });

  it.each([
    { columns: 80, rows: 24 },
    { columns: 60, rows: 20 },
  ])('begins at the newest of many answers, at $columns x $rows', async (size) => {
    const answers = Array.from({ length: 22 }, (_, index) => ({
      key: `answer.${index + 1}`,
      step: 'configuration',
      title: `Question ${index + 1}?`,
      shown: 'yes',
    }));
    const screen = open('account: a way on while review runs', size, (state) => ({ ...state, answers }));
    screen.send('b');
    await screen.shows('1 of 22');
    expect(screen.frame()).toMatch(/^> .*Question 22\?/m);
    expect(screen.frame()).toContain('Question 21?');
    expect(screen.frame()).not.toContain('Question 1?');
    screen.send('\r');
    await screen.did(['reconsider', 'answer.22']);
  });

  it('says why a locked answer stays, and leaves it', async () => {
    const screen = open('account: a way on while review runs');
    screen.send('b\u001B[B\u001B[B');
    await screen.shows('It cannot be changed any more: the live key was stored for this account.');
    screen.send('\r\u001B');
    await screen.shows('Go on while Flint reviews the account?');
    expect(screen.launch.done).toEqual([]);
  });

  it('says so when nothing was answered yet', async () => {
    const screen = open('account: reading');
    screen.send('b');
    await screen.shows('No answers have been given yet.');
    screen.send('\u001B');
    await screen.shows('Reading the onboarding state');
  });
});

describe('a failure', () => {
  it('can be tried again or left', async () => {
    const screen = open('cut over: failed');
    screen.send('\r');
    await screen.did(['tryAgain']);
    screen.send('\u001B[B\r');
    await screen.did(['tryAgain'], ['leave', 'chosen']);
  });
});

describe('the end', () => {
  it('stays until it is left with Enter', async () => {
    const screen = open('finished');
    await screen.shows('All steps are done.');
    screen.send('\r');
    await screen.did(['leave', 'chosen']);
  });
});

describe('a choice', () => {
  it('begins at the default and tells what the line under the cursor means', async () => {
    const screen = open('account: a way on while review runs', { columns: 80, rows: 24 }, (state) =>
      state.moment.kind === 'asking'
        ? { ...state, moment: { ...state.moment, question: { ...state.moment.question, initial: 'look-again' } } }
        : state,
    );
    await screen.shows('> Look again');
    expect(screen.frame()).toContain('Reads the onboarding state once more.');
    screen.send('\u001B[A');
    await screen.shows('The review goes on by itself.');
    screen.send('\r');
    await screen.did(['answer', 'go-on']);
  });

  it('keeps its cursor when the window becomes too small for the whole list', async () => {
    const screen = open('configuration: the test event was refused');
    screen.send('\u001B[B\u001B[B');
    await screen.shows('> Use another URL');
    screen.output.resize(40, 8);
    await screen.shows('3 of 4');
    await screen.shows('> Use another URL');
    screen.send('\r');
    await screen.did(['answer', 'url']);
  });

  it('is not picked twice while the answer is looked at', async () => {
    const screen = open('configuration: a difference', { columns: 80, rows: 24 }, (state) =>
      state.moment.kind === 'asking'
        ? { ...state, moment: { ...state.moment, question: { ...state.moment.question, checking: true } } }
        : state,
    );
    await screen.shows('Checking the answer');
    screen.send('\rq');
    await screen.did(['leave', 'chosen']);
  });
});

describe('scrolling', () => {
  it('goes through a long text by pages and lines, and starts anew on another screen', async () => {
    const screen = open('a fault of ours', { columns: 80, rows: 20 });
    await screen.shows('Lines 1 to');
    screen.send('?');
    await screen.shows('Help');
    screen.send('\u001B[6~');
    await screen.shows((frame) => !frame.includes('You are in step 4'));
    screen.send('\u001B[5~\u001B[5~');
    await screen.shows('You are in step 4');
    screen.send('\u001B[B\u001B[B\u001B[B');
    await screen.shows('Lines 4 to');
    screen.send('\u001B');
    await screen.shows('Lines 1 to');
  });

  it('stays where it is while a wait looks again', async () => {
    const screen = open('readiness: waiting', { columns: 60, rows: 20 });
    screen.send('\u001B[6~');
    await screen.shows((frame) => !frame.includes('Lines 1 to'));
    const before = screen.frame();
    const state = screen.launch.getState();
    screen.launch.show({ ...state, happenings: [...state.happenings] });
    screen.send('r');
    await screen.did(['lookNow']);
    expect(screen.frame()).toBe(before);
  });
});

describe('resizing', () => {
  it('draws anew for the new size', async () => {
    const screen = open('readiness: waiting');
    await screen.shows('○ Cut over');
    screen.output.resize(40, 10);
    await screen.shows((frame) => frame.split('\n').length <= 10 && frame.includes('● Ready to charge ○ ○'));
    screen.output.resize(120, 40);
    await screen.shows('mer_1kmn0a');
  });
});

describe('the clock', () => {
  function open(name: string, screenReader: boolean, now: () => number) {
    const launch = standingLaunch(playground[name] ?? raise());
    const terminal = openTerminal(<App controls={launch} openLink={() => undefined} now={now} />, {
      columns: 80,
      rows: 24,
      screenReader,
    });
    return { ...terminal, launch };
  }

  it('counts down while waiting', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    let time = playgroundNow;
    const screen = open('readiness: waiting', false, () => time);
    await screen.shows('Next look in 24 s.');
    time += 1_000;
    await screen.shows('Next look in 23 s.');
    time += 60_000;
    await screen.shows('Looking now.');
  });

  it('draws once a second while waiting, and nothing under a help that covers it', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    let time = playgroundNow;
    const screen = open('readiness: waiting', false, () => time);
    await screen.shows('Next look in 24 s.');
    expect(vi.getTimerCount()).toBe(1);

    const before = screen.output.frames.length;
    for (let second = 1; second <= 10; second += 1) {
      time += 1_000;
      vi.advanceTimersByTime(1_000);
      await screen.shows(`Next look in ${24 - second} s.`);
    }
    expect(screen.output.frames.length - before).toBe(10);

    screen.send('?');
    await screen.shows('Keys that work here');
    expect(vi.getTimerCount()).toBe(0);
    screen.send('?');
    await screen.shows('Next look in 14 s.');
    expect(vi.getTimerCount()).toBe(1);
  });

  it('stands still while a person is asked, and for a screen reader', async () => {
    const ticks = vi.spyOn(globalThis, 'setInterval');
    onTestFinished(() => ticks.mockRestore());
    const ticking = (): number => ticks.mock.calls.filter(([, pause]) => pause === 1_000).length;

    // Once a key has done something, everything that a screen starts has been started.
    const asked = open('configuration: text', false, () => playgroundNow);
    asked.send('!');
    await asked.shows('/flint!');
    const heard = open('readiness: waiting', true, () => playgroundNow);
    heard.send('r');
    await vi.waitFor(() => expect(heard.launch.done).toHaveLength(1), { timeout: 10_000, interval: 5 });
    expect(ticking()).toBe(0);

    const seen = open('readiness: waiting', false, () => playgroundNow);
    seen.send('r');
    await vi.waitFor(() => expect(seen.launch.done).toHaveLength(1), { timeout: 10_000, interval: 5 });
    expect(ticking()).toBe(1);
  });
});

function raise(): never {
  throw new Error('missing in the playground');
}

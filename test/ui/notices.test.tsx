import { Console } from 'node:console';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LaunchState } from '../../src/launch/state.ts';
import { noticeSequence } from '../../src/ui/notice.ts';
import type { Surroundings } from '../../src/ui/run.tsx';
import { runScreens } from '../../src/ui/run.tsx';
import { standingLaunch } from './controls.ts';
import { playground } from './playground/playground.ts';
import { FakeInput, FakeOutput } from './terminal.tsx';

const waiting = playground['readiness: waiting'] ?? raise();
const bell = '\u0007';

function raise(): never {
  throw new Error('missing in the playground');
}

// Ink keeps stray console output off the screen by this constructor; the console of the test runner has none.
beforeAll(() => void Object.assign(console, { Console }));
afterEach(() => void vi.unstubAllEnvs());

const turned = (text: string, at = '2026-11-20T14:32:40Z'): LaunchState => ({ ...waiting, notice: { text, at } });

async function start(more: Partial<Surroundings> = {}, isTTY = true) {
  const stdin = new FakeInput();
  const stdout = Object.assign(new FakeOutput(80, 24), { isTTY });
  const launch = standingLaunch(waiting);
  const done = runScreens(launch, {
    stdin,
    stdout: stdout as unknown as NodeJS.WriteStream, // Ink uses only what FakeOutput has.
    openLink: () => undefined,
    ...more,
  });
  const written = (): string => stdout.frames.join('');
  const shows = (text: string): Promise<void> =>
    vi.waitFor(() => expect(written()).toContain(text), { timeout: 10_000, interval: 5 });
  const leave = async (): Promise<void> => {
    stdin.send('q');
    await done;
  };
  // Once a key has done something, everything that was drawn before it has been written.
  const settled = async (): Promise<void> => {
    const before = launch.done.length;
    stdin.send('r');
    await vi.waitFor(() => expect(launch.done.length).toBeGreaterThan(before), { timeout: 10_000, interval: 5 });
  };
  await settled();
  return { stdin, stdout, launch, written, shows, leave, settled };
}

describe('when a wait turns', () => {
  it('rings the bell and tells the terminal once, and the screen stays as it is', async () => {
    vi.stubEnv('TERM', 'xterm-256color');
    const run = await start();
    run.launch.show(turned('Payouts are ready.'));
    const said = `${bell}\u001B]9;flint-golive: Payouts are ready.\u001B\\`;
    await run.shows(said);
    run.launch.show({ ...turned('Payouts are ready.'), happenings: [] });
    await run.settled();
    await run.leave();
    expect(run.written().split(bell)).toHaveLength(2);
    expect(run.written().split(said)[1]).toContain('Waiting until both payments and payouts are ready.');
  });

  it('says the next turn too, also with the same words at another time', async () => {
    const run = await start();
    run.launch.show(turned('Payouts are blocked.'));
    await run.settled();
    run.launch.show(turned('Payouts are blocked.', '2026-11-20T14:50:00Z'));
    await vi.waitFor(() => expect(run.written().split(bell)).toHaveLength(3), { timeout: 10_000, interval: 5 });
    await run.leave();
  });

  it.each([
    ['notices are not wanted', { notices: false }, true],
    ['the output is no terminal', {}, false],
  ])('says nothing where %s', async (_, more, isTTY) => {
    const run = await start(more, isTTY);
    run.launch.show(turned('Payouts are ready.'));
    await run.settled();
    await run.leave();
    expect(run.written()).not.toContain(bell);
    expect(run.written()).not.toContain('\u001B]9');
  });

  it('says nothing in screen-reader mode', async () => {
    vi.stubEnv('INK_SCREEN_READER', 'true');
    const run = await start();
    await run.shows('Next look at');
    run.launch.show(turned('Payouts are ready.'));
    await run.settled();
    await run.leave();
    expect(run.written()).not.toContain(bell);
  });
});

describe('what the terminal is sent', () => {
  it('holds no sequence of others, and no command that a terminal reads in OSC 9', () => {
    const sent = noticeSequence('4;3;\u001B]52;c;aGk=\u0007\u009C\nready\u202E', 'xterm-256color');
    expect(sent).toBe(`${bell}\u001B]9;flint-golive: 4;3; ready\u001B\\`);
  });

  it('is never long', () => {
    expect(noticeSequence('x'.repeat(10_000), 'xterm').length).toBeLessThan(200);
  });

  it('is the bell alone on a bare console', () => {
    expect(noticeSequence('ready', 'linux')).toBe(bell);
  });
});

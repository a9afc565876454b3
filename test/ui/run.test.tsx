import { Console } from 'node:console';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { LaunchStopped } from '../../src/launch/failure.ts';
import type { LaunchState } from '../../src/launch/state.ts';
import { runScreens } from '../../src/ui/run.tsx';
import { standingLaunch } from './controls.ts';
import { playground } from './playground/playground.ts';
import { FakeInput, FakeOutput } from './terminal.tsx';

function start(state: LaunchState, spoil: (stdout: FakeOutput) => void = () => undefined) {
  const stdin = new FakeInput();
  const stdout = new FakeOutput(80, 24);
  spoil(stdout);
  const launch = standingLaunch(state);
  const done = runScreens(launch, {
    stdin,
    stdout: stdout as unknown as NodeJS.WriteStream, // Ink uses only what FakeOutput has.
    openLink: () => undefined,
  });
  const written = (): string => stdout.frames.join('');
  const shows = (text: string): Promise<void> =>
    vi.waitFor(() => expect(written()).toContain(text), { timeout: 10_000, interval: 5 });
  return { stdin, launch, done, written, shows };
}

const alternate = { on: '\u001B[?1049h', off: '\u001B[?1049l' };
const cursor = { off: '\u001B[?25l', on: '\u001B[?25h' };
const paste = { on: '\u001B[?2004h', off: '\u001B[?2004l' };

function expectRestored(run: ReturnType<typeof start>): void {
  const text = run.written();
  for (const mode of [alternate, cursor, paste]) {
    expect(text.lastIndexOf(mode.off === cursor.off ? cursor.on : mode.off)).toBeGreaterThan(
      text.lastIndexOf(mode.off === cursor.off ? cursor.off : mode.on),
    );
  }
  expect(run.stdin.calls.filter((call) => call.startsWith('raw')).at(-1)).toBe('raw off');
  expect(run.stdin.listenerCount('data')).toBe(0);
}

// Ink keeps stray console output off the screen by this constructor; the console of the test runner has none.
beforeAll(() => void Object.assign(console, { Console }));

const waiting = playground['readiness: waiting'] ?? raise();

function raise(): never {
  throw new Error('missing in the playground');
}

describe('the wizard on a terminal', () => {
  it('draws on the alternate screen, and restores everything when it is left', async () => {
    const run = start(waiting);
    await run.shows('Waiting until both');
    expect(run.written()).toContain(alternate.on);
    run.stdin.send('q');
    await run.done;
    expect(run.launch.done).toEqual([['leave', 'chosen']]);
    expectRestored(run);
  });

  it('restores everything after Ctrl+C', async () => {
    const run = start(playground['cut over: money'] ?? raise());
    await run.shows('This moves real money');
    run.stdin.send('\u0003');
    await run.done;
    expect(run.launch.done).toEqual([['leave', 'interrupted']]);
    expectRestored(run);
  });

  it('never erases what the terminal has scrolled', async () => {
    const run = start(waiting);
    await run.shows('Waiting until both');
    run.stdin.send('?');
    await run.shows('Keys that work here');
    run.stdin.send('q');
    await run.done;
    expect(run.written()).not.toContain('\u001B[3J');
  });

  it('gives the terminal back when drawing fails, and says calmly what happened, once', async () => {
    const run = start(waiting);
    await run.shows('Waiting until both');
    run.launch.show({ ...waiting, steps: undefined as unknown as LaunchState['steps'] }); // A fault of ours, on purpose.
    const stopped = await run.done.then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(stopped).toBeInstanceOf(LaunchStopped);
    expect(stopped instanceof LaunchStopped && stopped.failure).toMatchObject({
      kind: 'bug',
      stack: expect.stringContaining('TypeError'),
    });
    expect(run.launch.done).toEqual([['leave', 'interrupted']]);
    expectRestored(run);
    expect(run.written()).not.toContain('TypeError');
  });

  it('gives the terminal back when drawing cannot even begin, and calls it a fault of ours', async () => {
    const run = start(waiting, (stdout) => {
      stdout.on = () => {
        throw new Error('No terminal today.');
      };
    });
    await expect(run.done).rejects.toMatchObject({
      failure: { kind: 'bug', stack: expect.stringContaining('No terminal today.') },
    });
    expect(run.launch.done).toEqual([['leave', 'interrupted']]);
    const text = run.written();
    expect(text).toContain(alternate.on);
    expectRestored(run);
  });

  it('gives the terminal back when something fails behind the screens that nobody catches', async () => {
    const run = start(waiting);
    await run.shows('Waiting until both');
    // The test runner has a listener of its own, which would take this for a fault of the test.
    const others = process.listeners('uncaughtException').slice(0, -1);
    for (const other of others) process.off('uncaughtException', other);
    process.emit('uncaughtException', new Error('Nobody caught this.'));
    for (const other of others) process.on('uncaughtException', other);
    await expect(run.done).rejects.toMatchObject({
      failure: { kind: 'bug', stack: expect.stringContaining('Nobody caught this.') },
    });
    expect(run.launch.done).toEqual([['leave', 'interrupted']]);
    expectRestored(run);
    expect(process.listeners('uncaughtException')).toEqual(others);
  });
});

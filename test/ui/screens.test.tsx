import stringWidth from 'string-width';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { LaunchState } from '../../src/launch/state.ts';
import { App } from '../../src/ui/app.tsx';
import { standingLaunch } from './controls.ts';
import { playgroundNow } from './playground/moments.ts';
import { playground } from './playground/playground.ts';
import { openTerminal } from './terminal.tsx';

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 60, rows: 20 },
  { columns: 40, rows: 10 },
  { columns: 120, rows: 40 },
] as const;

beforeAll(() => {
  vi.stubEnv('TZ', 'UTC');
  return () => void vi.unstubAllEnvs();
});

function drawn(state: LaunchState, columns: number, rows: number): string {
  const terminal = openTerminal(
    <App controls={standingLaunch(state)} openLink={() => undefined} now={() => playgroundNow} />,
    { columns, rows },
  );
  const frame = terminal.frame();
  terminal.close();
  return frame;
}

function expectToFit(frame: string, columns: number, rows: number): void {
  const lines = frame.split('\n');
  expect(lines.length, frame).toBeLessThanOrEqual(rows);
  for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
  expect(frame).not.toMatch(/[^\n\P{Cc}]/u);
}

describe.each(sizes)('at $columns x $rows every screen', ({ columns, rows }) => {
  it('fits, and looks as it should', async () => {
    const book: string[] = [];
    for (const [name, state] of Object.entries(playground)) {
      const frame = drawn(state, columns, rows);
      expectToFit(frame, columns, rows);
      book.push(`=== ${name}`, frame, '');
    }
    await expect(book.join('\n')).toMatchFileSnapshot(`./screens/${columns}x${rows}.txt`);
  });
});

describe('every screen', () => {
  it('fits at any size, also at absurd ones', () => {
    for (const state of Object.values(playground)) {
      for (const columns of [20, 33, 47, 72]) {
        for (const rows of [3, 5, 7, 8, 12, 15, 16, 17]) expectToFit(drawn(state, columns, rows), columns, rows);
      }
    }
  });

  it('keeps what the person acts on in sight', () => {
    for (const [name, state] of Object.entries(playground)) {
      if (state.moment.kind !== 'asking') continue;
      for (const { columns, rows } of sizes) expect(drawn(state, columns, rows), name).toMatch(/^> /m);
    }
  });

  it('says how to leave, in which mode it is, and the step', () => {
    for (const state of Object.values(playground)) {
      for (const { columns, rows } of sizes) {
        const frame = drawn(state, columns, rows);
        expect(frame).toMatch(/leave/);
        expect(frame).toMatch(state.launch.target === 'live' ? /LIVE/ : /REHEARSAL/);
        expect(frame).toMatch(/Step \d of 5/);
      }
    }
  });

  it('says in words what money is here', () => {
    const state = playground['readiness: waiting'];
    if (!state) throw new Error('missing in the playground');
    const on = (target: LaunchState['launch']['target']): string =>
      drawn({ ...state, launch: { ...state.launch, target } }, 80, 24).split('\n')[0] ?? '';
    expect(on('live')).toMatch(/ LIVE {3}real money/);
    expect(on('sandbox')).toMatch(/REHEARSAL {2}simulated by Flint/);
    expect(on('embedded')).toMatch(/REHEARSAL {2}no real money/);
  });
});

describe('text from outside', () => {
  const hostile =
    '\u001B]0;title\u0007\u001B]52;c;aGk=\u0007\u001B[2J\u001B[8mhidden\u001B[0m\u202Eflip\u200B\u009B5n\u001B]8;;https://evil.example\u0007x\u001B]8;;\u001B\\\nline\u0007';

  it('cannot reach the terminal through any string of a state', () => {
    for (const [name, state] of Object.entries(playground)) {
      // Every string but those that the program itself compares: they are kept, and the hostile text is added.
      const infected = JSON.parse(JSON.stringify(state), (key, value: unknown) =>
        typeof value === 'string' && !programWords.has(key) ? `${value}${hostile}` : value,
      ) as LaunchState; // The shape is kept: only strings got longer.
      for (const { columns, rows } of sizes) {
        const frame = drawn(infected, columns, rows);
        expect(frame, name).not.toMatch(/[^\n\P{Cc}]|[\u202E\u200B]/u);
        expectToFit(frame, columns, rows);
      }
    }
  });
});

const programWords = new Set(['kind', 'status', 'target', 'tone', 'purpose', 'current', 'passing', 'outcome']);

describe('a screen reader', () => {
  it('hears the time of the next look instead of a count that changes every second', async () => {
    const state = playground['readiness: waiting'];
    if (!state) throw new Error('missing in the playground');
    const terminal = openTerminal(
      <App controls={standingLaunch(state)} openLink={() => undefined} now={() => playgroundNow} />,
      { columns: 80, rows: 24, screenReader: true },
    );
    await terminal.shows('Next look at 14:32:34.');
  });
});

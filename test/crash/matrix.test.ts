import { describe, expect, it } from 'vitest';
import { recordedEnvironment } from '../contract/suite/children.ts';
import { type Fate, fates } from './fates.ts';
import { type Part, strikeAll } from './matrix.ts';

// `npm run crash` strikes every boundary with every fate. Here each boundary meets one, which its name decides.
const rounds: readonly (Fate | undefined)[] = process.env.CRASH_FATES === 'all' ? fates : [undefined];
const shares = ['0/2', '1/2'];

describe('a whole rehearsal that is struck once at every boundary it crosses, and started again each time', () => {
  it.each(rounds.map((fate) => [fate ?? 'each boundary its own fate', fate] as const))(
    'comes to its end with everything done once, asked once, kept and told to nobody: %s',
    { timeout: 3_600_000 },
    async (name, fate) => {
      const parts = await Promise.all(
        shares.map((share) =>
          strikeAll({ share, environment: recordedEnvironment, ...(fate === undefined ? {} : { fate }) }),
        ),
      );
      process.stdout.write(`${summary(name, parts)}\n`);
      expect(parts.flatMap(({ complaints }) => complaints)).toEqual([]);
      const struck = parts.flatMap((part) => part.struck);
      const met = new Set(struck.map(({ boundary }) => boundary));
      expect(parts.flatMap(({ skipped }) => skipped)).toEqual([]);
      expect(parts.flatMap(({ seen }) => seen).filter((boundary) => !met.has(boundary))).toEqual([]);
      expect(struck.length).toBeGreaterThan(250);
      expect(new Set(struck.map((one) => one.fate))).toEqual(new Set(fate === undefined ? fates : [fate]));
    },
  );
});

function summary(name: string, parts: readonly Part[]): string {
  const sum = (of: (part: Part) => number) => parts.reduce((total, part) => total + of(part), 0);
  const seen = new Set(parts.flatMap((part) => part.seen));
  const struck = new Set(parts.flatMap((part) => part.struck.map(({ boundary }) => boundary)));
  const left = [...seen].filter((boundary) => !struck.has(boundary));
  return [
    `Crash matrix, ${name}: ${seen.size} boundaries seen, ${struck.size} struck, ${left.length} skipped,`,
    `in ${sum(({ runs }) => runs)} runs of ${sum(({ launches }) => launches)} launches.`,
    ...(left.length === 0 ? [] : [`Skipped: ${left.join(', ')}.`]),
  ].join(' ');
}

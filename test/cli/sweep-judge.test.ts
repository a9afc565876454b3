import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/cli/sweep/finding.ts';
import { judge } from '../../src/cli/sweep/judge.ts';
import { placeOf } from '../../src/cli/sweep/place.ts';
import { exitCodeOf, summarise } from '../../src/cli/sweep/summary.ts';
import type { GitStanding } from '../../src/sweep/git-standing.ts';
import type { Reference } from '../../src/sweep/reference.ts';

const noGit: GitStanding = { repository: 'none' };
const git = (tracked: readonly string[], ignored: readonly string[] = []): GitStanding => ({
  repository: 'found',
  tracked: new Set(tracked),
  ignored: new Set(ignored),
});

function id(file: string, more: Partial<Reference> = {}): Reference {
  const value = 'prod_01J9ZK3V7Q2M4N8P6R5S0T1W2X';
  return {
    kind: 'configuration id',
    value,
    prefix: 'prod_',
    file,
    inEnvFile: file.includes('.env'),
    line: 1,
    column: 1,
    ...more,
  };
}

function secret(kind: 'live key' | 'test key' | 'webhook secret', file: string): Reference {
  return { ...id(file), kind, value: 'masked…1234', prefix: 'flint_' };
}

describe('an id', () => {
  it.each<[Verdict['is'], string, string, string]>([
    ['test-mode', '.env.production', 'test-mode-id', 'error'],
    ['test-mode', '.env', 'test-mode-id', 'error'],
    ['test-mode', 'src/shop.js', 'test-mode-id', 'error'],
    ['test-mode', 'README.md', 'test-mode-id', 'warning'],
    ['test-mode', '.env.development', 'test-mode-id-in-place', 'note'],
    ['test-mode', '.env.example', 'test-mode-id-in-place', 'note'],
    ['test-mode', 'test/shop.test.js', 'test-mode-id-in-place', 'note'],
    ['live', '.env.production', 'live-id', 'note'],
    ['unknown to both', 'src/shop.js', 'unknown-id', 'undecided'],
    ['candidate', 'src/shop.js', 'candidate-id', 'undecided'],
    ['candidate', '.env.test', 'candidate-id', 'note'],
  ])('that is %s in %s: %s', (is, file, rule, level) => {
    expect(judge(id(file), { standing: noGit, verdict: { is } })).toMatchObject({ rule, level });
  });

  it('of another vendor, by a name nearby, is fine once Flint denies it, and worth a look before', () => {
    const stripes = id('.env.production', { otherVendor: 'Stripe' });
    const levelFor = (is: Verdict['is']): string => judge(stripes, { standing: noGit, verdict: { is } }).level;
    expect([levelFor('unknown to both'), levelFor('candidate'), levelFor('test-mode')]).toEqual([
      'note',
      'warning',
      'error',
    ]);
  });

  it('that nobody asked about is a candidate', () => {
    expect(judge(id('a.js'), { standing: noGit })).toMatchObject({ verdict: { is: 'candidate' } });
  });

  it('that reads like a name does not fail a sweep', () => {
    const name = id('a.js', { value: 'rule_set1', prefix: 'rule_' });
    expect(judge(name, { standing: noGit })).toMatchObject({ rule: 'candidate-id', level: 'warning' });
  });
});

describe('a secret', () => {
  it.each<[Reference, GitStanding, string, string]>([
    [secret('live key', '.env.production'), git([], ['.env.production']), 'secret-in-place', 'note'],
    [secret('live key', '.env.production'), git([]), 'secret-not-ignored', 'warning'],
    [secret('live key', '.env.production'), git(['.env.production']), 'secret-in-source-control', 'error'],
    [secret('live key', 'test/a.js'), git(['test/a.js']), 'secret-in-source-control', 'error'],
    [secret('test key', 'test/a.js'), git(['test/a.js']), 'secret-in-source-control', 'warning'],
    [secret('webhook secret', 'src/a.js'), git(['src/a.js']), 'secret-in-source-control', 'error'],
    [secret('live key', 'src/a.js'), noGit, 'secret-in-source', 'warning'],
    [secret('test key', 'src/a.js'), noGit, 'secret-in-source', 'error'],
    [secret('test key', '.env.production'), noGit, 'test-key-left', 'error'],
    [secret('test key', '.env'), noGit, 'test-key-left', 'warning'],
    [secret('test key', '.env.development'), noGit, 'secret-in-place', 'note'],
    [secret('webhook secret', 'public/a.js'), noGit, 'secret-in-public', 'error'],
  ])('%o', (reference, standing, rule, level) => {
    expect(judge(reference, { standing })).toMatchObject({ rule, level });
  });

  it('that bundlers publish says which variable does it', () => {
    const published = { ...secret('live key', '.env'), variable: 'VITE_KEY' };
    expect(judge(published, { standing: noGit }).why).toContain('VITE_KEY');
  });
});

it('knows what files are for', () => {
  const places = [
    '.env',
    '.env.live',
    'shop.env',
    '.env.ci',
    'docs/a.md',
    'e2e/a.ts',
    'a.spec.ts',
    'config.dev.json',
    'a.ts',
  ];
  expect(places.map(placeOf)).toEqual([
    ...[
      'production',
      'production',
      'production',
      'development',
      'documentation',
      'tests',
      'tests',
      'development',
      'source',
    ],
  ]);
});

describe('the exit code', () => {
  const how = { asked: { sandbox: true, live: true }, countsUndecided: true };
  const sweepOf = (notRead: readonly { file: string; reason: 'not readable' }[] = []) => [
    { root: { folder: '/x', label: '' }, standing: noGit, references: [], filesRead: 1, notRead, exported: [] },
  ];

  it('is 0 only when nothing is left, undecided or unread', () => {
    const undecided = judge(id('a.js'), { standing: noGit, verdict: { is: 'unknown to both' } });
    expect(exitCodeOf(summarise(sweepOf(), [], how), [])).toBe(0);
    expect(exitCodeOf(summarise(sweepOf(), [undecided], how), [])).toBe(1);
    expect(exitCodeOf(summarise(sweepOf(), [undecided], { ...how, countsUndecided: false }), [])).toBe(0);
    expect(exitCodeOf(summarise(sweepOf([{ file: '.env', reason: 'not readable' }]), [], how), [])).toBe(1);
    expect(exitCodeOf(summarise(sweepOf([{ file: 'a.js', reason: 'not readable' }]), [], how), [])).toBe(1);
  });

  it('is 1 when history was asked for and could not be read in full', () => {
    for (const history of [
      { read: false, repository: 'none' },
      { read: true, cut: true, references: [] },
    ] as const) {
      const [sweep] = sweepOf();
      if (sweep === undefined) throw new Error('no sweep');
      expect(exitCodeOf(summarise([{ ...sweep, history }], [], how), [])).toBe(1);
    }
  });
});

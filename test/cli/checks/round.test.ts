import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Check, Verdict } from '../../../src/checks/check.ts';
import { openAttestations } from '../../../src/cli/checks/attestations.ts';
import { checkedLines, closingLines } from '../../../src/cli/checks/lines.ts';
import { checkEvent, resultEvent } from '../../../src/cli/checks/ndjson.ts';
import { browsedState, isSettled } from '../../../src/cli/checks/present.ts';
import type { RoundOptions } from '../../../src/cli/checks/round.ts';
import { createRound, standingOf } from '../../../src/cli/checks/round.ts';
import { FlintError } from '../../../src/flint/errors.ts';
import { LaunchStopped } from '../../../src/launch/failure.ts';

const at = '2026-07-02T18:04:11.000Z';
const evidence = [{ what: 'GET /v1/webhook-endpoints', at, requestId: 'req_1' }];

function verdict(status: Verdict['status'], rest: Partial<Verdict> = {}): Verdict {
  return { status, message: `It is ${status}.`, evidence, ...rest };
}

function check(
  id: string,
  answer: (context: { fixed: boolean }) => Verdict,
  group = 'Group',
): Check<{ fixed: boolean }> {
  return { id, title: `Title of ${id}`, group, run: async (context) => answer(context) };
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'round-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function attestationsIn(where: string) {
  return openAttestations(join(where, 'state', 'attestations.json'), {
    now: () => new Date(at),
    prepare: async () => void mkdirSync(join(where, 'state'), { recursive: true }),
  });
}

async function checked(checks: RoundOptions<{ fixed: boolean }>['checks'], rest: object = {}) {
  const world = { fixed: false };
  const round = createRound({ checks, open: () => world, ...rest });
  await round.checkAll();
  const standings = () => Object.fromEntries(round.items().map((item) => [item.id, standingOf(item)]));
  return { world, round, standings };
}

describe('a round of checks', () => {
  it('applies a fix once, and says what the check says afterwards', async () => {
    const runs: string[] = [];
    const { round, standings } = await checked([
      check('other', () => {
        runs.push('other');
        return verdict('done');
      }),
      check('broken', (context) => {
        runs.push('broken');
        return context.fixed
          ? verdict('done')
          : verdict('missing', {
              fix: {
                title: 'Mend it',
                effect: 'It is mended.',
                apply: async () => {
                  context.fixed = true;
                  return 'It was mended.';
                },
              },
            });
      }),
    ]);
    expect(standings()).toEqual({ other: 'done', broken: 'missing' });
    await round.applyFix('broken');
    expect(standings()).toEqual({ other: 'done', broken: 'done' });
    expect(round.doing()).toEqual({ said: { text: 'It was mended. It was checked again: done.', worked: true } });
    expect(runs).toEqual(['other', 'broken', 'broken']);
  });

  it('says in sentences why a fix failed, with the request id, and leaves the item as it was', async () => {
    const fix = {
      title: 'Mend it',
      effect: '',
      apply: async () => {
        throw new FlintError({ problem: 'forbidden', outcome: 'nothing-happened', status: 403, requestId: 'req_403' });
      },
    };
    const { round, standings } = await checked([check('broken', () => verdict('missing', { fix }))]);
    await round.applyFix('broken');
    expect(standings()).toEqual({ broken: 'missing' });
    expect(round.doing().said).toEqual({ text: expect.stringMatching(/Request id req_403\.$/), worked: false });
  });

  it('keeps a word for what cannot be seen, with name and time, and only for that', async () => {
    const where = folder();
    const checks = [
      check('unseen', () => verdict("can't tell")),
      check('broken', () => verdict('missing')),
      check('fine', () => verdict('done')),
    ];
    const { round, standings } = await checked(checks, { attestations: attestationsIn(where) });
    for (const id of ['unseen', 'broken', 'fine']) await round.attest(id, ' Ada Example ');
    expect(standings()).toEqual({ unseen: 'attested', broken: 'missing', fine: 'done' });
    const file = join(where, 'state', 'attestations.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      version: 1,
      attestations: { unseen: { by: 'Ada Example', at } },
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(where, 'state'))).toEqual(['attestations.json']);

    const later = await checked(checks, { attestations: attestationsIn(where) });
    expect(later.standings()).toMatchObject({ unseen: 'attested' });
    await later.round.withdraw('unseen');
    expect(later.standings()).toMatchObject({ unseen: "can't tell" });
  });

  it('lets what is seen count before a word that was given', async () => {
    const where = folder();
    await (
      await checked([check('a', () => verdict("can't tell"))], { attestations: attestationsIn(where) })
    ).round.attest('a', 'Ada');
    const seen = await checked([check('a', () => verdict('missing'))], { attestations: attestationsIn(where) });
    expect(seen.standings()).toEqual({ a: 'missing' });
    expect(seen.round.items().some(isSettled)).toBe(false);
  });

  it.each(['', '   ', `flint_live_${'a'.repeat(24)}`, 'x'.repeat(81)])('takes no name such as “%s”', async (name) => {
    const where = folder();
    const { round, standings } = await checked([check('a', () => verdict("can't tell"))], {
      attestations: attestationsIn(where),
    });
    await round.attest('a', name);
    expect(standings()).toEqual({ a: "can't tell" });
    expect(round.doing().said).toMatchObject({ worked: false });
    expect(readdirSync(where)).toEqual([]);
  });

  it('does not lose what somebody else attested meanwhile', async () => {
    const where = folder();
    const [one, other] = [attestationsIn(where), attestationsIn(where)];
    await one.attest('a', 'Ada');
    await other.attest('b', 'Grace');
    expect(attestationsIn(where).of('a')).toMatchObject({ by: 'Ada' });
    expect(attestationsIn(where).of('b')).toMatchObject({ by: 'Grace' });
  });

  it.each(['{', '[]', '{"version":2,"attestations":{}}', '{"version":1,"attestations":{"a":{"by":"","at":"x"}}}'])(
    'says that a damaged file cannot be read: %s',
    (text) => {
      const file = join(folder(), 'attestations.json');
      writeFileSync(file, text);
      const opening = () => openAttestations(file, { now: () => new Date(), prepare: async () => undefined });
      expect(opening).toThrow(LaunchStopped);
    },
  );

  it('does nothing else while a fix is applied', async () => {
    const gate = Promise.withResolvers<string>();
    let applied = 0;
    const fix = {
      title: 'Mend it',
      effect: '',
      apply: async () => {
        applied += 1;
        return await gate.promise;
      },
    };
    const { round } = await checked([check('broken', () => verdict('missing', { fix }))]);
    const first = round.applyFix('broken');
    await round.applyFix('broken');
    expect(round.doing()).toEqual({ busy: 'Mend it' });
    gate.resolve('Done.');
    await first;
    expect(applied).toBe(1);
  });
});

describe('a round in lines and for programs', () => {
  const checks = [
    check('credentials.a', () => verdict('done'), 'Credentials'),
    check(
      'credentials.b',
      () =>
        verdict('missing', {
          message: 'The live key may do more than the integration needs: settings.write.',
          remedy: 'Take the scope from the key on the dashboard’s API keys page.',
          evidence: Array.from({ length: 5 }, (_, index) => ({ what: `GET /v1/thing/${index}`, at })),
        }),
      'Credentials',
    ),
    check('operations.c', () => verdict("can't tell", { detail: 'The key may not read it.' }), 'Operations'),
  ];
  const presentation = { command: 'flint-golive checklist', headline: 'Is everything true?' };

  it.each([80, 60])('fits %d columns, groups items, and says the sum', async (columns) => {
    const { round } = await checked(checks);
    const lines = checkedLines(browsedState(round, presentation), columns);
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(columns);
    const text = lines.join('\n');
    expect(text).toContain('Credentials\n  done        Title of credentials.a');
    expect(text).toContain('What to do: Take the scope from the key');
    expect(text).toContain('and 2 more');
    expect(text).toContain("1 done, 1 can't tell, 1 missing.");
    expect(closingLines(browsedState(round, presentation), columns).join('\n')).toMatch(
      /Still open\n {2}missing +Title/,
    );
  });

  it('tells programs each item and the counts, without what only this process can apply', async () => {
    const fix = { title: 'Mend it', effect: 'It is mended.', apply: async () => '' };
    const { round } = await checked([...checks, check('d', () => verdict('missing', { fix }))]);
    const events = JSON.parse(JSON.stringify(round.items().map(checkEvent)));
    expect(events[1]).toMatchObject({ type: 'check', id: 'credentials.b', group: 'Credentials', status: 'missing' });
    expect(events[3].fix).toEqual({ title: 'Mend it', effect: 'It is mended.' });
    expect(resultEvent('open', 1, round.items())).toMatchObject({
      counts: { done: 1, attested: 0, "can't tell": 1, missing: 2 },
    });
  });

  it('says that all is settled only when nothing is open', async () => {
    const { round } = await checked([check('a', () => verdict('done'))]);
    expect(checkedLines(browsedState(round, presentation)).at(-1)).toBe(
      'All 1 items are settled: done, or attested by a person.',
    );
  });
});

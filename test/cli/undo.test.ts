import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { undoLaunch } from '../../src/cli/undo/open-undo.ts';
import { connect } from '../../src/flint/client.ts';
import type { LiveKey } from '../../src/flint/keys.ts';
import { listPaymentMethodDomains } from '../../src/flint/payment-method-domains.ts';
import { readWebhookEndpoint } from '../../src/flint/webhook-endpoints.ts';
import type { Entry } from '../../src/launch/journal/entry.ts';
import { type Journal, journalInMemory } from '../../src/launch/journal/journal.ts';
import { notWritten } from '../../src/launch/journal/problem.ts';
import type { Outcome } from '../../src/launch/launch.ts';
import type { LaunchState } from '../../src/launch/state.ts';
import { parseFault } from '../../src/sandbox/index.ts';
import { storeCommand } from '../../src/steps/live-key/questions.ts';
import { undoingsIn } from '../../src/steps/record.ts';
import { readProductionKey } from '../../src/steps/target.ts';
import { idsUndo } from '../../src/steps/undo/env-files.ts';
import type { UndoConsent, UndoEnding } from '../../src/steps/undo/script.ts';
import { goneAlready } from '../../src/steps/undo/write.ts';
import type { World } from '../../src/steps/world.ts';
import { scripted } from '../launch/scripted-launch.ts';
import { openRehearsalWorld, type RehearsalWorld } from '../steps/rehearsal-world.ts';

let rehearsal: RehearsalWorld;
beforeEach(async () => {
  rehearsal = await openRehearsalWorld();
});
afterEach(() => rehearsal.close());

interface Undone {
  readonly outcome: Outcome;
  readonly state: LaunchState;
  readonly endings: readonly UndoEnding[];
}

/** Runs the script of taking back on the rehearsal's journal, as a new start of the program would. */
async function undo(
  consent: UndoConsent,
  how: {
    readonly answer?: (prompt: string, explanation: string) => string;
    readonly world?: (world: World) => World;
    readonly journal?: Journal;
  } = {},
): Promise<Undone> {
  const { world } = rehearsal;
  const { journal = rehearsal.journal } = how;
  let endings: readonly UndoEnding[] = [];
  const launch = undoLaunch(journal, how.world?.(world) ?? world, {
    interactive: consent === 'ask',
    consent,
    flags: '--yes',
    where: { name: 'default', target: 'embedded', folder: '', journalFile: '', lockFile: '', project: '', command: '' },
    ended: (all) => {
      endings = all;
    },
  });
  launch.subscribe(() => {
    const { moment } = launch.getState();
    if (moment.kind === 'asking' && !moment.question.checking) {
      const given = how.answer?.(moment.question.prompt, (moment.question.explanation ?? []).join(' ')) ?? 'keep';
      setImmediate(() => launch.answer(given));
    }
    if (consent === 'ask' && (moment.kind === 'finished' || moment.kind === 'failed')) {
      setImmediate(() => launch.leave('chosen'));
    }
  });
  const outcome = await launch.run();
  return { outcome, state: launch.getState(), endings };
}

async function launched(answers: Readonly<Record<string, string>> = {}): Promise<void> {
  expect(await rehearsal.open({ sources: [scripted(answers)] }).run()).toEqual({ kind: 'finished' });
}

const live = () => rehearsal.sandbox.ledger().live;
const liveClient = () => {
  const { keys, baseUrl } = rehearsal.sandbox;
  return connect({ mode: 'live', key: keys.live as LiveKey, baseUrl: new URL(baseUrl) });
};
const settings = () => readFile(join(rehearsal.world.folder, '.env.production'), 'utf8');
const titles = (endings: readonly UndoEnding[], outcome: UndoEnding['outcome']) =>
  endings.filter((ending) => ending.outcome === outcome).map(({ title }) => title);

describe('taking a launch back', () => {
  it('without consent sends nothing, and names the flags that would give it', async () => {
    await launched();
    const before = JSON.stringify(rehearsal.sandbox.ledger());
    const { outcome, state } = await undo('missing');
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'confirmation missing' } });
    expect(JSON.stringify(outcome)).toContain('--yes');
    expect(JSON.stringify(state.sheet)).toContain('Delete the webhook endpoint');
    expect(JSON.stringify(rehearsal.sandbox.ledger())).toBe(before);
    expect(rehearsal.journal.entries().some((entry) => 'write' in entry && entry.write.startsWith('undo.'))).toBe(
      false,
    );
  });

  it('takes back all that can be, last made first, and says of the rest why not', { timeout: 60_000 }, async () => {
    const original = await settings();
    await launched();
    expect(live().webhookEndpoints).toHaveLength(1);
    const { outcome, endings } = await undo('given');
    expect(outcome).toEqual({ kind: 'finished' });

    const taken = titles(endings, 'taken back');
    expect(taken[0]).toBe('Put the test-mode ids back into .env.production');
    expect(taken.at(-1)).toBe('Take FLINT_API_KEY out of the env file .env.production');
    expect(taken.findIndex((title) => title.startsWith('Archive the promotion code'))).toBeLessThan(
      taken.findIndex((title) => title.startsWith('Archive the promotion “')),
    );
    expect(titles(endings, 'impossible')).toContain('Refund 1.00 USD');
    expect(endings.filter(({ outcome: how }) => how === 'impossible').every(({ because = '' }) => because !== '')).toBe(
      true,
    );

    expect(live().webhookEndpoints).toHaveLength(0);
    for (const objects of [live().products, live().plans, live().promotions]) {
      expect(objects.map(({ status }) => status)).toEqual(objects.map(() => 'archived'));
    }
    const now = await settings();
    expect(now).not.toMatch(/^FLINT_(?:API_KEY|WEBHOOK_SECRET)=/m);
    const idsIn = (text: string) => text.match(/(?:prod|plan|promo|var)_\w+/g);
    expect(idsIn(now)).toEqual(idsIn(original));
  });

  it('switches hosts off that it registered for Apple Pay and Google Pay', async () => {
    await rehearsal.close();
    rehearsal = await openRehearsalWorld({ api: { default: '2026-09-07' } });
    await fetch(`${rehearsal.sandbox.baseUrl}/v1/payment-method-domains`, {
      method: 'POST',
      headers: { authorization: `Bearer ${rehearsal.sandbox.keys.test}`, 'content-type': 'application/json' },
      body: JSON.stringify({ domain_name: 'shop.example.com' }),
    });
    await launched({ 'configuration.recreate': 'everything' });
    const hosts = async () => (await listPaymentMethodDomains(liveClient()).all()).value;
    const explained = new Map<string, string>();
    await undo('ask', {
      answer: (prompt, explanation) => {
        explained.set(prompt, explanation);
        return prompt.startsWith('Archive') ? 'rest' : 'keep';
      },
    });
    expect([...explained].find(([prompt]) => prompt.startsWith('Switch off'))?.[1]).toContain(
      'can be switched on again',
    );
    expect(await hosts()).toMatchObject([{ status: 'active' }]);
    const { endings } = await undo('given');
    expect(titles(endings, 'taken back')).toContainEqual(
      expect.stringMatching(/^Switch off the payment method domain “shop.example.com” \(pmdom_/),
    );
    expect(await hosts()).toMatchObject([{ domainName: 'shop.example.com', status: 'inactive' }]);
  });

  it('run again has nothing left to take back, and a launch that looks at it is not complete', {
    timeout: 60_000,
  }, async () => {
    await launched();
    await undo('given');
    const entries = rehearsal.journal.entries().length;
    const { outcome, endings } = await undo('given');
    expect(outcome).toEqual({ kind: 'finished' });
    expect(titles(endings, 'taken back')).toEqual([]);
    expect(rehearsal.journal.entries()).toHaveLength(entries);
    expect(undoingsIn(rehearsal.journal.entries()).done.length).toBeGreaterThan(3);
    expect(await rehearsal.open({ lookOnly: true, patience: 0 }).run()).toMatchObject({ kind: 'failed' });
  });

  it('adopts as undone what somebody took away already', { timeout: 60_000 }, async () => {
    await launched();
    const { sandbox, journal } = rehearsal;
    const gone = [
      `/v1/webhook-endpoints/${live().webhookEndpoints[0]?.id}`,
      `/v1/products/${live().products[0]?.id}`,
      `/v1/subscription-plans/${live().plans[0]?.id}`,
    ];
    for (const path of gone) {
      const headers = { authorization: `Bearer ${sandbox.keys.live}` };
      expect((await fetch(`${sandbox.baseUrl}${path}`, { method: 'DELETE', headers })).ok).toBe(true);
    }
    expect((await undo('given')).outcome).toEqual({ kind: 'finished' });
    const adopted = journal
      .entries()
      .flatMap((entry) => (entry.type === 'finished' && entry.how === 'adopted' ? [entry.title] : []));
    expect(adopted.filter((title) => /endpoint|product|plan/.test(title))).toHaveLength(3);
  });

  it('asks for each, and leaves what is kept as it is; the next time it is asked for again', {
    timeout: 60_000,
  }, async () => {
    await launched();
    const asked: string[] = [];
    const answer = (prompt: string): string => {
      asked.push(prompt);
      return prompt.startsWith('Delete the webhook endpoint') ? 'undo' : 'keep';
    };
    const { endings } = await undo('ask', { answer });
    expect(titles(endings, 'taken back')).toHaveLength(1);
    expect(live().webhookEndpoints).toHaveLength(0);
    expect(live().products.map(({ status }) => status)).not.toContain('archived');
    const first = asked.splice(0).length;
    await undo('ask', { answer });
    expect(asked).toHaveLength(first - 1);
  });

  it('takes one answer for all the other re-created objects, and asks for the rest', { timeout: 60_000 }, async () => {
    await launched();
    const asked: string[] = [];
    const { endings } = await undo('ask', {
      answer: (prompt) => {
        asked.push(prompt);
        return prompt.startsWith('Archive') ? 'rest' : 'keep';
      },
    });
    expect(asked.filter((prompt) => prompt.startsWith('Archive'))).toHaveLength(1);
    expect(titles(endings, 'taken back').length).toBeGreaterThan(2);
    expect(live().webhookEndpoints).toHaveLength(1);
  });

  it('goes on with the rest when Flint refuses one thing, and is not done then', { timeout: 60_000 }, async () => {
    await launched();
    rehearsal.sandbox.faults.add([parseFault('DELETE /v1/products/* status=409')]);
    const { outcome, endings } = await undo('given');
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'refused' } });
    expect(titles(endings, 'failed')).toHaveLength(1);
    expect(live().webhookEndpoints).toHaveLength(0);
  });

  it('sets settings back that were set before, and names those that cannot be', { timeout: 60_000 }, async () => {
    const { sandbox } = rehearsal;
    const patch = await fetch(`${sandbox.baseUrl}/v1/settings`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${sandbox.keys.live}`, 'content-type': 'application/json' },
      body: JSON.stringify({ branding: { primary_color: '#102030' } }),
    });
    expect(patch.ok).toBe(true);
    await launched();
    expect(live().settings).not.toMatchObject({ branding: { primary_color: '#102030' } });
    const { endings } = await undo('given');
    expect(live().settings).toMatchObject({ branding: { primary_color: '#102030' } });
    expect(titles(endings, 'taken back').filter((title) => title.includes('settings branding'))).toHaveLength(1);
    expect(titles(endings, 'by hand').some((title) => title.includes('settings receipts'))).toBe(true);
  });

  it('leaves settings that somebody changed since, and says so', { timeout: 60_000 }, async () => {
    const { sandbox } = rehearsal;
    const setColour = async (primary_color: string): Promise<void> => {
      const answer = await fetch(`${sandbox.baseUrl}/v1/settings`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${sandbox.keys.live}`, 'content-type': 'application/json' },
        body: JSON.stringify({ branding: { primary_color } }),
      });
      expect(answer.ok).toBe(true);
    };
    await setColour('#102030');
    await launched();
    await setColour('#405060');
    const { endings } = await undo('given');
    expect(live().settings).toMatchObject({ branding: { primary_color: '#405060' } });
    expect(
      endings.filter(({ because }) => because?.startsWith('Somebody changed it')).map(({ title }) => title),
    ).toEqual([expect.stringContaining('settings branding')]);
  });

  it('leaves the events of an endpoint that somebody changed since', { timeout: 60_000 }, async () => {
    const { sandbox, receiver } = rehearsal;
    const send = async (method: string, path: string, enabled_events: string[]): Promise<void> => {
      const answer = await fetch(`${sandbox.baseUrl}/v1/webhook-endpoints${path}`, {
        method,
        headers: { authorization: `Bearer ${sandbox.keys.live}`, 'content-type': 'application/json' },
        body: JSON.stringify({ ...(path === '' ? { url: receiver.url } : {}), enabled_events }),
      });
      expect(answer.ok).toBe(true);
    };
    await send('POST', '', ['dispute.created']);
    await launched();
    const id = live().webhookEndpoints[0]?.id ?? '';
    await send('PATCH', `/${id}`, ['refund.created']);
    const { endings } = await undo('given');
    expect((await readWebhookEndpoint(liveClient(), id)).value.enabledEvents).toEqual(['refund.created']);
    expect(endings.map(({ because }) => because)).toContainEqual(expect.stringMatching(/^Somebody changed it/));
  });

  it('leaves the ids of objects that live had before the launch in the env files', async () => {
    const { world } = rehearsal;
    await appendFile(join(world.folder, '.env.production'), 'MUG=prod_01HZZZZZZZZZZZZZZZZZZZZZZ1\n');
    const write = 'copy.prod_01HAAAAAAAAAAAAAAAAAAAAAA1';
    const at = '2026-07-02T18:00:00.000Z';
    const intended: Entry = { type: 'intended', at, write, title: 'Mug', idempotencyKey: 'one', uses: [] };
    const finished: Entry = {
      type: 'finished',
      at,
      write,
      title: 'Mug',
      result: { prod_01HAAAAAAAAAAAAAAAAAAAAAA1: 'prod_01HZZZZZZZZZZZZZZZZZZZZZZ1' },
      how: 'adopted',
      undo: { possible: true, how: '' },
      evidence: { at },
    };
    expect(await idsUndo(world, [finished])).toEqual([]);
    // What an interrupted attempt of the launch had made is the launch's own.
    expect(await idsUndo(world, [intended, finished])).toHaveLength(1);
  });

  it('leaves an endpoint that was there before the launch, and sets its events back', { timeout: 60_000 }, async () => {
    const { sandbox, receiver } = rehearsal;
    await fetch(`${sandbox.baseUrl}/v1/webhook-endpoints`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.keys.live}`, 'content-type': 'application/json' },
      body: JSON.stringify({ url: receiver.url, enabled_events: ['dispute.created'] }),
    });
    await launched();
    const client = liveClient();
    const events = async () =>
      (await readWebhookEndpoint(client, live().webhookEndpoints[0]?.id ?? '')).value.enabledEvents ?? [];
    expect((await events()).length).toBeGreaterThan(1);
    const { endings } = await undo('given');
    expect(titles(endings, 'taken back')).toContain('Set the events of the webhook endpoint back');
    expect(await events()).toEqual(['dispute.created']);
    expect(endings.find(({ title }) => title.startsWith('Register'))?.because).toContain('before the launch');
  });

  it('revokes the key that the launch made last of all at Flint, and says that it is the one in use', {
    timeout: 60_000,
  }, async () => {
    await launched({ 'live-key.replace': 'replace' });
    const looked = await undo('missing');
    expect(JSON.stringify(looked.state.sheet)).toContain('This is the key in use');
    const stored = readProductionKey(
      rehearsal.world.target,
      /FLINT_API_KEY="?([^"\n]+)/.exec(await settings())?.[1] ?? '',
    );
    if (!stored.ok) throw new Error(stored.problem);
    // Everything is taken back with the very key that is revoked in the end.
    const { outcome, endings } = await undo('given', {
      world: (world) => ({ ...world, keyAtHand: { ...stored.answer, from: 'the env file' } }),
    });
    expect(outcome).toEqual({ kind: 'finished' });
    const taken = titles(endings, 'taken back');
    const revoked = taken.findIndex((title) => title.startsWith('Revoke the key'));
    expect(taken.slice(revoked + 1).every((title) => title.startsWith('Take FLINT_'))).toBe(true);
    expect(live().apiKeys.filter(({ status }) => status === 'revoked')).toHaveLength(1);
  });

  it('warns that the key which the launch made may be in use where its place gives nothing back', {
    timeout: 60_000,
  }, async () => {
    await launched({ 'live-key.replace': 'replace' });
    const { header, entries } = rehearsal.journal;
    const command: Entry = {
      type: 'answered',
      at: '2026-07-02T18:00:00.000Z',
      key: storeCommand.id,
      question: storeCommand.id,
      step: 'live-key',
      title: storeCommand.title,
      value: 'vault write {name}',
      shown: 'vault write {name}',
      by: 'person',
    };
    const { state } = await undo('missing', {
      world: (world) => ({ ...world, secretPlaces: ['command'] }),
      journal: journalInMemory(header, [...entries(), command]),
    });
    const shown = JSON.stringify(state.sheet);
    expect(shown).toContain('which key is stored now cannot be read');
    expect(shown).not.toContain('This is the key in use');
  });

  it('knows the key that revoked itself when the answer was lost, and goes on with the rest', {
    timeout: 60_000,
  }, async () => {
    await launched({ 'live-key.replace': 'replace' });
    const stored = readProductionKey(
      rehearsal.world.target,
      /FLINT_API_KEY="?([^"\n]+)/.exec(await settings())?.[1] ?? '',
    );
    if (!stored.ok) throw new Error(stored.problem);
    const world = (same: World): World => ({ ...same, keyAtHand: { ...stored.answer, from: 'the env file' } });
    rehearsal.sandbox.faults.add([parseFault('POST /v1/api-keys/*/revoke reset-after-commit')]);
    expect((await undo('given', { world })).outcome).toMatchObject({ kind: 'failed' });
    expect(undoingsIn(rehearsal.journal.entries()).interrupted).toHaveLength(1);
    rehearsal.sandbox.faults.clear();
    const { outcome, endings } = await undo('given', { world });
    expect(outcome).toEqual({ kind: 'finished' });
    expect(titles(endings, 'taken back')[0]).toContain('Revoke the key');
    expect(undoingsIn(rehearsal.journal.entries()).interrupted).toEqual([]);
    expect(live().apiKeys.filter(({ status }) => status === 'revoked')).toHaveLength(1);
  });

  it('leaves what was made by hand after the launch was refused to make it', { timeout: 60_000 }, async () => {
    const { sandbox, receiver } = rehearsal;
    sandbox.faults.add([parseFault('POST /v1/webhook-endpoints status=403')]);
    expect(await rehearsal.open().run()).toMatchObject({ kind: 'failed' });
    expect(rehearsal.journal.entries().at(-1)).toMatchObject({ type: 'refused', write: 'webhook-endpoint.create' });
    sandbox.faults.clear();
    await fetch(`${sandbox.baseUrl}/v1/webhook-endpoints`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.keys.live}`, 'content-type': 'application/json' },
      body: JSON.stringify({ url: receiver.url, enabled_events: ['dispute.created'] }),
    });
    await launched();
    const { endings } = await undo('given');
    expect(live().webhookEndpoints).toHaveLength(1);
    expect(endings.find(({ title }) => title.startsWith('Register'))?.because).toContain('before the launch');
  });

  it.each(['intended', 'finished'] as const)(
    'stops where the disk is full at an entry %s, tells it, and goes on a day later',
    {
      timeout: 60_000,
    },
    async (type) => {
      await launched();
      const { journal } = rehearsal;
      const isDelete = (entry: Entry) => 'write' in entry && entry.write === 'undo.webhook-endpoint.create';
      const full: Journal = {
        ...journal,
        append: (entry) => {
          if (entry.type === type && isDelete(entry)) {
            throw notWritten('journal.json', Object.assign(new Error('full'), { code: 'ENOSPC' }));
          }
          journal.append(entry);
        },
      };
      const { outcome, endings } = await undo('given', { journal: full });
      expect(outcome).toMatchObject({ failure: { headline: expect.stringContaining('disk is full') } });
      expect(titles(endings, 'failed')).toEqual([]);
      expect(live().webhookEndpoints).toHaveLength(type === 'finished' ? 0 : 1);
      expect(undoingsIn(journal.entries()).interrupted).toHaveLength(type === 'finished' ? 1 : 0);
      expect(await settings()).toMatch(/^FLINT_API_KEY=/m);

      // Every Idempotency-Key is forgotten by then.
      const dayBefore = journal.entries().map((entry) => ({
        ...entry,
        at: new Date(Date.parse(entry.at) - 25 * 60 * 60 * 1000).toISOString(),
      }));
      const later = journalInMemory(journal.header, dayBefore);
      expect((await undo('given', { journal: later })).outcome).toEqual({ kind: 'finished' });
      expect(undoingsIn(later.entries()).interrupted).toEqual([]);
      expect(live().webhookEndpoints).toHaveLength(0);
      expect(await settings()).not.toMatch(/^FLINT_API_KEY=/m);
      const finished = later.entries().filter((entry) => entry.type === 'finished' && isDelete(entry));
      expect(finished).toMatchObject([{ how: type === 'finished' ? 'adopted' : 'sent' }]);
    },
  );

  it('leaves a key and a signing secret that lay in their place before the launch', { timeout: 60_000 }, async () => {
    const { sandbox, receiver, world } = rehearsal;
    const made = await fetch(`${sandbox.baseUrl}/v1/webhook-endpoints`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.keys.live}`, 'content-type': 'application/json' },
      body: JSON.stringify({ url: receiver.url, enabled_events: ['dispute.created'] }),
    });
    const [secret] = /whsec_[\w+/=-]+/.exec(await made.text()) ?? [];
    const lines = `FLINT_API_KEY=${sandbox.keys.live}\nFLINT_WEBHOOK_SECRET=${secret}\n`;
    await appendFile(join(world.folder, '.env.production'), lines);
    const { keyAtHand: _none, ...without } = world;
    const sources = [scripted({ 'configuration.known-endpoint': 'have' })];
    expect(await rehearsal.open({ sources, world: () => without }).run()).toEqual({ kind: 'finished' });
    const { outcome, endings } = await undo('given', { world: () => without });
    expect(outcome).toEqual({ kind: 'finished' });
    expect(await settings()).toMatch(/^FLINT_API_KEY=/m);
    expect(await settings()).toMatch(/^FLINT_WEBHOOK_SECRET=/m);
    for (const variable of ['FLINT_API_KEY', 'FLINT_WEBHOOK_SECRET']) {
      expect(endings.find(({ title }) => title.startsWith(`Take ${variable}`))).toMatchObject({
        outcome: 'impossible',
        because: expect.stringContaining('when the launch first looked'),
      });
    }
  });

  it('names what was sent and never answered, which may be there or not', { timeout: 60_000 }, async () => {
    rehearsal.sandbox.faults.add([parseFault('POST /v1/webhook-endpoints reset-after-commit')]);
    expect(await rehearsal.open().run()).toMatchObject({ kind: 'failed' });
    rehearsal.sandbox.faults.clear();
    expect(live().webhookEndpoints).toHaveLength(1);
    const { endings } = await undo('missing');
    expect(endings.find(({ title }) => title.startsWith('Register'))).toMatchObject({
      outcome: 'by hand',
      because: expect.stringContaining('may be there or not'),
    });
  });

  it('takes nothing that is “not there” for gone when the key may be of another account', async () => {
    const client = liveClient();
    const look = (boundToMerchant: boolean) =>
      goneAlready(
        { client, boundToMerchant },
        'whep_gone',
        () => readWebhookEndpoint(client, 'whep_gone'),
        () => false,
      );
    await expect(look(false)).rejects.toMatchObject({ problem: 'not-found' });
    expect(await look(true)).toMatchObject({ result: { undone: 'whep_gone' } });
  });
});

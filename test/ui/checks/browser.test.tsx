import stringWidth from 'string-width';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { closingLines } from '../../../src/cli/checks/lines.ts';
import { Browser } from '../../../src/ui/checks/browser.tsx';
import { headingOf } from '../../../src/ui/checks/heading.ts';
import type { BrowsedItem, BrowsedState } from '../../../src/ui/checks/state.ts';
import { plainLines } from '../../../src/ui/layout/line.ts';
import { openTerminal } from '../terminal.tsx';
import { browsed, browsedItems, standingChecks } from './standing-checks.ts';

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 60, rows: 20 },
  { columns: 40, rows: 10 },
] as const;

const down = '\u001B[B';
const up = '\u001B[A';

beforeAll(() => {
  vi.stubEnv('TZ', 'UTC');
  return () => void vi.unstubAllEnvs();
});

function open(state: BrowsedState = browsed, size: { columns: number; rows: number } = sizes[0]) {
  const checks = standingChecks(state);
  return { checks, ...openTerminal(<Browser controls={checks} />, size) };
}

function expectToFit(frame: string, columns: number, rows: number): void {
  const lines = frame.split('\n');
  expect(lines.length, frame).toBeLessThanOrEqual(rows);
  for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
}

describe.each(sizes)('at $columns x $rows', ({ columns, rows }) => {
  it('every state of the screen fits, and looks as it should', async () => {
    const book: string[] = [];
    for (const [name, keys] of Object.entries({
      list: [],
      details: [down, '\r'],
      'only open': ['o'],
      fix: [down, down, down, down, down, 'f'],
      attest: [down, down, 'a'],
      'take back': [down, down, down, 'a'],
      help: ['?'],
    })) {
      const { send, frame, close, shows } = open(browsed, { columns, rows });
      for (const key of keys) {
        const before = frame();
        send(key);
        await shows((after) => after !== before);
      }
      expectToFit(frame(), columns, rows);
      book.push(`=== ${name}`, frame(), '');
      close();
    }
    await expect(book.join('\n')).toMatchFileSnapshot(`./browser-${columns}x${rows}.txt`);
  });
});

describe('browsing checks', () => {
  it('fits at any size', () => {
    for (const columns of [20, 33, 47, 100]) {
      for (const rows of [3, 5, 8, 12, 16]) {
        const { frame, close } = open(browsed, { columns, rows });
        expectToFit(frame(), columns, rows);
        close();
      }
    }
  });

  it('opens the details of the item under the cursor, with evidence and what can be done here', async () => {
    const { send, shows } = open();
    send(`${down}\r`);
    await shows('What to do: Take the scope from the key');
    await shows('Looked at, 2026-07-02 18:04');
    await shows('GET /v1/developer/auth-context, request id req_0b6f6a2e');
    send(up);
    await shows((frame) => !frame.includes('req_0b6f6a2e') && frame.includes('> done'));
  });

  it('keeps the item under the cursor in sight, however small the terminal', async () => {
    const { send, shows } = open(browsed, { columns: 60, rows: 10 });
    for (const { title } of browsedItems.slice(1)) {
      send(down);
      await shows((frame) => new RegExp(`> .*${title.slice(0, 20)}`).test(frame));
    }
  });

  it('filters to what is open: neither done nor attested', async () => {
    const { send, shows } = open();
    send('o');
    await shows('Only what is open: 4 of 6');
    await shows((frame) => !frame.includes('Live keys are on the server') && !frame.includes('Declines'));
    send('o');
    await shows('Declines');
  });

  it('says so when nothing is open', async () => {
    const { send, shows } = open({ ...browsed, items: browsedItems.filter(({ standing }) => standing === 'done') });
    send('o');
    await shows('Nothing is open.');
  });

  it('applies a fix only after it was confirmed, and leaves it at Enter or Esc', async () => {
    const { checks, send, shows } = open();
    for (let count = 0; count < 5; count += 1) send(down);
    send('f');
    await shows('whep_1kmn0a at');
    send('\r');
    await shows('Is everything');
    send('f');
    await shows('whep_1kmn0a at');
    send('\u001B');
    await shows('Is everything');
    expect(checks.done).toEqual([]);
    send('f');
    await shows('whep_1kmn0a at');
    send(down);
    await shows('> Do it');
    send('\r');
    await shows('Is everything');
    expect(checks.done).toEqual([['applyFix', 'operations.subscriptions']]);
  });

  it('offers a fix, an attestation and checking again only where they are possible', async () => {
    const { checks, send, shows } = open();
    await shows((frame) => !frame.includes('f put right') && !frame.includes('a attest') && !frame.includes('r check'));
    send('far');
    send(`${down}${down}`);
    await shows('a attest');
    expect(checks.done).toEqual([]);
  });

  it('attests with a name, and not without', async () => {
    const { checks, send, shows } = open();
    send(`${down}${down}a`);
    await shows('Your name, if you know');
    send('\r');
    await shows('A name is needed');
    send('Grace Example\r');
    await shows('Is everything');
    expect(checks.done).toEqual([['attest', 'credentials.unused', 'Grace Example']]);
  });

  it('takes a word back after asking', async () => {
    const { checks, send, shows } = open();
    send(`${down}${down}${down}a`);
    await shows('Ada Example gave their word for it on 2026-07-01');
    send(down);
    await shows('> Take it back');
    send('\r');
    await shows('Is everything');
    expect(checks.done).toEqual([['withdraw', 'correctness.declines']]);
  });

  it('says what is being put right, and what came of it until the cursor moves on', async () => {
    const { checks, send, shows } = open();
    checks.show({ ...browsed, busy: 'Add dispute.created to the endpoint' });
    await shows('Add dispute.created to the endpoint ...');
    checks.show({ ...browsed, said: { text: 'The endpoint is sent disputes now.', tone: 'proved' } });
    await shows('The endpoint is sent disputes now.');
    send(down);
    await shows((frame) => !frame.includes('The endpoint is sent disputes now.') && frame.includes('The live key may'));
  });

  it('leaves with q, and is interrupted with Ctrl+C', async () => {
    const { checks, send } = open();
    send('q');
    send('\u0003');
    await expect
      .poll(() => checks.done)
      .toEqual([
        ['leave', 'chosen'],
        ['leave', 'interrupted'],
      ]);
  });

  it('lets no text from outside move the cursor', async () => {
    const hostile = browsedItems.map((item) => ({ ...item, title: `\u001B[2J${item.title}\u202E` }));
    const { frame } = open({ ...browsed, items: hostile });
    expect(frame()).not.toContain('\u001B[2J');
    expect(frame()).not.toContain('\u202E');
  });
});

describe('what only says how something is', () => {
  const item = (id: string, more: Partial<BrowsedItem> = {}): BrowsedItem => ({
    id,
    group: '',
    title: id,
    standing: 'done',
    message: 'So it is.',
    evidence: [],
    attestable: false,
    ...more,
  });

  it('is in no sum, neither on the screen nor when it is left', () => {
    const state: BrowsedState = {
      command: 'flint-golive doctor',
      sum: '',
      headline: 'How is it?',
      items: [item('one'), item('two', { standing: 'missing' }), item('server', { uncounted: true })],
    };
    expect(plainLines(headingOf(state, 80).full).join(' ')).toContain('1 done   1 missing');
    expect(closingLines(state).join(' ')).toContain('1 done, 1 missing');
    expect(closingLines({ ...state, items: [item('one'), item('server', { uncounted: true })] }).join(' ')).not.toMatch(
      /\b2\b/,
    );
  });
});

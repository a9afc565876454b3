import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Keystrokes } from '../../../src/ui/keystrokes/keystrokes.ts';
import { FakeInput } from '../terminal.tsx';

/** Reads as Ink does: everything there is, whenever something is. */
function listen(input = new FakeInput()) {
  const keystrokes = new Keystrokes(input);
  const reads: string[][] = [];
  keystrokes.on('readable', () => {
    const read: string[] = [];
    for (let chunk: unknown = keystrokes.read(); chunk !== null; chunk = keystrokes.read()) read.push(String(chunk));
    if (read.length > 0) reads.push(read);
  });
  keystrokes.setRawMode(true);
  onTestFinished(() => keystrokes.close());
  const hears = (...keys: readonly string[]): Promise<void> =>
    vi.waitFor(() => expect(reads.flat()).toEqual(keys), { timeout: 10_000, interval: 2 });
  return { input, keystrokes, reads, hears };
}

const escapeKey = '\u001B[27u';

describe('keystrokes', () => {
  it('hands on one key a read, in order', async () => {
    const { input, reads, hears } = listen();
    input.send('ab\u001B[D\r');
    await hears('a', 'b', '\u001B[D', '\r');
    for (const read of reads) expect(read).toHaveLength(1);
  });

  it('lets two turns of the event loop pass between keys', async () => {
    const { input, keystrokes } = listen();
    const turns: number[] = [];
    let turn = 0;
    let counting = true;
    const count = (): void => {
      turn += 1;
      if (counting) setImmediate(count);
    };
    keystrokes.on('readable', () => turns.push(turn));
    setImmediate(count);
    input.send('abc');
    await vi.waitFor(() => expect(turns.length).toBeGreaterThanOrEqual(3), { timeout: 10_000, interval: 2 });
    counting = false;
    expect((turns[1] ?? 0) - (turns[0] ?? 0)).toBeGreaterThanOrEqual(2);
    expect((turns[2] ?? 0) - (turns[1] ?? 0)).toBeGreaterThanOrEqual(2);
  });

  it('gives a lone Esc without waiting for another key', async () => {
    const { input, hears } = listen();
    input.send('\u001B');
    await hears(escapeKey);
  });

  it('gives Esc twice', async () => {
    const { input, hears } = listen();
    input.send('\u001B\u001B');
    await hears(escapeKey, escapeKey);
  });

  it('joins a sequence that comes in two reads', async () => {
    const { input, hears } = listen();
    input.send('\u001B');
    input.send('[');
    input.send('Ax');
    await hears('\u001B[A', 'x');
  });

  it('goes on after a sequence that never ends', async () => {
    const { input, keystrokes, hears } = listen();
    input.send('\u001B[1;');
    await vi.waitFor(() => expect(keystrokes.isWaitingForMore).toBe(false), { timeout: 10_000, interval: 2 });
    input.send('x');
    await hears('x');
  });

  it('gives a paste that never ends as it came, so that the keys after it work', async () => {
    const { input, hears } = listen();
    input.send('\u001B[200~abc');
    await hears('\u001B[200~abc\u001B[201~');
  });

  it('keeps keys until somebody reads', async () => {
    const input = new FakeInput();
    const keystrokes = new Keystrokes(input);
    onTestFinished(() => keystrokes.close());
    keystrokes.setRawMode(true);
    input.send('ab');
    const heard: string[] = [];
    keystrokes.on('readable', () => {
      for (let chunk: unknown = keystrokes.read(); chunk !== null; chunk = keystrokes.read()) heard.push(String(chunk));
    });
    await vi.waitFor(() => expect(heard).toEqual(['a', 'b']), { timeout: 10_000, interval: 2 });
  });

  it('passes raw mode and references on to the terminal, and gives its input back', () => {
    const { input, keystrokes } = listen();
    expect(keystrokes.isTTY).toBe(true);
    keystrokes.ref();
    keystrokes.setRawMode(false);
    keystrokes.unref();
    expect(input.calls).toEqual(['raw on', 'resume', 'ref', 'raw off', 'pause', 'unref']);
    expect(input.listenerCount('data')).toBe(0);
  });
});

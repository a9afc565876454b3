import { EventEmitter } from 'node:events';
import { render } from 'ink';
import type { ReactNode } from 'react';
import { onTestFinished, vi } from 'vitest';
import type { TerminalInput } from '../../src/ui/keystrokes/keystrokes.ts';
import { Keystrokes } from '../../src/ui/keystrokes/keystrokes.ts';

/** The output side of a terminal of any size: keeps every frame, and can be resized. */
export class FakeOutput extends EventEmitter {
  readonly isTTY = true;
  readonly writable = true;
  readonly frames: string[] = [];
  columns: number;
  rows: number;

  constructor(columns: number, rows: number) {
    super();
    this.columns = columns;
    this.rows = rows;
  }

  write(frame: string, done?: () => void): boolean {
    if (frame !== '') this.frames.push(frame);
    done?.();
    return true;
  }

  resize(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
    this.emit('resize');
  }
}

/** The input side of a terminal: what is sent arrives in one read. */
export class FakeInput extends EventEmitter implements TerminalInput {
  readonly isTTY = true;
  readonly calls: string[] = [];

  send(data: string | Buffer): void {
    this.emit('data', data);
  }

  setRawMode(on: boolean): void {
    this.calls.push(`raw ${on ? 'on' : 'off'}`);
  }

  resume(): void {
    this.calls.push('resume');
  }

  pause(): void {
    this.calls.push('pause');
  }

  ref(): void {
    this.calls.push('ref');
  }

  unref(): void {
    this.calls.push('unref');
  }
}

export interface Terminal {
  readonly output: FakeOutput;
  readonly send: (data: string | Buffer) => void;
  readonly close: () => void;
  /** The last frame that was drawn. */
  readonly frame: () => string;
  /** Waits until the last frame holds a text, or the check passes. */
  readonly shows: (wanted: string | ((frame: string) => boolean)) => Promise<void>;
}

/** Draws on a terminal of the given size, with the real way of keys: several of them in one read. */
export function openTerminal(
  node: ReactNode,
  size: { readonly columns: number; readonly rows: number; readonly screenReader?: boolean } = {
    columns: 80,
    rows: 24,
  },
): Terminal {
  const output = new FakeOutput(size.columns, size.rows);
  const input = new FakeInput();
  const keystrokes = new Keystrokes(input);
  const instance = render(node, {
    stdout: output as unknown as NodeJS.WriteStream, // Ink uses only what FakeOutput has.
    stdin: keystrokes,
    debug: true,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
    ...(size.screenReader === undefined ? {} : { isScreenReaderEnabled: size.screenReader }),
  });
  const close = (): void => {
    instance.unmount();
    keystrokes.close();
  };
  onTestFinished(close);
  // In debug mode Ink writes whole frames; short writes switch the modes of the terminal.
  const frame = (): string => output.frames.findLast((text) => !text.startsWith('\u001B[?')) ?? '';
  return {
    output,
    send: (data) => input.send(data),
    close,
    frame,
    shows: (wanted) =>
      vi.waitFor(
        () => {
          const seen = frame();
          if (typeof wanted === 'string' ? !seen.includes(wanted) : !wanted(seen)) {
            throw new Error(`Not on the screen: ${String(wanted)}\n${seen}`);
          }
        },
        { timeout: 10_000, interval: 5 },
      ),
  };
}

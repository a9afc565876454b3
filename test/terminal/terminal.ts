import { constants } from 'node:os';
import { spawn } from '@lydell/node-pty';
import serialize from '@xterm/addon-serialize';
import xterm from '@xterm/headless';
import { type Cell, readCells } from './cells.ts';
import { bytesOfKey } from './keys.ts';
import { drawSvg, type Paper } from './svg.ts';
import { ScreenWatch, type WaitOptions } from './watch.ts';

export interface TerminalOptions {
  readonly command: string;
  readonly args?: readonly string[];
  /** Added to PATH, HOME, LANG and TERM; nothing else of this process's environment reaches the program. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Default 80. */
  readonly columns?: number;
  /** Default 24. */
  readonly rows?: number;
  readonly cwd?: string;
}

/** How a program ended. */
export interface Exit {
  readonly exitCode: number;
  readonly signal: string | undefined;
}

/** What the program has asked of the terminal and not taken back. */
export interface Modes {
  readonly cursorVisible: boolean;
  readonly bracketedPaste: boolean;
  readonly applicationCursorKeys: boolean;
  readonly mouseTracking: boolean;
  readonly focusReports: boolean;
  readonly synchronizedOutput: boolean;
}

/** A program in a pseudo-terminal, seen and used as a person does. */
export interface Terminal {
  readonly pid: number;
  /** Waits until the visible screen shows a text; fails with the screen when time is out or the program ends. */
  waitForText(text: string | RegExp, options?: WaitOptions): Promise<void>;
  /** Waits until a condition holds; it is asked again whenever the screen has changed. */
  waitFor(condition: () => boolean, options?: WaitOptions): Promise<void>;
  /** The visible rows, without trailing spaces. */
  screen(): string[];
  /** The visible cells, with their colours. */
  cells(): Cell[][];
  /** The rows that have left the normal screen at its top. */
  scrollback(): string[];
  /** The rows of the normal screen, also while the alternate screen is shown. */
  normalScreen(): string[];
  isAlternateScreen(): boolean;
  modes(): Modes;
  /** Column and row of the cursor, from 0. */
  cursor(): { readonly column: number; readonly row: number };
  /** The window title the program has set; empty if none. */
  title(): string;
  /** What the program has asked the terminal to put on the clipboard (OSC 52, as it was sent). */
  clipboard(): readonly string[];
  /** Everything the program has written so far, control sequences included. */
  output(): string;
  /** The screen as text and control sequences that would draw it again. */
  serialize(): string;
  /** The screen as an SVG picture. */
  snapshotSvg(paper?: Paper): string;
  /** Presses one key: a character, or a name of keys.ts. */
  press(key: string): void;
  /** Sends a text in one write, as fast typing, SSH and drivers do. */
  type(text: string): void;
  /** Pastes a text as a terminal does: bracketed if the program has asked for it, line ends as Enter. */
  paste(text: string): void;
  resize(columns: number, rows: number): void;
  kill(signal?: NodeJS.Signals): void;
  /** Settles once the program has ended and everything it wrote is on the screen. */
  readonly exited: Promise<Exit>;
  /** Ends the program if it still runs, and waits for that. */
  close(): Promise<void>;
}

/** Starts a program in a pseudo-terminal of its own. */
export function startTerminal(options: TerminalOptions): Terminal {
  const { command, args = [], env = {}, columns = 80, rows = 24, cwd = process.cwd() } = options;
  const program = spawn(command, [...args], {
    // The pseudo-terminal sets TERM to this name, whatever the environment says.
    name: env.TERM ?? 'xterm-256color',
    cols: columns,
    rows,
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8', TERM: 'xterm-256color', ...env },
  });
  const emulator = new xterm.Terminal({
    cols: columns,
    rows,
    scrollback: 10_000,
    allowProposedApi: true,
    // Malformed sequences are something to test, not to report.
    logLevel: 'off',
  });
  const serializer = new serialize.SerializeAddon();
  emulator.loadAddon(serializer);

  let output = '';
  let title = '';
  let cursorVisible = true;
  let ended = false;
  const clipboard: string[] = [];
  const screen = (): string[] =>
    readRows(emulator, emulator.buffer.active, emulator.buffer.active.baseY, emulator.rows);
  const watch = new ScreenWatch(screen);

  emulator.onTitleChange((text) => {
    title = text;
  });
  emulator.parser.registerOscHandler(52, (text) => {
    clipboard.push(text);
    return true;
  });
  for (const final of ['h', 'l']) {
    emulator.parser.registerCsiHandler({ prefix: '?', final }, (parameters) => {
      if (parameters.includes(25)) cursorVisible = final === 'h';
      return false;
    });
  }
  // Answers to what the program asks the terminal, such as where the cursor is.
  emulator.onData((reply) => {
    if (!ended) program.write(reply);
  });
  program.onData((data) => {
    output += data;
    emulator.write(data, () => watch.changed());
  });
  const exited = new Promise<Exit>((resolve) => {
    program.onExit(({ exitCode, signal }) => {
      ended = true;
      emulator.write('', () => {
        watch.end();
        resolve({ exitCode, signal: signalName(signal) });
      });
    });
  });

  const waitFor = (condition: () => boolean, waitOptions?: WaitOptions): Promise<void> => {
    // Between the two ends of a synchronized frame the screen is half drawn.
    return watch.waitFor(() => !emulator.modes.synchronizedOutputMode && condition(), waitOptions);
  };
  const write = (bytes: string): void => {
    if (ended) throw new Error(`the program has ended; nobody reads ${JSON.stringify(bytes)}`);
    program.write(bytes);
  };

  return {
    pid: program.pid,
    waitFor,
    waitForText: (text, waitOptions) => {
      const what = typeof text === 'string' ? JSON.stringify(text) : String(text);
      const shows = (all: string): boolean => (typeof text === 'string' ? all.includes(text) : all.search(text) >= 0);
      return waitFor(() => shows(screen().join('\n')), { what, ...waitOptions });
    },
    screen,
    cells: () => readCells(emulator),
    scrollback: () => readRows(emulator, emulator.buffer.normal, 0, emulator.buffer.normal.baseY),
    normalScreen: () => readRows(emulator, emulator.buffer.normal, emulator.buffer.normal.baseY, emulator.rows),
    isAlternateScreen: () => emulator.buffer.active.type === 'alternate',
    modes: () => ({
      cursorVisible,
      bracketedPaste: emulator.modes.bracketedPasteMode,
      applicationCursorKeys: emulator.modes.applicationCursorKeysMode,
      mouseTracking: emulator.modes.mouseTrackingMode !== 'none',
      focusReports: emulator.modes.sendFocusMode,
      synchronizedOutput: emulator.modes.synchronizedOutputMode,
    }),
    cursor: () => ({ column: emulator.buffer.active.cursorX, row: emulator.buffer.active.cursorY }),
    title: () => title,
    clipboard: () => [...clipboard],
    output: () => output,
    serialize: () => serializer.serialize(),
    snapshotSvg: (paper) => drawSvg(readCells(emulator), paper),
    press: (key) => write(bytesOfKey(key, emulator.modes.applicationCursorKeysMode)),
    type: write,
    paste: (text) => {
      const keys = text.replace(/\r?\n/g, '\r');
      write(emulator.modes.bracketedPasteMode ? `\x1b[200~${keys}\x1b[201~` : keys);
    },
    resize: (newColumns, newRows) => {
      emulator.resize(newColumns, newRows);
      program.resize(newColumns, newRows);
    },
    kill: (signal = 'SIGTERM') => {
      if (!ended) program.kill(signal);
    },
    exited,
    close: async () => {
      if (!ended) program.kill('SIGKILL');
      await exited;
      emulator.dispose();
    },
  };
}

function readRows(emulator: xterm.Terminal, buffer: xterm.IBuffer, from: number, count: number): string[] {
  return Array.from({ length: count }, (_, row) => {
    // A line keeps the cells that a narrower terminal no longer shows.
    const text = buffer.getLine(from + row)?.translateToString(true, 0, emulator.cols) ?? '';
    return text.trimEnd();
  });
}

function signalName(number: number | undefined): string | undefined {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
}

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import type { Secret } from './secret.ts';

/** A command of the person's own: a line for the shell (`sh`; on Windows `cmd`), or a program and its arguments. */
export type Command = string | readonly string[];

/** How a command ended. `complaint` is what it wrote to stderr, as it is. */
export interface CommandEnd {
  readonly outcome: 'ended' | 'not found' | 'too slow';
  /** Undefined when a signal ended it, or when it never ran. */
  readonly code: number | undefined;
  readonly signal: string | undefined;
  readonly output: string;
  readonly complaint: string;
}

/** What a command gets, and how long it may take. */
export interface CommandRun {
  /** Written to stdin, which is then closed. What the command prints is thrown away then, so that an echo goes nowhere. */
  readonly secret?: Secret;
  readonly folder: string;
  readonly timeoutMilliseconds: number;
}

const mostBytes = 64 * 1024;
/** A program that the command leaves running may hold its stderr open; nobody waits longer than this for that. */
const graceMilliseconds = 1_000;

/**
 * Runs a command without a terminal: one that wants to ask something fails or is stopped, and cannot draw over the screen.
 * The secret travels through stdin only. Variables that hold it, or Flint's keys, are left out of the environment.
 */
export function runCommand(command: Command, run: CommandRun): Promise<CommandEnd> {
  return new Promise((resolve) => {
    const child = start(command, run);
    const output = collect(child.stdout);
    const complaint = collect(child.stderr);
    let tooSlow = false;
    let grace: NodeJS.Timeout | undefined;
    const patience = setTimeout(() => {
      tooSlow = true;
      stop(child);
    }, run.timeoutMilliseconds);
    const end = (outcome: CommandEnd['outcome'], code?: number, signal?: string): void => {
      clearTimeout(patience);
      clearTimeout(grace);
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve({ outcome: tooSlow ? 'too slow' : outcome, code, signal, output: output(), complaint: complaint() });
    };
    const ended = (code: number | null, signal: string | null): void => {
      const notFound = process.platform === 'win32' ? code === 9009 : code === 126 || code === 127;
      end(notFound ? 'not found' : 'ended', code ?? undefined, signal ?? undefined);
    };
    child.on('error', () => end('not found'));
    child.on('exit', (code, signal) => {
      grace = setTimeout(() => ended(code, signal), graceMilliseconds);
    });
    child.on('close', ended);
    // A command that ends without reading everything breaks the pipe; its exit code tells whether that is bad.
    child.stdin?.on('error', () => {});
    child.stdin?.end(run.secret?.reveal());
  });
}

function start(command: Command, { secret, folder }: CommandRun): ChildProcess {
  const options: SpawnOptions = {
    cwd: folder,
    env: environmentWithout(secret),
    stdio: secret === undefined ? ['ignore', 'pipe', 'pipe'] : ['pipe', 'ignore', 'pipe'],
    windowsHide: true,
  };
  if (process.platform === 'win32') {
    if (typeof command !== 'string') return spawn(command[0] ?? '', command.slice(1), options);
    const shell = process.env.ComSpec ?? 'cmd.exe';
    return spawn(shell, ['/d', '/s', '/c', `"${command}"`], { ...options, windowsVerbatimArguments: true });
  }
  // Node's pipes are sockets: /dev/stdin cannot be opened on one, and some tools take input from a true pipe only. So `cat`
  // stands in between. A group of its own can be stopped whole.
  const feed = secret === undefined ? '' : 'cat | ';
  const words = typeof command === 'string' ? [`${feed}sh -c "$1"`, 'sh', command] : [`${feed}"$@"`, 'sh', ...command];
  return spawn('sh', ['-c', ...words], { ...options, detached: true });
}

function environmentWithout(secret: Secret | undefined): NodeJS.ProcessEnv {
  const text = secret?.reveal() ?? '';
  const kept = Object.entries(process.env).filter(([name, value]) => {
    return name !== 'FLINT_API_KEY' && name !== 'FLINT_TEST_API_KEY' && (text === '' || !value?.includes(text));
  });
  return Object.fromEntries(kept);
}

function stop({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}

function collect(stream: ChildProcess['stdout']): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream?.on('data', (chunk: Buffer) => {
    if (size < mostBytes) chunks.push(chunk.subarray(0, mostBytes - size));
    size += chunk.length;
  });
  return () => Buffer.concat(chunks).toString('utf8');
}

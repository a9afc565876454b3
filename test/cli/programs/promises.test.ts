import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { recordedEnvironment } from '../../contract/suite/children.ts';
import { temporaryProject } from '../../sweep/temporary-project.ts';
import { runProgram } from '../program.ts';
import { commandNames, promisedEvents, wordsOf } from './events.ts';

const entry = fileURLToPath(new URL('../../../bin/flint-golive.js', import.meta.url));
const signals = ['SIGINT', 'SIGTERM'] as const;
const liveKey = `flint_live_${'fedcba9876543210'.repeat(4)}`;

describe.each(commandNames)('for programs, %s', (command) => {
  it('ends a misuse with its one result and 2', async () => {
    const run = await runProgram([...wordsOf(command), '--json', '--no-such-option'], { home: temporaryProject() });
    expect(run.exitCode).toBe(2);
    expect(promisedEvents(command, run)).toMatchObject([
      { type: 'result', command, outcome: 'failed', exitCode: 2, failure: { kind: 'usage' } },
    ]);
  });

  it('writes no escape byte, neither to programs nor to people', async () => {
    const home = temporaryProject();
    for (const words of [['--help'], ['--no-such-option']]) {
      const run = await runProgram([...wordsOf(command), ...words], { home, env: { FORCE_COLOR: '3', TERM: 'xterm' } });
      expect(run.stdout + run.stderr).not.toContain('\u001B');
    }
  });
});

describe('for programs, an unknown command', () => {
  it('is answered with the nearest one, on both streams, and nothing is started', async () => {
    const run = await runProgram(['swep', '--json'], { home: temporaryProject() });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('Did you mean sweep?');
    expect(promisedEvents('launch', run)).toMatchObject([
      { failure: { headline: expect.stringContaining('Did you mean sweep?') } },
    ]);
  });

  it('and an unknown option are answered to people with the nearest one', async () => {
    const home = temporaryProject();
    expect((await runProgram(['rehears'], { home })).stderr).toContain('Did you mean rehearse?');
    expect((await runProgram(['sweep', '--no-netwrk'], { home })).stderr).toContain('Did you mean --no-network?');
  });
});

describe('without a terminal', () => {
  const lines = [
    [],
    ['sweep', '--no-network'],
    ['status'],
    ['checklist'],
    ['doctor'],
    ['report'],
    ['undo'],
    ['questions'],
  ];
  it.each(lines)(
    'no escape byte is written, whatever the environment asks for and files hold: %s %s',
    async (...words) => {
      const home = temporaryProject({
        'public/\u001b[31ma.js': liveKey,
        'public/b.js': `\u001b]0;x\u0007'${liveKey}'\n`,
      });
      const run = await runProgram(words, { home, env: { FORCE_COLOR: '3', TERM: 'xterm', COLORTERM: 'truecolor' } });
      expect(`${run.stdout}${run.stderr}`).not.toBe('');
      for (const control of ['\u001b', '\u0007', '\u009b']) expect(run.stdout + run.stderr).not.toContain(control);
    },
  );
});

describe('for programs, everything that is said is promised', () => {
  it.each([
    ['launch', []],
    ['rehearse', ['--auto', '--speed', '50']],
    ['rehearse', []],
    ['questions', []],
    ['sweep', ['--no-network', '--history']],
    ['sweep', ['missing']],
    ['sandbox', ['--fault', 'nonsense']],
    ['checklist', []],
    ['status', []],
    ['status', ['--rehearsal']],
  ] as const)('%s %j', { timeout: 60_000 }, async (command, flags) => {
    const home = temporaryProject({
      'public/a.js': `pay('${liveKey}', 'prod_01J9ZK3V7Q2M4N8P6R5S0T1W2X')`,
    });
    const run = await runProgram([...wordsOf(command), '--json', ...flags], { home });
    const last = promisedEvents(command, run).at(-1);
    expect(last).toMatchObject({ type: 'result', command, exitCode: run.exitCode });
  });
});

describe('for programs, a fault of our own', () => {
  it.each([
    ['that nobody catches', "setImmediate(() => { throw new Error('boom'); })"],
    ['that ends the process early', 'process.exit(0)'],
  ])('%s still ends with the one result and 70, its stack on stderr alone', async (_, fault) => {
    const home = temporaryProject({
      'fault.mjs': `const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (...given) => {
  process.stdout.write = write;
  write(...given);
  ${fault};
};`,
    });
    const env = { NODE_OPTIONS: `--import ${home}/fault.mjs` };
    const run = await runProgram(['sandbox', '--json'], { home, env });
    expect(run.exitCode).toBe(70);
    expect(promisedEvents('sandbox', run).at(-1)).toMatchObject({ outcome: 'failed', failure: { kind: 'bug' } });
    expect(run.stdout).not.toContain('boom');
  });
});

describe.each(signals)('for programs, %s', (signal) => {
  it('ends a rehearsal that waits for nobody with its one result and 130', async () => {
    const run = await interrupted(['rehearse', '--json', '--auto'], signal, { after: '"type":"step"' });
    expect(run.exitCode).toBe(130);
    expect(promisedEvents('rehearse', run).at(-1)).toMatchObject({ type: 'result', outcome: 'left', exitCode: 130 });
  });

  it('ends a sandbox with its one result and 130', async () => {
    const run = await interrupted(['sandbox', '--json'], signal, { after: '"type":"ready"' });
    expect(run.exitCode).toBe(130);
    expect(promisedEvents('sandbox', run).at(-1)).toMatchObject({
      type: 'result',
      outcome: 'interrupted',
      exitCode: 130,
    });
  });

  it('ends a sweep that waits for Flint with its one result and 130', async () => {
    const asked = Promise.withResolvers<void>();
    const silent = createServer(() => asked.resolve()).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    onTestFinished(() => {
      silent.closeAllConnections();
      silent.close();
    });
    const { port } = silent.address() as AddressInfo; // It listens on a port.
    const cwd = temporaryProject({ 'a.js': "buy('prod_01J9ZK3V7Q2M4N8P6R5S0T1W2X')" });
    const run = await interrupted(['sweep', '--json'], signal, {
      after: asked.promise,
      cwd,
      env: { FLINT_BASE_URL: `http://127.0.0.1:${port}`, FLINT_API_KEY: liveKey },
    });
    expect(run.exitCode).toBe(130);
    expect(promisedEvents('sweep', run)).toMatchObject([{ type: 'result', command: 'sweep', outcome: 'interrupted' }]);
  });
});

/** Runs the program, and sends a signal once it has said a text, or once something has happened. */
async function interrupted(
  words: readonly string[],
  signal: NodeJS.Signals,
  options: { readonly after: string | Promise<void>; readonly cwd?: string; readonly env?: Record<string, string> },
): Promise<{ readonly exitCode: number | null; readonly stdout: string }> {
  const home = temporaryProject();
  const child = spawn(process.execPath, [entry, ...words], {
    cwd: options.cwd ?? home,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      FLINT_GOLIVE_HOME: `${home}/state`,
      ...recordedEnvironment(),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const { after } = options;
  let stdout = '';
  let sent = false;
  const send = (): void => {
    if (!sent) sent = child.kill(signal);
  };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    if (typeof after === 'string' && stdout.includes(after)) send();
  });
  if (typeof after !== 'string') void after.then(send);
  const [exitCode] = await once(child, 'close');
  return { exitCode, stdout };
}

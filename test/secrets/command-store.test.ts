import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type CommandStoreOptions, commandStore } from '../../src/secrets/command-store.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { SecretProblem } from '../../src/secrets/secret-problem.ts';
import { temporaryFolder } from './temporary-folder.ts';

const posix = process.platform !== 'win32';
const linux = process.platform === 'linux';
// Another one in each run: the look through all processes must not meet another run's.
const text = `flint_live_0${randomBytes(31).toString('hex')}f`;
const secret = new Secret(text);
const program = fileURLToPath(new URL('programs/secret-manager.mjs', import.meta.url));

afterEach(() => vi.unstubAllEnvs());

/** A shell line that runs the stand-in. */
function line(behaviour: string, folder: string): string {
  return `"${process.execPath}" "${program}" ${behaviour} "${folder}" {name}`;
}

function storeThat(behaviour: string, options: Partial<CommandStoreOptions> = {}) {
  const folder = temporaryFolder();
  const store = commandStore({
    write: line(behaviour, folder),
    read: line('show', folder),
    shownAs: 'the stand-in',
    folder,
    ...options,
  });
  return { store, folder, file: join(folder, 'FLINT_API_KEY') };
}

async function problemOf(attempt: Promise<unknown>): Promise<SecretProblem> {
  const error: unknown = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SecretProblem)) throw new Error(`not refused: ${inspect(error)}`);
  return error;
}

function everyText(problem: SecretProblem): string {
  return [
    problem.message,
    problem.stack,
    inspect(problem, { depth: 9, showHidden: true }),
    JSON.stringify(problem),
  ].join();
}

describe('a secret manager behind a command', () => {
  it('stores a secret that the command reads on stdin, and reads it back', async () => {
    const { store, file } = storeThat('store');
    await store.put('FLINT_API_KEY', secret);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect((await store.get('FLINT_API_KEY'))?.reveal()).toBe(text);
    expect(store.canReadBack).toBe(true);
    expect(store.describe()).toBe('the stand-in');
  });

  it('keeps several secrets apart by their names', async () => {
    const { store, folder } = storeThat('store');
    await store.put('FLINT_API_KEY', secret);
    await store.put('FLINT_WEBHOOK_SECRET', new Secret('whsec_0123456789abcdef'));
    expect(readdirSync(folder).sort()).toEqual(['FLINT_API_KEY', 'FLINT_WEBHOOK_SECRET']);
    expect((await store.get('FLINT_WEBHOOK_SECRET'))?.reveal()).toBe('whsec_0123456789abcdef');
  });

  it('takes a command as words, which no shell changes', async () => {
    const folder = join(temporaryFolder(), `it's "a" $HOME; folder`);
    const words = (behaviour: string) => [process.execPath, program, behaviour, folder, '{name}'];
    const store = commandStore({ write: words('store'), read: words('show') });
    await store.put('FLINT_API_KEY', secret);
    expect(readFileSync(join(folder, 'FLINT_API_KEY'), 'utf8')).toBe(text);
  });

  it.runIf(posix)('runs in the folder it is given', async () => {
    const { store, folder } = storeThat('store', { write: 'cat > here-{name}', read: 'cat here-{name}' });
    await store.put('FLINT_API_KEY', secret);
    expect(readdirSync(folder)).toEqual(['here-FLINT_API_KEY']);
  });

  it.runIf(posix)('gives the secret through a true pipe, so that /dev/stdin can be opened', async () => {
    const { store, file } = storeThat('store', { write: 'cat /dev/stdin > {name}', read: 'cat {name}' });
    await store.put('FLINT_API_KEY', secret);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('says that nothing can be read back when there is no command for it', async () => {
    const { store, file } = storeThat('store', { read: undefined });
    expect(store.canReadBack).toBe(false);
    await store.put('FLINT_API_KEY', secret);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect((await problemOf(store.get('FLINT_API_KEY'))).refusal).toBe('no reading');
  });

  it('tells an empty entry from one that cannot be read', async () => {
    const { store, file } = storeThat('store');
    writeFileSync(file, '');
    expect(await store.get('FLINT_API_KEY')).toBeUndefined();
    const problem = await problemOf(store.get('MISSING'));
    expect(problem.refusal).toBe('reading failed');
    expect(problem.meaning).toContain('Nobody knows what is stored.');
  });

  it('shows of a command only its program, since the rest may hold a token', () => {
    const describing = (write: CommandStoreOptions['write']) => commandStore({ write }).describe();
    expect(describing('VAULT_TOKEN=s.123 vault kv put secret/{name} value=-')).toBe('your command "vault"');
    expect(describing(['/usr/local/bin/op', 'item', 'create'])).toBe('your command "op"');
  });
});

describe('where the secret goes', () => {
  const witness = async (folder: string, write: string) => {
    await commandStore({ write, read: line('show', folder), folder }).put('FLINT_API_KEY', secret);
    const report: unknown = JSON.parse(readFileSync(join(folder, 'FLINT_API_KEY.json'), 'utf8'));
    return z.object({ family: z.number(), argv: z.number().array(), environment: z.number().array() }).parse(report);
  };

  it.runIf(linux)('is in no argument and no environment of any process that runs for it, and in no file', async () => {
    const [folder, scratch] = [temporaryFolder(), temporaryFolder()];
    vi.stubEnv('TMPDIR', scratch);
    vi.stubEnv('FLINT_API_KEY', text);
    vi.stubEnv('ANOTHER_NAME', `Bearer ${text}`);
    const report = await witness(folder, line('witness', folder));
    expect(report).toMatchObject({ argv: [], environment: [] });
    expect(report.family).toBeGreaterThan(1);
    expect(readdirSync(scratch)).toEqual([]);
  });

  it.runIf(linux)('is found there by the same look when it is there', async () => {
    const folder = temporaryFolder();
    const careless = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', text], { stdio: 'ignore' });
    await once(careless, 'spawn');
    try {
      const report = await witness(folder, `v=$(cat); printf %s "$v" | CARELESS="$v" ${line('witness', folder)}`);
      expect(report.argv).toEqual([careless.pid]);
      expect(report.environment.length).toBeGreaterThan(0);
    } finally {
      careless.kill('SIGKILL');
    }
  });

  it('is never the command line: one that holds it is not run', async () => {
    const { store, file } = storeThat('store', { write: `echo ${text} > FLINT_API_KEY` });
    const problem = await problemOf(store.put('FLINT_API_KEY', secret));
    expect(problem.refusal).toBe('command holds the secret');
    expect(everyText(problem)).not.toContain(text);
    expect(existsSync(file)).toBe(false);
  });

  it('leaves what the tools need in the environment', async () => {
    vi.stubEnv('VAULT_TOKEN', 'for-the-tool');
    const { store } = storeThat('store', { read: `"${process.execPath}" -p "process.env.VAULT_TOKEN"` });
    expect((await store.get('ANY'))?.reveal()).toBe('for-the-tool');
  });
});

describe('a command that does not do its work', () => {
  it('shows what it complained about, without the secret or a part of it', async () => {
    const { store } = storeThat('echo');
    const problem = await problemOf(store.put('FLINT_API_KEY', secret));
    expect(problem.refusal).toBe('command failed');
    expect(problem.headline).toBe('The stand-in ended with exit code 1.');
    expect(problem.meaning).toBe(
      'It said: "cannot store [secret] nor [secret] [secret] nor [secret] there". The secret does not count as stored.',
    );
    for (let index = 11; index + 8 <= text.length; index += 1) {
      expect(everyText(problem)).not.toContain(text.slice(index, index + 8));
    }
    expect(everyText(problem)).not.toContain(Buffer.from(text).toString('base64'));
  });

  it('shows its exit code and its words, harmless to a terminal', async () => {
    const { store } = storeThat('exit3');
    const problem = await problemOf(store.put('FLINT_API_KEY', secret));
    expect(problem.headline).toBe('The stand-in ended with exit code 3.');
    expect(problem.meaning).toContain('It said: "no access to the vault".');
  });

  it('is stopped with everything it started when it does not end', async () => {
    const { store, folder } = storeThat('hang', { timeoutMilliseconds: 1_500 });
    const problem = await problemOf(store.put('FLINT_API_KEY', secret));
    expect(problem.refusal).toBe('command too slow');
    expect(problem.headline).toBe('The stand-in did not end within 2 seconds and was stopped.');
    expect(problem.meaning).toContain('Nobody knows whether it stored the secret.');
    if (linux) await vi.waitFor(() => expect(processesNaming(folder)).toEqual([]), { timeout: 10_000 });
  });

  it.runIf(posix)('does not keep anybody waiting for what it leaves running', async () => {
    const { store, folder } = storeThat('store', {
      write: 'cat > {name}; sleep 60 & echo $! > left-running',
      read: 'cat {name}',
      timeoutMilliseconds: 20_000,
    });
    await store.put('FLINT_API_KEY', secret);
    process.kill(Number(readFileSync(join(folder, 'left-running'), 'utf8')));
  });

  it.each([
    ['truncate', 'What came back is shorter.'],
    ['exchange', 'What came back is as long, but not the same.'],
    ['pad', 'What came back has other blanks or line ends around it.'],
    ['forget', 'Nothing came back.'],
  ])('does not count as having stored it when it does this: %s', async (behaviour, difference) => {
    const { store } = storeThat(behaviour);
    const problem = await problemOf(store.put('FLINT_API_KEY', secret));
    expect(problem.refusal).toBe('something else came back');
    expect(problem.meaning).toBe(`${difference} The secret does not count as stored.`);
  });

  it('does not count as having stored it when it cannot be read back', async () => {
    const { store } = storeThat('store', { read: line('exit3', temporaryFolder()) });
    const problem = await problemOf(store.put('FLINT_API_KEY', secret));
    expect(problem.refusal).toBe('reading failed');
    expect(problem.headline).toContain('exit code 3');
  });

  it.runIf(posix)('is named as missing when its program is not there, or not a program', async () => {
    const folder = temporaryFolder({ 'no-program': 'text' });
    for (const write of ['no-such-program-here {name}', ['no-such-program-here'], './no-program', ['./no-program']]) {
      const problem = await problemOf(commandStore({ write, folder }).put('FLINT_API_KEY', secret));
      expect(problem.refusal).toBe('command missing');
      expect(everyText(problem)).not.toContain(text);
    }
  });

  it('may end before it has read everything, and its exit code decides', async () => {
    const long = new Secret('x'.repeat(1_000_000));
    const { store } = storeThat('store', { write: `"${process.execPath}" -e 0`, read: undefined });
    await expect(store.put('FLINT_API_KEY', long)).resolves.toBeUndefined();
    expect((await problemOf(storeThat('exit3').store.put('FLINT_API_KEY', long))).refusal).toBe('command failed');
  });

  it('is not run at all for an impossible name, an impossible value, or when it is empty', async () => {
    const { store, folder } = storeThat('store');
    mkdirSync(join(folder, 'empty'));
    expect((await problemOf(store.put('A; touch B', secret))).refusal).toBe('impossible name');
    expect((await problemOf(store.get('$(touch B)'))).refusal).toBe('impossible name');
    expect((await problemOf(store.put('A', new Secret('')))).refusal).toBe('impossible value');
    expect((await problemOf(store.put('A', new Secret('a\0b')))).refusal).toBe('impossible value');
    expect((await problemOf(storeThat('store', { write: ' ' }).store.put('A', secret))).refusal).toBe('command empty');
    expect((await problemOf(storeThat('store', { write: [] }).store.put('A', secret))).refusal).toBe('command empty');
    expect(readdirSync(folder)).toEqual(['empty']);
  });
});

function processesNaming(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
    } catch {
      return false;
    }
  });
}

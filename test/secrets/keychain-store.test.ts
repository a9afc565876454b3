import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type KeychainOptions, type Keyring, keychain } from '../../src/secrets/keychain-store.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { SecretProblem } from '../../src/secrets/secret-problem.ts';
import { temporaryFolder } from './temporary-folder.ts';

const text = `flint_live_${'0123456789abcdef'.repeat(4)}`;
const secret = new Secret(text);
const linux = process.platform === 'linux';
const room = fileURLToPath(new URL('../../src/secrets', import.meta.url));

type Entry = InstanceType<Keyring['AsyncEntry']>;

/** A keychain in memory. What it does otherwise is said by `twist`. */
function fakeKeyring(twist: Partial<Entry> = {}) {
  const entries = new Map<string, string>();
  const opened: unknown[][] = [];
  class AsyncEntry implements Entry {
    readonly #id: string;

    constructor(...words: unknown[]) {
      opened.push(words);
      this.#id = JSON.stringify(words.slice(0, 2));
      Object.assign(this, twist);
    }

    async setPassword(password: string): Promise<void> {
      entries.set(this.#id, password);
    }

    async getPassword(): Promise<string | null> {
      return entries.get(this.#id) ?? null;
    }

    async getSecret(): Promise<Uint8Array | null> {
      const password = entries.get(this.#id);
      return password === undefined ? null : Buffer.from(password);
    }

    async deletePassword(): Promise<boolean> {
      return entries.delete(this.#id);
    }
  }
  return { entries, opened, load: async (): Promise<Keyring> => ({ AsyncEntry }) };
}

async function storeOf(options: KeychainOptions, project = '/home/me/shop') {
  const found = await keychain(options);
  if (!found.available) throw new Error(found.because);
  return found.store(project);
}

async function problemOf(attempt: Promise<unknown>): Promise<SecretProblem> {
  const error: unknown = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SecretProblem)) throw new Error(`not refused: ${inspect(error)}`);
  return error;
}

describe('a keychain that is there', () => {
  it('is found without writing anything', async () => {
    const { entries, load } = fakeKeyring();
    expect((await keychain({ load })).available).toBe(true);
    expect(entries.size).toBe(0);
  });

  it('stores a secret, reads it back and takes it out again', async () => {
    const { entries, load } = fakeKeyring();
    const store = await storeOf({ load });
    expect(await store.get('FLINT_API_KEY')).toBeUndefined();
    await store.put('FLINT_API_KEY', secret);
    expect((await store.get('FLINT_API_KEY'))?.reveal()).toBe(text);
    expect([...entries.keys()]).toEqual(['["flint-golive","FLINT_API_KEY in /home/me/shop"]']);
    expect(await store.remove('FLINT_API_KEY')).toBe(true);
    expect(await store.remove('FLINT_API_KEY')).toBe(false);
    expect(await store.get('FLINT_API_KEY')).toBeUndefined();
  });

  it('keeps the keys of two projects apart', async () => {
    const { load } = fakeKeyring();
    await (await storeOf({ load }, '/shop')).put('FLINT_API_KEY', secret);
    expect(await (await storeOf({ load }, '/other')).get('FLINT_API_KEY')).toBeUndefined();
  });

  it('is never the keyring of the Linux kernel, which forgets everything at the next start', async () => {
    const { opened, load } = fakeKeyring();
    await (await storeOf({ load })).put('FLINT_API_KEY', secret);
    expect(opened.length).toBeGreaterThan(1);
    for (const [, , options] of opened) expect(options).toEqual({ linux: { store: 'secret-service' } });
  });

  it('does not count as having stored what it gives back differently', async () => {
    const store = await storeOf({ load: fakeKeyring({ getPassword: async () => text.slice(0, 20) }).load });
    const problem = await problemOf(store.put('FLINT_API_KEY', secret));
    expect(problem.refusal).toBe('something else came back');
    expect(problem.meaning).toContain('shorter');
  });

  it('does not count as having removed what is still there', async () => {
    const store = await storeOf({ load: fakeKeyring({ deletePassword: async () => true }).load });
    await store.put('FLINT_API_KEY', secret);
    expect((await problemOf(store.remove('FLINT_API_KEY'))).refusal).toBe('not removed');
  });

  it('is not mistaken for an empty one when it cannot be read', async () => {
    let locked = false;
    const getSecret = async () => {
      if (locked) throw new Error('unlock prompt was dismissed');
      return null;
    };
    const store = await storeOf({ load: fakeKeyring({ getSecret, getPassword: async () => null }).load });
    locked = true;
    const problem = await problemOf(store.get('FLINT_API_KEY'));
    expect(problem.refusal).toBe('keychain refused');
    expect(problem.meaning).toContain('It said: "unlock prompt was dismissed".');
  });

  it('never has the secret in what it says when it refuses', async () => {
    const setPassword = async (password: string) => {
      throw new Error(`cannot store \u001b[1m${password}\u001b[0m`);
    };
    const problem = await problemOf(
      (await storeOf({ load: fakeKeyring({ setPassword }).load })).put('FLINT_API_KEY', secret),
    );
    expect(problem.meaning).toContain('It said: "cannot store [secret]".');
    expect(inspect(problem, { depth: 9, showHidden: true })).not.toContain(text);
  });

  it('is not waited for without end', async () => {
    const setPassword = () => new Promise<void>(() => {});
    const store = await storeOf({ load: fakeKeyring({ setPassword }).load, useMilliseconds: 20 });
    expect((await problemOf(store.put('FLINT_API_KEY', secret))).refusal).toBe('keychain silent');
  });

  it('refuses names and values that it cannot keep', async () => {
    const { entries, load } = fakeKeyring();
    const store = await storeOf({ load });
    expect((await problemOf(store.put('A B', secret))).refusal).toBe('impossible name');
    expect((await problemOf(store.put('A', new Secret('')))).refusal).toBe('impossible value');
    expect(entries.size).toBe(0);
  });
});

describe('a keychain that is not there', () => {
  it('is said to be missing when nothing answers', async () => {
    class AsyncEntry {
      constructor() {
        throw new Error('Platform failure: no\u0007 bus');
      }
    }
    // A class that cannot be constructed is no entry; that is the point.
    const found = await keychain({ load: async () => ({ AsyncEntry }) as unknown as Keyring });
    expect(found).toEqual({
      available: false,
      because:
        'No keychain answers on this computer, which is usual for servers and containers. It said: "Platform failure: no bus".',
    });
  });

  it('is said to be missing when it does not answer in time', async () => {
    const getSecret = () => new Promise<null>(() => {});
    const found = await keychain({ load: fakeKeyring({ getSecret }).load, probeMilliseconds: 20 });
    expect(found).toMatchObject({ available: false, because: expect.stringContaining('did not answer in time') });
  });

  it('is said to be missing when the package for it is not installed', () => {
    const elsewhere = join(temporaryFolder(), 'secrets');
    mkdirSync(elsewhere);
    cpSync(room, elsewhere, { recursive: true });
    const found = look(elsewhere, process.env);
    expect(found).toContain('"available":false');
    expect(found).toContain('@napi-rs/keyring, which talks to keychains, is not installed');
  });

  it.runIf(linux)('is said to be missing on a server, by the real package', () => {
    const found = look(room, { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' });
    expect(found).toContain('"available":false');
    expect(found).toContain('No keychain answers on this computer');
  });
});

// Needs gnome-keyring and dbus, which few machines without a desktop have.
describe.runIf(linux && has('dbus-run-session') && has('gnome-keyring-daemon'))('a real desktop keychain', () => {
  it('stores a secret, reads it back and takes it out again', () => {
    const home = temporaryFolder();
    const script = `
      const { keychain } = await import('${moduleIn(room)}');
      const { Secret } = await import('${pathToFileURL(join(room, 'secret.ts')).href}');
      const found = await keychain();
      if (!found.available) throw new Error(found.because);
      const store = found.store('/home/me/shop');
      const before = await store.get('FLINT_API_KEY');
      await store.put('FLINT_API_KEY', new Secret('${text}'));
      await store.put('FLINT_API_KEY', new Secret('${text}2'));
      const stored = (await store.get('FLINT_API_KEY')).reveal() === '${text}2';
      const removed = [await store.remove('FLINT_API_KEY'), await store.remove('FLINT_API_KEY')];
      console.log(JSON.stringify({ before: before ?? null, stored, removed, after: (await store.get('FLINT_API_KEY')) ?? null }));
    `;
    const inSession =
      'printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$0" --input-type=module -e "$1"';
    const output = execFileSync('dbus-run-session', ['--', 'sh', '-c', inSession, process.execPath, script], {
      env: { PATH: process.env.PATH, HOME: home, XDG_RUNTIME_DIR: home },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(JSON.parse(output)).toEqual({ before: null, stored: true, removed: [true, false], after: null });
  });
});

function moduleIn(folder: string): string {
  return pathToFileURL(join(folder, 'keychain-store.ts')).href;
}

/** What a process of its own says about the keychain, as JSON. */
function look(folder: string, env: NodeJS.ProcessEnv): string {
  const script = `console.log(JSON.stringify(await (await import('${moduleIn(folder)}')).keychain()))`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' });
}

function has(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

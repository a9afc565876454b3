import { complaintToShow } from './complaint.ts';
import { keychainInWords, noKeychain } from './copy.ts';
import { differenceOf } from './difference.ts';
import { isVariableName } from './env-format.ts';
import { Secret } from './secret.ts';
import { SecretProblem } from './secret-problem.ts';
import type { RemovableSecretStore } from './store.ts';

/** The service under which every entry stands in the keychain. */
const keychainService = 'flint-golive';

/**
 * The account of an entry: the variable and the project it belongs to, so that two projects never share a key.
 *
 * @param project the project's folder, absolute
 */
function keychainAccount(project: string, name: string): string {
  return `${name} in ${project}`;
}

/** The part of `@napi-rs/keyring` that is used. Its synchronous half is not: without a keychain it says "no entry". */
export interface Keyring {
  readonly AsyncEntry: new (
    service: string,
    account: string,
    options?: { linux?: { store?: 'secret-service' } },
  ) => KeyringEntry;
}

interface KeyringEntry {
  setPassword(password: string): Promise<void>;
  getPassword(): Promise<string | null>;
  getSecret(): Promise<ArrayLike<number> | null>;
  deletePassword(): Promise<boolean>;
}

/** The operating system's keychain, or why there is none. */
export type Keychain =
  | {
      readonly available: true;
      /** @param project the project's folder, absolute; see {@link keychainAccount} */
      store(project: string, shownAs?: string): RemovableSecretStore;
    }
  | { readonly available: false; readonly because: string };

/** How the keychain is reached, and for how long it is waited for. */
export interface KeychainOptions {
  readonly load?: () => Promise<Keyring>;
  /** For looking whether there is one; 5 seconds when absent. */
  readonly probeMilliseconds?: number;
  /** For storing and reading, where the system may first ask the person; two minutes when absent. */
  readonly useMilliseconds?: number;
}

/** Looks whether there is a keychain, by reading an entry that nobody ever wrote. Never throws, and writes nothing. */
export async function keychain(options: KeychainOptions = {}): Promise<Keychain> {
  const { load = loadKeyring, probeMilliseconds = 5_000, useMilliseconds = 120_000 } = options;
  let keyring: Keyring;
  try {
    keyring = await load();
  } catch {
    return { available: false, because: noKeychain('not installed', '') };
  }
  try {
    await within(probeMilliseconds, async () => entryOf(keyring, 'looking for a keychain').getSecret());
  } catch (error) {
    const reason = error instanceof Silence ? 'silent' : 'none';
    return { available: false, because: noKeychain(reason, complaintToShow(messageOf(error))) };
  }
  return {
    available: true,
    store: (project, shownAs = keychainInWords()) => keychainStore({ keyring, project, shownAs, useMilliseconds }),
  };
}

interface KeychainStoreOptions {
  readonly keyring: Keyring;
  readonly project: string;
  readonly shownAs: string;
  readonly useMilliseconds: number;
}

function keychainStore({ keyring, project, shownAs, useMilliseconds }: KeychainStoreOptions): RemovableSecretStore {
  const use = async <Result>(
    name: string,
    secret: Secret | undefined,
    action: (entry: KeyringEntry) => Promise<Result>,
  ): Promise<Result> => {
    if (!isVariableName(name)) throw new SecretProblem('impossible name', name);
    try {
      return await within(useMilliseconds, async () => action(entryOf(keyring, keychainAccount(project, name))));
    } catch (error) {
      if (error instanceof Silence) {
        throw new SecretProblem('keychain silent', shownAs, { seconds: Math.ceil(useMilliseconds / 1000) });
      }
      throw new SecretProblem('keychain refused', shownAs, { said: complaintToShow(messageOf(error), secret) });
    }
  };
  const get = (name: string, stored?: Secret): Promise<Secret | undefined> => {
    return use(name, stored, async (entry) => {
      // Of the two ways to read only this one promises to fail where the keychain cannot be read, instead of saying null.
      if ((await entry.getSecret()) === null) return undefined;
      const text = await entry.getPassword();
      return text === null || text === '' ? undefined : new Secret(text);
    });
  };
  return {
    describe: () => shownAs,
    canReadBack: true,
    get: (name) => get(name),
    put: async (name, secret) => {
      const text = secret.reveal();
      if (text === '' || /[\0\p{Surrogate}]/u.test(text)) throw new SecretProblem('impossible value', name);
      await use(name, secret, (entry) => entry.setPassword(text));
      const difference = differenceOf(secret, await get(name, secret));
      if (difference !== undefined) throw new SecretProblem('something else came back', shownAs, { difference });
    },
    remove: async (name) => {
      const removed = await use(name, undefined, (entry) => entry.deletePassword());
      if ((await get(name)) !== undefined) throw new SecretProblem('not removed', shownAs);
      return removed;
    },
  };
}

/** On Linux the package would fall back to the kernel's keyring, which forgets everything at the next start. */
function entryOf({ AsyncEntry }: Keyring, account: string): KeyringEntry {
  return new AsyncEntry(keychainService, account, { linux: { store: 'secret-service' } });
}

/** Native, so never inside the bundle, and optional: `build/native-packages.ts`. */
function loadKeyring(): Promise<Keyring> {
  return import('@napi-rs/keyring');
}

class Silence extends Error {}

function within<Result>(milliseconds: number, action: () => Promise<Result>): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const timer = setTimeout(() => reject(new Silence()), milliseconds);
  action()
    .then(resolve, reject)
    .finally(() => clearTimeout(timer));
  return promise;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

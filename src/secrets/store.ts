import { envFileInWords } from './copy.ts';
import { readVariable, removeVariable, writeVariables } from './env-file.ts';
import { Secret } from './secret.ts';
import { SecretProblem } from './secret-problem.ts';

/** A place that keeps secrets by name, such as `FLINT_API_KEY`. */
export interface SecretStore {
  /** Where, in words that can end a sentence: `the env file .env.production`. */
  describe(): string;
  /**
   * False when the place takes secrets and gives none back. Then `put` proves only that the place accepted the secret, `get`
   * always refuses, and a person has to say that the secret arrived.
   */
  readonly canReadBack: boolean;
  /**
   * Stores a secret. When this resolves, the secret was also read back and compared, unless `canReadBack` is false.
   *
   * @throws {SecretProblem} when it is not stored, or when what comes back differs
   */
  put(name: string, secret: Secret): Promise<void>;
  /**
   * The secret as it is stored now; undefined when there is none.
   *
   * @throws {SecretProblem} when it cannot be read, so that nobody knows whether there is one
   */
  get(name: string): Promise<Secret | undefined>;
}

/** A store that can also take a secret out again. */
export interface RemovableSecretStore extends SecretStore {
  /**
   * Takes a secret out, and sees that it is gone. False when there was none.
   *
   * @throws {SecretProblem} when it is still there
   */
  remove(name: string): Promise<boolean>;
}

/**
 * An env file as a store. `remove` takes out the whole line of a variable, see {@link removeVariable}.
 *
 * @param shownAs how the file is called on screen; its path when absent
 */
export function envFileStore(file: string, shownAs: string = file): RemovableSecretStore {
  const get = async (name: string): Promise<Secret | undefined> => {
    const value = await readVariable(file, name);
    return typeof value === 'string' ? (value === '' ? undefined : new Secret(value)) : value;
  };
  return {
    describe: () => envFileInWords(shownAs),
    canReadBack: true,
    get,
    put: async (name, secret) => {
      await writeVariables(file, { [name]: secret });
      if (!(await get(name))?.equals(secret)) throw new SecretProblem('not kept', file);
    },
    remove: (name) => removeVariable(file, name),
  };
}

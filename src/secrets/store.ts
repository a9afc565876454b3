import { envFileInWords } from './copy.ts';
import { readVariable, writeVariables } from './env-file.ts';
import { Secret } from './secret.ts';
import { SecretProblem } from './secret-problem.ts';

/** A place that keeps secrets by name, such as `FLINT_API_KEY`. */
export interface SecretStore {
  /** Where, in words that can end a sentence: `the env file .env.production`. */
  describe(): string;
  /**
   * Stores a secret. When this resolves, the secret was also read back and compared.
   *
   * @throws {SecretProblem} when it is not stored
   */
  put(name: string, secret: Secret): Promise<void>;
  /** The secret as it is stored now; undefined when there is none. */
  get(name: string): Promise<Secret | undefined>;
}

/**
 * An env file as a store.
 *
 * @param shownAs how the file is called on screen; its path when absent
 */
export function envFileStore(file: string, shownAs: string = file): SecretStore {
  const get = async (name: string): Promise<Secret | undefined> => {
    const value = await readVariable(file, name);
    return typeof value === 'string' ? (value === '' ? undefined : new Secret(value)) : value;
  };
  return {
    describe: () => envFileInWords(shownAs),
    get,
    put: async (name, secret) => {
      await writeVariables(file, { [name]: secret });
      if (!(await get(name))?.equals(secret)) throw new SecretProblem('not kept', file);
    },
  };
}

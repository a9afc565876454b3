import { connect } from '../../flint/client.ts';
import { FlintError, type Problem } from '../../flint/errors.ts';
import { type KeyProblem, readKey } from '../../flint/keys.ts';
import { cannotTell } from '../cannot-tell.ts';
import type { Verdict } from '../check.ts';
import { seen } from '../symptoms/symptom.ts';
import { keyWords as words } from './copy.ts';

/** The key of a deployed service, and what is demanded of it. */
export interface DeployedKey {
  /** As it was found; undefined when it is not set. */
  readonly text: string | undefined;
  /** Where it was found, in words, such as `FLINT_API_KEY`. Never the key. */
  readonly from: string;
  readonly baseUrl: URL;
  /** The merchant it has to belong to, where that is known. */
  readonly merchantId?: string | undefined;
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/** The verdict on a deployed key, and what kept it from being proved, for an exit code. */
export interface DeployedKeyVerdict {
  readonly verdict: Verdict;
  readonly trouble?: KeyProblem | Problem;
}

/**
 * Proves with one call which mode and merchant a deployed key stands for. Its prefix alone is not believed: `done` only when Flint's own
 * answer names live mode, and the merchant that is demanded.
 */
export async function examineDeployedKey(key: DeployedKey): Promise<DeployedKeyVerdict> {
  const { from, baseUrl, merchantId, signal, now } = key;
  const read = readKey(key.text ?? '');
  if ('problem' in read) {
    return {
      verdict: { status: "can't tell", ...words.unusable(from, read.problem), evidence: [] },
      trouble: read.problem,
    };
  }
  const common = { baseUrl, expectedMerchantId: merchantId, signal };
  try {
    // The two calls differ in what the compiler knows of the key.
    const client =
      read.mode === 'live'
        ? connect({ mode: 'live', key: read.key, ...common })
        : connect({ mode: 'test', key: read.key, ...common });
    const proof = await client.prove();
    const evidence = [seen(proof, `Flint-Mode: ${proof.mode ?? 'not stated'}, ${client.merchantId ?? 'no merchant'}`)];
    return proof.mode === 'live'
      ? { verdict: { status: 'done', ...words.live(from, client.merchantId), evidence } }
      : { verdict: { status: 'missing', ...words.test(from), evidence } };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof FlintError)) throw error;
    const told = cannotTell(error, now().toISOString());
    // Flint itself says that the prefix is not true.
    if (error.problem === 'wrong-mode') return { verdict: { ...told, status: 'missing' }, trouble: error.problem };
    if (error.problem === 'wrong-merchant') {
      return {
        verdict: { ...told, status: 'missing', ...words.otherMerchant(from, merchantId) },
        trouble: error.problem,
      };
    }
    // A test key is one whether Flint can be reached or not.
    return read.mode === 'test'
      ? { verdict: { status: 'missing', ...words.test(from), evidence: told.evidence } }
      : { verdict: told, trouble: error.problem };
  }
}

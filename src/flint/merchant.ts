import type { Answer, Evidence } from './answer.ts';
import { type AuthContext, readAuthContext } from './auth-context.ts';
import type { FlintClient } from './client.ts';
import { FlintError, failureAbout } from './errors.ts';
import type { Mode } from './mode.ts';
import { readReadiness } from './readiness.ts';

/**
 * Who a key speaks for, proven by the headers of an answer. `businessName` and `context` are undefined where this server or this key
 * does not tell them; neither is needed for the proof.
 */
export interface Identification {
  readonly mode: Mode;
  readonly merchantId: string;
  readonly businessName: string | undefined;
  readonly context: AuthContext | undefined;
}

/**
 * Finds out mode, merchant and, where possible, the business name. Throws a FlintError if the answers do not prove mode and merchant, or
 * if the key's own description contradicts them.
 */
export async function whoAmI(client: FlintClient): Promise<Answer<Identification>> {
  const described = await readAuthContext(client);
  const evidence = client.proof ?? (await client.prove());
  const merchantId = client.merchantId;
  if (merchantId === undefined) {
    throw new FlintError({ problem: 'merchant-not-proven', outcome: 'nothing-happened', detail: 'no answer named it' });
  }
  const context = described?.value;
  if (context !== undefined) demandAgreement(context, client.mode, merchantId, evidence);
  const businessName = await readBusinessName(client, merchantId);
  return { value: { mode: client.mode, merchantId, businessName, context }, evidence };
}

async function readBusinessName(client: FlintClient, merchantId: string): Promise<string | undefined> {
  try {
    return (await readReadiness(client, merchantId)).value.businessName;
  } catch (error) {
    const nameIsNotForUs = ['forbidden', 'not-found', 'unavailable', 'not-understood'];
    if (error instanceof FlintError && nameIsNotForUs.includes(error.problem)) return undefined;
    throw error;
  }
}

function demandAgreement(context: AuthContext, mode: Mode, merchantId: string, evidence: Evidence): void {
  if (context.environment !== (mode === 'live' ? 'live' : 'sandbox')) {
    throw failureAbout(evidence, 'wrong-mode', 'the key describes itself as of another environment');
  }
  if (context.merchantId !== merchantId) {
    const detail = `the key describes itself as of ${context.merchantId}, not ${merchantId}`;
    throw failureAbout(evidence, 'wrong-merchant', detail);
  }
}

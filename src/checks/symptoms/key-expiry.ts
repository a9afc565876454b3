import { type ApiKey, listApiKeys } from '../../flint/api-keys.ts';
import { readAuthContext } from '../../flint/auth-context.ts';
import type { FlintClient } from '../../flint/client.ts';
import type { Verdict } from '../check.ts';
import { keyExpiryWords as words } from './account-copy.ts';
import type { Look } from './look.ts';
import { type Symptom, seen } from './symptom.ts';

/** Two weeks are enough to replace a key without haste. */
const soonMilliseconds = 14 * 24 * 3_600_000;

/** The key is about to expire. The guide's generation does not describe the calling key, so there all keys in use are looked at. */
export const keyExpiry: Symptom = {
  id: 'key-expiry',
  title: words.title,
  examine: async (look, client) => {
    const own = await readAuthContext(client);
    if (own === undefined) return await amongAll(look, client);
    const { name, expiresAt } = own.value;
    const evidence = [seen(own.evidence)];
    if (expiresAt === undefined) return { status: 'done', ...words.never, evidence };
    return ends(expiresAt, look.context.now()) === 'later'
      ? { status: 'done', ...words.later(expiresAt), evidence }
      : found(name === undefined ? words.thisKey : words.namedKey(name, undefined), expiresAt, look, evidence);
  },
};

async function amongAll(look: Look, client: FlintClient): Promise<Verdict> {
  const keys = await listApiKeys(client, { status: 'active' }).all();
  const evidence = [seen(keys.evidence)];
  if (keys.value.length === 0) return { status: "can't tell", ...words.unreadable, evidence };
  const inUse = keys.value.filter((key) => mayBeInUse(key, look));
  const soonest = inUse
    .filter(({ expiresAt }) => expiresAt !== undefined && ends(expiresAt, look.context.now()) !== 'later')
    .toSorted((one, other) => (one.expiresAt ?? '').localeCompare(other.expiresAt ?? ''))[0];
  return soonest?.expiresAt === undefined
    ? { status: 'done', ...words.noneEnds(inUse.length), evidence }
    : found(words.namedKey(soonest.name, soonest.prefix), soonest.expiresAt, look, evidence);
}

/** A key that ended before it could have been used lately concerns nobody. */
function mayBeInUse({ lastUsedAt, expiresAt }: ApiKey, { context }: Look): boolean {
  if (lastUsedAt !== undefined) return new Date(lastUsedAt) >= context.since;
  return expiresAt === undefined || new Date(expiresAt) > context.now();
}

function found(name: string, expiresAt: string, look: Look, evidence: Verdict['evidence']): Verdict {
  const over = ends(expiresAt, look.context.now()) === 'over';
  return { status: 'missing', ...words.found(name, expiresAt, over), evidence };
}

function ends(expiresAt: string, now: Date): 'over' | 'soon' | 'later' {
  const left = new Date(expiresAt).getTime() - now.getTime();
  // A date that cannot be read is no proof of time left.
  if (Number.isNaN(left)) return 'soon';
  if (left <= 0) return 'over';
  return left <= soonMilliseconds ? 'soon' : 'later';
}

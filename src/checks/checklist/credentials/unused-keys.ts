import type { ApiKey } from '../../../flint/api-keys.ts';
import { listApiKeys } from '../../../flint/api-keys.ts';
import type { Check } from '../../check.ts';
import type { CheckContext } from '../../context.ts';
import { common } from '../copy.ts';
import { fromAnswer, unseen, withoutProduction } from '../grounds.ts';
import { unusedKeys as words } from './copy.ts';

const dayMilliseconds = 86_400_000;

/** The guide: keys you no longer use are revoked. Read from when each was last used (the API notes, keys, section 2). */
export const unusedKeys: Check<CheckContext> = {
  id: 'credentials.unused-keys',
  title: words.title,
  group: common.groups.credentials,
  run: async (context) => {
    const { production, now } = context;
    if (production === undefined) return withoutProduction(context);
    const answer = await listApiKeys(production, { status: 'active' }).all();
    const evidence = [fromAnswer(answer)];
    // A word for its status that is not known may well mean that it works.
    const usable = answer.value.filter((key) => key.status !== 'revoked' && !isPast(key.expiresAt, now()));
    // The key that asks is in use at this moment. Where even that is not said, silence means nothing.
    if (usable.every(({ lastUsedAt }) => lastUsedAt === undefined)) {
      return unseen(words.silent, words.silentRemedy, evidence);
    }
    const before = now().getTime() - words.days * dayMilliseconds;
    const unused = usable.filter((key) => isUnused(key, before));
    if (unused.length > 0) {
      const names = unused.map(({ name, id, lastUsedAt }) => words.key(name, id, lastUsedAt));
      return { status: 'missing', message: words.unused(names), remedy: words.unusedRemedy, evidence };
    }
    const detail = usable.length > 1 ? { detail: words.usedDetail } : {};
    return { status: 'done', message: words.used(usable.length), ...detail, evidence };
  },
};

/** Not used since then, and there since before. A key of which nothing is said counts as unused. */
function isUnused({ lastUsedAt, createdAt }: ApiKey, before: number): boolean {
  const latest = [lastUsedAt, createdAt].flatMap((at) => (at === undefined ? [] : [Date.parse(at)]));
  return latest.every((at) => Number.isNaN(at) || at < before);
}

function isPast(at: string | undefined, now: Date): boolean {
  return at !== undefined && Date.parse(at) <= now.getTime();
}

import { rateLimitWords as words } from './request-copy.ts';
import { notServed, type Symptom, seen } from './symptom.ts';

/** Calls that Flint refused because there were too many. */
export const rateLimits: Symptom = {
  id: 'rate-limits',
  title: words.title,
  examine: async (look) => {
    const refusals = await look.refusals();
    if (refusals === undefined) return notServed({ ...words.notServed, evidence: [] });
    const evidence = [seen(refusals.evidence)];
    const limited = refusals.value
      .filter(({ status }) => status === 429)
      .toSorted((one, other) => (other.createdAt ?? '').localeCompare(one.createdAt ?? ''));
    return limited.length === 0
      ? { status: 'done', ...words.none(refusals.value.length), evidence }
      : { status: 'missing', ...words.found(limited), evidence };
  },
};

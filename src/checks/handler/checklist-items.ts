import type { Verdict } from '../check.ts';
import { wordsFor } from './cause-words.ts';
import { type Cause, causes } from './causes.ts';
import { itemWords } from './copy.ts';
import { diagnose } from './diagnose.ts';
import { evidenceOf } from './evidence.ts';
import type { ProbeId } from './probes.ts';
import type { ConformanceResults } from './results.ts';

/** The items of the guide's checklist, section Webhooks, that a run of the probes speaks about. */
export type WebhookItem =
  | 'webhooks.raw-body-signature'
  | 'webhooks.deduplication'
  | 'webhooks.quick-acknowledgement'
  | 'webhooks.live-secret';

interface Grounds {
  readonly probes: readonly ProbeId[];
  /** The causes that show the item not to hold. */
  readonly against: readonly Cause[];
}

const grounds: Readonly<Record<WebhookItem, Grounds>> = {
  'webhooks.raw-body-signature': {
    probes: [
      'signed-event',
      'reparsed-body',
      'no-signature',
      'wrong-secret',
      'tampered-body',
      'stale-timestamp',
      'ancient-timestamp',
      'future-timestamp',
    ],
    against: [
      'accepts unsigned events',
      'accepts any signature',
      'accepts changed bodies',
      'parsed body',
      'key in other form',
      'no time limit',
      'wide time limit',
      'fails instead of refusing',
    ],
  },
  'webhooks.deduplication': { probes: ['duplicate', 'repeated-by-flint'], against: ['refuses duplicates'] },
  'webhooks.quick-acknowledgement': { probes: ['acknowledges-quickly'], against: ['slow', 'time-out'] },
  'webhooks.live-secret': {
    probes: ['signed-event', 'wrong-secret', 'sandbox-secret'],
    against: ['sandbox secret', 'secret not set', 'accepts unsigned events', 'accepts any signature'],
  },
};

/** What a run says about one item; `can't tell` where there was none. */
export function verdictOnItem(item: WebhookItem, results: ConformanceResults | undefined): Verdict {
  if (results === undefined) {
    return { status: "can't tell", message: itemWords.notAsked, remedy: itemWords.notAskedRemedy, evidence: [] };
  }
  const { probes, against } = grounds[item];
  const evidence = results.probes
    .filter(({ probe }) => probes.includes(probe))
    .flatMap((result) => evidenceOf(results, result));
  const problem = causes.find(({ cause, shows }) => against.includes(cause) && shows(results));
  if (problem !== undefined) {
    const { sentence, remedy } = wordsFor(problem.cause, results);
    return { status: 'missing', message: sentence, remedy, evidence };
  }
  const { proves, asFarAsSeen, sentence, remedy } = diagnose(results);
  if (proves.includes(item)) {
    const unseen = item === 'webhooks.quick-acknowledgement' ? { detail: itemWords.queueUnseen } : {};
    return { status: 'done', message: itemWords.proven[item], ...unseen, evidence };
  }
  if (asFarAsSeen.includes(item)) {
    return { status: "can't tell", message: itemWords.proven[item], detail: itemWords.deduplicationUnseen, evidence };
  }
  return {
    status: "can't tell",
    message: itemWords.notSeen,
    detail: sentence,
    ...(remedy === undefined ? {} : { remedy }),
    evidence,
  };
}

import type { Check } from '../check.ts';
import type { CheckContext } from '../context.ts';
import { amounts } from './correctness/amounts.ts';
import { declines } from './correctness/declines.ts';
import { fulfilment } from './correctness/fulfilment.ts';
import { idempotency } from './correctness/idempotency.ts';
import { scopes } from './credentials/scopes.ts';
import { serverOnly } from './credentials/server-only.ts';
import { testIds } from './credentials/test-ids.ts';
import { unusedKeys } from './credentials/unused-keys.ts';
import { rateLimits } from './operations/rate-limits.ts';
import { requestIds } from './operations/request-ids.ts';
import { subscriptions } from './operations/subscriptions.ts';
import { failuresWatched } from './webhooks/failures-watched.ts';
import { liveSecret } from './webhooks/live-secret.ts';
import { quickAcknowledgement } from './webhooks/quick-acknowledgement.ts';
import { signatures } from './webhooks/signatures.ts';

/** The guide's go-live checklist, every item, in its order. */
export const checklist: readonly Check<CheckContext>[] = [
  serverOnly,
  scopes,
  testIds,
  unusedKeys,
  fulfilment,
  idempotency,
  amounts,
  declines,
  signatures,
  quickAcknowledgement,
  liveSecret,
  failuresWatched,
  requestIds,
  rateLimits,
  subscriptions,
];

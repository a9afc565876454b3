import { afterAll, beforeAll, describe, it, vi } from 'vitest';
import { defaultPace } from '../../src/flint/pace.ts';
import { scripted } from '../launch/scripted-launch.ts';
import type { Leading } from './fault-meeting.ts';
import { meetKind } from './fault-meeting.ts';
import type { Kind } from './fault-rows.ts';
import { kinds, unanswered } from './fault-rows.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import type { Stand, StepFive } from './step-five.ts';
import { standInStepFive } from './step-five.ts';
import type { CallOfStepFive } from './step-five-calls.ts';
import { callsOfStepFive } from './step-five-calls.ts';
import { connectImpatiently } from './unanswered-calls.ts';

const stands = new Map<Stand, StepFive>();
beforeAll(async () => {
  // No time is spent between the client's own tries; how it waits is tested with the client.
  vi.spyOn(defaultPace, 'random').mockReturnValue(0);
  vi.spyOn(defaultPace, 'attempts', 'get').mockReturnValue(2);
  for (const stand of ['guide', '2026-09-07', 'undelivered'] as const) stands.set(stand, await standInStepFive(stand));
});
afterAll(async () => {
  vi.restoreAllMocks();
  for (const stand of stands.values()) await stand.close();
});

/** No call of step 5 shows a secret, and to a read it is all the same whether work was done before the answer was lost. */
const needless = (call: CallOfStepFive, effect: string): boolean =>
  effect === 'no-secret-on-replay' || (call.write === undefined && afterCommit.includes(effect));

const afterCommit = ['reset-after-commit', 'status=503 after-commit', 'delay=3600s after-commit'];

function leadingTo(call: CallOfStepFive, kind: Kind): Leading {
  const stand = stands.get(call.stand);
  if (stand === undefined) throw new Error(`No launch stands at ${call.stand}.`);
  let opened: RehearsalWorld | undefined;
  const connect = connectImpatiently(() => opened?.sandbox.faults);
  const answers: Readonly<Record<string, string>> = { 'cut-over.smoke-test': 'skip', ...call.answers };
  return {
    open: async (options) => {
      opened = await stand.open(options);
      return opened;
    },
    launch: { script: stand.scriptWith(connect), sources: [scripted(answers)] },
    does: call.does,
    cancels: call.cancels,
    amount: answers['cut-over.charge-way'] === 'own' ? 120 : 100,
    isEnough: (struck) => struck.length > 0 && call.differs?.[kind.effect]?.ownWords === true,
  };
}

describe.concurrent.each(callsOfStepFive)('every kind of fault at $route, $stand $answers', (call) => {
  it.each([...kinds, ...unanswered].filter(({ effect }) => !needless(call, effect)))('$effect', async (kind) => {
    await meetKind(kind, call, leadingTo(call, kind));
  });
});

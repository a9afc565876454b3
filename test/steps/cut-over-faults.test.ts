import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { defaultPace } from '../../src/flint/pace.ts';
import { scripted } from '../launch/scripted-launch.ts';
import { commonErrors, errorsOfCalls, errorsOfWrites, faultOf } from './documented-errors.ts';
import type { Leading } from './fault-meeting.ts';
import { meetKind } from './fault-meeting.ts';
import type { Kind } from './fault-rows.ts';
import { kinds, unanswered } from './fault-rows.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import type { Stand, StepFive } from './step-five.ts';
import { standInStepFive } from './step-five.ts';
import type { CallOfStepFive } from './step-five-calls.ts';
import { callsOfStepFive, operationOf, ranOut } from './step-five-calls.ts';
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

/** Every call that the launches of this file made. */
const seen = new Set<string>();

function leadingTo(call: CallOfStepFive, kind: Kind): Leading {
  const stand = stands.get(call.stand);
  if (stand === undefined) throw new Error(`No launch stands at ${call.stand}.`);
  let opened: RehearsalWorld | undefined;
  const connect = connectImpatiently(() => opened?.sandbox.faults);
  const answers: Readonly<Record<string, string>> = { 'cut-over.smoke-test': 'skip', ...call.answers };
  return {
    open: async (options) => {
      opened = await stand.open({
        ...options,
        onExchange: (exchange) => {
          if (exchange.requestHeaders['user-agent'] === 'flint-golive') seen.add(`${exchange.method} ${exchange.path}`);
          options.onExchange?.(exchange);
        },
      });
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

describe.concurrent('every documented error of one call', () => {
  const rows = Object.entries(errorsOfCalls).flatMap(([operation, errors]) =>
    errors.map((error) => ({ ...error, operation })),
  );
  it.each(rows)('$operation: $status $code', async ({ operation, ...error }) => {
    await meetDocumented(faultOf(error), firstAt(operation));
  });
});

describe.concurrent('every documented error of all writes, at every write', () => {
  const writes = callsOfStepFive.filter(({ write }) => write !== undefined);
  const rows = writes.flatMap((call) => errorsOfWrites.map((error) => ({ ...error, route: call.route, call })));
  it.each(rows)('$route: $status $code', async ({ call, ...error }) => {
    await meetDocumented(faultOf(error), call);
  });
});

describe.concurrent('every documented error of all calls, at the write that matters most', () => {
  it.each(commonErrors)('$status $code', async (error) => {
    await meetDocumented(faultOf(error), firstAt('POST /v1/refunds'));
  });
});

describe('the calls of step 5', () => {
  it('have a row each', () => {
    const routes = callsOfStepFive.map(({ route }) => operationOf(route).replaceAll('*', '[^/]+'));
    // By these the client proves mode and merchant where a resumed run begins with a write; they are tested with the client.
    const proofs = ['GET /v1/developer/auth-context', 'GET /v1/webhook-endpoints'];
    expect(
      [...seen]
        .filter((call) => !proofs.includes(call))
        .filter((call) => !routes.some((route) => new RegExp(`^${route}$`).test(call))),
    ).toEqual([]);
    expect(seen.size).toBeGreaterThan(0);
  });
});

function firstAt(operation: string): CallOfStepFive {
  const found = callsOfStepFive.find(({ route }) => operationOf(route) === operation);
  if (found === undefined) throw new Error(`Step 5 does not make ${operation}.`);
  return found;
}

async function meetDocumented(kind: Kind, call: CallOfStepFive): Promise<void> {
  const goesOn = kind.says === ranOut.says ? { [kind.effect]: ranOut } : {};
  const one = { ...call, differs: goesOn };
  await meetKind(kind, one, leadingTo(one, kind));
}

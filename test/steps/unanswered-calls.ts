import { AsyncLocalStorage } from 'node:async_hooks';
import type { z } from 'zod';
import type { Answer } from '../../src/flint/answer.ts';
import { type ConnectOptions, FlintClient } from '../../src/flint/client.ts';
import type { Mode } from '../../src/flint/mode.ts';
import { defaultPace, type Timeouts } from '../../src/flint/pace.ts';
import type { Call } from '../../src/flint/transport/call.ts';
import { Pacer } from '../../src/recreate/pacer.ts';
import type { ArrivingCall } from '../../src/sandbox/faults/matching.ts';
import { isCallFault, namesCall } from '../../src/sandbox/faults/matching.ts';
import type { Faults } from '../../src/sandbox/index.ts';
import type { connectProduction } from '../../src/steps/connections.ts';

/** A delay above this, in milliseconds, is for good. */
const longest = 60_000;

/** Long enough for the server to take the call, in milliseconds. It is over only where no answer is ever given. */
const soon = 200;

const patience = new AsyncLocalStorage<() => number>();

/** The client's own, but for the call that is under way: how long that one waits is asked as it leaves. */
const timeouts: Timeouts = {
  ...defaultPace.timeouts,
  get response() {
    return patience.getStore()?.() ?? defaultPace.timeouts.response;
  },
};

/**
 * Connects clients whose time-out strikes soon where a fault keeps the answer back for good, and there alone: every other call has
 * the usual time, so that nothing depends on the speed of the machine.
 */
export function connectImpatiently(faults: () => Faults | undefined): typeof connectProduction {
  const willStrike = (call: ArrivingCall): boolean =>
    faults()
      ?.list()
      .some(({ fault, calls }) => {
        if (!isCallFault(fault) || fault.effect.kind !== 'delay' || fault.effect.milliseconds < longest) return false;
        return namesCall(fault.target, call) && calls + 1 >= fault.calls.first;
      }) === true;
  return ({ baseUrl }, { mode, key }, signal, expectedMerchantId) =>
    new ImpatientClient({ mode, key, baseUrl, signal, expectedMerchantId, traffic: new Pacer() }, willStrike);
}

class ImpatientClient<M extends Mode> extends FlintClient<M> {
  readonly #willStrike: (call: ArrivingCall) => boolean;

  constructor(options: ConnectOptions<M>, willStrike: (call: ArrivingCall) => boolean) {
    super({ ...options, pace: { timeouts } });
    this.#willStrike = willStrike;
  }

  override async request<Schema extends z.ZodType>(call: Call<Schema>): Promise<Answer<z.output<Schema>>> {
    const arriving = { method: call.method, path: call.path, mode: this.mode };
    const wait = (): number => (this.#willStrike(arriving) ? soon : defaultPace.timeouts.response);
    return await patience.run(wait, () => super.request(call));
  }
}

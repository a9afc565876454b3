import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { systemClock } from './clock.ts';
import type { Context } from './context.ts';
import { createControls } from './controls.ts';
import { announcing } from './exchange-channel.ts';
import { recordExchanges } from './exchange-recorder.ts';
import { bendCalls } from './faults/bend-calls.ts';
import { bendDeliveries } from './faults/bend-deliveries.ts';
import { endingConnections } from './faults/connection.ts';
import { planFaults } from './faults/fault-plan.ts';
import { chooseApi } from './generations.ts';
import { readLedger } from './ledger.ts';
import { listen, type RunningServer } from './listen.ts';
import type { Samples, Sandbox, SandboxOptions } from './options.ts';
import { serveChallenge } from './pages/challenge.ts';
import { serveCheckout } from './pages/checkout.ts';
import { dashboardPath, serveDashboard } from './pages/dashboard.ts';
import { serveNotes } from './pages/notes.ts';
import { refuseForeignPages } from './refuse-foreign-pages.ts';
import { servedRoutes } from './routes/all-routes.ts';
import { createScheduler } from './scheduler.ts';
import { firstState } from './seed.ts';
import type { State } from './state/state.ts';
import { openStore } from './state/store.ts';
import { limitRate } from './transport/rate-limit.ts';
import { serveRoutes } from './transport/serve-routes.ts';
import { countUnderWay } from './transport/under-way.ts';
import { attemptDelivery } from './webhooks/deliveries.ts';

const deliveryTimeoutMilliseconds = 10_000;

/**
 * Starts the embedded Flint API on 127.0.0.1. Rejects with PortInUse when the port is taken, and with StateFileDamaged when
 * the state file cannot be used.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { speed = 1, clock = systemClock, quirks = {} } = options;
  const api = chooseApi(options.api);
  const onExchange = announcing(options.onExchange);
  if (!(speed > 0)) throw new RangeError('The speed of the sandbox must be a number above zero.');

  /** Aborts when the server is being closed, and calls are held back no longer. */
  const closing = new AbortController();
  /** Aborts when what is still being delivered then is given up. */
  const closed = new AbortController();
  const deliveryOptions = {
    timeoutMilliseconds: options.deliveryTimeoutMilliseconds ?? deliveryTimeoutMilliseconds,
    signal: closed.signal,
    onExchange,
  };
  const context: Context = {
    store: openStore(options.stateFile, clock.now(), () => firstState(clock, api, options.seed)),
    clock,
    speed,
    api,
    quirks,
    deliveriesInFlight: new Set(),
    baseUrl: '',
    async attemptDelivery(mode, deliveryId, cause) {
      context.deliveriesInFlight.add(deliveryId);
      try {
        return await deliver(mode, deliveryId, cause);
      } finally {
        context.deliveriesInFlight.delete(deliveryId);
      }
    },
  };
  const faults = planFaults(options.faults);
  const deliver = bendDeliveries(context, faults, closed.signal, (mode, deliveryId, cause) =>
    attemptDelivery(context, deliveryOptions, mode, deliveryId, cause),
  );
  const scheduler = createScheduler(context);

  const app = new Hono();
  refuseForeignPages(app, context);
  if (onExchange !== undefined) recordExchanges(app, onExchange, context);
  bendCalls(app, faults, context, closing.signal);
  serveRoutes(app, servedRoutes(api), { context, scheduler, countCall: limitRate(options.rateLimit, clock) });
  serveCheckout(app, context, scheduler);
  serveChallenge(app, context, scheduler);
  serveDashboard(app, context, scheduler);
  serveNotes(app);

  const underWay = countUnderWay();
  const server: RunningServer = await listen(
    createAdaptorServer({ fetch: underWay.counting(endingConnections(app.fetch)) }),
    options.port ?? 0,
  );
  context.baseUrl = baseUrlOf(server.address);
  try {
    scheduler.catchUp();
    scheduler.commit(true);
  } catch (error) {
    await server.close();
    throw error;
  }

  const { initial, merchant_id } = context.store.state;
  return {
    baseUrl: context.baseUrl,
    dashboardUrl: `${context.baseUrl}${dashboardPath}`,
    keys: { test: initial.test_secret_key, live: initial.live_secret_key },
    merchantId: merchant_id,
    samples: samplesOf(initial),
    faults,
    controls: createControls(context, scheduler),
    ledger: () => readLedger(context.store.state),
    async close() {
      scheduler.stop();
      closing.abort();
      // A write whose answer was not kept under its Idempotency-Key would be done once more after the next start.
      await underWay.atRest(longestFarewell);
      closed.abort();
      await server.close();
      context.store.save();
    },
  };
}

/** How long a call may still take when the server is closed, in milliseconds; a shop that never answers is not waited for. */
const longestFarewell = 2_000;

function baseUrlOf({ port }: AddressInfo): string {
  return `http://127.0.0.1:${port}`;
}

function samplesOf(initial: State['initial']): Samples {
  return {
    productId: initial.product_id,
    variantIds: initial.variant_ids,
    secondProductId: initial.second_product_id,
    secondVariantId: initial.second_variant_id,
    planId: initial.plan_id,
    promotionId: initial.promotion_id,
    promotionCode: initial.promotion_code,
    webhookEndpointId: initial.webhook_endpoint_id,
    testWebhookSecret: initial.test_webhook_secret,
  };
}

import { onTestFinished, vi } from 'vitest';
import type { DoctorContext } from '../../../src/checks/symptoms/context.ts';
import { type Examination, examine } from '../../../src/checks/symptoms/examination.ts';
import { isReady, readReadiness } from '../../../src/flint/readiness.ts';
import type { Receiver, SandboxOptions } from '../../../src/sandbox/index.ts';
import { startReceiver } from '../../../src/sandbox/index.ts';
import { type CheckWorld, openCheckWorld } from '../check-context.ts';

/** A launched account and its handler, for the doctor to look at. */
export interface DoctorWorld extends CheckWorld {
  readonly receiver: Receiver;
  readonly endpointId: string;
  /** What the handler takes for its secret; the live endpoint's at first. */
  readonly configure: (secret: string | undefined) => void;
  readonly doctor: (parts?: Partial<DoctorContext>) => DoctorContext;
  readonly examine: (parts?: Partial<DoctorContext>) => Promise<Examination>;
  /** Makes an order in live and pays it with a card of the sandbox's page; answers with its id. */
  readonly pay: (card: string) => Promise<string>;
  /** Waits until no delivery is under way any more, retries included. */
  readonly settled: () => Promise<void>;
}

/** The ids of what an examination found, and of what it could not see. */
export function foundIn({ verdicts }: Examination): { found: string[]; unknown: string[] } {
  const of = (status: string) => verdicts.filter(({ verdict }) => verdict.status === status).map(({ id }) => id);
  return { found: of('missing'), unknown: of("can't tell") };
}

/** The one verdict of an examination that is asked for. */
export function verdictOf({ verdicts, notServed }: Examination, id: string) {
  const checked = [...verdicts, ...notServed].find((one) => one.id === id);
  if (checked === undefined) throw new Error(`There is no verdict on ${id}.`);
  return checked.verdict;
}

/** Starts an account that is verified and whose handler works: everything in it is well. Reviews and retries take no time. */
export async function openDoctorWorld(options: SandboxOptions = {}): Promise<DoctorWorld> {
  const world = await openCheckWorld({ speed: 20_000, ...options });
  let secret: string | undefined;
  const receiver = await startReceiver({ secret: () => secret });
  onTestFinished(() => receiver.close());
  await world.verify();
  const { merchantId } = world.sandbox;
  await vi.waitFor(async () => {
    if (!isReady((await readReadiness(world.live, merchantId)).value)) throw new Error('The review is not over.');
  });
  const made = await world.arrange('live', 'POST', '/v1/webhook-endpoints', { url: receiver.url });
  secret = String(made.secret);
  const endpointId = String(made.webhook_endpoint_id);
  const doctor = (parts: Partial<DoctorContext> = {}): DoctorContext => ({
    ...world.context(),
    since: new Date(Date.now() - 24 * 3_600_000),
    memory: {},
    mayTry: false,
    mayFix: true,
    ...parts,
  });
  return {
    ...world,
    receiver,
    endpointId,
    configure: (now) => {
      secret = now;
    },
    doctor,
    examine: (parts) => examine(doctor(parts)),
    pay: async (card) => {
      const order = await world.arrange('live', 'POST', '/v1/orders', {
        line_items: [{ name: 'Notebook', quantity: 1, unit_price_money: { amount: 900, currency: 'USD' } }],
      });
      const made = await world.arrange('live', 'POST', '/v1/checkout-sessions', { order_id: order.order_id });
      const { url } = made.checkout_session as { readonly url: string };
      const paid = await fetch(url, { method: 'POST', body: new URLSearchParams({ card }), redirect: 'manual' });
      await paid.body?.cancel();
      return String(order.order_id);
    },
    settled: () =>
      vi.waitFor(
        () => {
          const { deliveries } = world.sandbox.ledger().live;
          if (deliveries.some(({ status }) => status === 'pending')) throw new Error('Deliveries are under way.');
        },
        { timeout: 10_000 },
      ),
  };
}

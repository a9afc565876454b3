import { z } from 'zod';
import { createCheckoutSession, listCheckoutSessions, readCheckoutSession } from '../../flint/checkout-sessions.ts';
import { FlintError } from '../../flint/errors.ts';
import type { Money } from '../../flint/money.ts';
import { formatMoney, sameMoney } from '../../flint/money.ts';
import { createOrder, listOrders } from '../../flint/orders.ts';
import type { Confirmation } from '../../launch/question.ts';
import type { Made, Write } from '../../launch/write.ts';
import { moneyWrite } from '../../launch/write.ts';
import type { ProductionClient } from '../connections.ts';
import { chargeAmount } from './questions.ts';

const madeOrder = z.object({ orderId: z.string() });
const madeSession = z.object({ checkoutSessionId: z.string() });

/** The order that is paid and refunded. Its marker is how a later run finds it again. */
export function createVerificationOrder(
  client: ProductionClient,
  launchId: string,
  amount: Money,
): Write<z.infer<typeof madeOrder>> {
  const marker = `golive-${launchId}-verification`;
  return {
    name: 'order.create',
    title: `Create an order over ${formatMoney(amount)}`,
    uses: [chargeAmount.id],
    result: madeOrder,
    find: async () => {
      const { value: orders, evidence } = await listOrders(client, { externalReferenceId: marker }).all();
      const mine = orders.find((order) => order.total === undefined || sameMoney(order.total, amount));
      return mine && { result: { orderId: mine.id }, evidence };
    },
    send: async (idempotencyKey) => {
      const { value, evidence } = await createOrder(client, {
        lines: [{ name: 'Go-live verification', unitPrice: amount, quantity: 1 }],
        externalReferenceId: marker,
        idempotencyKey,
      });
      return { result: { orderId: value.id }, evidence };
    },
    undo: { possible: false, because: 'An order cannot be deleted. Unpaid, it can be closed; paid, it is refunded.' },
  };
}

/**
 * The page on which a person pays. It is the write by which money can move, so it needs the confirmation of the amount.
 * `attempt` counts the pages of this order: a page that expired is followed by a fresh one.
 */
export function openCheckoutPage(
  client: ProductionClient,
  orderId: string,
  attempt: number,
  confirmation: Confirmation,
): Write<z.infer<typeof madeSession>> {
  return moneyWrite(confirmation, {
    name: attempt === 1 ? 'checkout-session.create' : `checkout-session.create#${attempt}`,
    title: 'Open the checkout page',
    uses: [chargeAmount.id],
    result: madeSession,
    find: async () => {
      const { value: sessions, evidence } = await listCheckoutSessions(client, { orderId }).all();
      const usable = sessions.find(({ status }) => status === 'open' || status === 'paid');
      return usable && { result: { checkoutSessionId: usable.id }, evidence };
    },
    send: async (idempotencyKey) => {
      try {
        const { value, evidence } = await createCheckoutSession(client, { orderId, idempotencyKey });
        return { result: { checkoutSessionId: value.id }, evidence };
      } catch (error) {
        return await adoptOpenSession(client, error);
      }
    },
    undo: { possible: true, how: 'Close the checkout session; unpaid, nothing has moved.' },
  });
}

/** An order has one open page at a time; Flint's refusal names the one that is there. */
async function adoptOpenSession(client: ProductionClient, error: unknown): Promise<Made<z.infer<typeof madeSession>>> {
  const id = error instanceof FlintError ? error.existingCheckoutSessionId : undefined;
  if (id === undefined) throw error;
  const { value, evidence } = await readCheckoutSession(client, id);
  return { result: { checkoutSessionId: value.id }, evidence };
}

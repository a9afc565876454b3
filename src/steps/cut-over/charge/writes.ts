import { z } from 'zod';
import {
  checkoutProgress,
  closeCheckoutSession,
  createCheckoutSession,
  listCheckoutSessions,
  readCheckoutSession,
} from '../../../flint/checkout-sessions.ts';
import { FlintError } from '../../../flint/errors.ts';
import type { Money } from '../../../flint/money.ts';
import { formatMoney, sameMoney } from '../../../flint/money.ts';
import { createOrder, listOrders, readOrder } from '../../../flint/orders.ts';
import type { Confirmation } from '../../../launch/question.ts';
import type { Made, Write } from '../../../launch/write.ts';
import { moneyWrite } from '../../../launch/write.ts';
import type { ProductionClient } from '../../connections.ts';
import { orderMarker } from '../marker.ts';
import { otherSumOf } from '../order.ts';
import type { Due } from './paying.ts';
import { chargeAmount, chargeWay } from './questions.ts';
import { changedSince } from './stops.ts';

/** What the journal keeps of an order; an older journal has no amount. */
export const madeOrder = z.object({
  orderId: z.string(),
  amount: z.object({ amount: z.number().int(), currency: z.string() }).optional(),
});
/** What the journal keeps of a page. */
export const madeSession = z.object({ checkoutSessionId: z.string() });

/** The name in the journal of the order of a round. */
export function orderName(round: number): string {
  return round === 1 ? 'order.create' : `order.create#${round}`;
}

/** The name in the journal of an order of the person's own that was taken for the verification. */
export function adoptedOrderName(round: number): string {
  return round === 1 ? 'order.adopt' : `order.adopt#${round}`;
}

/** The order that is paid and refunded. Its marker is how a later run finds it again. */
export function createVerificationOrder(
  client: ProductionClient,
  launchId: string,
  amount: Money,
  round: number,
): Write<z.infer<typeof madeOrder>> {
  const marker = orderMarker(launchId, round);
  return {
    name: orderName(round),
    title: `Create an order over ${formatMoney(amount)}`,
    uses: [chargeAmount.id, chargeWay.id],
    result: madeOrder,
    find: async () => {
      const { value: orders, evidence } = await listOrders(client, { externalReferenceId: marker }).all();
      const mine = orders.find((order) => order.total === undefined || sameMoney(order.total, amount));
      return mine && { result: { orderId: mine.id, amount }, evidence };
    },
    send: async (idempotencyKey) => {
      const { value, evidence } = await createOrder(client, {
        lines: [{ name: 'Go-live verification', unitPrice: amount, quantity: 1 }],
        externalReferenceId: marker,
        idempotencyKey,
      });
      return { result: { orderId: value.id, amount }, evidence };
    },
    undo: { possible: false, because: 'An order cannot be deleted. Unpaid, it can be closed; paid, it is refunded.' },
  };
}

/**
 * Takes an order that the person's own checkout made for the verification. It is the write by which their payment becomes this
 * launch's, so it needs the confirmation of the amount. Nothing is sent.
 */
export function adoptOrder(
  client: ProductionClient,
  order: { readonly orderId: string; readonly amount: Money; readonly round: number },
  confirmation: Confirmation,
): Write<z.infer<typeof madeOrder>> {
  const { orderId, amount, round } = order;
  const adopt = async () => {
    const { value, evidence } = await readOrder(client, orderId);
    const now = otherSumOf(value, amount);
    if (now) throw changedSince(orderId, amount, now, evidence.requestId);
    return { result: { orderId, amount }, evidence };
  };
  return moneyWrite(confirmation, {
    name: adoptedOrderName(round),
    title: `Take your order over ${formatMoney(amount)} for the verification`,
    uses: [chargeWay.id],
    result: madeOrder,
    find: adopt,
    send: adopt,
    undo: { possible: false, because: 'The order is your own. Unpaid, it can be closed; paid, it is refunded.' },
  });
}

/** The name in the journal of a page of the order of a round. */
export function pageName(round: number, page: number): string {
  const which = [...(round === 1 ? [] : [round]), ...(page === 1 && round === 1 ? [] : [page])].join('-');
  return which === '' ? 'checkout-session.create' : `checkout-session.create#${which}`;
}

/**
 * The page on which a person pays. It is the write by which money can move, so it needs the confirmation of the amount.
 * `page` counts the pages of this order: one that expired is followed by a fresh one.
 */
export function openCheckoutPage(
  client: ProductionClient,
  { orderId, round, confirmation }: Due,
  page: number,
): Write<z.infer<typeof madeSession>> {
  return moneyWrite(confirmation, {
    name: pageName(round, page),
    title: 'Open the checkout page',
    uses: [chargeAmount.id, chargeWay.id],
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

/** Closes a page before anybody has paid on it. One that ended unpaid is closed: nobody can pay on it any more. */
export function closeCheckoutPage(
  client: ProductionClient,
  checkoutSessionId: string,
): Write<z.infer<typeof madeSession>> {
  return {
    name: `checkout-session.close.${checkoutSessionId}`,
    title: 'Close the checkout page',
    uses: [],
    ends: true,
    result: madeSession,
    find: async () => {
      const { value, evidence } = await readCheckoutSession(client, checkoutSessionId);
      return checkoutProgress(value.status) === 'stopped' ? { result: { checkoutSessionId }, evidence } : undefined;
    },
    send: async (idempotencyKey) => {
      const { evidence } = await closeCheckoutSession(client, { sessionId: checkoutSessionId, idempotencyKey });
      return { result: { checkoutSessionId }, evidence };
    },
    undo: { possible: false, because: 'A closed page stays closed; a fresh one can be opened.' },
  };
}

import type { Verdict } from '../../../checks/check.ts';
import { formatMoney } from '../../../flint/money.ts';
import type { Order } from '../../../flint/orders.ts';
import type { Block, Row, Sheet } from '../../../launch/sheet.ts';
import { timeOfDay } from '../../instants.ts';
import { modeOf } from '../../target.ts';
import type { World } from '../../world.ts';

/** What the health page says, in the words of the check. */
export function healthSheet({ status, message, detail, remedy, evidence }: Verdict): Sheet {
  return {
    headline: message,
    blocks: [
      ...(detail === undefined ? [] : [{ kind: 'text' as const, text: detail }]),
      ...(remedy === undefined ? [] : [{ kind: 'text' as const, tone: 'attention' as const, text: remedy }]),
      {
        kind: 'rows',
        rows: evidence.map(({ what, at }) => ({
          label: 'Asked',
          value: what,
          aside: timeOfDay(at),
          tone: status === 'done' ? ('proved' as const) : ('waiting' as const),
        })),
      },
    ],
  };
}

/** Waiting for an order of the deployed service, and what is seen so far. */
export function newOrderSheet(world: World, inSandbox: Order | undefined, found: Order | undefined): Sheet {
  const wanted = modeOf(world.target);
  return {
    headline: found ? 'A new order is there.' : 'Go to your own checkout, up to the page where one pays.',
    blocks: [
      // First, or it would be hidden on a small screen.
      ...(inSandbox && !found
        ? [
            {
              kind: 'text' as const,
              tone: 'attention' as const,
              text: `${words.otherMode(wanted)} Order ${inSandbox.id} was made on the ${wanted === 'live' ? 'test' : 'live'} plane. ${words.otherModeRemedy(wanted)}`,
            },
          ]
        : []),
      ...(found
        ? [{ kind: 'rows' as const, rows: orderRows(found) }]
        : [{ kind: 'text' as const, text: words.doNotPay }]),
      ...(found ? [] : shopLink(world)),
    ],
  };
}

/** An order as a person recognises it. */
export function orderRows(order: Order): readonly Row[] {
  return [
    { label: 'Order', value: order.id },
    { label: 'Sum', value: order.total ? formatMoney(order.total) : 'not stated' },
    ...(order.createdAt === undefined ? [] : [{ label: 'Made at', value: timeOfDay(order.createdAt) }]),
    ...(order.externalReferenceId === undefined ? [] : [{ label: 'Your reference', value: order.externalReferenceId }]),
  ];
}

/** Where the person's own checkout is, when that is known. */
export function shopLink({ shopUrl }: World): readonly Block[] {
  return shopUrl === undefined
    ? []
    : [{ kind: 'link', purpose: 'shop', label: 'The shop of this rehearsal', url: shopUrl }];
}

/** Waiting for a call of the deployed service. */
export function requestLogSheet(): Sheet {
  return {
    headline: 'Let your deployed service make a call to Flint.',
    blocks: [
      {
        kind: 'text',
        text: 'Any page of it that asks Flint for something will do. This run makes no other call meanwhile, so what appears in the log of the deployed key is your service’s, as long as nothing else uses that key: let no other run of flint-golive look at this account.',
      },
    ],
  };
}

export const words = {
  askWay: (mode: string) => `How should it be proved that the deployed service runs in ${mode} mode?`,
  isDeployed: 'You say that the configuration is deployed. Now it is proved from outside.',
  whyProve: 'A test key that sneaks into production configuration produces no error, only payments that are not real.',
  leftOut: (mode: string) => `whether the deployed service runs in ${mode} mode was not proved`,
  anotherWay: 'prove it another way',
  healthNote: 'It is asked without credentials, over https. Other addresses that it leads to are not followed.',
  waitingForHealth: 'Waiting until the health page of the deployed service names the right mode',
  provedByHealth: (mode: string, address: string) =>
    `The deployed service runs in ${mode} mode: its health page says so, ${address}.`,
  otherMode: (wanted: 'live' | 'test') =>
    wanted === 'live'
      ? 'The deployed service runs in test mode: a test key is still in its production configuration.'
      : 'The deployed service runs in live mode, and this rehearsal is about test mode.',
  otherModeMeaning: (wanted: 'live' | 'test') =>
    wanted === 'live'
      ? 'Its payments look as if they succeed, and no money moves. Flint reports no error for this.'
      : 'Real buyers can be charged by it.',
  otherModeRemedy: (wanted: 'live' | 'test') =>
    wanted === 'live'
      ? 'Set FLINT_API_KEY of the deployed service to the flint_live_ key of step 2, and deploy again.'
      : 'Set FLINT_API_KEY of that service to the test key of this rehearsal, and deploy again.',
  askingTime: 'Asking Flint for its time',
  waitingForOrder: 'Waiting for an order that the deployed service makes',
  doNotPay: 'Buy something small, as a buyer would, and do not pay yet. This screen notices the order by itself.',
  readingOrder: 'Reading the order',
  provedByOrder: (mode: string, orderId: string) =>
    `The deployed service runs in ${mode} mode: it made order ${orderId}, which the key of production sees.`,
  readingLog: 'Reading the log of the key',
  waitingForRequest: 'Waiting for a call of the deployed service',
  provedByLog: (mode: string, method: string | undefined, path: string | undefined) =>
    `The deployed service runs in ${mode} mode: Flint logged a call of its with the key of production, ${method ?? ''} ${path ?? ''}.`,
  noLog: 'This server keeps no such log, or the key may not read it (developer.request_logs.self.read).',
  logForgotten: 'The call that was seen is no longer in the log.',
};

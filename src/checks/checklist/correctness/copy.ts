import { counted } from '../../wording.ts';

export const fulfilment = {
  title: 'Fulfilment follows webhooks, not the browser',
  proved:
    'The code waits for the event that an order is paid, or reads the order; and that event of the real charge reached your handler.',
  nothing:
    'No code here waits for an event that says an order is paid or reads an order, and no endpoint in live is sent such an event.',
  nothingRemedy:
    'Fulfil when order.payment_succeeded (or order.paid) arrives, or after reading the order on your server. A success page can be opened by anyone, or by nobody.',
  notSent: 'No endpoint in live is sent an event that says an order is paid, and no code here reads the order.',
  notSentRemedy: 'Add the paid event to the production endpoint.',
  codeOnly:
    'The code waits for the event that an order is paid, or reads the order, but no real charge has shown it yet.',
  codeOnlyRemedy: 'Go through step 5 of the launch with one real charge.',
  chargeOnly: 'The event of the real charge reached your handler, but what it does then cannot be seen from here.',
  noneSeen: 'What starts the fulfilment cannot be seen from here.',
};

export const idempotency = {
  title: 'Writes send an Idempotency-Key, also retried',
  proved: (writes: number): string =>
    `The code sends an Idempotency-Key, and of the ${counted(writes, 'latest write')} of this key Flint refused none over it.`,
  provedDetail: 'The log does not show the keys themselves.',
  none: 'The code writes to Flint, and no Idempotency-Key is to be seen in it.',
  noneRemedy:
    'Send an Idempotency-Key with every POST, PATCH and DELETE, made once for each business action and kept for its retries.',
  misused: (count: number): string =>
    `Flint refused ${counted(count, 'write')} of this key over the Idempotency-Key: ${count === 1 ? 'it was' : 'they were'} reused for something else, missing or malformed.`,
  misusedRemedy: 'Make one key for each business action, and send the very same request when retrying.',
  madeAnew: 'An Idempotency-Key is made where it is sent. If a retry passes there again, it sends another one.',
  madeAnewRemedy: 'Make the key before the first attempt, and hand the same one to every retry.',
  noLog:
    'The code sends an Idempotency-Key. Whether retries reuse it cannot be seen: no log of this key’s writes could be read.',
  noLogRemedy:
    'Let a key that may read its own request log look (developer.request_logs.self.read), or look at the code.',
  noWrites: 'No code here is to be seen that writes to Flint by itself.',
};

export const amounts = {
  title: 'Amounts come from the order’s settlement',
  proved: 'The code reads the order’s settlement, and the real charge was settled with nothing outstanding.',
  fromClient: 'The code takes an amount from what the client sends, and nowhere reads an order’s settlement.',
  fromClientRemedy: 'Read the order on your server, and go by its settlement amounts. A client can send anything.',
  both: 'The code reads the order’s settlement, and in places takes an amount from what the client sends.',
  bothRemedy: 'Look at these places: an amount of the client’s must not decide what was paid.',
  codeOnly: 'The code reads the order’s settlement, but no real charge has shown it yet.',
  codeOnlyRemedy: 'Go through step 5 of the launch with one real charge.',
  notAsked:
    'The code reads the order’s settlement, and the real charge was settled in the launch. How its order stands now was not seen.',
  notAskedRemedy: 'Check again when Flint can be asked with the production key.',
  notSettled: 'The order of the real charge is not settled any more, as Flint shows it now.',
  notSettledRemedy: 'Look the order up on the dashboard before you rely on it.',
  noneSeen: 'No code here reads an order’s settlement.',
  noneSeenRemedy: 'Read the order on your server, and go by its settlement amounts.',
};

export const declines = {
  title: 'Declines and 3D Secure are handled',
  proved: 'Declined and challenged payments were made in the sandbox, and the code is ready for them.',
  hosted: 'Flint’s own pages show them to the buyer.',
  never: 'The sandbox shows no payment that was declined or challenged, and no code here is ready for it.',
  neverRemedy:
    'Pay in the sandbox with the test cards that are declined and that ask for 3D Secure, and see what your buyer sees.',
  untried: (what: readonly string[]): string =>
    `The code is ready for them, but no payment was ${what.join(' or ')} in the sandbox.`,
  untriedRemedy: 'Pay in the sandbox with the test cards for it, and see what your buyer sees.',
  triedOnly:
    'Declined or challenged payments were made in the sandbox, but no code here shows what the buyer then sees.',
  noSandbox: 'What was tried in the sandbox cannot be seen from here.',
  noSandboxRemedy: 'Give the sandbox’s key in FLINT_TEST_API_KEY, and check again.',
  declined: 'declined',
  challenged: 'challenged',
};

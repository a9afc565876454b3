import type { RequestLog } from '../../flint/request-logs.ts';
import { moment } from '../wording.ts';
import { testKeyWords } from './payment-copy.ts';

/** A logged request in a few words: `POST /v1/orders: 400 FIELD_REQUIRED after 31 ms`. */
export function formatStatus(log: RequestLog): string {
  const { status, errorCode, durationMilliseconds } = log;
  const outcome = [status ?? 'no status', errorCode].filter((part) => part !== undefined).join(' ');
  return `${called(log)}: ${outcome}${durationMilliseconds === undefined ? '' : ` after ${durationMilliseconds} ms`}`;
}

/** The words about one request that was looked up by its id. */
export const requestWords = {
  title: (requestId: string) => `The request ${requestId}`,
  succeeded: (log: RequestLog) => ({
    message: `${called(log)} succeeded with ${log.status} in live mode, on ${moment(log.createdAt)}.`,
    detail: 'Nothing is wrong with this call. What follows from it is told by events and by reading the object.',
  }),
  failed: (log: RequestLog) =>
    `${called(log)} was answered ${log.status}${log.errorCode === undefined ? '' : ` (${log.errorCode})`} on ${moment(log.createdAt)}.`,
  testModeId: (log: RequestLog, id: string, twin: string | undefined) => ({
    message: `${called(log)} was answered 404 on ${moment(log.createdAt)}: ${id} is an object of the sandbox.`,
    detail: `What was made with a test key does not exist in live mode.${twin === undefined ? '' : ` Its live counterpart is ${twin}.`}`,
    remedy:
      twin === undefined
        ? 'Re-create it in live mode (step 4), and put its id in the place of this one.'
        : `Put ${twin} in its place; flint-golive sweep --fix does it in the code.`,
  }),
  ranInTestMode: (log: RequestLog) => ({
    message: `${called(log)} ran in test mode, on ${moment(log.createdAt)}.`,
    detail: 'The request stands in the log of the sandbox: it was made with a test key, and no money moved.',
    remedy: `If production sent it: ${testKeyWords.deployLive}`,
  }),
  noOutcome: (log: RequestLog) => ({
    message: `Flint’s log does not say how ${called(log)} ended.`,
    remedy: 'Look at it in the dashboard.',
  }),
  notFound: (requestId: string) => ({
    message: `The request ${requestId} is in no log that the keys at hand may read.`,
    detail: 'A key sees its own requests only, and Flint does not keep them for ever.',
    remedy:
      'Look with the key that sent it, in FLINT_API_KEY. If that is the one, quote the request id to Flint support.',
  }),
  noLog: (requestId: string) => ({
    message: 'This server keeps no log of requests that could be looked into.',
    remedy: `Look for ${requestId} in the logs of your service, or quote it to Flint support.`,
  }),
  noKey: (why: string | undefined, remedy: string | undefined) => ({
    message:
      remedy === undefined
        ? 'Without a key of production, no log can be read.'
        : 'The key of production could not be used, so no log was read.',
    ...(why === undefined ? {} : { detail: why }),
    remedy: remedy ?? 'Set FLINT_API_KEY to the key that sent the request.',
  }),
};

function called({ method, path }: RequestLog): string {
  return [method ?? 'A call', path].filter((part) => part !== undefined).join(' ');
}

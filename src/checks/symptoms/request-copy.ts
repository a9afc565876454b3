import type { RequestLog } from '../../flint/request-logs.ts';
import type { ProjectFinding } from '../context.ts';
import { listed, moment, times } from '../wording.ts';

const replaceThem =
  'flint-golive sweep --fix puts the live id in the place of each, after showing the change. What has no counterpart yet is re-created in step 4.';

/** The words about test-mode ids in live mode (the guide, fourth row of its table). */
export const idWords = {
  title: 'Ids used in live mode',
  inProject: (findings: readonly ProjectFinding[], twins: ReadonlyMap<string, string>) => {
    const ids = [...new Set(findings.map(({ shown }) => shown))];
    const twin = ids.flatMap((id) => (twins.has(id) ? [`${id} is ${twins.get(id)} in live mode`] : []));
    return {
      message: `${ids.length === 1 ? 'A test-mode id is' : `${ids.length} test-mode ids are`} used by production code: live mode answers 404.`,
      detail: `${listed(findings.map(({ shown, file, line }) => `${shown} in ${file}:${line}`))}.${twin.length === 0 ? '' : ` ${listed(twin)}.`}`,
      remedy: replaceThem,
    };
  },
  asked: (missed: readonly Missed[]) => ({
    message: `Flint answered 404 to calls about ${listed(missed.map(({ id }) => id))}.`,
    detail: listed(missed.map(missedWords)),
    remedy: `Look for the id in the configuration and the data of the service; the project’s own files do not hold it. ${replaceThem}`,
  }),
  none: (lookedAtLog: boolean) => ({
    message: 'No test-mode id was found in production code.',
    detail: lookedAtLog
      ? 'The key at hand asked for none in the last hour either.'
      : 'Which ids the deployed service asks for is not seen: this server keeps no log of requests.',
  }),
  undecided: (findings: readonly ProjectFinding[]) => ({
    message: `Of some ids nobody could say which mode they belong to: ${listed([...new Set(findings.map(({ shown }) => shown))])}.`,
    remedy: 'Put the sandbox’s key into FLINT_TEST_API_KEY and look again.',
  }),
  read: (files: number) => `the ${files} files of the project`,
  notAllRead: (files: readonly string[]) => ({
    message: 'No test-mode id was found in production code, but not everything could be read.',
    detail: `Not read: ${listed(files)}.`,
    remedy: 'Make the files readable, and look again.',
  }),
  noProject: {
    message: 'There is no project folder to look through.',
    remedy: 'Start flint-golive doctor in the folder of the project, or name it with --cwd.',
  },
  calls: (count: number, latest: string | undefined) => `asked ${times(count)}, last on ${moment(latest)}`,
};

/** An object that Flint was asked for and does not have in live mode. */
export interface Missed {
  readonly id: string;
  readonly count: number;
  readonly latest: RequestLog;
  /** Whether the sandbox has it; undefined when it could not be asked. */
  readonly inSandbox: boolean | undefined;
}

function missedWords({ id, count, inSandbox }: Missed): string {
  const whose =
    inSandbox === true
      ? 'it is an object of the sandbox'
      : inSandbox === false
        ? 'the sandbox does not have it either'
        : 'most likely an id from test mode';
  return `${id} was asked for ${times(count)}; ${whose}`;
}

/** The words about refused calls. */
export const rateLimitWords = {
  title: 'Rate limits',
  none: (recent: number) => ({
    message: 'No call of the key at hand was refused for being one too many in the last hour.',
    ...(recent === 0 ? {} : { detail: `${recent} calls were refused for other reasons.` }),
  }),
  found: (refusals: readonly RequestLog[]) => {
    const paths = [
      ...new Set(refusals.map(({ method, path }) => `${method ?? ''} ${path ?? 'an unnamed route'}`.trim())),
    ];
    return {
      message: `Flint refused ${refusals.length === 1 ? 'a call' : `${refusals.length} calls`} in the last hour because there were too many (429).`,
      detail: `Routes: ${listed(paths)}. Last on ${moment(refusals[0]?.createdAt)}. Limits count per key and per merchant.`,
      remedy: 'Let workers back off on 429 and wait for Retry-After, and spread what they do.',
    };
  },
  notServed: {
    message: 'This server keeps no log of requests, so refused calls are not seen from here.',
    remedy: 'Count 429 answers in the logs of the service itself.',
  },
};

import type { KeyProblem } from '../../flint/keys.ts';
import type { Mode } from '../../flint/mode.ts';
import { explainKeyProblem } from '../../flint/sentences.ts';
import type { CheckEvidence, Verdict } from '../check.ts';
import type { HealthAnswer, HealthLoss } from '../deployed.ts';

/**
 * What a health page's answer means for a service that is to run in `wanted`. `done` only when the page named that mode; another mode is
 * `missing`, and everything else can't tell.
 */
export function deployedVerdict(answer: HealthAnswer, wanted: Mode): Verdict {
  const evidence = [evidenceOf(answer)];
  switch (answer.kind) {
    case 'says':
      return answer.mode === wanted
        ? { status: 'done', message: `The deployed service says that it runs in ${wanted} mode.`, evidence }
        : { ...otherMode(answer.mode), status: 'missing', evidence };
    case 'no mode':
      return { ...modeless(answer), status: "can't tell", evidence };
    case 'lost':
      return { ...lost(answer), status: "can't tell", evidence };
  }
}

function evidenceOf(answer: HealthAnswer): CheckEvidence {
  const { address, at } = answer;
  if (answer.kind === 'lost') return { what: `GET ${address}: no answer (${answer.code ?? answer.reason})`, at };
  const named = answer.kind === 'says' ? `${answer.by} says ${answer.mode}` : 'no mode named';
  return { what: `GET ${address}: ${answer.status}, ${named}`, at };
}

function otherMode(mode: Mode) {
  return mode === 'test'
    ? {
        message: 'The deployed service runs in test mode: a test key is still in its production configuration.',
        detail: 'Its payments look as if they succeed, and no money moves. Flint reports no error for this.',
        remedy: 'Set FLINT_API_KEY of the deployed service to the flint_live_ key of step 2, and deploy again.',
      }
    : {
        message: 'The deployed service runs in live mode, and this launch is about test mode.',
        detail: 'Real buyers can be charged by it.',
        remedy: 'Set FLINT_API_KEY of that service to the test key of this launch, and deploy again.',
      };
}

const howToName =
  'Let the page send the Flint-Mode header that its own last call to Flint got, or answer JSON with flint_mode "live" or "test".';

function modeless({ status, named }: Extract<HealthAnswer, { kind: 'no mode' }>) {
  if (status < 200 || status > 299) {
    return {
      message: `The health page of the deployed service answered ${status}.`,
      detail: 'A page that fails proves no mode, whatever it names.',
      remedy: 'Look at the logs of the service, and ask again when the page answers 200.',
    };
  }
  if (named?.mode === undefined && named?.why === 'unknown word') {
    return {
      message: `The health page names a mode that Flint does not have: ${named.by} says "${named.word}".`,
      remedy: howToName,
    };
  }
  if (named?.mode === undefined && named?.why === 'contradiction') {
    return { message: 'The health page names two different modes in one answer.', remedy: howToName };
  }
  return { message: 'The health page of the deployed service does not say which mode it runs in.', remedy: howToName };
}

const losses: Readonly<Record<Exclude<HealthLoss, 'leads elsewhere'>, string>> = {
  'time-out': 'The health page did not answer in time.',
  'no such host': 'The host of the health page was not found.',
  unreachable: 'The deployed service could not be reached.',
  certificate: 'No secure connection to the deployed service came about; its certificate was not accepted.',
  'broken off': 'The connection to the deployed service broke off before the health page had answered.',
  'too large': 'The health page is larger than 64 kB, so it was not read to its end.',
  'leads in circles': 'The health page leads from one address to the next and never answers.',
};

function lost({ reason, to }: Extract<HealthAnswer, { kind: 'lost' }>) {
  if (reason === 'leads elsewhere') {
    return {
      message: `The health page leads to another place${to ? ` (${to})` : ''}, which is not followed.`,
      remedy: 'Give the address of the page itself; a page behind a login cannot be asked.',
    };
  }
  return { message: losses[reason], remedy: 'Check the address and that the service is up, and ask again.' };
}

/** The words about the key of a deployed service. `from` says where it was found. */
export const keyWords = {
  title: 'The deployed key',
  live: (from: string, merchantId: string | undefined) => ({
    message: `The key in ${from} runs in live mode, for ${merchantId ?? 'a merchant that is not named'}.`,
  }),
  test: (from: string) => ({
    message: `The key in ${from} is a test key: payments with it look as if they succeed, and no money moves.`,
    remedy: `Set ${from} to the flint_live_ key of step 2, and deploy again.`,
  }),
  otherMerchant: (from: string, merchantId: string | undefined) => ({
    message: `The key in ${from} does not belong to ${merchantId ?? 'the merchant of this launch'}.`,
    remedy: 'Deploy the live key of the account that goes live.',
  }),
  unusable: (from: string, problem: KeyProblem) => {
    if (problem === 'empty') {
      return {
        message: `${from} is not set, so there is no key to look at.`,
        remedy: `Give this command the variable that the service gets, or name another one with --key-env.`,
      };
    }
    const { headline, meaning, remedy } = explainKeyProblem(problem);
    return { message: `${from} holds no usable key. ${headline}`, detail: meaning, remedy };
  },
};

/** The title of what a health page says. */
export const healthTitle = 'The deployed service';

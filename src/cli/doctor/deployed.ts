import type { Verdict } from '../../checks/check.ts';
import { deployedVerdict, healthTitle, keyWords } from '../../checks/deployed/copy.ts';
import { readHealthUrl } from '../../checks/deployed/health-url.ts';
import { type DeployedKeyVerdict, examineDeployedKey } from '../../checks/deployed/key.ts';
import { askHealth, type HealthAnswer } from '../../checks/deployed.ts';
import { LaunchStopped } from '../../launch/failure.ts';
import type { Item } from '../checks/round.ts';
import { readEnvironment } from '../environment.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { copy } from './copy.ts';
import { itemOf } from './items.ts';
import type { DoctorFlags } from './options.ts';
import { tellAnswers } from './tell.ts';

interface Judged {
  readonly item: Item;
  readonly verdict: Verdict;
  readonly exitCode: ExitCode;
}

/**
 * A smoke test for deploy scripts: which mode a deployed service, or its key, runs in. It needs no launch. Exit code 1 for a test key,
 * whatever else; 3 for a key that is missing or refused; 5 where nobody answered.
 */
export async function askDeployed(flags: DoctorFlags, programVersion: string): Promise<ExitCode> {
  const { deployed, keyEnv } = flags;
  return await tellAnswers(flags.json === true, async (signal) => {
    const url = deployed === undefined ? undefined : healthUrl(deployed);
    if (keyEnv !== undefined) demandVariable(keyEnv);
    const judged = await Promise.all([
      ...(keyEnv === undefined ? [] : [judgeKey(keyEnv, flags.merchant, signal)]),
      ...(url === undefined ? [] : [judgeService(url, programVersion, signal)]),
    ]);
    return { headline: copy.deployedHeadline, items: judged.map(({ item }) => item), exitCode: exitCodeOf(judged) };
  });
}

async function judgeKey(name: string, merchantId: string | undefined, signal: AbortSignal): Promise<Judged> {
  const { baseUrl } = readEnvironment(process.env);
  const now = (): Date => new Date();
  const judged = await examineDeployedKey({ text: process.env[name], from: name, baseUrl, merchantId, signal, now });
  return {
    item: itemOf({ id: 'deployed-key', title: keyWords.title, verdict: judged.verdict }, ''),
    verdict: judged.verdict,
    exitCode: exitCodeOfKey(judged),
  };
}

async function judgeService(url: URL, version: string, signal: AbortSignal): Promise<Judged> {
  const answer = await askHealth(url, { version, signal });
  const verdict = deployedVerdict(answer, 'live');
  return {
    item: itemOf({ id: 'deployed-service', title: healthTitle, verdict }, ''),
    verdict,
    exitCode: exitCodeOfService(answer, verdict),
  };
}

/** What was seen to be wrong counts before what could not be seen. */
function exitCodeOf(judged: readonly Judged[]): ExitCode {
  if (judged.some(({ verdict }) => verdict.status === 'missing')) return exitCodes.notComplete;
  return judged.map(({ exitCode }) => exitCode).find((code) => code !== exitCodes.done) ?? exitCodes.done;
}

function exitCodeOfKey({ verdict, trouble }: DeployedKeyVerdict): ExitCode {
  if (verdict.status === 'done') return exitCodes.done;
  if (verdict.status === 'missing' || trouble === undefined) return exitCodes.notComplete;
  switch (trouble) {
    case 'network':
    case 'timeout':
    case 'aborted':
      return exitCodes.network;
    case 'empty':
    case 'line break':
    case 'webhook secret':
    case 'not a Flint key':
    case 'illegal characters':
    case 'wrong-key':
    case 'mode-not-proven':
    case 'merchant-not-proven':
    case 'unauthorized':
    case 'forbidden':
      return exitCodes.credentials;
    default:
      return exitCodes.notComplete;
  }
}

function exitCodeOfService(answer: HealthAnswer, { status }: Verdict): ExitCode {
  if (status === 'done') return exitCodes.done;
  return answer.kind === 'lost' && !['leads elsewhere', 'leads in circles', 'too large'].includes(answer.reason)
    ? exitCodes.network
    : exitCodes.notComplete;
}

function healthUrl(text: string): URL {
  const read = readHealthUrl(text);
  if ('url' in read) return read.url;
  throw new LaunchStopped({ ...copy.badHealthUrl(read.sentence), kind: 'usage', passing: 'final' });
}

/** A key that was given in the place of a name must not be used, nor repeated. */
function demandVariable(name: string): void {
  if (/flint_(?:live|test)_|whsec_/.test(name)) {
    throw new LaunchStopped({ ...copy.keyOnCommandLine, kind: 'usage', passing: 'final' });
  }
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(name)) {
    throw new LaunchStopped({ ...copy.badVariable, kind: 'usage', passing: 'final' });
  }
}

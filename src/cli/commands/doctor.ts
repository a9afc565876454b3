import { LaunchStopped } from '../../launch/failure.ts';
import { prepareAccount } from '../doctor/account.ts';
import { copy } from '../doctor/copy.ts';
import { createDoctor } from '../doctor/doctor.ts';
import type { DoctorFlags } from '../doctor/options.ts';
import { showDoctor } from '../doctor/show.ts';
import type { ExitCode } from '../exit-codes.ts';
import { audienceOf } from '../terminal.ts';

/** `flint-golive doctor`: what is wrong on launch day, why, and what to do; one request explained; or a deployed service asked. */
export async function doctor(
  flags: DoctorFlags,
  requestId: string | undefined,
  programVersion: string,
): Promise<ExitCode> {
  const { deployed, keyEnv, watch, fix, merchant } = flags;
  const ways = [
    requestId !== undefined,
    watch === true || fix !== undefined,
    deployed !== undefined || keyEnv !== undefined,
  ];
  if (ways.filter(Boolean).length > 1 || (watch === true && fix !== undefined)) {
    const { tellAnswers } = await import('../doctor/tell.ts');
    return await tellAnswers(flags.json === true, () => {
      throw new LaunchStopped({ ...copy.notTogether, kind: 'usage', passing: 'final' });
    });
  }
  if (merchant !== undefined && keyEnv === undefined) {
    const { tellAnswers } = await import('../doctor/tell.ts');
    return await tellAnswers(flags.json === true, () => {
      throw new LaunchStopped({ ...copy.merchantAlone, kind: 'usage', passing: 'final' });
    });
  }
  if (requestId !== undefined) {
    const { explainOneRequest } = await import('../doctor/request.ts');
    return await explainOneRequest(flags, requestId, programVersion);
  }
  if (deployed !== undefined || keyEnv !== undefined) {
    const { askDeployed } = await import('../doctor/deployed.ts');
    return await askDeployed(flags, programVersion);
  }
  const audience = audienceOf({ json: flags.json === true });
  const stop = new AbortController();
  const account = prepareAccount(flags, { environment: process.env, programVersion, signal: stop.signal });
  return await showDoctor({
    // What is to be put right by name is done at once, and told in lines.
    audience: fix !== undefined && audience === 'screens' ? 'plain' : audience,
    doctor: createDoctor(account.open),
    account,
    flags,
    stop,
  });
}

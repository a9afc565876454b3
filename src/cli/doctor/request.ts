import { requestWords } from '../../checks/symptoms/lookup-copy.ts';
import { explainRequest } from '../../checks/symptoms/request.ts';
import { LaunchStopped } from '../../launch/failure.ts';
import { type ExitCode, exitCodeOfFailure } from '../exit-codes.ts';
import { openStanding } from '../standing/open-standing.ts';
import { copy } from './copy.ts';
import { itemOf } from './items.ts';
import type { DoctorFlags } from './options.ts';
import { exitCodeOfVerdicts, tellAnswers } from './tell.ts';

/** Explains one request: exit code 0 only for a live one that succeeded, 3 or 5 where the key or the network kept it from looking. */
export async function explainOneRequest(
  flags: DoctorFlags,
  requestId: string,
  programVersion: string,
): Promise<ExitCode> {
  return await tellAnswers(flags.json === true, async (signal) => {
    demandRequestId(requestId);
    const standing = await openStanding(flags, { environment: process.env, programVersion, signal });
    try {
      const verdict = await explainRequest(standing.context, requestId);
      const title = requestWords.title(requestId);
      return {
        headline: title,
        items: [itemOf({ id: 'request', title, verdict }, '')],
        // Where the key could not even be used, the code says why.
        exitCode:
          verdict.status === "can't tell" && standing.trouble !== undefined
            ? exitCodeOfFailure(standing.trouble.kind)
            : exitCodeOfVerdicts([verdict]),
      };
    } finally {
      await standing.close();
    }
  });
}

/** Request ids have no fixed form (the API notes, transport, section 5); a key is none, and is not repeated here. */
function demandRequestId(requestId: string): void {
  const isKey = /flint_(?:live|test)_|whsec_/.test(requestId);
  if (!isKey && requestId.length <= 200 && /^[\x21-\x7e]+$/.test(requestId)) return;
  const words = isKey ? copy.keyOnCommandLine : copy.badRequestId;
  throw new LaunchStopped({ ...words, kind: 'usage', passing: 'final' });
}

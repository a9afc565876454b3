import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { LaunchStopped } from '../../../launch/failure.ts';
import type { Finding } from '../finding.ts';
import type { AcceptedFinding, AcceptList } from './list.ts';

/** Adds what is left to a list: one entry a value, with the files in which it may stand. What was accepted before stays. */
export function withAccepted(
  list: AcceptList,
  findings: readonly Finding[],
  { reason, by }: { readonly reason: string; readonly by: string },
): AcceptList {
  const added = new Map<string, AcceptedFinding & { readonly in: readonly string[] }>();
  for (const { level, fingerprint, file, kind, value } of findings) {
    if (level === 'note') continue;
    const before = added.get(fingerprint);
    const files = [...new Set([...(before?.in ?? []), file])].sort();
    added.set(fingerprint, { fingerprint, what: `${kind} ${value}`, in: files, reason, by });
  }
  const entries = [...list.accepted, ...added.values()];
  return { ...list, accepted: entries.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1)) };
}

/** By place, so that two people who add to a list rarely meet in the same lines. */
function placeOf({ in: files, fingerprint }: AcceptedFinding): string {
  return `${files?.[0] ?? ''} ${fingerprint}`;
}

/** @throws LaunchStopped when the list cannot be written */
export async function writeAcceptList(path: string, list: AcceptList): Promise<void> {
  await writeFile(path, `${JSON.stringify(list, undefined, 2)}\n`).catch((error: unknown) => {
    throw new LaunchStopped({
      kind: 'refused',
      headline: `The list of accepted findings in ${basename(path)} cannot be written.`,
      meaning: error instanceof Error && 'code' in error ? `The system refused it (${String(error.code)}).` : '',
      remedy: 'Give this user the right to write there, or name another file with --accept-list.',
      passing: 'final',
    });
  });
}

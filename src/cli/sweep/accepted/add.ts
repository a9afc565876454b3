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
  for (const finding of findings) {
    const { level, fingerprint, file, kind } = finding;
    if (level === 'note') continue;
    const before = added.get(fingerprint);
    const files = [...new Set([...(before?.in ?? []), file])].sort();
    added.set(fingerprint, { fingerprint, what: `${kind} ${maskOf(finding)}`, in: files, reason, by });
  }
  const entries = [...list.accepted, ...added.values()];
  return { ...list, accepted: entries.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1)) };
}

/** Ids are masked too: the list is swept like any file, and names what it accepts by fingerprint. */
function maskOf({ value, prefix }: Finding): string {
  return value.includes('…') ? value : `${prefix}…${value.slice(-4)}`;
}

/** By place, so that two people who add to a list rarely meet in the same lines. */
function placeOf({ in: files, fingerprint }: AcceptedFinding): string {
  return `${files?.[0] ?? ''} ${fingerprint}`;
}

/** @throws LaunchStopped when the list cannot be written */
export async function writeAcceptList(path: string, list: AcceptList): Promise<void> {
  await writeFile(path, textOf(list)).catch((error: unknown) => {
    throw new LaunchStopped({
      kind: 'refused',
      headline: `The list of accepted findings in ${basename(path)} cannot be written.`,
      meaning: error instanceof Error && 'code' in error ? `The system refused it (${String(error.code)}).` : '',
      remedy: 'Give this user the right to write there, or name another file with --accept-list.',
      passing: 'final',
    });
  });
}

/** One entry a line, which is easy to review and to merge. */
function textOf({ version, accepted, unread }: AcceptList): string {
  const lines = (entries: readonly object[]): string =>
    entries.length === 0 ? '[]' : `[\n${entries.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n')}\n  ]`;
  return `{\n  "version": ${version},\n  "accepted": ${lines(accepted)},\n  "unread": ${lines(unread)}\n}\n`;
}

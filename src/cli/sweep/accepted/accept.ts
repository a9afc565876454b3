import type { Finding } from '../finding.ts';
import type { AcceptedFinding, AcceptList } from './list.ts';

/** The finding, a note if somebody accepted it where it stands and still does. @param today as in 2027-01-31 */
export function acceptedBy({ accepted }: AcceptList, finding: Finding, today: string): Finding {
  if (finding.level === 'note') return finding;
  const entry = accepted.find((one) => covers(one, finding) && !isExpired(one, today));
  if (entry === undefined) return finding;
  const { reason, by } = entry;
  return { ...finding, level: 'note', accepted: { reason, by, instead: finding.level } };
}

/** Entries that would still be needed and no longer hold. */
export function expiredFor(list: AcceptList, findings: readonly Finding[], today: string): AcceptedFinding[] {
  const open = findings.filter(({ level }) => level !== 'note');
  return list.accepted.filter((entry) => isExpired(entry, today) && open.some((finding) => covers(entry, finding)));
}

function covers(entry: AcceptedFinding, { fingerprint, file }: Finding): boolean {
  if (entry.fingerprint !== fingerprint) return false;
  return entry.in === undefined || entry.in.some((place) => isIn(file, place));
}

function isIn(file: string, place: string): boolean {
  return place.endsWith('/') ? file.startsWith(place) : file === place;
}

function isExpired({ until }: AcceptedFinding, today: string): boolean {
  return until !== undefined && until < today;
}

/** This day in UTC, as in 2027-01-31. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

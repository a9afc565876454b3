/** `14:31:07`, in the time of this machine, of an RFC 3339 instant; the text itself where it is none. */
export function timeOfDay(at: string): string {
  const instant = new Date(at);
  return Number.isNaN(instant.getTime()) ? at : instant.toTimeString().slice(0, 8);
}

/** `2026-07-02 14:31:07 UTC`: an instant as it may stand in evidence, the same on every machine. */
export function instantInUtc(at: string): string {
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) return at;
  const text = instant.toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 19)} UTC`;
}

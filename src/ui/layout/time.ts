/** The time of day on this machine's clock, for what is seen at once and not kept, as hours and minutes, or with seconds. Empty for what is no time. */
export function timeOfDay(at: string, precision: 'minutes' | 'seconds' = 'minutes'): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  const parts = [date.getHours(), date.getMinutes(), ...(precision === 'seconds' ? [date.getSeconds()] : [])];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/**
 * A moment as it stands in evidence, the same on every machine: `18:04 UTC`, with the date before it where that is not the day of
 * `now` (milliseconds since 1970). Empty for what is no time.
 */
export function momentOf(at: string, now: number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  const [day = '', time = ''] = date.toISOString().split('T');
  const clock = `${time.slice(0, 5)} UTC`;
  return new Date(now).toISOString().startsWith(day) ? clock : `${day} ${clock}`;
}

/** Whole seconds from one instant (milliseconds since 1970) to another, never below 0. */
export function secondsBetween(from: number, to: number): number {
  const seconds = Math.ceil((to - from) / 1000);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}

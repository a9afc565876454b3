/** The time of day on this machine's clock, as hours and minutes, or with seconds. Empty for what is no time. */
export function timeOfDay(at: string, precision: 'minutes' | 'seconds' = 'minutes'): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  const parts = [date.getHours(), date.getMinutes(), ...(precision === 'seconds' ? [date.getSeconds()] : [])];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** {@link timeOfDay}, with the date before it where it is not that of `now` (milliseconds since 1970). */
export function momentOf(at: string, now: number): string {
  const date = new Date(at);
  const time = timeOfDay(at);
  return time === '' || dayOf(date) === dayOf(new Date(now)) ? time : `${dayOf(date)} ${time}`;
}

function dayOf(date: Date): string {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

/** Whole seconds from one instant (milliseconds since 1970) to another, never below 0. */
export function secondsBetween(from: number, to: number): number {
  const seconds = Math.ceil((to - from) / 1000);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}

const mostListed = 3;

/** A list in a sentence, cut to three: `a, b, c and 4 more`. */
export function listed(items: readonly string[]): string {
  const shown = items.slice(0, mostListed);
  const left = items.length - shown.length;
  if (left > 0) return `${shown.join(', ')} and ${left} more`;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** Words at the beginning of a sentence. */
export function begun(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `once`, `twice`, `5 times`. */
export function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}

/** A moment of RFC 3339 as day and time in UTC: `2 July, 18:04 UTC`. */
export function moment(at: string | undefined): string {
  if (at === undefined) return 'a time that is not stated';
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return `${day}, ${date.toISOString().slice(11, 16)} UTC`;
}

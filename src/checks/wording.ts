/** `a`, `a and b`, `a, b and c`; a long list names the first ones and how many more there are. */
export function listed(words: readonly string[], most = 3): string {
  if (words.length > most) return `${words.slice(0, most).join(', ')} and ${words.length - most} more`;
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 place`, `3 places`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
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

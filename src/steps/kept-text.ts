const flintSecret = /flint_(?:live|test)_\w{8}|whsec_[\w+/=-]{8}/;

/**
 * Why typed text must not be written down: answers are kept in the journal, which never holds a key or a signing secret.
 * Undefined when it may be kept.
 */
export function mustNotKeep(text: string): string | undefined {
  if (!flintSecret.test(text)) return undefined;
  return 'There is a key or a signing secret in it. This answer is kept in the journal, where no secret may stand: leave it out. Secrets are asked for by themselves, and hidden.';
}

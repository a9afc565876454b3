/** Why no probe is sent at all. */
export type HandlerProblemKind = 'not a URL' | 'not https' | 'extra parts' | 'not a signing secret' | 'same secrets';

const sentences: Readonly<Record<HandlerProblemKind, string>> = {
  'not a URL':
    'The address of the webhook handler is not a URL. Give the full production URL, beginning with https://.',
  'not https':
    'The webhook handler can only be tried over https, or over http on this machine. Give its https address.',
  'extra parts':
    'The address of the webhook handler holds a user name, a password or a fragment. Give it without, as it is registered with Flint.',
  'not a signing secret':
    'This is not the signing secret of a webhook endpoint: whsec_ followed by 32 bytes in base64. Take it from where it was stored when the endpoint was created.',
  'same secrets':
    'The live endpoint and the sandbox endpoint were given the same signing secret. Each endpoint signs with its own; look up which one is which.',
};

/** A handler that cannot be tried as given. Its message is a sentence for people and holds no secret. */
export class HandlerProblem extends Error {
  readonly kind: HandlerProblemKind;

  constructor(kind: HandlerProblemKind) {
    super(sentences[kind]);
    this.name = 'HandlerProblem';
    this.kind = kind;
  }
}

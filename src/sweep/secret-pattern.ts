import { startsWord } from './id-pattern.ts';

/** What a credential of Flint's is: its prefix decides (the API notes, transport, section 2). */
export type SecretKind = 'test key' | 'live key' | 'webhook secret';

/** A credential where it stands in a text. It holds the raw text and stays inside this room. */
export interface SecretMatch {
  readonly kind: SecretKind;
  readonly prefix: string;
  readonly raw: string;
  readonly index: number;
}

const kindsByPrefix: Readonly<Record<string, SecretKind>> = {
  flint_test_: 'test key',
  flint_live_: 'live key',
  whsec_: 'webhook secret',
};

// Eight characters are fewer than any real credential has and more than a prefix in prose.
const secretPattern = /(flint_test_|flint_live_|whsec_)([A-Za-z0-9+/=_-]{8,})/g;
const placeholder = /^(?:x+|your|replace|change_?me|placeholder|insert|paste|put|todo)/i;

/** Every credential of Flint's in a text, in order. Placeholders such as `flint_live_your_key_here` are none. */
export function* secretsIn(text: string): Generator<SecretMatch> {
  for (const match of text.matchAll(secretPattern)) {
    const [raw, prefix = '', rest = ''] = match;
    const kind = kindsByPrefix[prefix];
    if (kind !== undefined && startsWord(text, match.index) && !placeholder.test(rest)) {
      yield { kind, prefix, raw, index: match.index };
    }
  }
}

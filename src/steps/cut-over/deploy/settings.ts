import type { Secret } from '../../../secrets/secret.ts';

/** One line of the production configuration: a secret, a plain value, or why its secret is not known here. */
export interface Setting {
  readonly name: string;
  readonly note: string;
  readonly secret?: Secret;
  readonly value?: string;
  readonly missing?: string;
}

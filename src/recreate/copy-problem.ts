import type { Evidence } from '../flint/answer.ts';
import type { Difference } from './comparison.ts';
import type { Copy } from './copies.ts';
import { problemWords } from './copy.ts';

/**
 * What is wrong with a copy.
 * - `differs`: it was made, and does not read back as it should.
 * - `variants missing`: it is there, but some of its variants are not.
 * - `reference missing`: an object it names has no counterpart in production yet; nothing was sent.
 */
export type CopyFault =
  | { readonly kind: 'differs'; readonly differences: readonly Difference[] }
  | { readonly kind: 'variants missing'; readonly variants: readonly string[] }
  | { readonly kind: 'reference missing'; readonly ids: readonly string[] };

/** A copy that cannot be relied on, in words fit to be shown. `to` is the object that was made, if there is one. */
export class CopyProblem extends Error {
  override readonly name = 'CopyProblem';
  readonly from: string;
  readonly to: string | undefined;
  readonly fault: CopyFault;
  /** Where production showed it. */
  readonly evidence: Evidence | undefined;
  readonly headline: string;
  readonly meaning: string;
  readonly remedy: string;

  constructor(copy: Copy, fault: CopyFault, made?: { readonly id: string; readonly evidence: Evidence }) {
    const { headline, meaning, remedy } = problemWords(copy, fault, made?.id, made?.evidence.requestId);
    super(`${headline} ${meaning} ${remedy}`);
    this.from = copy.from;
    this.to = made?.id;
    this.fault = fault;
    this.evidence = made?.evidence;
    this.headline = headline;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** Whether something of the copy may exist in production. */
  get outcome(): 'nothing happened' | 'unknown' {
    return this.fault.kind === 'reference missing' ? 'nothing happened' : 'unknown';
  }
}

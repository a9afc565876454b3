import type { Exposure } from '../../sweep/exposure.ts';
import { prefixOf } from '../../sweep/id-prefixes.ts';
import { isShapedLikeStripe } from '../../sweep/other-vendors.ts';
import type { Reference } from '../../sweep/reference.ts';
import type { Finding, Verdict } from './finding.ts';

/** A key or secret in a few words. */
export function whatSecret({ kind, value, otherVendor }: Reference): string {
  const perhaps = otherVendor === undefined ? '' : ` (perhaps ${otherVendor}’s, by what stands around it)`;
  return `${kind} ${value}${perhaps}`;
}

/** An id in a few words, with what Flint says of it. */
export function whatId({ value, kind, otherVendor }: Reference, { is, name }: Verdict): string {
  const row = prefixOf(value)?.kind ?? 'id';
  if (kind === 'run-time id') return `${row} ${value}${vendorNote(otherVendor)}`;
  const said = name === undefined ? is : `${is} (${name})`;
  if (is === 'test-mode' || is === 'live') return `${row} ${value}: ${said}`;
  const stripe = otherVendor === undefined && isShapedLikeStripe(value) ? 'Stripe, by its shape' : undefined;
  const note = stripe === undefined ? vendorNote(otherVendor) : `; perhaps of ${stripe}`;
  return `${row} ${value}: ${said}${note}`;
}

function vendorNote(vendor: string | undefined): string {
  return vendor === undefined ? '' : `; probably ${vendor}’s, by what stands around it`;
}

export function withTwin({ is, liveTwin }: Verdict, remedy: string): string {
  return is === 'test-mode' && liveTwin !== undefined
    ? `Its live counterpart is ${liveTwin}; --fix writes that in its place.`
    : remedy;
}

export function withExposure(exposure: Exposure, why: string): string {
  switch (exposure.by) {
    case 'variable':
      return `Bundlers copy the value of ${exposure.name} into what browsers and devices get. ${why}`;
    case 'public folder':
      return `What is in ${exposure.name}/ is served as it is. ${why}`;
    case 'build output':
      return `${exposure.name}/ is build output, which is shipped or served. ${why}`;
    case 'app package':
      return `This file goes into the app that devices install. ${why}`;
  }
}

/** file:line:column, as editors read it. */
export function placeInWords({ file, line, column, commit }: Finding): string {
  return `${file}:${line}:${column}${commit === undefined ? '' : ` in commit ${commit.slice(0, 12)}`}`;
}

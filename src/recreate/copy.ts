import { cleanText } from '../flint/wire/text.ts';
import type { Copy } from './copies.ts';
import type { CopyFault } from './copy-problem.ts';
import type { ConfigurationKind } from './inventory.ts';

/** Why a kind could not be read. */
export const unreadWords = {
  noSuchRoute: (kind: ConfigurationKind | 'category') =>
    `This server has no ${plural(kind)} that can be read over the API. See to them in the dashboard.`,
  forbidden: (kind: ConfigurationKind | 'category', scopes: readonly string[], requestId: string | undefined) =>
    [
      `The key may not read ${plural(kind)}.`,
      scopes.length > 0
        ? `Give it the scope ${scopes.join(', ')} on the API keys page of the dashboard, then look again.`
        : 'Give it the scope to read them on the API keys page of the dashboard, then look again.',
      ...(requestId === undefined ? [] : [`Request id: ${requestId}.`]),
    ].join(' '),
};

/** Remarks on a copy, a sentence or two each. */
export const notes = {
  leftOut: (what: string) => `${what} cannot be copied; add what is needed in the dashboard.`,
  ofVariant: (name: string, note: string) => `${name}: ${note.charAt(0).toLowerCase()}${note.slice(1)}`,
  imagesLeftOut: (count: number) =>
    count === 1
      ? 'One image has no public address and is left out; add it in the dashboard.'
      : `${count} images have no public address and are left out; add them in the dashboard.`,
  categoriesLeftOut: (handles: readonly string[], because: string) =>
    `Its categories (${listed(handles)}) are left out. ${because}`,
  categoriesMade: (names: readonly string[]) =>
    `Live lacks ${names.length === 1 ? 'the category' : 'the categories'} ${listed(names)}: made along with it.`,
  archivedVariants: (count: number) =>
    count === 1 ? 'One archived variant is left out.' : `${count} archived variants are left out.`,
  metadataNames: (name: string, id: string) =>
    `Its metadata field ${cleanText(name, 60)} holds the sandbox id ${cleanText(id, 60)} and is copied as it is; check what reads it.`,
  switchedOff: 'It is inactive in the sandbox. A create makes it active, so it is switched off right after.',
  usesStartAgain: 'It is used up in the sandbox. In live its uses start again at 0.',
  codesUnread: (because: string) => `Its codes are not copied. ${because}`,
  halfMade: (id: string) =>
    `An earlier attempt made it as ${id} and was cut off. That one is finished, not made again.`,
  host: 'Apple Pay and Google Pay show on this very host, in live as in the sandbox. Take it in if buyers pay there.',
  namesake: (id: string) =>
    `Live already has one of the same name (${id}) that nothing ties to this one. A second one is made.`,
};

/** Why an object is left to a person, in sentences. */
export const byHand = {
  archived:
    'It is archived in the sandbox, and what is archived is not copied. Name another one, or make it in live by hand.',
  noVariants:
    'It has no variant that is in use, so there is nothing to sell. Add a variant in the sandbox, or make it by hand.',
  unclearOptions:
    'Its variants do not choose among the same options, so its shape is not clear. Make it in the dashboard.',
  unclearComponents: 'Its components could not be read. Make it in the dashboard.',
  unclearLines: 'Not all of its lines could be read, and its price is their sum. Make it in the dashboard.',
  unclearDiscount: 'What it takes off could not be read. Make it in the dashboard.',
  unclearCode: 'Its text or its promotion could not be read. Add it in the dashboard.',
  unknownStatus: 'Its status is not one that this program knows, so it is not copied. Look at it in the dashboard.',
  promotionEnded: 'Its schedule is over. If it is still needed, make it in live with new dates.',
  codeExpired: 'It has expired. If it is still needed, add it in live with a new date.',
  paymentLink: (id: string) =>
    `A payment link gets a new address in live. Make it anew under the same name, with ${id} as its external reference, and it is recognised the next time. Then replace its old address wherever it is used.`,
  unclearHost:
    'What it holds is not the name of one host. Register the host in the dashboard, exactly as it stands in the address.',
  hostSwitchedOff:
    'It is switched off in the sandbox, so it is not registered in live. If buyers pay on this host, register it in the dashboard.',
  hostNotPublic:
    'Buyers cannot reach this host. Register the one that production has in the dashboard, exactly as it stands in the address.',
  webhookEndpoint:
    'Webhook endpoints are registered anew, each with a secret of its own; that has its own place in this step.',
  unread: (because: string) => `Whether live has it is not known. ${because}`,
  option: 'It is an option, or an option value, of this product. Take its live id from the product in the dashboard.',
  optionArchived:
    'Only archived variants of this product have it, and what is archived is not copied. Name another one, or add it in live by hand.',
  circle: 'It needs itself, by way of others. Make it in the dashboard.',
  parentUnknown: 'The product it belongs to could not be read.',
  namesUnknown: (id: string) =>
    `It names ${cleanText(id, 60)}, which is not among what can be copied. Make it in the dashboard, with the right id of live.`,
  dependsOn: (names: readonly string[], why: string) =>
    `It needs ${listed(names)}, which has to be seen to first. ${why}`,
  variantMissing: (product: string, id: string) =>
    `Live has the product ${product} (${id}), but without this variant. Add the variant there.`,
  markedButOther: (id: string, name: string) =>
    `Live has ${id}, which carries this one's id as its external reference, but is called ${name}. Check whether it is the right one, and use its id if it is.`,
  severalWithReference: (ids: readonly string[]) =>
    `Several objects in live carry its external reference (${listed(ids)}). Choose one of them and use its id.`,
  skuTaken: (ids: readonly string[]) =>
    `Its SKU is in use in live by something else (${listed(ids)}). Use that, or give one of them another SKU.`,
  codeTaken: (ids: readonly string[]) =>
    `Its code is in use in live by another promotion (${listed(ids)}). Use that one, or choose another code.`,
  codeNotInPromotion: (id: string) =>
    `Live has the promotion (${id}) without this code. Add the code there if buyers are to use it.`,
};

/** A copy that cannot be relied on: what happened, what it means, what to do. */
export function problemWords(
  copy: Copy,
  fault: CopyFault,
  to: string | undefined,
  requestId: string | undefined,
): { readonly headline: string; readonly meaning: string; readonly remedy: string } {
  const what = `the ${copy.kind} ${copy.name}`;
  const reference = requestId === undefined ? '' : ` Request id: ${requestId}.`;
  switch (fault.kind) {
    case 'differs':
      return {
        headline: `The copy of ${what} is not like the original.`,
        meaning: `Live has it as ${to}, with ${fault.differences
          .map(({ field, expected, found }) => `${field}: ${found} instead of ${expected}`)
          .join('; ')}.`,
        remedy: `Correct it in the dashboard, then try again: it is compared once more, and not made twice.${reference}`,
      };
    case 'variants missing':
      return {
        headline: `The copy of ${what} lacks variants.`,
        meaning: `Live has it as ${to}, without ${listed(fault.variants)}.`,
        remedy: `Add the missing variants in the dashboard, then try again.${reference}`,
      };
    case 'reference missing':
      return {
        headline: `${what.charAt(0).toUpperCase()}${what.slice(1)} cannot be copied yet.`,
        meaning: `It names ${listed(fault.ids)}, of which live has no counterpart so far. Nothing was sent.`,
        remedy: 'Copy what it needs first, then try again.',
      };
  }
}

function plural(kind: ConfigurationKind | 'category'): string {
  return kind === 'category' ? 'categories' : `${kind}s`;
}

function listed(names: readonly string[]): string {
  return names.map((name) => cleanText(name, 80)).join(', ');
}

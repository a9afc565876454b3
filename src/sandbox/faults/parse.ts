import type { Mode } from '../state/plane.ts';
import type { CallFault, CallRange, CallTarget, DeliveryFault, DeliveryTarget, Fault } from './fault.ts';
import { callMethods } from './fault.ts';
import { operations } from './operations.ts';
import { parseCallEffect, parseDeliveryEffect } from './parse-effect.ts';
import { didYouMean, splitWords, type Words } from './words.ts';

/**
 * Reads one fault, such as `POST /v1/refunds #1 reset-after-commit`. The grammar is in faults/grammar.md.
 *
 * @throws FaultSyntaxError, and nothing else, with the place and what is wrong there
 */
export function parseFault(text: string): Fault {
  const words = splitWords(text);
  const mode = parseMode(words);
  const target = parseTarget(words, mode);
  const calls = parseCalls(words);
  const fault: CallFault | DeliveryFault =
    target.kind === 'delivery'
      ? { target, calls, effect: parseDeliveryEffect(words) }
      : { target, calls, effect: parseCallEffect(words) };
  const rest = words.peek();
  if (rest !== undefined) throw words.refuse(rest, `“${rest.text}” is one word too many here.`);
  return fault;
}

function parseMode(words: Words): Mode | undefined {
  const text = words.peek()?.text;
  if (text !== 'test' && text !== 'live') return undefined;
  words.take('');
  return text;
}

function parseTarget(words: Words, mode: Mode | undefined): CallTarget | DeliveryTarget {
  const expected = 'A fault begins with a route: a method and a path, the name of an operation, or DELIVERY.';
  const word = words.take(expected);
  const plane = mode === undefined ? {} : { mode };
  if (word.text === 'DELIVERY') {
    const event = words.take('Which deliveries? Give an event type, such as order.paid, refund.* or *.');
    if (!/^[a-z0-9_.*]+$/.test(event.text)) {
      throw words.refuse(event, 'An event type has small letters, digits, dots, underscores and *.');
    }
    return { kind: 'delivery', ...plane, eventType: event.text };
  }
  const method = callMethods.find((name) => name === word.text);
  if (method !== undefined) {
    const path = words.take('Which path? Give one such as /v1/refunds or /v1/orders/*.');
    checkPath(words, path);
    return { kind: 'route', ...plane, method, path: path.text };
  }
  if (operations.has(word.text)) return { kind: 'operation', ...plane, operation: word.text };
  const known = [...callMethods, 'DELIVERY', ...operations.keys()];
  throw words.refuse(
    word,
    `“${word.text}” is neither a method nor the name of an operation.${didYouMean(word.text, known)}`,
  );
}

function checkPath(words: Words, path: { readonly text: string; readonly position: number }): void {
  if (!path.text.startsWith('/')) throw words.refuse(path, 'A path begins with /, such as /v1/refunds.');
  const query = path.text.search(/[?#]/);
  if (query >= 0) throw words.refuse(path, 'A path pattern ends before the query.', query);
  const rest = path.text.indexOf('**');
  if (rest >= 0 && !/^\/\*\*$/.test(path.text.slice(rest - 1))) {
    throw words.refuse(path, '** stands for any rest, so it is a whole segment and the last one.', rest);
  }
  const star = path.text.search(/[^/]\*|\*[^/*]/);
  if (star >= 0 && rest < 0) throw words.refuse(path, '* stands for one whole segment of a path.', star);
}

const highestCall = 1_000_000;

function parseCalls(words: Words): CallRange {
  const word = words.peek();
  if (word?.text === 'every') {
    words.take('');
    return { first: 1 };
  }
  if (word === undefined || !word.text.startsWith('#')) return { first: 1 };
  words.take('');
  const match = /^#(\d{1,7})(-(\d{1,7})?)?$/.exec(word.text);
  if (match === null) throw words.refuse(word, 'Calls are counted as #2, #2-4, or #2- for all from the second on.');
  const first = Number(match[1]);
  if (first < 1) throw words.refuse(word, 'The first call is #1.', 1);
  if (match[2] === '-') return { first };
  const last = match[3] === undefined ? first : Number(match[3]);
  if (last < first) throw words.refuse(word, `Call ${last} comes before call ${first}.`, word.text.indexOf('-') + 1);
  if (last > highestCall) throw words.refuse(word, `Calls are counted up to ${highestCall}.`, 1);
  return { first, last };
}

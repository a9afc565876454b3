import { errorStatuses } from '../transport/api-error.ts';
import { type EffectSyntax, effectSyntax, type OptionName } from './effects.ts';
import { type CallEffect, type DeliveryEffect, plainCallEffects, type RetryAfter } from './fault.ts';
import { didYouMean, type Word, type Words } from './words.ts';

export function parseCallEffect(words: Words): CallEffect {
  const { name, value, options } = takeEffect(words, 'calls');
  const afterCommit = options.has('after-commit');
  switch (name.text) {
    case 'status':
      return {
        kind: 'status',
        status: oneOf(words, value, errorStatuses, 'An error status is one of'),
        ...optional('code', codeOf(words, options.get('code'))),
        ...optional('retryAfter', retryAfterOf(words, options.get('retry-after'))),
        afterCommit,
      };
    case 'html-page': {
      const status = value === undefined ? 502 : oneOf(words, value, pageStatuses, 'The status of a page is one of');
      return { kind: 'html-page', status, afterCommit };
    }
    case 'delay':
      return { kind: 'delay', milliseconds: timeOf(words, value), afterCommit };
    case 'redirect':
      return { kind: 'redirect', ...optional('to', addressOf(words, value)) };
    case 'unknown-enum':
      return { kind: 'unknown-enum', ...optional('field', fieldOf(words, value)) };
    default:
      return { kind: known(words, name, plainCallEffects) };
  }
}

export function parseDeliveryEffect(words: Words): DeliveryEffect {
  const { name, value, options } = takeEffect(words, 'deliveries');
  const late = options.get('after-commit');
  if (late !== undefined) throw words.refuse(late, 'A delivery is delayed before it is made, never after.');
  if (name.text === 'delay') return { kind: 'delay', milliseconds: timeOf(words, value) };
  return { kind: known(words, name, ['duplicate', 'out-of-order'] as const) };
}

interface WrittenEffect {
  readonly name: Word;
  /** What stands behind the `=`; absent when there is none. */
  readonly value: Word | undefined;
  readonly options: ReadonlyMap<OptionName, Word>;
}

/** Takes the effect and the words that belong to it; what their values mean is not looked at yet. */
function takeEffect(words: Words, of: 'calls' | 'deliveries'): WrittenEffect {
  const allowed = effectSyntax.filter((one) => one.of === of || one.of === 'both');
  const { name, value } = divide(words.take(`What shall happen? One of ${namesOf(allowed)}.`));
  const syntax = allowed.find((one) => one.name === name.text);
  if (syntax === undefined) throw words.refuse(name, unknownEffect(name.text, of, allowed));
  if (value === undefined && syntax.valueRequired) {
    throw words.refuse(name, `${syntax.name} needs a value: ${syntax.name}=${syntax.value}.`, name.text.length);
  }
  if (value !== undefined && syntax.value === undefined) {
    throw words.refuse(name, `${syntax.name} takes no value.`, name.text.length);
  }
  const options = new Map<OptionName, Word>();
  for (let next = words.peek(); next !== undefined; next = words.peek()) {
    const option = divide(next);
    const known = syntax.options?.find((one) => one === option.name.text);
    if (known === undefined) throw words.refuse(next, unknownOption(next.text, syntax));
    if (options.has(known)) throw words.refuse(next, `${known} is given twice.`);
    if ((known === 'after-commit') === (option.value !== undefined)) {
      const problem = known === 'after-commit' ? 'after-commit takes no value.' : `${known} needs a value: ${known}=…`;
      throw words.refuse(next, problem, known.length);
    }
    options.set(known, option.value ?? option.name);
    words.take('');
  }
  return { name, value, options };
}

function divide(word: Word): { readonly name: Word; readonly value: Word | undefined } {
  const end = word.text.indexOf('=');
  if (end < 0) return { name: word, value: undefined };
  return {
    name: { text: word.text.slice(0, end), position: word.position },
    value: { text: word.text.slice(end + 1), position: word.position + end + 1 },
  };
}

function unknownEffect(text: string, of: 'calls' | 'deliveries', allowed: readonly EffectSyntax[]): string {
  if (effectSyntax.some(({ name }) => name === text)) {
    return of === 'calls'
      ? `${text} is for deliveries: write DELIVERY and an event type instead of a route.`
      : `${text} is for calls, not for deliveries. For deliveries there are ${namesOf(allowed)}.`;
  }
  const near = didYouMean(
    text,
    allowed.map(({ name }) => name),
  );
  return `There is no fault “${text}”.${near || ` There are ${namesOf(allowed)}.`}`;
}

function unknownOption(text: string, { name, options }: EffectSyntax): string {
  if (options === undefined) return `Nothing can follow ${name}, but here stands “${text}”.`;
  return `“${text}” is no option of ${name}; it takes ${options.join(', ')}.`;
}

function namesOf(syntax: readonly EffectSyntax[]): string {
  return syntax.map(({ name }) => name).join(', ');
}

/** Statuses that carry a page: a captive portal answers 200, an edge with an error. */
const pageStatuses: readonly number[] = [200, ...errorStatuses];

function oneOf(words: Words, value: Word | undefined, choices: readonly number[], sentence: string): number {
  const found = choices.find((choice) => String(choice) === value?.text);
  if (found !== undefined) return found;
  throw words.refuse(value ?? words.take(''), `${sentence} ${choices.join(', ')}.`);
}

function known<Name extends string>(words: Words, name: Word, names: readonly Name[]): Name {
  const found = names.find((one) => one === name.text);
  if (found !== undefined) return found;
  throw words.refuse(name, `There is no fault “${name.text}”.`);
}

function codeOf(words: Words, value: Word | undefined): string | undefined {
  if (value === undefined || /^[A-Z][A-Z0-9_]{0,63}$/.test(value.text)) return value?.text;
  throw words.refuse(value, 'An error code has capital letters, digits and underscores.');
}

function fieldOf(words: Words, value: Word | undefined): string | undefined {
  if (value === undefined || /^[a-z][a-z0-9_]{0,63}$/.test(value.text)) return value?.text;
  throw words.refuse(value, 'The name of a field has small letters, digits and underscores.');
}

const longestRetryAfterSeconds = 86_400;

/** `none` is what leaving it out means too. */
function retryAfterOf(words: Words, value: Word | undefined): RetryAfter | undefined {
  if (value === undefined || value.text === 'none') return undefined;
  const match = /^(date:)?(\d{1,6})$/.exec(value.text);
  const seconds = Number(match?.[2] ?? Number.NaN);
  if (match === null || seconds > longestRetryAfterSeconds) {
    throw words.refuse(
      value,
      'Retry-After is whole seconds up to a day, date:SECONDS for the same as a date, or none.',
    );
  }
  return { form: match[1] === undefined ? 'seconds' : 'date', seconds };
}

const longestDelayMilliseconds = 3_600_000;

function timeOf(words: Words, value: Word | undefined): number {
  const match = /^(\d{1,7})(ms|s)$/.exec(value?.text ?? '');
  const milliseconds = Number(match?.[1] ?? Number.NaN) * (match?.[2] === 's' ? 1000 : 1);
  if (milliseconds <= longestDelayMilliseconds) return milliseconds;
  throw words.refuse(value ?? words.take(''), 'A time is written 250ms or 20s, an hour at most.');
}

function addressOf(words: Words, value: Word | undefined): string | undefined {
  if (value === undefined) return undefined;
  // A header has to carry it as it is.
  if (/^https?:\/\/[!-~]+$/.test(value.text) && URL.canParse(value.text)) return value.text;
  throw words.refuse(value, 'A redirect leads to an address that begins with http:// or https://.');
}

/** A property that is left out when it has no value. */
function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [key in Name]?: Value } {
  const made: { [key in Name]?: Value } = {};
  if (value !== undefined) made[name] = value;
  return made;
}

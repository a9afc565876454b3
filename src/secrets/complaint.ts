import { stripVTControlCharacters } from 'node:util';
import type { Secret } from './secret.ts';

const hidden = '[secret]';
const longest = 300;
/** So many characters in a row that are the secret's own are taken for a part of it. */
const tellingRun = 8;
const knownKey = /(?:flint_(?:test|live)_|whsec_)[\w+/=-]*/g;

/**
 * What a command said, made fit to be shown: one line without anything a terminal would act upon, its end when it is long,
 * and without the secret: not whole, not in parts, not in base64; nor anything that looks like a Flint key.
 */
export function complaintToShow(said: string, secret?: Secret): string {
  const plain = stripVTControlCharacters(said)
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim();
  const safe = (secret === undefined ? plain : withoutSecret(plain, secret.reveal())).replace(knownKey, hidden);
  return safe.length <= longest ? safe : `…${safe.slice(-longest)}`;
}

function withoutSecret(text: string, secret: string): string {
  const length = Math.min(tellingRun, secret.length);
  if (length === 0) return text;
  const telling = new Set([secret, Buffer.from(secret).toString('base64')].flatMap((form) => runsOf(form, length)));
  let safe = '';
  let hiddenUntil = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (telling.has(text.slice(index, index + length))) {
      if (index >= hiddenUntil) safe += hidden;
      hiddenUntil = index + length;
    }
    if (index >= hiddenUntil) safe += text.charAt(index);
  }
  return safe;
}

function runsOf(text: string, length: number): string[] {
  return Array.from({ length: text.length - length + 1 }, (_, index) => text.slice(index, index + length));
}

import { isAbsolute, normalize } from 'node:path';
import type { Question } from '../../launch/question.ts';
import { choiceQuestion, secretQuestion, severalQuestion, textQuestion } from '../../launch/question.ts';
import { isPrintable } from '../../sweep/printable.ts';
import type { ProductionKey, Target } from '../target.ts';
import { readProductionKey } from '../target.ts';
import { words } from './copy.ts';

const step = 'live-key';

export const integrationPurposes = severalQuestion({
  id: 'live-key.purposes',
  step,
  title: words.askPurposes,
  flag: '--purposes',
  choices: [
    { value: 'checkout', label: 'Checkout', detail: 'Makes orders and checkout pages, and sees how they were paid.' },
    { value: 'refunds', label: 'Refunds', detail: 'Gives money back.' },
    { value: 'subscriptions', label: 'Subscriptions', detail: 'Starts and changes subscriptions to your plans.' },
    { value: 'catalog', label: 'Catalog sync', detail: 'Writes products, bundles and categories.' },
    { value: 'invoices', label: 'Invoices', detail: 'Writes invoices.' },
    { value: 'webhooks', label: 'Webhooks only', detail: 'Reads events; everything else is done elsewhere.' },
  ],
  defaultInWords: 'Checkout, Refunds',
});

export const productionFile = textQuestion<string>({
  id: 'live-key.file',
  step,
  title: words.askFile,
  flag: '--production-file',
  defaultInWords: '.env.production',
  check: (text) => {
    const path = normalize(text);
    if (text === '' || isAbsolute(path) || path.startsWith('..')) {
      return { ok: false, problem: 'It has to be a path inside the project, such as .env.production.' };
    }
    if (/(?:^|[\\/])(?:\.git|node_modules)(?:[\\/]|$)/.test(path) || /(?:^|[\\/])\.?$/.test(path)) {
      return { ok: false, problem: 'It has to be a file of your own, such as .env.production.' };
    }
    // A sweep names such a file and does not read it, so nothing could be proved of what is in it.
    if (!isPrintable(path)) {
      return { ok: false, problem: 'Its name has to be one that can be shown, such as .env.production.' };
    }
    return { ok: true, answer: path };
  },
});

export const placeKind = choiceQuestion({
  id: 'live-key.place',
  step,
  title: 'Where should the secrets of production go?',
  flag: '--secrets-in',
  choices: [
    {
      value: 'env-file',
      label: 'An env file',
      detail: 'In the project, readable by you only. You bring it to where the service runs.',
    },
    {
      value: 'keychain',
      label: 'This computer’s keychain',
      detail: 'Encrypted by the system; for a service that runs here.',
    },
    {
      value: 'command',
      label: 'A secret manager',
      detail: 'Through a command of your own that reads the secret on its standard input.',
    },
  ],
  defaultInWords: 'An env file',
});
export type PlaceKind = 'env-file' | 'keychain' | 'command';

export const storeCommand = textQuestion<string>({
  id: 'live-key.store-command',
  step,
  title: 'The command that stores a secret it reads on standard input?',
  flag: '--store-command',
  check: (text) =>
    text === ''
      ? { ok: false, problem: 'There is no way to store anything without a command.' }
      : { ok: true, answer: text },
});

export const readCommand = textQuestion<string>({
  id: 'live-key.read-command',
  step,
  title: 'The command that prints it again, or “none”?',
  flag: '--read-command',
  defaultInWords: 'none',
  check: (text) => ({ ok: true, answer: text === '' ? 'none' : text }),
});

export const arrivedInPlace = choiceQuestion({
  id: 'live-key.arrived',
  step,
  title: 'Did the secret arrive in its place?',
  flag: '--secret-arrived',
  choices: [
    { value: 'yes', label: 'Yes, it is there' },
    { value: 'no', label: 'No', detail: 'The wizard stops here, so that nothing is lost.' },
  ],
  defaultInWords: 'Yes, it is there',
});

export const placeFailed = choiceQuestion({
  id: 'live-key.place-failed',
  step,
  title: 'The secrets cannot be put there. What now?',
  flag: '--place-failed',
  choices: [
    { value: 'elsewhere', label: 'Choose another place', detail: 'You are asked again where they go.' },
    { value: 'again', label: 'Try the same place again', detail: 'After you have put it right.' },
    { value: 'later', label: 'Stop here', detail: 'The same command goes on from here.' },
  ],
  defaultInWords: 'Stop here',
});

export const ignoreProductionFile = choiceQuestion({
  id: 'live-key.ignore',
  step,
  title: words.askIgnore,
  flag: '--ignore-production-file',
  choices: [
    { value: 'ignore', label: 'Yes, add it to .gitignore', detail: 'One line is added, for this file only.' },
    { value: 'leave', label: 'No, leave it as it is', detail: 'The checklist will keep naming it.' },
  ],
  defaultInWords: 'Yes, add it to .gitignore',
});

/** The key itself. What it must look like depends on the launch's target, so the target is part of the question. */
export function productionKeyQuestion(target: Target): Question<ProductionKey> {
  return secretQuestion<ProductionKey>({
    id: 'live-key.secret',
    step,
    title: words.askKey,
    defaultInWords: 'the key in FLINT_API_KEY',
    check: (text) => readProductionKey(target, text),
  });
}

export const isYourAccount = choiceQuestion({
  id: 'live-key.merchant',
  step,
  title: 'Is this the account that goes live?',
  flag: '--merchant',
  choices: [
    { value: 'yes', label: 'Yes' },
    {
      value: 'no',
      label: 'No, this is another account',
      detail: 'The key is taken out again where it was put just now.',
    },
  ],
  defaultInWords: 'Yes',
});

export const replaceKey = choiceQuestion({
  id: 'live-key.replace',
  step,
  title: 'Keep this key, or make a fresh one through the API and store that?',
  flag: '--replace-key',
  choices: [
    { value: 'keep', label: 'Keep this key' },
    {
      value: 'replace',
      label: 'Replace it',
      detail: 'A new key with the same scopes is made, stored and proved first.',
    },
  ],
  defaultInWords: 'Keep this key',
});

export const revokeOld = choiceQuestion({
  id: 'live-key.revoke-old',
  step,
  title: 'Revoke the key that was replaced?',
  flag: '--revoke-old-key',
  choices: [
    { value: 'later', label: 'Not now', detail: 'Revoke it when nothing uses it any more.' },
    {
      value: 'revoke',
      label: 'Revoke it now',
      detail: 'It stops working at once, everywhere. That cannot be taken back.',
    },
  ],
  defaultInWords: 'Not now',
});

export const revokeUnused = choiceQuestion({
  id: 'live-key.revoke-unused',
  step,
  title: 'Revoke a key that was not used for a month?',
  flag: '--revoke-unused-keys',
  choices: [
    { value: 'keep', label: 'Keep it' },
    { value: 'revoke', label: 'Revoke it', detail: 'It stops working at once, everywhere. That cannot be taken back.' },
  ],
  defaultInWords: 'Keep it',
});

/** For the list of questions, which knows no target yet. */
const anyTarget: Target = { name: 'live', baseUrl: new URL('https://api.withflintpay.com') };

export const liveKeyQuestions: readonly Question[] = [
  integrationPurposes,
  productionFile,
  placeKind,
  storeCommand,
  readCommand,
  arrivedInPlace,
  placeFailed,
  ignoreProductionFile,
  productionKeyQuestion(anyTarget),
  isYourAccount,
  replaceKey,
  revokeOld,
  revokeUnused,
];

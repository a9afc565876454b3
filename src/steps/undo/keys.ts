import { z } from 'zod';
import { type ApiKey, listApiKeys, readApiKey, revokeApiKey } from '../../flint/api-keys.ts';
import { FlintError } from '../../flint/errors.ts';
import type { EntryOf } from '../../launch/journal/entry.ts';
import type { Made } from '../../launch/write.ts';
import { words } from './copy.ts';
import type { UndoItem } from './item.ts';
import { evidenceOf, goneAlready, sendUndo, type UndoFlint, type Undone, undoWrite } from './write.ts';

const madeKey = z.object({ apiKeyId: z.string(), secretStored: z.boolean().optional() });

/** Which of the account's keys are in use. An id is undefined where the key may not list the account's keys, or is refused. */
export interface KeysInUse {
  /** The key with which things are taken back. */
  readonly ownId: string | undefined;
  /** The key that the launch stored, which the deployed service has. */
  readonly storedId: string | undefined;
  /** Whether it cannot be told which key that is: then each that the launch stored may be the one. */
  readonly storedUnknown: boolean;
  /** Whether these two are one. Refused, it then is the one that was revoked. */
  readonly ownIsStored: boolean;
}

/** No key at hand: nothing is known of any. */
export const noKeysKnown: KeysInUse = {
  ownId: undefined,
  storedId: undefined,
  storedUnknown: true,
  ownIsStored: false,
};

/**
 * Recognises keys by the beginning of their text. Whatever Flint refuses leaves them unknown.
 *
 * @param stored the text of the key in the place of the launch; undefined where none lies there, `'not told'` where the place
 * gives nothing back or cannot be read
 */
export async function keysInUse(flint: UndoFlint, own: string, stored: StoredKey): Promise<KeysInUse> {
  const text = stored === 'not told' ? undefined : stored?.text;
  const ownIsStored = own === text;
  try {
    const { value: keys } = await listApiKeys(flint.client).all();
    const idOf = (text: string | undefined) => keys.find((one) => text !== undefined && isKey(one, text))?.id;
    const storedId = idOf(text);
    return { ownId: idOf(own), storedId, storedUnknown: stored !== undefined && storedId === undefined, ownIsStored };
  } catch (error) {
    if (!(error instanceof FlintError)) throw error;
    return { ownId: undefined, storedId: undefined, storedUnknown: stored !== undefined, ownIsStored };
  }
}

/** What lies in the place of the launch. */
export type StoredKey = { readonly text: string } | 'not told' | undefined;

/** How a key that the launch made is taken back. The one in use, or perhaps in use, is said to be so. */
export function keyUndo(
  { write, result }: EntryOf<'finished'>,
  name: string,
  flint: UndoFlint,
  keys: KeysInUse,
): UndoItem | undefined {
  const { apiKeyId, secretStored = false } = madeKey.safeParse(result).data ?? {};
  if (!write.startsWith('api-key.create') || apiKeyId === undefined) return undefined;
  const { client } = flint;
  const isOwn = keys.ownId === undefined ? keys.ownIsStored : keys.ownId === apiKeyId;
  const isInUse = isOwn || keys.storedId === apiKeyId;
  const mayBeInUse = isInUse || (keys.storedUnknown && secretStored);
  return {
    kind: 'possible',
    title: words.revokeKey(apiKeyId),
    effect: isInUse
      ? words.revokeKeyInUseEffect
      : mayBeInUse
        ? words.revokeKeyPerhapsInUseEffect
        : words.revokeKeyEffect,
    withdraws: mayBeInUse ? ['live-key.replace'] : [],
    write: undoWrite({
      name,
      title: words.revokeKey(apiKeyId),
      undoes: [write],
      find: () =>
        orRevokedItself(apiKeyId, isOwn, () =>
          goneAlready(
            flint,
            apiKeyId,
            () => readApiKey(client, apiKeyId),
            ({ status }) => status === 'revoked',
          ),
        ),
      send: (idempotencyKey) =>
        orRevokedItself(apiKeyId, isOwn, () =>
          sendUndo(flint, apiKeyId, () => revokeApiKey(client, { apiKeyId, idempotencyKey })),
        ),
    }),
  };
}

/** A key that revoked itself, in a run whose end nobody saw, is refused by Flint from then on. */
async function orRevokedItself<Result extends Made<Undone> | undefined>(
  apiKeyId: string,
  isOwn: boolean,
  ask: () => Promise<Result>,
): Promise<Result | Made<Undone>> {
  try {
    return await ask();
  } catch (error) {
    if (!isOwn || !(error instanceof FlintError) || error.problem !== 'unauthorized') throw error;
    return { result: { undone: apiKeyId }, evidence: evidenceOf(error) };
  }
}

/** A listed key shows the beginning of its text (API notes, keys and onboarding, section 2). */
function isKey({ prefix }: ApiKey, key: string): boolean {
  return prefix !== undefined && prefix.length > 'flint_live_'.length && key.startsWith(prefix);
}

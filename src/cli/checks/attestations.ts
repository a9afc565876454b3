import { readFileSync } from 'node:fs';
import { writeFile } from 'atomically';
import { z } from 'zod';
import { cleanTextWithoutSecrets } from '../../flint/wire/text.ts';
import { LaunchStopped } from '../../launch/failure.ts';

/** A person's word for what cannot be seen: who gave it, and when (RFC 3339). */
export interface Attestation {
  readonly by: string;
  readonly at: string;
}

/** The words that people gave, by the id of the item. */
export interface Attestations {
  readonly of: (id: string) => Attestation | undefined;
  /** Throws a LaunchStopped for what is no name, or when it cannot be written. */
  readonly attest: (id: string, by: string) => Promise<void>;
  readonly withdraw: (id: string) => Promise<void>;
}

const longestName = 80;

const kept = z.object({
  version: z.literal(1),
  attestations: z.record(z.string(), z.object({ by: z.string().min(1), at: z.iso.datetime() })),
});

/**
 * Keeps people's words in a file beside the journal. It is read now, and written whole each time; nothing is made before
 * the first word is given. `prepare` makes its folder.
 *
 * @throws LaunchStopped when there is a file that cannot be read or understood
 */
export function openAttestations(
  file: string,
  { now, prepare }: { readonly now: () => Date; readonly prepare: () => Promise<void> },
): Attestations {
  let words = new Map(Object.entries(read(file)));
  const write = async (change: (all: Map<string, Attestation>) => unknown): Promise<void> => {
    // Somebody else may have attested meanwhile.
    const next = new Map(Object.entries(read(file)));
    change(next);
    try {
      await prepare();
      const text = JSON.stringify({ version: 1, attestations: Object.fromEntries(next) }, undefined, 2);
      await writeFile(file, `${text}\n`, { mode: 0o600 });
    } catch (error) {
      throw error instanceof LaunchStopped ? error : cannotWrite(file, error);
    }
    words = next;
  };
  return {
    of: (id) => words.get(id),
    attest: async (id, by) => {
      const word = { by: readName(by), at: now().toISOString() };
      await write((all) => all.set(id, word));
    },
    withdraw: async (id) => await write((all) => all.delete(id)),
  };
}

/** @throws LaunchStopped for an empty name, a very long one, and a pasted key */
export function readName(text: string): string {
  const name = cleanTextWithoutSecrets(text, '', longestName + 1).trim();
  if (name !== '' && name.length <= longestName && !/flint_(?:live|test)_|whsec_/.test(name)) return name;
  throw new LaunchStopped({
    kind: 'usage',
    headline: 'That is no name.',
    meaning: `An attestation is kept with the name of whoever gives it, of at most ${longestName} characters.`,
    remedy: 'Give your name.',
    passing: 'final',
  });
}

function read(file: string): Readonly<Record<string, Attestation>> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return {};
    throw cannotRead(file, codeOf(error));
  }
  try {
    return kept.parse(JSON.parse(text)).attestations;
  } catch {
    throw cannotRead(file, 'it is not as it was written');
  }
}

function cannotRead(file: string, why: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: 'The attestations cannot be read.',
    meaning: `They are in ${file} (${why}). What was attested is therefore not known.`,
    remedy: 'Make the file readable again. If it is lost, move it away and attest anew.',
    passing: 'final',
  });
}

function cannotWrite(file: string, error: unknown): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: 'The attestation could not be kept.',
    meaning: `${file} cannot be written (${codeOf(error)}). Nothing was attested.`,
    remedy: 'Make room or give yourself the right to write there, then try again.',
    passing: 'final',
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}

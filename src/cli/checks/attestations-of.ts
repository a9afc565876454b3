import { join } from 'node:path';
import type { Where } from '../standing/where.ts';
import { makeStateFolder } from '../state-folder.ts';
import { type Attestations, openAttestations } from './attestations.ts';

/** The words that people gave for a launch, beside its journal. */
export function attestationsOf({ folder }: Where): Attestations {
  return openAttestations(join(folder, 'attestations.json'), {
    now: () => new Date(),
    prepare: () => makeStateFolder(folder),
  });
}

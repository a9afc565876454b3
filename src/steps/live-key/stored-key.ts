import { join } from 'node:path';
import type { Verbs } from '../../launch/verbs.ts';
import { readVariable } from '../../secrets/env-file.ts';
import type { ProductionKey } from '../target.ts';
import { readProductionKey } from '../target.ts';
import type { World } from '../world.ts';
import { productionFile } from './questions.ts';

/** The variable that the guide's production configuration names. */
export const keyVariable = 'FLINT_API_KEY';

/** The production key in a file of settings, when it holds one that this launch may use. */
export async function keyIn(world: World, file: string): Promise<ProductionKey | undefined> {
  const value = await readVariable(join(world.folder, file), keyVariable);
  if (value === undefined) return undefined;
  const read = readProductionKey(world.target, typeof value === 'string' ? value : value.reveal());
  return read.ok ? read.answer : undefined;
}

/** The key that an earlier run of this launch stored; undefined before step 2 has run. */
export async function storedKey(step: Verbs, world: World): Promise<ProductionKey | undefined> {
  const file = step.answered(productionFile);
  return file === undefined ? undefined : await keyIn(world, file);
}

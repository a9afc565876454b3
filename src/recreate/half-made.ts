import type { Counterpart } from './adoption.ts';
import { draftings } from './bodies/draftings.ts';
import type { CopyKind } from './copies.ts';
import type { ConfigurationObject, Planes } from './inventory.ts';
import { isUnchanged } from './raw.ts';
import { secondCallFor } from './second-call.ts';
import { variantsOf } from './variants.ts';

/** Whether a counterpart is a copy of ours whose second call never came. One that was changed since is as somebody wants it. */
export function isHalfMade(object: ConfigurationObject, kind: CopyKind, twin: Counterpart, planes: Planes): boolean {
  if (twin.matchedBy !== 'our marker' || !isUnchanged(twin.object.raw)) return false;
  const drafted = draftings[kind](object, planes);
  const { id, raw } = twin.object;
  const made = { id, raw, variants: variantsOf(id, planes.production) };
  return 'draft' in drafted && secondCallFor({ ...drafted.draft, kind }, made) !== undefined;
}

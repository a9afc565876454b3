import { ApiError } from '../transport/api-error.ts';

/**
 * The version fence of catalog objects (API notes, catalog section 3): replacing an owned list needs the version that was
 * read, and a stale version is refused.
 */
export function checkVersion(
  record: { readonly version: number },
  patch: Readonly<Record<string, unknown>>,
  ownedLists: readonly string[],
): void {
  const replaced = ownedLists.find((name) => patch[name] !== undefined);
  const expected = patch.expected_version;
  if (replaced !== undefined && expected === undefined) {
    const message = `Replacing ${replaced} needs the expected_version of the object.`;
    throw new ApiError(400, 'EXPECTED_VERSION_REQUIRED', message, { param: 'expected_version' });
  }
  if (expected !== undefined && expected !== record.version) {
    throw new ApiError(409, 'VERSION_CONFLICT', 'The object has changed since it was read.', {
      param: 'expected_version',
    });
  }
}

/** Overwrites the fields a patch names, and only those. */
export function applyPatch<Target extends object>(
  target: Target,
  patch: { readonly [Name in keyof Target]?: Target[Name] | undefined },
): void {
  for (const [name, value] of Object.entries(patch)) if (value !== undefined) Object.assign(target, { [name]: value });
}

export function raiseVersion(record: { version: number; updated_at: string }, at: string): void {
  record.version += 1;
  record.updated_at = at;
}

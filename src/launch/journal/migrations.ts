import { z } from 'zod';

/** The format this version writes. */
const currentVersion = 2;

const versioned = z.looseObject({ version: z.number().int() });

/** One change of format: from the version that is its key to the next. */
type Migration = (file: Record<string, unknown>) => Record<string, unknown>;

/**
 * Version 0 was written while the format settled: it called the launch's header `header`. Version 1 had no tail: it wrote the
 * whole file for each entry.
 */
const migrations: Readonly<Record<number, Migration>> = {
  0: ({ header, ...rest }) => ({ ...rest, launch: header, version: 1 }),
  1: (file) => ({ ...file, version: 2 }),
};

/** A parsed journal file brought to the current format, or the newer version that nothing here can read. */
export function migrate(
  file: unknown,
):
  | { readonly file: unknown; readonly isOlder: boolean }
  | { readonly newerVersion: number }
  | { readonly damage: string } {
  const read = versioned.safeParse(file);
  if (!read.success) return { damage: 'it has no format version' };
  let migrated: Record<string, unknown> = read.data;
  for (let version = read.data.version; version !== currentVersion; version += 1) {
    if (version > currentVersion) return { newerVersion: version };
    const migration = migrations[version];
    if (!migration) return { damage: `it has the unknown format version ${version}` };
    migrated = migration(migrated);
  }
  return { file: migrated, isOlder: read.data.version !== currentVersion };
}

/** What stands in the plans and id maps that a launch writes (`--plan`, `--id-map`), so that they are known again. */
export const exportMark = { version: 1, madeBy: 'flint-golive' } as const;

const beginning = new RegExp(`^\\{\\s*"version":\\s*${exportMark.version},\\s*"madeBy":\\s*"${exportMark.madeBy}"`);

/**
 * Whether a text is a plan or an id map of a launch, by its first bytes. It names the ids of the sandbox on purpose, and nothing is
 * configured by it.
 */
export function isExport(text: string): boolean {
  return beginning.test(text);
}

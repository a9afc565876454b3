import { structuredPatch } from 'diff';
import { isEnvFile } from './env-file-name.ts';
import type { FileChange } from './file-change.ts';
import { maskSecretsIn } from './masking.ts';
import { printable } from './printable.ts';

/** One line of a unified difference. `text` has no leading sign, holds no secret and is fit to be shown. */
export interface DifferenceLine {
  readonly kind: 'context' | 'removed' | 'added' | 'hunk';
  readonly text: string;
}

const contextLines = 2;
const longestLine = 500;
const longestMasked = 16 * 1024;

/** What a change does to its file, as a unified difference without file header. Secrets on the lines shown are masked. */
export function differenceOf(change: FileChange): DifferenceLine[] {
  const patch = structuredPatch(change.file, change.file, change.before, change.after, '', '', {
    context: contextLines,
  });
  const lines: DifferenceLine[] = [];
  for (const hunk of patch.hunks) {
    const { oldStart, oldLines, newStart, newLines } = hunk;
    lines.push({ kind: 'hunk', text: `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@` });
    for (const line of hunk.lines) {
      const kind = kindsBySign[line.charAt(0)];
      if (kind !== undefined) lines.push({ kind, text: shown(line.slice(1), kind, change.file) });
    }
  }
  return lines;
}

const kindsBySign: Readonly<Record<string, 'context' | 'removed' | 'added'>> = {
  ' ': 'context',
  '-': 'removed',
  '+': 'added',
};

function shown(line: string, kind: DifferenceLine['kind'], file: string): string {
  // Masked before it is cut, for a half of a secret is not known for one; a very long line is not masked as a whole.
  const text = line.replace(/\r$/, '').slice(0, longestMasked);
  const masked = kind === 'context' && isEnvFile(file) ? envContext(text) : maskSecretsIn(text);
  const cut = masked.length > longestLine || line.length > longestMasked;
  return printable(masked.slice(0, longestLine)) + (cut ? '…' : '');
}

/** The lines around a change in an env file say where it is. Their values, often other services' secrets, are not shown. */
function envContext(line: string): string {
  if (line.trim() === '') return '';
  const assignment = /^(\s*#?\s*(?:export\s+)?[A-Za-z_][A-Za-z0-9_.-]*\s*=)(.*)$/.exec(line);
  if (assignment) return assignment[2] === '' ? line : `${assignment[1]}…`;
  return line.trimStart().startsWith('#') ? maskSecretsIn(line) : '…';
}

import { fingerprintOf } from './fingerprint.ts';
import { type IdMatch, idsIn } from './id-pattern.ts';
import { prefixOf } from './id-prefixes.ts';
import { maskSecret } from './masking.ts';
import { otherVendorNamed } from './other-vendors.ts';
import type { Reference, ReferenceKind } from './reference.ts';
import { secretsIn } from './secret-pattern.ts';

interface Finding {
  readonly kind: ReferenceKind;
  readonly value: string;
  readonly prefix: string;
  readonly fingerprint?: string;
  readonly index: number;
}

/** Every reference in the text of one file, in the order in which they stand. */
export function scan(text: string, file: { readonly path: string; readonly isEnvFile: boolean }): Reference[] {
  const findings = [...secretFindings(text), ...idFindings(text, file.isEnvFile)].sort((a, b) => a.index - b.index);
  const place = placer(text);
  return findings.map(({ index, ...finding }) => {
    const { line, column, before } = place(index);
    const variable = variableBefore(before, file.isEnvFile);
    const otherVendor = finding.prefix.startsWith('flint_')
      ? undefined
      : otherVendorNamed(variable ?? '', before.slice(-longestContext), file.path);
    return {
      ...finding,
      file: file.path,
      inEnvFile: file.isEnvFile,
      line,
      column,
      ...(variable === undefined ? {} : { variable }),
      ...(otherVendor === undefined ? {} : { otherVendor }),
    };
  });
}

function* secretFindings(text: string): Generator<Finding> {
  for (const { kind, prefix, raw, index } of secretsIn(text)) {
    yield { kind, prefix, value: maskSecret(raw, prefix), fingerprint: fingerprintOf(raw), index };
  }
}

function* idFindings(text: string, isEnvFile: boolean): Generator<Finding> {
  for (const match of idsIn(text)) {
    const row = prefixOf(match.id);
    if (row?.use !== 'copyable' && row?.use !== 'run time') continue;
    if (readsLikeWords(match.id) && !standsAsValue(text, match, isEnvFile)) continue;
    const kind = row.use === 'copyable' ? 'configuration id' : 'run-time id';
    yield { kind, prefix: row.prefix, value: match.id, index: match.index };
  }
}

/** `sub_total` and `var_dump` have the shape of ids. An id of lower-case letters only counts where nothing else can be meant. */
function readsLikeWords(id: string): boolean {
  return /^[a-z]+_[a-z]+$/.test(id);
}

function standsAsValue(text: string, { id, index }: IdMatch, isEnvFile: boolean): boolean {
  const before = text.charAt(index - 1);
  const after = text.charAt(index + id.length);
  if (isEnvFile) return /["'`=,:]/.test(before) && (after === '' || /["'`,\s]/.test(after));
  return /["'`]/.test(before) && after === before;
}

/** Turns indexes, asked for in rising order, into lines and columns, both counted from 1. */
function placer(text: string): (index: number) => { line: number; column: number; before: string } {
  let line = 1;
  let lineStart = 0;
  // Kept between the calls: looked for anew each time, one long line of many findings would take the square of its length.
  let lineEnd = text.indexOf('\n');
  return (index) => {
    for (; lineEnd !== -1 && lineEnd < index; lineEnd = text.indexOf('\n', lineStart)) {
      line += 1;
      lineStart = lineEnd + 1;
    }
    return { line, column: index - lineStart + 1, before: text.slice(Math.max(lineStart, index - longestName), index) };
  };
}

const longestName = 400;
const longestContext = 120;
const envName = /^\s*#?\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*=/;
const nameBeforeValue = /([A-Za-z_$][A-Za-z0-9_$.-]*)["'`]?\s*(?:=>|[:=])\s*[["'`({\s]*$/;

/** NAME, when a value that begins here is given to one: `NAME=`, `"name": "`, `name: '`, `name = [`. */
function variableBefore(before: string, isEnvFile: boolean): string | undefined {
  return (isEnvFile ? envName : nameBeforeValue).exec(before)?.[1];
}

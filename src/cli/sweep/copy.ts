import type { DifferenceLine } from '../../sweep/difference.ts';
import type { Finding, Level } from './finding.ts';
import type { Fixed } from './fix.ts';
import type { Summary } from './summary.ts';
import { placeInWords } from './words.ts';

export const fixWords = {
  uncommitted: 'git has uncommitted changes to it, which could not be told from this one. Commit them, or use --force.',
  backupNotIgnored: (backup: string): string =>
    `git ignores it, but would not ignore its backup ${backup}. Add that to .gitignore, or use --force.`,
  gitUnknown: 'git would not say whether it tracks the file. See what git status says there, or use --force.',
  notConfirmed: 'Nobody could be asked. Run it in a terminal, or with --fix --yes.',
  question: (file: string): string => `Write this change to ${file}?`,
};

const levelNames: Readonly<Record<Level, string>> = {
  error: 'left',
  undecided: 'not decided',
  warning: 'look at',
  note: 'fine',
};

/** One finding for a person. */
export function findingLines(finding: Finding): readonly string[] {
  const { level, what, why, remedy, variable } = finding;
  const named = variable === undefined ? '' : ` (${variable})`;
  return [`${placeInWords(finding)}  ${levelNames[level]}: ${what}${named}`, `  ${why}`, `  ${remedy}`];
}

export function differenceLines(file: string, difference: readonly DifferenceLine[]): readonly string[] {
  const signs = { context: ' ', removed: '-', added: '+', hunk: '' };
  return [`Change to ${file}:`, ...difference.map(({ kind, text }) => `  ${signs[kind]}${text}`)];
}

export function fixedLine({ file, outcome, because, backup }: Fixed): string {
  const rest = because === undefined ? '' : ` ${because}`;
  if (outcome === 'changed') {
    return `${file} was changed.${backup === undefined ? '' : ` As it was before, it is in ${backup}.`}`;
  }
  return `${file} was not changed.${rest}`;
}

/** What `--accept` did. */
export function acceptedLine(added: number, file: string): string {
  return `${count(added, 'finding')} accepted in ${file}. Commit that file: it holds fingerprints and reasons, and no secret.`;
}

/** How the sweep ended, in sentences. */
export function summaryLines(summary: Summary): readonly string[] {
  const { counts, filesRead, notRead, exported, history, fine, accepted, expired, asked, countsUndecided } = summary;
  const nothingLeft = counts.error === 0;
  return [
    `${count(filesRead, 'file')} read${history === undefined ? '' : ', and git history'}. ${counts.error === 0 ? 'Nothing was found that must not be there.' : `${count(counts.error, 'finding')} must not be left.`}`,
    ...(counts.undecided === 0 ? [] : [undecidedLine(counts.undecided, countsUndecided)]),
    ...(counts.warning === 0 ? [] : [`${count(counts.warning, 'finding')} should be looked at.`]),
    ...(fine === 0 ? [] : [`${count(fine, 'finding')} in place; --json names them too.`]),
    ...(accepted === 0 ? [] : [`${count(accepted, 'finding')} accepted by name; --json says by whom and why.`]),
    ...expired.map(({ reason, until }) => `Accepted only until ${until}, which has passed: ${reason}`),
    ...(asked.testKeyFrom === undefined ? [] : [`Test mode was asked with the key in ${asked.testKeyFrom}.`]),
    ...exported.map((file) => `Left out: the ids in ${file}, which a launch wrote. Keys were looked for.`),
    ...notRead.map(({ file, reason, accepted: why }) =>
      why === undefined ? `Not read: ${file} (${reason}).` : `Not read, which was accepted: ${file} (${reason}).`,
    ),
    ...(notRead.every((file) => file.accepted !== undefined)
      ? []
      : ['What was not read may hold anything. That is not clean.']),
    ...(history === 'not read'
      ? ['Git history could not be read, or there is none here, so nothing is known about it.']
      : []),
    ...(history === 'cut' ? ['This clone is shallow: only a part of the history is here.'] : []),
    ...(nothingLeft && counts.undecided === 0 && asked.sandbox && asked.live
      ? ['Flint was asked about every id.']
      : []),
  ];
}

function undecidedLine(undecided: number, countsUndecided: boolean): string {
  const what = `${count(undecided, 'id')} could not be decided.`;
  return countsUndecided
    ? `${what} That is not clean; with --no-network, undecided ids do not count.`
    : `${what} With --no-network that does not count.`;
}

function count(number: number, what: string): string {
  return `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
}

import type { DifferenceLine, Sheet } from '../../../launch/sheet.ts';
import type { Protection } from './protection.ts';

/** The change to one env file, before it is written. */
export function rewriteSheet(
  lines: readonly DifferenceLine[],
  file: string,
  { place, of }: { readonly place: number; readonly of: number },
): Sheet {
  const which = of === 1 ? '' : ` This is file ${place} of ${of}.`;
  return {
    headline: `The test-mode ids in ${file} become live ones.`,
    blocks: [
      { kind: 'difference', lines },
      { kind: 'text', tone: 'quiet', text: `Keys and secrets are masked here. Nothing but these ids changes.${which}` },
    ],
  };
}

/** The changes to source and configuration files, before any is picked. */
export function sourcesSheet(lines: readonly DifferenceLine[], files: number): Sheet {
  return {
    headline: files === 1 ? 'One more file names test-mode ids.' : `${files} more files name test-mode ids.`,
    blocks: [
      { kind: 'difference', lines },
      { kind: 'text', tone: 'quiet', text: 'Keys and secrets are masked here. Nothing but these ids would change.' },
    ],
  };
}

export const words = {
  askRewrite: (file: string) => `Write these changes to ${file}?`,
  rewriting: (file: string) => `Write the live ids to ${file}`,
  rewritten: (file: string, backup: string | undefined) =>
    backup === undefined
      ? `${file} was rewritten.`
      : `${file} was rewritten. As it was before, it is kept as ${backup}.`,
  sourcesNote:
    'What is picked serves live mode from then on. Code or settings that serve both modes better read their ids from the environment.',
  protection: (protection: Protection) => protections[protection],
  sourceDetail: (count: number, protection: Protection | undefined) =>
    `${count === 1 ? 'One id' : `${count} ids`}. ${protection === undefined ? '' : protections[protection]}`.trim(),
};

const protections: Readonly<Record<Protection, string>> = {
  git: 'Git has the file as it is.',
  uncommitted:
    'It has changes that git has not got, as far as can be told: commit them first, or take it all the same.',
  backup: 'A backup is kept beside it.',
  none: 'No backup is kept: git would not ignore it.',
};

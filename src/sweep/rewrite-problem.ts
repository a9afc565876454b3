import { type RefusalWords, type RewriteRefusal, refusalWords } from './copy.ts';

/** A file or an id map that is refused, in words fit to be shown. It never quotes a file's content. */
export class RewriteProblem extends Error implements RefusalWords {
  override readonly name = 'RewriteProblem';
  readonly refusal: RewriteRefusal;
  readonly headline: string;
  readonly meaning: string;
  readonly remedy: string;

  constructor(refusal: RewriteRefusal, subject: string) {
    const { headline, meaning, remedy } = refusalWords(refusal, subject);
    super(`${headline} ${meaning} ${remedy}`);
    this.refusal = refusal;
    this.headline = headline;
    this.meaning = meaning;
    this.remedy = remedy;
  }
}

/** The refusal behind an error of the file system; an error that is none of these comes back as it is. */
export function rewriteProblemOf(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const refusal = typeof code === 'string' ? refusalsByCode[code] : undefined;
  return refusal === undefined ? error : new RewriteProblem(refusal, file);
}

const refusalsByCode: Readonly<Record<string, RewriteRefusal>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EISDIR: 'not text',
  ELOOP: 'symbolic link',
  EACCES: 'not writable',
  EPERM: 'not writable',
  EROFS: 'not writable',
  ENOSPC: 'disk full',
  EDQUOT: 'disk full',
  EFBIG: 'disk full',
};

import { type RefusalDetails, type RefusalWords, refusalWords, type SecretRefusal } from './copy.ts';

/** A secret that was not stored, in words fit to be shown. It never quotes a value or a file's content. */
export class SecretProblem extends Error implements RefusalWords {
  override readonly name = 'SecretProblem';
  readonly refusal: SecretRefusal;
  readonly headline: string;
  readonly meaning: string;
  readonly remedy: string;

  constructor(refusal: SecretRefusal, subject: string, details?: RefusalDetails) {
    const { headline, meaning, remedy } = refusalWords(refusal, subject, details);
    super(`${headline} ${meaning} ${remedy}`);
    this.refusal = refusal;
    this.headline = headline;
    this.meaning = meaning;
    this.remedy = remedy;
  }
}

/** The refusal behind an error of the file system; an error that is none of these comes back as it is. */
export function secretProblemOf(error: unknown, file: string, during: 'reading' | 'writing'): unknown {
  switch (errorCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new SecretProblem('folder missing', file);
    case 'EISDIR':
      return new SecretProblem('not a file', file);
    case 'ELOOP':
      return new SecretProblem('symbolic link', file);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new SecretProblem(during === 'reading' ? 'not readable' : 'not writable', file);
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new SecretProblem('disk full', file);
    default:
      return error;
  }
}

/** The code of a system error, as in `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

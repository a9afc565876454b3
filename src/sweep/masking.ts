import { isId } from './id-pattern.ts';

const mark = '…';
const flintSecret = /(flint_test_|flint_live_|whsec_)([A-Za-z0-9+/=_-]{4,})/g;
const otherVendorsKey = /\b((?:sk|rk)_(?:live|test)_|gh[pousr]_|github_pat_|xox[abprs]-|AKIA|AIza)[A-Za-z0-9_-]{8,}/g;
// Up to the last @: passwords may hold one, and a slash.
const passwordInUrl = /(\b[a-z][a-z0-9+.-]{0,30}:\/\/)[^\s"'`<>]+@/gi;
// A quote that never closes is one that goes on in the next line.
const namedSecret =
  /((?:^|[\s,{;"'`])["'`]?[A-Za-z0-9_.-]*(?:key|secret|token|passw(?:or)?d|passphrase|credential|private|auth|dsn)[A-Za-z0-9_.-]*["'`]?\s*[:=]\s*)("(?:\\.|[^"\\])*(?:"|\\?$)|'[^']*(?:'|$)|`[^`]*(?:`|$)|[^\s,;}"'`]+)/gi;
/** What the rules above it leave of a credential. */
const masked = new RegExp(`^[A-Za-z_-]*${mark}[A-Za-z0-9+/=_-]{0,4}$`);

/** A credential for showing: its prefix, and its last four characters when enough stays hidden. */
export function maskSecret(raw: string, prefix: string): string {
  const rest = raw.slice(prefix.length);
  return rest.length < 12 ? `${prefix}${mark}` : `${prefix}${mark}${rest.slice(-4)}`;
}

/**
 * A line of a file for showing: Flint's credentials, other vendors' keys, passwords in URLs and the values of variables named
 * like secrets are masked. Flint ids stay, for they are what the line is shown for.
 */
export function maskSecretsIn(line: string): string {
  return line
    .replace(flintSecret, (raw: string, prefix: string) => maskSecret(raw, prefix))
    .replace(otherVendorsKey, `$1${mark}`)
    .replace(passwordInUrl, `$1${mark}@`)
    .replace(namedSecret, (whole: string, name: string, value: string) => {
      const bare = value.replace(/^(["'`])(.*)\1$/, '$2');
      return isId(bare) || masked.test(bare) || bare === '' ? whole : `${name}${mark}`;
    });
}

import { posix } from 'node:path';
import { envFilePurpose, isEnvFile } from '../../sweep/env-file-name.ts';

/** What a file is for, as far as its name says; it decides whether test mode belongs there. */
export type Place = 'production' | 'development' | 'example' | 'tests' | 'documentation' | 'source';

/** Env files whose name says nothing count as production: better a look too many than a test-mode id in live. */
export function placeOf(file: string): Place {
  if (isEnvFile(file)) {
    const purpose = envFilePurpose(file);
    return purpose === 'unsaid' ? 'production' : purpose;
  }
  if (/(?:^|\/)(?:tests?|__tests__|__mocks__|spec|e2e|fixtures|cypress)\//.test(file)) return 'tests';
  const name = posix.basename(file);
  if (/[._-](?:test|spec)s?\.[a-z]+$/.test(name)) return 'tests';
  if (/\.(?:md|mdx|rst|adoc|txt)$/.test(name)) return 'documentation';
  return /(?:^|[._-])(?:development|dev|staging|sandbox)[._-]/.test(name) ? 'development' : 'source';
}

/** Whether test mode is at home there. */
export function isForTestMode(place: Place): boolean {
  return place === 'development' || place === 'example' || place === 'tests';
}

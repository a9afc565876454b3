import { posix } from 'node:path';

/** Which environment an env file serves, as far as its name says. */
export type EnvFilePurpose = 'production' | 'development' | 'example' | 'unsaid';

/** True for env files of every usual name: `.env`, `.env.production`, `shop.env`. */
export function isEnvFile(path: string): boolean {
  const name = posix.basename(path);
  return name === '.env' || name.startsWith('.env.') || name.endsWith('.env');
}

/**
 * The environment an env file's name speaks of. Live ids belong in `production` files and, when nothing better is known, in
 * `unsaid` ones; never in `development` ones, which go on working against the sandbox.
 */
export function envFilePurpose(path: string): EnvFilePurpose {
  const words = posix.basename(path).toLowerCase().split(/[._-]/);
  const says = (...wanted: string[]) => words.some((word) => wanted.includes(word));
  if (says('example', 'sample', 'template', 'dist', 'defaults')) return 'example';
  if (says('development', 'dev', 'test', 'testing', 'ci', 'local', 'sandbox', 'staging', 'preview'))
    return 'development';
  if (says('production', 'prod', 'live')) return 'production';
  return 'unsaid';
}

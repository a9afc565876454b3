#!/usr/bin/env node
// Plain JavaScript that old versions of Node can read: it must be able to say what is wrong before the app is loaded.

const remedy = checkNodeVersion(process.versions.node);
if (remedy !== undefined) {
  process.stderr.write(remedy);
  process.exitCode = 1;
} else if (process.argv[2] === '--version' || process.argv[2] === '-V') {
  printVersion();
} else {
  start();
}

/** What to tell a person whose Node is older than 22.12, the version that the bundle is built for. */
function checkNodeVersion(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) return undefined;
  return [
    `flint-golive needs Node 22.12 or newer; this is Node ${version}.`,
    'Nothing was started. Install a newer Node from https://nodejs.org and run the same command again.',
    'In a checkout of flint-golive, use its npm scripts (npm run rehearse): they bring their own Node.',
    '',
  ].join('\n');
}

async function printVersion() {
  const { readFileSync } = await import('node:fs');
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`${manifest.version}\n`);
}

async function start() {
  const { existsSync } = await import('node:fs');
  // The published package holds the bundle beside bin/, a checkout in dist/.
  const bundle = ['../cli.js', '../dist/cli.js'].map((path) => new URL(path, import.meta.url)).find(existsSync);
  if (bundle === undefined) {
    process.stderr.write(
      'flint-golive is not built yet. Run `npm run build` in its folder, then the same command again.\n',
    );
    process.exitCode = 1;
    return;
  }
  prepareEnvironment();
  await enableCompileCache();
  await import(bundle.href);
}

/** React reads NODE_ENV and chalk FORCE_COLOR while they are imported, so both are set before. */
function prepareEnvironment() {
  // With an empty one, state and caches would land in the folder that the program is started in, beside a project's own files.
  if (process.env.HOME === '') delete process.env.HOME;
  if (process.env.NODE_ENV === undefined) process.env.NODE_ENV = 'production';
  if (process.env.NO_COLOR || process.argv.includes('--no-color')) process.env.FORCE_COLOR = '0';
}

/**
 * Compiled code is kept in the person's own cache folder. Node's default lies in the shared temporary folder, where
 * another account of the machine could put its own code in our way.
 */
async function enableCompileCache() {
  const { default: module } = await import('node:module');
  if (module.enableCompileCache === undefined) return;
  if (process.env.NODE_COMPILE_CACHE !== undefined) {
    module.enableCompileCache();
    return;
  }
  const { homedir } = await import('node:os');
  const { join } = await import('node:path');
  const caches =
    process.platform === 'darwin'
      ? join(homedir(), 'Library', 'Caches')
      : process.platform === 'win32'
        ? process.env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local')
        : process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  module.enableCompileCache(join(caches, 'flint-golive', 'compiled'));
}

import { mkdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { runScreens } from '../../src/ui/run.tsx';
import { standingLaunch } from './controls.ts';
import { playground } from './playground/playground.ts';

// Shows the playground's screens in a real terminal: `npx node test/ui/look.ts [part of a name]`. Tab shows the next one.
const folder = fileURLToPath(new URL('../../node_modules/.cache/flint-golive/', import.meta.url));
mkdirSync(folder, { recursive: true });
await build({
  entryPoints: [fileURLToPath(new URL('../../src/ui/run.tsx', import.meta.url))],
  outfile: `${folder}screens.mjs`,
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  jsx: 'automatic',
  logLevel: 'error',
});
const screens: { readonly runScreens: typeof runScreens } = await import(pathToFileURL(`${folder}screens.mjs`).href);

const wanted = process.argv[2] ?? '';
const states = Object.entries(playground).filter(([name]) => name.includes(wanted));
let shown = 0;
const launch = standingLaunch(states[shown]?.[1] ?? Object.values(playground)[0] ?? raise('the playground is empty'));
process.stdin.on('data', (chunk) => {
  if (String(chunk) !== '\t') return;
  shown = (shown + 1) % states.length;
  const next = states[shown];
  if (next) launch.show(next[1]);
});
await screens.runScreens(launch, { stdin: process.stdin, stdout: process.stdout, openLink: () => undefined });
process.stdout.write(`${JSON.stringify(launch.done)}\n`);
process.exit();

function raise(problem: string): never {
  throw new Error(problem);
}

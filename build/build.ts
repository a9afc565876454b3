import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OutputFile } from 'esbuild';
import { type Bundle, bundleProgram } from './bundle.ts';
import { externalPackages } from './loads.ts';
import { publishedManifest } from './manifest.ts';
import { noticesOf } from './notices.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

const bundle = await bundleProgram(root, 'src/cli/main.ts', 'dist').catch(() => {
  // esbuild's own report is on the screen already.
  process.exit(1);
});
await writeBundle(bundle.outputFiles);
await writeManifest(bundle);
await writeFile(join(dist, 'THIRD-PARTY-NOTICES.txt'), noticesOf(root, bundle.metafile));
for (const path of ['LICENSE', 'README.md', 'bin/flint-golive.js'].filter((name) => existsSync(join(root, name)))) {
  await mkdir(dirname(join(dist, path)), { recursive: true });
  await copyFile(join(root, path), join(dist, path));
}
await chmod(join(dist, 'bin/flint-golive.js'), 0o755);

/**
 * Chunks first and the entry last, then what an earlier build left: whoever starts the program meanwhile finds either
 * the old one or the new one. A chunk's name changes with its content.
 */
async function writeBundle(files: readonly OutputFile[]): Promise<void> {
  const entry = join(dist, 'cli.js');
  for (const { path, contents } of files.toSorted((one, other) => +(one.path === entry) - +(other.path === entry))) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, contents);
  }
  const current = new Set(files.map(({ path }) => path));
  const chunks = join(dist, 'chunks');
  for (const name of await readdir(chunks).catch(() => [])) {
    if (!current.has(join(chunks, name))) await rm(join(chunks, name), { force: true });
  }
}

async function writeManifest({ metafile }: Bundle): Promise<void> {
  const packageJson: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const manifest = publishedManifest(packageJson, externalPackages(metafile));
  await writeFile(join(dist, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  // For build/loads.ts; `files` keeps it out of the published package.
  await writeFile(join(dist, 'metafile.json'), JSON.stringify(metafile));
}

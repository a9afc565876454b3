import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Metafile } from 'esbuild';

/** What a moment of the program has loaded. */
export interface Load {
  /** The chunks that were read. */
  readonly chunks: readonly string[];
  /** Bytes of those chunks by npm package; the program's own code is under `flint-golive`. */
  readonly packages: ReadonlyMap<string, number>;
}

/**
 * What is loaded once the given source files have been imported: their chunks and everything those import statically.
 * A dynamic import counts only if the file it imports is given too.
 *
 * @throws if a file has no chunk of its own, because nothing imports it dynamically
 */
export function loadOf(metafile: Metafile, sourceFiles: readonly string[]): Load {
  const chunks = new Set<string>();
  const read = (chunk: string): void => {
    if (chunks.has(chunk)) return;
    chunks.add(chunk);
    for (const { path, kind, external } of metafile.outputs[chunk]?.imports ?? []) {
      if (kind === 'import-statement' && external !== true) read(path);
    }
  };
  for (const file of sourceFiles) {
    const chunk = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === file);
    if (chunk === undefined) throw new Error(`${file} is neither the entry nor imported dynamically`);
    read(chunk[0]);
  }

  const packages = new Map<string, number>();
  for (const chunk of chunks) {
    for (const [input, { bytesInOutput }] of Object.entries(metafile.outputs[chunk]?.inputs ?? {})) {
      if (bytesInOutput === 0) continue;
      const name = packageOf(input);
      packages.set(name, (packages.get(name) ?? 0) + bytesInOutput);
    }
  }
  return { chunks: [...chunks], packages };
}

/** Packages that the bundle expects to find beside it: everything imported that is not Node's own. */
export function externalPackages(metafile: Metafile): string[] {
  const own = new Set(builtinModules);
  const outside = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports)
    .filter(({ path, external }) => external === true && !path.startsWith('node:') && !own.has(path))
    .map(({ path }) => path.split('/', path.startsWith('@') ? 2 : 1).join('/'));
  return [...new Set(outside)].sort();
}

/** The metafile of the last `npm run build`. */
export function readMetafile(): Metafile {
  // Written by esbuild itself through build/build.ts; its type is esbuild's promise.
  return JSON.parse(readFileSync(new URL('../dist/metafile.json', import.meta.url), 'utf8')) as Metafile;
}

function packageOf(input: string): string {
  const [, path] = input.match(/.*node_modules\/(.+)$/) ?? [];
  return path === undefined ? 'flint-golive' : path.split('/', path.startsWith('@') ? 2 : 1).join('/');
}

/** `node build/loads.ts src/cli/main.ts [FILE...]`: prints what is loaded once these files have been imported. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = process.argv.slice(2);
  const { chunks, packages } = loadOf(readMetafile(), files.length > 0 ? files : ['src/cli/main.ts']);
  for (const chunk of chunks) console.log(chunk);
  for (const [name, bytes] of [...packages].sort(([, one], [, other]) => other - one)) {
    console.log(`${String(Math.ceil(bytes / 1024)).padStart(6)} kB  ${name}`);
  }
}

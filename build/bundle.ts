import { type BuildResult, build } from 'esbuild';
import { nativePackages } from './native-packages.ts';
import { devtoolsStub, nodeModulesThroughRequire, yogaWithoutFetch } from './start-up.ts';

/** The files of a bundle, not yet written, and what esbuild knows about them. */
export type Bundle = BuildResult<{ metafile: true; write: false }>;

/**
 * CommonJS dependencies call `require`, which an ES module does not have. The name beside it must be one that no
 * dependency uses: esbuild does not see the banner, and would not keep the two apart.
 */
const requireForCommonJs = [
  "import { createRequire as createRequireForCommonJs } from 'node:module';",
  'const require = createRequireForCommonJs(import.meta.url);',
].join('\n');

/**
 * Bundles a program for Node 22: ES modules, `cli.js` and the chunks it imports. What is imported dynamically gets
 * chunks of its own, so the first screen does not wait for what comes after it.
 *
 * @param entry the program's first file, relative to root
 * @param outdir the folder the files are meant for, relative to root
 */
export function bundleProgram(root: string, entry: string, outdir: string): Promise<Bundle> {
  return build({
    absWorkingDir: root,
    entryPoints: { cli: entry },
    outdir,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    jsx: 'automatic',
    // Minifying does not start faster, and makes a crash unreadable.
    minify: false,
    legalComments: 'none',
    external: Object.keys(nativePackages),
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    banner: { js: requireForCommonJs },
    plugins: [yogaWithoutFetch(), nodeModulesThroughRequire(['http']), devtoolsStub],
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
}

import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Yoga reads its embedded WebAssembly through `fetch('data:...')`, which loads all of undici (27 of 40 ms). The same
 * function can decode the text itself; this makes it always do so.
 */
const yogaFetch = 'return w||"function"!=typeof fetch?Promise.resolve()';
const yogaDecode = 'return true?Promise.resolve()';

/** Fails the build if yoga-layout is bundled and the patch did not find its place exactly once. */
export function yogaWithoutFetch(): Plugin {
  return {
    name: 'yoga-without-fetch',
    setup(build) {
      let patched = false;
      build.onStart(() => {
        patched = false;
      });
      build.onLoad({ filter: /yoga-layout[\\/]dist[\\/]binaries[\\/][^\\/]+\.js$/ }, async ({ path }) => {
        const parts = (await readFile(path, 'utf8')).split(yogaFetch);
        if (parts.length !== 2) {
          return { errors: [{ text: `the start-up patch no longer applies to ${path}; see build/start-up.ts` }] };
        }
        patched = true;
        return { contents: parts.join(yogaDecode), loader: 'js' };
      });
      build.onEnd(({ metafile }) => {
        const bundled = Object.keys(metafile?.inputs ?? {}).some((path) => path.includes('node_modules/yoga-layout/'));
        if (!bundled || patched) return undefined;
        return { errors: [{ text: 'yoga-layout is bundled, but its start-up patch found no file to patch' }] };
      });
    },
  };
}

/**
 * An ES import of a Node module reads every export, those included that load half of Node when they are touched
 * (`http.WebSocket` loads undici: 25 ms, nodejs/node#59686). A `require` of it reads only what is used.
 */
export function nodeModulesThroughRequire(names: readonly string[]): Plugin {
  const namespace = 'node-module';
  return {
    name: 'node-modules-through-require',
    setup(build) {
      const filter = new RegExp(`^(node:)?(${names.join('|')})$`);
      build.onResolve({ filter }, ({ path, kind, namespace: from }) => {
        if (from === namespace || kind === 'require-call') return { path: withScheme(path), external: true };
        return { path: withScheme(path), namespace };
      });
      build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({
        contents: `module.exports = require(${JSON.stringify(path)});`,
        loader: 'js',
      }));
    },
  };
}

/** Ink imports react-devtools-core only for its own development; left external it would crash at run time. */
export const devtoolsStub: Plugin = {
  name: 'devtools-stub',
  setup(build) {
    build.onResolve({ filter: /^react-devtools-core$/ }, ({ path }) => ({ path, namespace: 'stub' }));
    build.onLoad({ filter: /.*/, namespace: 'stub' }, () => ({ contents: 'export default {};', loader: 'js' }));
  },
};

function withScheme(path: string): string {
  return path.startsWith('node:') ? path : `node:${path}`;
}

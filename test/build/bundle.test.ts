import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Bundle, bundleProgram } from '../../build/bundle.ts';
import { externalPackages, loadOf } from '../../build/loads.ts';
import { noticesOf } from '../../build/notices.ts';
import { yogaWithoutFetch } from '../../build/start-up.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = 'test/build/programs';
const heavy = ['got', 'conf', 'zod', 'hono', '@hono/node-server'];

let folder: string;
let bundle: Bundle;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  bundle = await bundleProgram(root, `${program}/main.tsx`, folder);
  write(bundle);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
});

function write({ outputFiles }: Bundle): void {
  for (const { path, contents } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
  }
}

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a bundled program', () => {
  const run = (...args: string[]): string => {
    return execFileSync(process.execPath, [join(folder, 'cli.js'), ...args], { cwd: folder, encoding: 'utf8' });
  };

  it('draws with Ink outside its checkout, without loading undici for the layout', () => {
    expect(run()).toBe('first screen\nundici loaded: false\n');
  });

  it('talks over HTTP with the heavy packages once it asks for them', () => {
    expect(run('--heavy')).toContain('over http, function');
  });

  it('needs no package beside it', () => {
    expect(externalPackages(bundle.metafile)).toEqual([]);
  });

  it('carries the licences of what is inside it, and of nothing else', () => {
    const notices = noticesOf(root, bundle.metafile);
    expect(notices).toMatch(/^ink 8\.\S+ \(MIT\)\n\nMIT License/m);
    expect(notices).toMatch(/^@hono\/node-server /m);
    expect(notices).not.toMatch(/^vitest /m);
  });

  it('loads neither Ink nor the heavy packages at its entry', () => {
    const { packages } = loadOf(bundle.metafile, [`${program}/main.tsx`]);
    expect([...packages.keys()].filter((name) => ['ink', ...heavy].includes(name))).toEqual([]);
  });

  it('loads no heavy package for the first screen', () => {
    const { packages } = loadOf(bundle.metafile, [`${program}/main.tsx`, `${program}/first-screen.ts`]);
    expect(packages.has('ink')).toBe(true);
    expect(heavy.filter((name) => packages.has(name))).toEqual([]);
  });

  it('has the heavy packages where they are asked for, so the check above can fail', () => {
    const { packages } = loadOf(bundle.metafile, [`${program}/heavy.ts`]);
    expect(heavy.filter((name) => packages.has(name))).toEqual(heavy);
  });
});

it('every dependency of the project can be bundled and loaded', async () => {
  const manifest = z.object({ dependencies: z.record(z.string(), z.string()) });
  const { dependencies } = manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const imports = Object.keys(dependencies).map((name, index) => `import * as dependency${index} from '${name}';`);
  const uses = imports.map((_, index) => `Object.keys(dependency${index}).length > 0`);

  // Inside the project, because that is where its dependencies are found.
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
  const source = mkdtempSync(join(root, 'node_modules/.cache/every-dependency-'));
  try {
    writeFileSync(join(source, 'main.ts'), [...imports, `console.log([${uses}].every(Boolean));`].join('\n'));
    const every = await bundleProgram(root, relative(root, join(source, 'main.ts')), join(folder, 'every'));
    write(every);
    expect(externalPackages(every.metafile)).toEqual([]);
    expect(execFileSync(process.execPath, [join(folder, 'every/cli.js')], { cwd: folder, encoding: 'utf8' })).toBe(
      'true\n',
    );
  } finally {
    rmSync(source, { recursive: true });
  }
});

describe('the start-up patch of yoga-layout', () => {
  const bundleYoga = (path: string) => {
    return build({
      stdin: { contents: `import ${JSON.stringify(path)};`, resolveDir: folder },
      plugins: [yogaWithoutFetch()],
      bundle: true,
      format: 'esm',
      metafile: true,
      write: false,
      logLevel: 'silent',
    });
  };

  it('applies to the installed version', async () => {
    const installed = createRequire(createRequire(import.meta.url).resolve('ink')).resolve('yoga-layout');
    await expect(bundleYoga(installed)).resolves.toBeDefined();
  });

  it('fails the build when the code it patches has changed', async () => {
    const changed = join(folder, 'node_modules/yoga-layout/dist/binaries/yoga.js');
    mkdirSync(dirname(changed), { recursive: true });
    writeFileSync(changed, 'export default fetch;');
    await expect(bundleYoga(changed)).rejects.toThrow('no longer applies');
  });

  it('fails the build when the file it patches has moved', async () => {
    const moved = join(folder, 'node_modules/yoga-layout/lib/yoga.js');
    mkdirSync(dirname(moved), { recursive: true });
    writeFileSync(moved, 'export default fetch;');
    await expect(bundleYoga(moved)).rejects.toThrow('found no file to patch');
  });
});

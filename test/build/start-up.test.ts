import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, bundleProgram } from '../../build/bundle.ts';
import { externalPackages, loadOf } from '../../build/loads.ts';
import { nativePackages } from '../../build/native-packages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The source files that have been imported by the time the first screen is drawn: the entry, then what it awaits. */
const firstScreen = [
  'src/cli/main.ts',
  'src/cli/commands/launch.ts',
  'src/cli/commands/rehearse.ts',
  'src/cli/open-link.ts',
  'src/ui/run.tsx',
];

/** Half of the start-up time, and needed only after the first screen. */
const heavy = ['got', 'conf', 'zod', 'hono', '@hono/node-server'];

describe('the program, bundled', () => {
  let bundle: Bundle;

  beforeAll(async () => {
    bundle = await bundleProgram(root, 'src/cli/main.ts', 'dist');
  });

  it('loads neither Ink nor anything heavy before it knows the command', () => {
    const { packages } = loadOf(bundle.metafile, ['src/cli/main.ts']);
    expect(['ink', 'react', ...heavy].filter((name) => packages.has(name))).toEqual([]);
  });

  it('loads nothing heavy for the first screen', () => {
    const { packages } = loadOf(bundle.metafile, firstScreen);
    expect(heavy.filter((name) => packages.has(name))).toEqual([]);
  });

  it('needs no package beside it but the native ones, which it can live without', () => {
    expect(externalPackages(bundle.metafile)).toEqual(Object.keys(nativePackages));
  });
});

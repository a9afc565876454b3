import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bundleProgram } from '../../build/bundle.ts';
import { externalPackages } from '../../build/loads.ts';
import { publishedManifest } from '../../build/manifest.ts';
import { nativePackages } from '../../build/native-packages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const packageJson: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const described = { name: 'a', version: '1.0.0', description: 'b', license: 'MIT' };

describe('the published manifest', () => {
  it('has no dependencies when everything is bundled', () => {
    const manifest = publishedManifest(packageJson, []);
    expect(manifest).toMatchObject({
      name: 'flint-golive',
      type: 'module',
      bin: { 'flint-golive': 'bin/flint-golive.js' },
    });
    expect(Object.keys(manifest).filter((key) => /dependencies/i.test(key))).toEqual([]);
  });

  it('has the native packages as optional ones, in the version that was tested', () => {
    expect(publishedManifest(packageJson, Object.keys(nativePackages))).toMatchObject({
      optionalDependencies: { '@napi-rs/keyring': '2.1.2' },
    });
  });

  it('is refused when anything else was left outside of the bundle', () => {
    expect(() => publishedManifest(packageJson, ['@napi-rs/keyring', 'got'])).toThrow('missing when published: got');
  });

  it('is refused when a native package would be required instead of optional', () => {
    const dependencies = { '@napi-rs/keyring': '2.1.2' };
    expect(() => publishedManifest({ ...described, dependencies }, Object.keys(dependencies))).toThrow(
      'not an optional',
    );
  });
});

it('the keychain package stays outside of a bundle, and is asked for only when it is needed', async () => {
  const { metafile } = await bundleProgram(root, 'src/secrets/keychain-store.ts', 'dist');
  expect(externalPackages(metafile)).toEqual(['@napi-rs/keyring']);
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  expect(imports.filter(({ path }) => path === '@napi-rs/keyring').map(({ kind }) => kind)).toEqual(['dynamic-import']);
});

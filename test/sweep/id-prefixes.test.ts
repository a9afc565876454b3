import { describe, expect, it } from 'vitest';
import { envFilePurpose, isEnvFile } from '../../src/sweep/env-file-name.ts';
import { idPrefixes, prefixOf } from '../../src/sweep/id-prefixes.ts';

describe('the prefix table', () => {
  it('has each prefix once', () => {
    expect(new Set(idPrefixes.map(({ prefix }) => prefix)).size).toBe(idPrefixes.length);
  });

  it('tells what an id is and whether it can be re-created', () => {
    expect(prefixOf('optv_1kmn0a')).toEqual({ prefix: 'optv_', kind: 'option value', use: 'copyable' });
    expect(prefixOf('ord_1kmn0a')?.use).toBe('run time');
    expect(prefixOf('pdest_1kmn0a')?.use).toBe('live only');
    expect(prefixOf('price_1kmn0a')).toBeUndefined();
    expect(prefixOf('prod')).toBeUndefined();
  });
});

describe('names of env files', () => {
  it('knows env files by their names', () => {
    const names = ['.env', 'a/.env.production', 'deploy/shop.env', 'env', '.environment', '.env.d/x', 'a.env.js'];
    expect(names.filter(isEnvFile)).toEqual(['.env', 'a/.env.production', 'deploy/shop.env']);
  });

  it('tells production files from those that go on using the sandbox', () => {
    expect(['.env.production', 'prod.env', '.env.live'].map(envFilePurpose)).toEqual(Array(3).fill('production'));
    expect(['.env.development', '.env.test', '.env.local'].map(envFilePurpose)).toEqual(Array(3).fill('development'));
    expect(['.env.example', '.env.production.sample'].map(envFilePurpose)).toEqual(Array(2).fill('example'));
    expect(['.env', 'shop.env'].map(envFilePurpose)).toEqual(Array(2).fill('unsaid'));
  });
});

import { describe, expect, it } from 'vitest';
import { commandStore } from '../../src/secrets/command-store.ts';
import { keychainInWords } from '../../src/secrets/copy.ts';
import { describePlace, inProduction, settingsOf } from '../../src/secrets/placement.ts';
import { envFileStore } from '../../src/secrets/store.ts';

describe('a place that was chosen', () => {
  it('is called as its store calls itself', () => {
    expect(describePlace({ kind: 'env file', file: '.env.production' })).toBe(
      envFileStore('.env.production').describe(),
    );
    const write = 'gh secret set {name}';
    expect(describePlace({ kind: 'command', write })).toBe(commandStore({ write }).describe());
    expect(describePlace({ kind: 'keychain', project: '/shop' })).toBe(keychainInWords());
  });

  it('says what has to be given first', () => {
    const given = (kind: Parameters<typeof settingsOf>[0]) =>
      settingsOf(kind).map(({ name, required }) => [name, required]);
    expect(given('env file')).toEqual([['file', true]]);
    expect(given('keychain')).toEqual([]);
    expect(given('command')).toEqual([
      ['write', true],
      ['read', false],
    ]);
  });

  it('says how production gets at the secret', () => {
    const keychain = { kind: 'keychain', project: "/home/me/it's" } as const;
    expect(inProduction({ kind: 'env file', file: '.env.production' }, 'A')).toContain('.env.production');
    expect(inProduction(keychain, 'A', 'darwin')).toContain(
      `security find-generic-password -w -s flint-golive -a 'A in /home/me/it'\\''s'`,
    );
    expect(inProduction(keychain, 'A', 'linux')).toContain('secret-tool lookup service flint-golive username ');
    expect(inProduction(keychain, 'A', 'win32')).toBe(
      'Only you can read it, on this computer; a server elsewhere needs another place.',
    );
  });
});

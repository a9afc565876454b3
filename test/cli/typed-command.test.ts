import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { launchCommand, namingFlags, typedCommand } from '../../src/cli/typed-command.ts';

const here = resolve('.');

describe('the command that comes back', () => {
  it('to the launch of the current folder needs no flag', () => {
    expect(launchCommand({ target: 'live', name: 'default', project: here })).toBe('flint-golive');
  });

  it('to the launch of another folder names it whole, and its name', () => {
    expect(launchCommand({ target: 'live', name: 'eu', project: '/srv/shop' })).toBe(
      'flint-golive --cwd /srv/shop --launch eu',
    );
  });

  it('to a rehearsal needs no folder, since a rehearsal keeps its project', () => {
    const project = '/srv/shop';
    expect(launchCommand({ target: 'embedded', name: 'default', project })).toBe('flint-golive rehearse');
    expect(launchCommand({ target: 'sandbox', name: 'eu', project }, '--auto')).toBe(
      'flint-golive rehearse --on-flint --launch eu --auto',
    );
  });

  it('is one that a shell takes as it is meant, whatever the folder is called', () => {
    expect(typedCommand('--cwd', "/srv/Ada's shop; rm -rf $HOME")).toBe(
      `flint-golive --cwd '/srv/Ada'\\''s shop; rm -rf $HOME'`,
    );
  });
});

describe('the flags that name a launch', () => {
  it('tell the three targets apart', () => {
    const flags = (target: 'live' | 'embedded' | 'sandbox') =>
      namingFlags({ target, name: 'eu', project: '/srv/shop' }).join(' ');
    expect(flags('live')).toBe('--cwd /srv/shop --launch eu');
    expect(flags('embedded')).toBe('--rehearsal --launch eu');
    expect(flags('sandbox')).toBe('--rehearsal --on-flint --launch eu');
  });
});

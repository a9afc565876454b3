import { describe, expect, it } from 'vitest';
import { hasDisplay, isPage } from '../../src/cli/open-link.ts';

describe('opening a page in a browser', () => {
  it('happens only where the browser would appear before the person', () => {
    expect(hasDisplay({}, 'darwin')).toBe(true);
    expect(hasDisplay({}, 'win32')).toBe(true);
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({}, 'linux')).toBe(false);
  });

  it('never happens over SSH', () => {
    for (const platform of ['darwin', 'win32', 'linux'] as const) {
      expect(hasDisplay({ SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22', DISPLAY: ':10' }, platform)).toBe(false);
      expect(hasDisplay({ SSH_TTY: '/dev/pts/0' }, platform)).toBe(false);
    }
  });

  it('happens for pages only: https, or http on this machine', () => {
    expect(isPage('https://dashboard.example.com/keys')).toBe(true);
    expect(isPage('http://127.0.0.1:4010/dashboard')).toBe(true);
    for (const address of [
      'http://dashboard.example.com/keys',
      'https://name:password@example.com/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'vscode://file/etc/passwd',
      '/usr/bin/true',
      '',
    ]) {
      expect(isPage(address)).toBe(false);
    }
  });
});

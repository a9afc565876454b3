import open from 'open';
import { isLoopback } from '../flint/base-url.ts';

/**
 * Opens a page in the person's browser where there is one to open it in: only a page, never over SSH and never without a display. The
 * URL is on the screen in any case.
 */
export function openLink(url: string): void {
  if (!isPage(url) || !hasDisplay(process.env, process.platform)) return;
  open(url).then(
    (child) => child.on('error', () => undefined),
    () => undefined,
  );
}

/** Whether an address is a page of the web. Any other scheme could start a program of this computer. */
export function isPage(url: string): boolean {
  const page = URL.canParse(url) ? new URL(url) : undefined;
  if (page === undefined || page.username !== '' || page.password !== '') return false;
  return page.protocol === 'https:' || (page.protocol === 'http:' && isLoopback(page));
}

/** Whether a browser that this program opens would appear before the person. */
export function hasDisplay(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  if (environment.SSH_CONNECTION || environment.SSH_TTY) return false;
  if (platform === 'darwin' || platform === 'win32') return true;
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

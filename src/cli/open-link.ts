import open from 'open';

/**
 * Opens a page in the person's browser where there is one to open it in: never over SSH and never without a display. The
 * URL is on the screen in any case.
 */
export function openLink(url: string): void {
  if (!hasDisplay(process.env, process.platform)) return;
  open(url).then(
    (child) => child.on('error', () => undefined),
    () => undefined,
  );
}

/** Whether a browser that this program opens would appear before the person. */
export function hasDisplay(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  if (environment.SSH_CONNECTION || environment.SSH_TTY) return false;
  if (platform === 'darwin' || platform === 'win32') return true;
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

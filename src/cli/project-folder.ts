import { statSync } from 'node:fs';
import { LaunchStopped } from '../launch/failure.ts';

/** @throws LaunchStopped when there is no such folder */
export function demandProject(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw new LaunchStopped({
    kind: 'usage',
    headline: 'There is no such project folder.',
    meaning: `${folder} is no folder on this machine.`,
    remedy: 'Name another one with --cwd DIR.',
    passing: 'final',
  });
}

import type { Surroundings } from '../run.tsx';
import { drawUntilLeft } from '../run.tsx';
import { Browser } from './browser.tsx';
import type { BrowseControls } from './state.ts';

/**
 * Shows checks on the alternate screen until the person leaves them. The terminal is as before afterwards, whatever
 * happened. Throws a LaunchStopped with a fault of ours, after the controls were told, when drawing fails.
 */
export async function runBrowser(
  controls: BrowseControls,
  surroundings: Omit<Surroundings, 'openLink'>,
): Promise<void> {
  const { notices = true, stdout } = surroundings;
  await drawUntilLeft(
    ({ left, suspend }) => (
      <Browser
        controls={controls}
        notices={notices && stdout.isTTY === true}
        onLeave={left}
        {...(suspend === undefined ? {} : { suspend })}
      />
    ),
    surroundings,
    () => controls.leave('interrupted'),
  );
}

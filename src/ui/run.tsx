import { render } from 'ink';
import type { ReactNode } from 'react';
import { failureOf, LaunchStopped } from '../launch/failure.ts';
import type { LaunchControls } from '../launch/state.ts';
import { App } from './app.tsx';
import { RenderGuard } from './components/render-guard.tsx';
import { homedOutput } from './homed-output.ts';
import type { TerminalInput } from './keystrokes/keystrokes.ts';
import { Keystrokes } from './keystrokes/keystrokes.ts';

/** The terminal that the wizard draws on, and how it opens a page. */
export interface Surroundings {
  readonly stdin: TerminalInput;
  readonly stdout: NodeJS.WriteStream;
  readonly openLink: (url: string) => void;
  /** Whether the bell rings, and the desktop is told, when a wait turns; absent: they are. Never where stdout is no terminal. */
  readonly notices?: boolean;
  /** Takes the screens away when it aborts, whatever they show. */
  readonly signal?: AbortSignal;
}

/**
 * Shows a launch on the alternate screen until the person leaves it. The terminal is as before afterwards, whatever
 * happened. Throws {@link LaunchStopped} with a fault of ours, after the launch was left, when drawing fails.
 */
export async function runScreens(controls: LaunchControls, surroundings: Surroundings): Promise<void> {
  const { openLink, notices = true, stdout } = surroundings;
  await drawUntilLeft(
    ({ left, suspend }) => (
      <App
        controls={controls}
        openLink={openLink}
        notices={notices && stdout.isTTY === true}
        onLeave={left}
        {...(suspend === undefined ? {} : { suspend })}
      />
    ),
    surroundings,
    () => controls.leave('interrupted'),
  );
}

/** What drawing hands to what is drawn. */
interface Hold {
  /** Says that the person has left. */
  readonly left: () => void;
  /** Stops the process as Ctrl+Z would in a shell; absent where that is not possible. */
  readonly suspend?: () => void | Promise<void>;
}

/**
 * Draws on the alternate screen until the person has left. The terminal is as before afterwards, whatever happened. When
 * drawing fails, calls `onFault` and throws {@link LaunchStopped} with a fault of ours.
 */
export async function drawUntilLeft(
  draw: (hold: Hold) => ReactNode,
  { stdin, stdout, signal }: Pick<Surroundings, 'stdin' | 'stdout' | 'signal'>,
  onFault: () => void,
): Promise<void> {
  const keystrokes = new Keystrokes(stdin);
  const faults: unknown[] = [];
  let takeAway = (): void => undefined;
  const fail = (error: unknown): void => {
    faults.push(error);
    setImmediate(() => takeAway());
  };
  // Ink draws later frames from a timer, where nobody else would catch what goes wrong.
  process.on('uncaughtException', fail);
  try {
    const instance = render(
      <RenderGuard onFault={fail}>
        {draw({
          left: () => instance.unmount(),
          ...(process.platform === 'win32' ? {} : { suspend: stopUntilContinued }),
        })}
      </RenderGuard>,
      {
        stdin: keystrokes,
        stdout: homedOutput(stdout),
        exitOnCtrlC: false,
        alternateScreen: true,
        interactive: stdout.isTTY === true,
        incrementalRendering: false,
      },
    );
    takeAway = () => instance.unmount();
    if (signal?.aborted) instance.unmount();
    signal?.addEventListener('abort', () => instance.unmount(), { once: true });
    await instance.waitUntilExit();
  } catch (error) {
    faults.push(error);
    giveBack(stdout, keystrokes);
  } finally {
    process.off('uncaughtException', fail);
    keystrokes.close();
  }
  const [fault] = faults;
  if (fault === undefined) return;
  onFault();
  throw new LaunchStopped(failureOf(fault, () => undefined));
}

/** Restores the terminal after Ink failed so early that there is nothing to be asked to do it. */
function giveBack(stdout: NodeJS.WriteStream, keystrokes: Keystrokes): void {
  keystrokes.setRawMode(false);
  if (stdout.isTTY) stdout.write('\u001B[?2004l\u001B[?1049l\u001B[?25h');
}

/** Ctrl+Z: the whole process group stops, as if the terminal had seen the key, and draws again when it goes on. */
async function stopUntilContinued(): Promise<void> {
  process.kill(0, 'SIGTSTP');
  // Where nothing can continue a stopped process the system ignores the signal; then this only redraws.
  await new Promise((resolve) => setImmediate(resolve));
}

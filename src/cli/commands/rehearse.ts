import { resolve } from 'node:path';
import type { Outcome } from '../../launch/launch.ts';
import type { Pace } from '../../launch/wait.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { LaunchFlags } from '../launch-options.ts';
import type { Rehearsal } from '../rehearse/rehearsal.ts';
import type { Prepared } from '../session.ts';
import { runSession } from '../session.ts';
import { rehearsalFolder, stateFolder } from '../state-folder.ts';
import { audienceOf } from '../terminal.ts';
import { launchCommand } from '../typed-command.ts';

/** What `rehearse` takes besides the options of every launch. */
export interface RehearseFlags extends LaunchFlags {
  /** Answer every question with its default, and stand in for the person on the pages of the embedded sandbox. */
  readonly auto: boolean;
  readonly fresh: boolean;
  /** Against Flint's own sandbox, whose key is asked for, hidden, when FLINT_TEST_API_KEY does not hold it. */
  readonly onFlint: boolean;
  readonly speed: number;
}

/**
 * `flint-golive rehearse`: the whole launch without real money, against the embedded sandbox or, with FLINT_TEST_API_KEY,
 * against Flint's own.
 */
export async function rehearse(flags: RehearseFlags): Promise<ExitCode> {
  const shown = audienceOf({ json: flags.json === true });
  const audience = flags.auto && shown === 'screens' ? 'plain' : shown;
  const testKeyText = process.env.FLINT_TEST_API_KEY || undefined;
  const target = testKeyText !== undefined || flags.onFlint ? 'sandbox' : 'embedded';
  const folder = rehearsalFolder(stateFolder(process.env), target, flags.launch);
  const project = flags.cwd === undefined ? undefined : resolve(flags.cwd);
  const open =
    target === 'sandbox'
      ? () => openOnFlint(folder, project, testKeyText, flags)
      : () => openOnThisMachine(folder, project, flags);
  return await runSession({
    audience,
    name: flags.launch,
    target,
    folder: project ?? (target === 'embedded' ? 'the rehearsal’s own project' : resolve('.')),
    comeBack: comeBackTo(target, flags),
    notices: flags.quiet !== true,
    prepare: () => prepare(open, flags, audience === 'screens'),
  });
}

/** The rehearsal keeps its project; what else this run was told is said again. */
function comeBackTo(target: 'embedded' | 'sandbox', { launch: name, auto, speed }: RehearseFlags): string {
  const told = [...(auto ? ['--auto'] : []), ...(speed === 1 ? [] : ['--speed', String(speed)])];
  return launchCommand({ target, name, project: '' }, ...told);
}

// What follows imports late: the first screen is drawn before any of it is loaded.

async function openOnThisMachine(
  folder: string,
  project: string | undefined,
  { fresh, speed, programVersion }: RehearseFlags,
): Promise<Rehearsal> {
  const { openEmbedded } = await import('../rehearse/embedded.ts');
  return await openEmbedded({ folder, fresh, speed, programVersion, ...(project === undefined ? {} : { project }) });
}

async function openOnFlint(
  folder: string,
  project: string | undefined,
  testKeyText: string | undefined,
  { fresh, programVersion }: RehearseFlags,
): Promise<Rehearsal> {
  const [{ openOwnSandbox }, { readEnvironment }] = await Promise.all([
    import('../rehearse/own-sandbox.ts'),
    import('../environment.ts'),
  ]);
  const { baseUrl } = readEnvironment(process.env);
  return await openOwnSandbox({ folder, project, baseUrl, testKeyText, fresh, programVersion });
}

async function prepare(open: () => Promise<Rehearsal>, flags: RehearseFlags, interactive: boolean): Promise<Prepared> {
  const [{ openLaunch }, { standIn }] = await Promise.all([
    import('../open-launch.ts'),
    import('../rehearse/stand-in.ts'),
  ]);
  const rehearsal = await open();
  const { world, journalFile, sandboxUrl } = rehearsal;
  try {
    const launch = await openLaunch({
      world,
      journalFile,
      flags,
      interactive,
      pace: sandboxUrl === undefined ? pollingFlint : pollingThisMachine(flags.speed),
      money: 'simulated',
      defaults: flags.auto,
    });
    const stop = flags.auto && sandboxUrl !== undefined ? standIn(launch, sandboxUrl, world.shopUrl) : () => undefined;
    return {
      launch,
      close: async (outcome: Outcome) => {
        stop();
        await rehearsal.close(outcome.kind === 'finished');
      },
    };
  } catch (error) {
    await rehearsal.close(false);
    throw error;
  }
}

/** Flint's own rate limits are not published: poll gently (API notes, transport, section 10). */
export const pollingFlint: Pace = { first: 2000, longest: 30_000 };

/** Looking often at a Flint on this machine costs nobody anything. */
function pollingThisMachine(speed: number): Pace {
  return { first: Math.max(50, 500 / speed), longest: Math.max(100, 2000 / speed) };
}

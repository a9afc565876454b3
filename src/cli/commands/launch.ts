import { join, resolve } from 'node:path';
import type { ExitCode } from '../exit-codes.ts';
import type { LaunchFlags } from '../launch-options.ts';
import { demandProject } from '../project-folder.ts';
import type { Prepared } from '../session.ts';
import { runSession } from '../session.ts';
import { launchFolder, makeStateFolder, stateFolder } from '../state-folder.ts';
import { seemsLaunched } from '../status/launched.ts';
import { audienceOf } from '../terminal.ts';
import { launchCommand } from '../typed-command.ts';
import { pollingFlint } from './rehearse.ts';

/**
 * `flint-golive`: starts or goes on with this folder's launch. Without a terminal, and without answers, it only looks:
 * where the launch stands, and what is next.
 */
export async function launch(flags: LaunchFlags): Promise<ExitCode> {
  const project = resolve(flags.cwd ?? '.');
  demandProject(project);
  const audience = audienceOf({ json: flags.json === true });
  const folder = launchFolder(stateFolder(process.env), project, 'live', flags.launch);
  const answered = flags.answers !== undefined || flags.given.size > 0 || flags.keyFromStdin === true;
  const looked = await lookFirst(flags, join(folder, 'journal.json'), {
    interactive: audience === 'screens',
    answered,
  });
  if (looked !== undefined) return looked;
  return await runSession({
    audience,
    name: flags.launch,
    target: 'live',
    folder: project,
    comeBack: launchCommand({ target: 'live', name: flags.launch, project }),
    notices: flags.quiet !== true,
    prepare: () => prepare(project, folder, flags, audience === 'screens'),
  });
}

/** Without anybody to answer, and for a launch that came to its end, the status is told instead of running through all again. */
async function lookFirst(
  { json, cwd, launch: name, programVersion }: LaunchFlags,
  journalFile: string,
  how: { readonly interactive: boolean; readonly answered: boolean },
): Promise<ExitCode | undefined> {
  if (how.answered || (how.interactive && !seemsLaunched(journalFile))) return undefined;
  const { status, statusWhenLaunched } = await import('./status.ts');
  const flags = { json: json === true, launch: name, ...(cwd === undefined ? {} : { cwd }) };
  return how.interactive ? await statusWhenLaunched(flags, programVersion) : await status(flags, programVersion);
}

async function prepare(project: string, folder: string, flags: LaunchFlags, interactive: boolean): Promise<Prepared> {
  const [{ openLaunch }, { takeLock }, { worldOfLive }] = await Promise.all([
    import('../open-launch.ts'),
    import('../../launch/lock.ts'),
    import('../standing/live-world.ts'),
  ]);
  const given = flags.keyFromStdin ? { text: await readStandardInput(), from: 'standard input' } : undefined;
  const world = worldOfLive(process.env, project, flags.programVersion, given);
  await makeStateFolder(folder);
  const lock = takeLock(join(folder, 'lock'));
  try {
    const opened = await openLaunch({
      world,
      journalFile: join(folder, 'journal.json'),
      flags,
      pace: pollingFlint,
      money: 'real',
      defaults: false,
      interactive,
    });
    return { launch: opened, close: async () => lock.release() };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Everything on standard input, up to more than any key has: a key from a secret manager's own command. */
async function readStandardInput(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > 10_000) break;
  }
  return text;
}

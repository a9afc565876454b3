import { join, resolve } from 'node:path';
import type { ExitCode } from '../exit-codes.ts';
import type { LaunchFlags } from '../launch-options.ts';
import type { Prepared } from '../session.ts';
import { runSession } from '../session.ts';
import { launchFolder, makeStateFolder, stateFolder } from '../state-folder.ts';
import { audienceOf } from '../terminal.ts';
import { pollingFlint } from './rehearse.ts';

/**
 * `flint-golive`: starts or goes on with this folder's launch. Without a terminal, and without answers, it only looks:
 * where the launch stands, and what is next.
 */
export async function launch(flags: LaunchFlags): Promise<ExitCode> {
  const project = resolve(flags.cwd ?? '.');
  const audience = audienceOf({ json: flags.json === true });
  const folder = launchFolder(stateFolder(process.env), project, 'live', flags.launch);
  const lookOnly = audience !== 'screens' && flags.answers === undefined && flags.given.size === 0;
  return await runSession({
    audience,
    name: flags.launch,
    target: 'live',
    folder: project,
    comeBack: `flint-golive${flags.launch === 'default' ? '' : ` --launch ${flags.launch}`}`,
    prepare: () => prepare(project, folder, flags, { interactive: audience === 'screens', lookOnly }),
  });
}

async function prepare(
  project: string,
  folder: string,
  flags: LaunchFlags,
  how: { readonly interactive: boolean; readonly lookOnly: boolean },
): Promise<Prepared> {
  const [{ readEnvironment }, { openLaunch }, { takeLock }, { readProductionKey }] = await Promise.all([
    import('../environment.ts'),
    import('../open-launch.ts'),
    import('../../launch/lock.ts'),
    import('../../steps/target.ts'),
  ]);
  const environment = readEnvironment(process.env);
  const target = { name: 'live' as const, baseUrl: environment.baseUrl };
  const key = environment.apiKey === undefined ? undefined : readProductionKey(target, environment.apiKey);
  if (!how.lookOnly) await makeStateFolder(folder);
  const lock = how.lookOnly ? undefined : takeLock(join(folder, 'lock'));
  try {
    const opened = await openLaunch({
      world: {
        target,
        folder: project,
        suggested: {},
        ...(key?.ok ? { keyAtHand: { ...key.answer, from: 'FLINT_API_KEY' } } : {}),
        ...(environment.testApiKey === undefined ? {} : { sandboxKeyText: environment.testApiKey }),
      },
      journalFile: join(folder, 'journal.json'),
      flags,
      pace: pollingFlint,
      money: 'real',
      defaults: false,
      ...how,
    });
    return { launch: opened, close: async () => lock?.release() };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

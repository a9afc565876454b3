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
  const answered = flags.answers !== undefined || flags.given.size > 0 || flags.keyFromStdin === true;
  const lookOnly = audience !== 'screens' && !answered;
  return await runSession({
    audience,
    name: flags.launch,
    target: 'live',
    folder: project,
    comeBack: `flint-golive${flags.launch === 'default' ? '' : ` --launch ${flags.launch}`}`,
    notices: flags.quiet !== true,
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
  const given = flags.keyFromStdin
    ? { text: await readStandardInput(), from: 'standard input' }
    : { text: environment.apiKey, from: 'FLINT_API_KEY' };
  const key = given.text === undefined ? undefined : readProductionKey(target, given.text);
  if (!how.lookOnly) await makeStateFolder(folder);
  const lock = how.lookOnly ? undefined : takeLock(join(folder, 'lock'));
  try {
    const opened = await openLaunch({
      world: {
        target,
        programVersion: flags.programVersion,
        folder: project,
        secretPlaces: ['env-file', 'keychain', 'command'],
        suggested: {},
        ...(key?.ok ? { keyAtHand: { ...key.answer, from: given.from } } : {}),
        ...(key?.ok === false ? { keyRefused: `The key from ${given.from} is not taken. ${key.problem}` } : {}),
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

/** Everything on standard input, up to more than any key has: a key from a secret manager's own command. */
async function readStandardInput(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > 10_000) break;
  }
  return text;
}

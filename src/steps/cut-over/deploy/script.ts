import { join } from 'node:path';
import { LaunchStopped } from '../../../launch/failure.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import { readVariable } from '../../../secrets/env-file.ts';
import { Secret } from '../../../secrets/secret.ts';
import { isEnvFile } from '../../../sweep/env-file-name.ts';
import type { Configuration } from '../../configuration/script.ts';
import { keyVariable } from '../../live-key/place.ts';
import type { Production } from '../../live-key/script.ts';
import type { World } from '../../world.ts';
import { revealedSettings, settingsSheet, words } from './copy.ts';
import { deployed } from './questions.ts';
import type { Setting } from './settings.ts';
import { smokeTest } from './smoke.ts';

/**
 * The deploy: the production configuration on one page, the person deploys it, and it is proved from outside that the deployed
 * service runs with it. Gives what is still open.
 */
export async function deployConfiguration(
  step: Verbs,
  world: World,
  production: Production,
  configuration: Configuration,
): Promise<readonly string[]> {
  const settings = await readSettings(step, world, production, configuration);
  const files = [...new Set(configuration.renamed.map(({ file }) => file))];
  const page = settingsSheet(production.place.store.describe(), files, settings);
  let mayShow = settings.every(({ secret, value }) => secret !== undefined || value !== undefined);
  for (;;) {
    step.show(page);
    const answer = await step.ask(deployed, {
      prompt: deployed.title,
      default: 'yes',
      ...(mayShow ? {} : { only: ['yes', 'no'] }),
    });
    if (answer === 'yes') return await smokeTest(step, world, production);
    step.forget(deployed.id);
    if (answer === 'no') throw notDeployed();
    await reveal(step, settings);
    // What answers by itself would ask to see them for ever.
    mayShow = false;
  }
}

async function readSettings(
  step: Verbs,
  { folder }: World,
  production: Production,
  configuration: Configuration,
): Promise<readonly Setting[]> {
  const { store } = production.place;
  const name = configuration.secretVariable;
  const secret = store.canReadBack ? await step.observe(words.reading, () => store.get(name)) : undefined;
  const missing = store.canReadBack ? words.notThere : words.notGivenBack;
  return [
    { name: keyVariable, secret: new Secret(production.key.key), note: words.fromStep(2) },
    { name, note: words.endpointSecret, ...(secret === undefined ? { missing } : { secret }) },
    ...(await idSettings(step, folder, configuration)),
  ];
}

/** The settings that name ids, each once and whole: one may hold several ids, or an address with one in it. */
async function idSettings(step: Verbs, folder: string, { renamed }: Configuration): Promise<readonly Setting[]> {
  const settings = new Map<string, Setting>();
  for (const { name, to, file } of renamed) {
    const held = await step.observe(words.reading, () => readVariable(join(folder, file), name));
    // What a loader passes over, as in a comment, is no setting.
    if (held === undefined && isEnvFile(file)) continue;
    const whole = held instanceof Secret ? { secret: held } : { value: held ?? to };
    const text = held instanceof Secret ? held.masked() : held;
    settings.set(`${name}=${text}`, { name, note: words.fromStep(4), ...whole });
  }
  return [...settings.values()];
}

/** How long the secrets stay on the screen when nobody hides them, in milliseconds. */
const longestShown = 5 * 60_000;

/** Shows the secrets until they are hidden again. The screen is the only renderer that draws a wait; output in lines never does. */
async function reveal(step: Verbs, settings: readonly Setting[]): Promise<void> {
  const until = step.now().getTime() + longestShown;
  await step.waitFor<undefined, 'hide'>({
    id: 'cut-over.settings',
    title: words.shown,
    look: async () => undefined,
    over: () => step.now().getTime() >= until,
    show: () => revealedSettings(settings),
    fingerprint: () => '',
    pace: { first: 5_000, longest: 30_000 },
    ways: () => [{ id: 'hide', key: 's', label: words.hide }],
    otherwise: () => 'hide',
  });
}

function notDeployed(): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: 'The configuration is not deployed yet.',
    meaning: 'The real charge comes after it. Nothing was sent.',
    remedy: 'Deploy it, then try again or run the same command.',
    passing: 'final',
  });
}

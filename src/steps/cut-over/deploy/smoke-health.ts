import { deployedVerdict } from '../../../checks/deployed/copy.ts';
import { readHealthUrl } from '../../../checks/deployed/health-url.ts';
import { askHealth } from '../../../checks/deployed.ts';
import { LaunchStopped } from '../../../launch/failure.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { Production } from '../../live-key/script.ts';
import { modeOf } from '../../target.ts';
import type { World } from '../../world.ts';
import { healthUrl } from './questions.ts';
import type { SmokeOutcome } from './smoke.ts';
import { healthSheet, words } from './smoke-copy.ts';

/** The service's own page says which mode it runs in. Watched until it names the right one, so that a deploy can catch up. */
export async function proveByHealthPage(step: Verbs, world: World, _: Production): Promise<SmokeOutcome> {
  const wanted = modeOf(world.target);
  const onlyLoopback = world.target.name === 'embedded';
  const suggested = world.suggested[healthUrl.id];
  const text = await step.ask(healthUrl, {
    prompt: healthUrl.title,
    explanation: [words.healthNote],
    verify: async (given) => {
      const read = readHealthUrl(given, { onlyLoopback });
      return 'problem' in read ? read.sentence : undefined;
    },
    ...(suggested === undefined ? {} : { default: suggested }),
  });
  const read = readHealthUrl(text, { onlyLoopback });
  if ('problem' in read) {
    step.forget(healthUrl.id);
    return { open: read.sentence };
  }
  const waited = await step.waitFor<Awaited<ReturnType<typeof askHealth>>, 'another' | 'caught'>({
    id: 'cut-over.health',
    title: words.waitingForHealth,
    look: () => askHealth(read.url, { version: world.programVersion, signal: step.signal }),
    over: (answer) => deployedVerdict(answer, wanted).status === 'done',
    show: (answer) => healthSheet(deployedVerdict(answer, wanted)),
    fingerprint: (answer) => deployedVerdict(answer, wanted).message,
    ways: () => [{ id: 'another', key: 'w', label: words.anotherWay }],
    otherwise: (answer) => (answer && deployedVerdict(answer, wanted).status === 'missing' ? 'caught' : undefined),
  });
  if (waited.kind === 'seen') {
    const { at, address } = waited.seen;
    step.prove('cut-over.deployed', words.provedByHealth(wanted, address), { at, mode: wanted });
    return 'proved';
  }
  if (waited.way === 'caught') throw wrongKeyDeployed(wanted);
  step.forget(healthUrl.id);
  return 'another';
}

/** The deployed service runs in the other mode, and nobody is there to deploy it anew. */
export function wrongKeyDeployed(wanted: 'live' | 'test', found = words.otherMode(wanted)): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: found,
    meaning: words.otherModeMeaning(wanted),
    remedy: words.otherModeRemedy(wanted),
    passing: 'final',
    outcome: 'nothing happened',
  });
}

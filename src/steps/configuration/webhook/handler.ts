import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeSample } from '../../../checks/handler/code-samples.ts';
import { probeHandler } from '../../../checks/handler/conformance.ts';
import { diagnose } from '../../../checks/handler/diagnose.ts';
import { frameworkName, frameworkOf } from '../../../checks/handler/frameworks.ts';
import { acknowledgedWithin, conformanceResults, type ProbeResult } from '../../../checks/handler/results.ts';
import { readHandlerUrl } from '../../../checks/handler/target.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { Write } from '../../../launch/write.ts';
import type { Secret } from '../../../secrets/secret.ts';
import type { Production } from '../../live-key/script.ts';
import type { World } from '../../world.ts';
import { addressRefusal } from './addresses.ts';
import { handlerSheet, words } from './copy.ts';
import { againOnce, handlerFault, probeConsent } from './questions.ts';
import { repeatThroughFlint } from './repeat.ts';
import { sentAt } from './test-event.ts';
import type { SentTestEvent } from './test-event-writes.ts';
import { secretVariable } from './writes.ts';

const diagnosed = z.object({
  cause: z.string(),
  sentence: z.string(),
  remedy: z.string().optional(),
  further: z.array(z.string()),
  proves: z.array(z.string()),
  asFarAsSeen: z.array(z.string()),
  acknowledgedWithin: z.number().optional(),
  /** Everything that was seen, without any secret. Absent in what older versions wrote down. */
  results: conformanceResults.optional(),
});

/** What the probes found out about the handler. */
export type Diagnosed = z.infer<typeof diagnosed>;

/** The handler behind the endpoint, at the URL that the person confirmed and a test event proved. */
export interface ProvedHandler {
  readonly endpointId: string;
  readonly url: string;
  readonly accepted: SentTestEvent;
  readonly sandboxSecret: Secret | undefined;
}

/**
 * Tries the production handler as Flint would send to it and as an attacker would, with consent: what is tampered, stale,
 * wrongly signed or unsigned has to be refused. Gives what is still open, in words.
 */
export async function probeProductionHandler(
  step: Verbs,
  world: World,
  production: Production,
  handler: ProvedHandler,
): Promise<readonly string[]> {
  const { client, place } = production;
  const canSign = place.store.canReadBack && (await place.store.get(secretVariable)) !== undefined;
  if (!canSign || addressRefusal(world.target, handler.url) !== undefined) return [words.notProbed];
  const consent = await step.ask(probeConsent, {
    prompt: words.askProbe(new URL(handler.url).host),
    explanation: [words.probeNote, ...(handler.accepted.deliveryId === undefined ? [] : [words.resendNote])],
    default: 'yes',
  });
  if (consent === 'no') return [words.notProbed];
  for (let attempt = 1; ; attempt += 1) {
    const repeat = await repeatThroughFlint(step, client, handler.accepted, attempt);
    const trial = probe(step, world, production, handler, { attempt, repeat });
    const found = await step.perform(trial);
    if (found.cause === 'none') {
      step.prove('configuration.handler', words.handlerProved, {
        at: sentAt(step, trial),
        mode: client.mode,
      });
      return [];
    }
    step.show(handlerSheet(handler.url, found, await sampleFor(world)));
    const answer = await step.ask(handlerFault, {
      prompt: handlerFault.title,
      instance: String(attempt),
      ...againOnce(attempt),
    });
    if (answer === 'go-on') return [found.sentence];
  }
}

function probe(
  step: Verbs,
  world: World,
  { client, merchantId, place }: Production,
  { url, endpointId, sandboxSecret }: ProvedHandler,
  { attempt, repeat }: { readonly attempt: number; readonly repeat: ProbeResult | undefined },
): Write<Diagnosed> {
  return {
    name: `handler.probe#${attempt}`,
    title:
      attempt === 1 ? 'Try the handler with forged and repeated events' : `Try the handler again, attempt ${attempt}`,
    uses: attempt === 1 ? [probeConsent.id] : [probeConsent.id, `${handlerFault.id}#${attempt - 1}`],
    result: diagnosed,
    send: async () => {
      const seen = await probeHandler({
        url: readHandlerUrl(url),
        secret: async () => (await place.store.get(secretVariable))?.reveal() ?? '',
        ...(sandboxSecret === undefined ? {} : { sandboxSecret: () => sandboxSecret.reveal() }),
        endpointId,
        merchantId,
        mode: client.mode,
        version: world.programVersion,
        signal: step.signal,
      });
      const results = repeat === undefined ? seen : { ...seen, probes: [...seen.probes, repeat] };
      const { cause, sentence, remedy, further, proves, asFarAsSeen } = diagnose(results);
      return {
        evidence: { at: results.finishedAt, mode: client.mode },
        result: {
          cause,
          sentence,
          remedy,
          further: further.map((finding) => finding.sentence),
          proves: [...proves],
          asFarAsSeen: [...asFarAsSeen],
          acknowledgedWithin: acknowledgedWithin(results),
          results,
        },
      };
    },
    undo: { possible: false, because: 'Events marked as tests change nothing, so there is nothing to take back.' },
  };
}

/** How to verify on the raw body in the framework that the project uses. */
async function sampleFor({
  folder,
}: World): Promise<{ readonly framework: string; readonly lines: readonly string[] }> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '');
  const framework = frameworkOf(text) ?? 'node:http';
  return { framework: frameworkName(framework), lines: codeSample(framework).code.trimEnd().split('\n') };
}

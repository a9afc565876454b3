import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeSample } from '../../checks/handler/code-samples.ts';
import { probeHandler } from '../../checks/handler/conformance.ts';
import { diagnose } from '../../checks/handler/diagnose.ts';
import { frameworkName, frameworkOf } from '../../checks/handler/frameworks.ts';
import { acknowledgedWithin } from '../../checks/handler/results.ts';
import { readHandlerUrl } from '../../checks/handler/target.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { Write } from '../../launch/write.ts';
import type { Production } from '../live-key/script.ts';
import type { World } from '../world.ts';
import { handlerSheet, words } from './copy.ts';
import { againOnce, handlerFault, probeConsent } from './questions.ts';
import { secretVariable } from './writes.ts';

const diagnosed = z.object({
  cause: z.string(),
  sentence: z.string(),
  remedy: z.string().optional(),
  further: z.array(z.string()),
  proves: z.array(z.string()),
  asFarAsSeen: z.array(z.string()),
  acknowledgedWithin: z.number().optional(),
});

/** What the probes found out about the handler. */
export type Diagnosed = z.infer<typeof diagnosed>;

/**
 * Tries the production handler as Flint would send to it and as an attacker would, with consent: what is tampered, stale,
 * wrongly signed or unsigned has to be refused. Gives what is still open, in words.
 */
export async function probeProductionHandler(
  step: Verbs,
  world: World,
  production: Production,
  endpoint: { readonly endpointId: string; readonly url: string },
): Promise<readonly string[]> {
  const { store } = production.place;
  const canSign = store.canReadBack && (await store.get(secretVariable)) !== undefined;
  if (!canSign) return [words.notProbed];
  const consent = await step.ask(probeConsent, {
    prompt: probeConsent.title,
    explanation: [words.probeNote],
    default: 'yes',
  });
  if (consent === 'no') return [words.notProbed];
  for (let attempt = 1; ; attempt += 1) {
    const found = await step.perform(probe(step, world, production, endpoint, attempt));
    if (found.cause === 'none') {
      step.prove('configuration.handler', words.handlerProved, {
        at: step.now().toISOString(),
        mode: production.client.mode,
      });
      return [];
    }
    step.show(handlerSheet(endpoint.url, found, await sampleFor(world)));
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
  endpoint: { readonly endpointId: string; readonly url: string },
  attempt: number,
): Write<Diagnosed> {
  return {
    name: `handler.probe#${attempt}`,
    title:
      attempt === 1 ? 'Try the handler with forged and repeated events' : `Try the handler again, attempt ${attempt}`,
    uses: [probeConsent.id],
    result: diagnosed,
    send: async () => {
      const results = await probeHandler({
        url: readHandlerUrl(endpoint.url),
        secret: async () => (await place.store.get(secretVariable))?.reveal() ?? '',
        endpointId: endpoint.endpointId,
        merchantId,
        mode: client.mode,
        version: world.programVersion,
        signal: step.signal,
      });
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

import type { Verbs } from '../../../launch/verbs.ts';
import type { ProductionClient } from '../../connections.ts';
import { words } from './smoke-copy.ts';

/**
 * An instant of this machine (RFC 3339; absent: now) as Flint's clock had it, and never later than Flint's now: orders carry Flint's
 * time, and a clock here that is ahead of it would hide every new one. Where Flint's answer has no `Date`, it is the instant as it is.
 */
export async function onFlintsClock(step: Verbs, client: ProductionClient, instant?: string): Promise<string> {
  await step.observe(words.askingTime, () => client.prove());
  const here = step.now().getTime();
  const there = client.serverTime?.getTime() ?? here;
  const earlier = instant === undefined ? 0 : Math.max(0, here - Date.parse(instant));
  return new Date(there - earlier).toISOString();
}

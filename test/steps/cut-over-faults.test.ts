import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { defaultPace } from '../../src/flint/pace.ts';
import { scripted } from '../launch/scripted-launch.ts';
import { meetKind } from './fault-meeting.ts';
import type { CallOfTheLaunch } from './fault-rows.ts';
import { kinds } from './fault-rows.ts';
import type { RehearsalWorld, Standpoint, WorldOptions } from './rehearsal-world.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

/** Every call of step 5 in the guide’s generation, and in the later one those that it alone has. */
const guideCalls: readonly CallOfTheLaunch[] = [
  { route: 'live POST /v1/orders', write: 'order.create' },
  { route: 'live POST /v1/checkout-sessions', write: 'checkout-session.create' },
  { route: 'live GET /v1/checkout-sessions/*' },
  { route: 'live GET /v1/orders/*' },
  { route: 'live GET /v1/webhook-events' },
  { route: 'live GET /v1/refunds' },
  { route: 'live POST /v1/refunds', write: 'refund.create' },
  { route: 'live GET /v1/refunds/*' },
];
const laterCalls: readonly CallOfTheLaunch[] = [{ route: 'live GET /v1/webhook-events/*/deliveries' }];

/** A launch that stands at the door of step 5, for every row to go on from. */
async function standAtStepFive(generation: 'guide' | '2026-09-07', folder: string) {
  const stateFile = join(folder, `${generation}.json`);
  const before = await openRehearsalWorld({ speed: 200, stateFile, api: { default: generation } });
  const outcome = await before.open({ sources: [scripted({ 'cut-over.deployed': 'no' })] }).run();
  expect(outcome).toMatchObject({ failure: { headline: 'The configuration is not deployed yet.' } });
  const { world, receiver, journal } = before;
  const from: Standpoint = { stateFile, project: world.folder, receiver, entries: [...journal.entries()] };
  return {
    before,
    open: (options: WorldOptions) => openRehearsalWorld({ ...options, api: { default: generation }, from }),
  };
}

let folder = '';
const worlds: RehearsalWorld[] = [];
const opens = new Map<string, (options: WorldOptions) => Promise<RehearsalWorld>>();
beforeAll(async () => {
  // No time is spent between the client's own tries; how it waits is tested with the client.
  vi.spyOn(defaultPace, 'random').mockReturnValue(0);
  folder = await mkdtemp(join(tmpdir(), 'golive-step-five-'));
  for (const generation of ['guide', '2026-09-07'] as const) {
    const { before, open } = await standAtStepFive(generation, folder);
    worlds.push(before);
    opens.set(generation, open);
  }
});
afterAll(async () => {
  vi.restoreAllMocks();
  for (const world of worlds) await world.close();
  await rm(folder, { recursive: true, force: true });
});

const rows = [
  ...guideCalls.map((call) => ({ call, generation: 'guide' })),
  ...laterCalls.map((call) => ({ call, generation: '2026-09-07' })),
];

/** To a read it is all the same whether work was done before the answer was lost. */
const needless = (call: CallOfTheLaunch, effect: string): boolean =>
  call.write === undefined && (effect.startsWith('reset-after') || effect === 'status=503 after-commit');

/** A server without this route is one of the guide’s generation, and asked as such. */
const isAbsorbed = (call: CallOfTheLaunch, effect: string): boolean =>
  call.route.endsWith('/deliveries') && effect.startsWith('html-page=404');

describe.concurrent.each(rows)('every kind of fault at $call.route, $generation', ({ call, generation }) => {
  it.each(kinds.filter(({ effect }) => !needless(call, effect) && !isAbsorbed(call, effect)))(
    '$effect',
    async (kind) => {
      await meetKind(kind, call, opens.get(generation));
    },
  );
});

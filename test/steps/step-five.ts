import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Launch, Script } from '../../src/launch/launch.ts';
import type { Configuration } from '../../src/steps/configuration/script.ts';
import { recreateConfiguration } from '../../src/steps/configuration/script.ts';
import { connectProduction } from '../../src/steps/connections.ts';
import { cutOver } from '../../src/steps/cut-over/script.ts';
import type { Production } from '../../src/steps/live-key/script.ts';
import { createLiveKey } from '../../src/steps/live-key/script.ts';
import type { World } from '../../src/steps/world.ts';
import { scripted, stateWhere } from '../launch/scripted-launch.ts';
import type { OpenOptions, RehearsalWorld, Standpoint, WorldOptions } from './rehearsal-world.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

/** A launch that stands somewhere in step 5, of which every row of a test gets a copy to go on from. */
export interface StepFive {
  readonly open: (options?: WorldOptions) => Promise<RehearsalWorld>;
  /** Step 5 alone: what the steps before it gave is given again, without their calls. */
  readonly script: NonNullable<OpenOptions['script']>;
  /** The same with another client than its own. */
  readonly scriptWith: (connect: typeof connectProduction) => NonNullable<OpenOptions['script']>;
  readonly close: () => Promise<void>;
}

/** Where it stands: at the door of step 5, or where Flint has given up sending the paid event to the handler. */
export type Stand = 'guide' | '2026-09-07' | 'undelivered';

export async function standInStepFive(stand: Stand): Promise<StepFive> {
  const folder = await mkdtemp(join(tmpdir(), 'golive-step-five-'));
  const stateFile = join(folder, 'sandbox.json');
  const api = { default: stand === 'guide' ? stand : '2026-09-07' } as const;
  let broken = false;
  const before = await openRehearsalWorld({
    speed: 2_000,
    stateFile,
    api,
    refusing: () => broken,
    onExchange: ({ method, path }) => {
      if (stand === 'undelivered' && method === 'POST' && path === '/v1/checkout-sessions') broken = true;
    },
  });
  const door = before.open({ sources: [scripted({ 'cut-over.deployed': 'no' })] });
  expect(await door.run()).toMatchObject({ failure: { headline: 'The configuration is not deployed yet.' } });
  const given = await whatStepsGave(before);
  if (stand === 'undelivered') await goOnUntilGivenUp(before.open(), before);
  broken = false;

  const from: Standpoint = { stateFile, project: before.world.folder, entries: [...before.journal.entries()] };
  return {
    open: (options = {}) => openRehearsalWorld({ ...options, api, from }),
    script: (world) => stepFiveOf(world, given, connectProduction),
    scriptWith: (connect) => (world) => stepFiveOf(world, given, connect),
    close: async () => {
      await before.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Given {
  readonly production: Production;
  readonly configuration: Configuration;
}

async function whatStepsGave({ open }: RehearsalWorld): Promise<Given> {
  let given: Given | undefined;
  const script =
    (world: World): Script =>
    async (run) => {
      const production = await run.step('live-key', (step) => createLiveKey(step, world));
      const configuration = await run.step('configuration', (step) => recreateConfiguration(step, world, production));
      given = { production, configuration };
    };
  expect(await open({ script }).run()).toEqual({ kind: 'finished' });
  if (given === undefined) throw new Error('The steps before step 5 gave nothing.');
  return given;
}

function stepFiveOf(world: World, { production, configuration }: Given, connect: typeof connectProduction): Script {
  const { key, merchantId } = production;
  return (run) =>
    run.step('cut-over', async (step) => {
      const client = connect(world.target, key, step.signal, merchantId);
      await cutOver(step, world, { ...production, client }, configuration);
    });
}

async function goOnUntilGivenUp(launch: Launch, { sandbox }: RehearsalWorld): Promise<void> {
  const running = launch.run();
  await stateWhere(launch, () => sandbox.ledger().live.deliveries.some(({ attempts }) => attempts === 9));
  launch.leave('chosen');
  await running;
}

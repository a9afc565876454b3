import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { defaultAnswers } from '../../src/cli/answer-sources.ts';
import { layOutSampleProject } from '../../src/cli/rehearse/sample-project.ts';
import { standIn } from '../../src/cli/rehearse/stand-in.ts';
import type { AnswerSource } from '../../src/launch/answers.ts';
import type { Clock } from '../../src/launch/clock.ts';
import { systemClock } from '../../src/launch/clock.ts';
import type { Entry } from '../../src/launch/journal/entry.ts';
import type { Journal } from '../../src/launch/journal/journal.ts';
import { journalInMemory } from '../../src/launch/journal/journal.ts';
import type { Launch, Script } from '../../src/launch/launch.ts';
import { createLaunch } from '../../src/launch/launch.ts';
import type { Receiver, Sandbox, SandboxOptions } from '../../src/sandbox/index.ts';
import { startReceiver, startSandbox } from '../../src/sandbox/index.ts';
import { readVariable } from '../../src/secrets/env-file.ts';
import { explain } from '../../src/steps/explain.ts';
import { mustNotKeep } from '../../src/steps/kept-text.ts';
import { launchScript } from '../../src/steps/launch-script.ts';
import { isYourAccount } from '../../src/steps/live-key/questions.ts';
import { steps } from '../../src/steps/step-descriptions.ts';
import type { Target } from '../../src/steps/target.ts';
import { readProductionKey } from '../../src/steps/target.ts';
import type { World } from '../../src/steps/world.ts';

/** A whole rehearsal in this process: its Flint, its receiver, its project, and launches on it. */
export interface RehearsalWorld {
  readonly world: World;
  readonly sandbox: Sandbox;
  readonly receiver: Receiver;
  readonly journal: Journal;
  /** Opens the launch anew on the same journal, as a new start of the program would. */
  readonly open: (options?: OpenOptions) => Launch;
  readonly close: () => Promise<void>;
}

export interface OpenOptions {
  readonly sources?: readonly AnswerSource[];
  readonly patience?: number;
  /** Parts of the world that are otherwise for this launch. */
  readonly world?: (world: World) => World;
  /** Without it nobody submits forms or pays. */
  readonly standIn?: boolean;
  readonly lookOnly?: boolean;
  /** A person sits there and is asked: no question gets its default. */
  readonly interactive?: boolean;
  /** Without defaults, a question that no source answers is nobody's. */
  readonly defaults?: boolean;
  /** Another journal than the launch's own, as a start after a crash would find it. */
  readonly journal?: Journal;
  readonly clock?: Clock;
  /** A part of the launch instead of the whole. */
  readonly script?: (world: World) => Script;
}

export interface WorldOptions extends SandboxOptions {
  /** What the deployed handler takes for its secret; absent: what the production file holds. */
  readonly secret?: () => string | undefined;
  /** The FLINT_API_KEY that the deployed shop runs with; absent: what the production file holds. */
  readonly deployedKey?: () => string | undefined;
  /** While it says so, the deployed handler holds no secret and refuses everything. */
  readonly refusing?: () => boolean;
  /** Goes on from where another world stood, on a copy of its Flint; its project and the handler that it registered are shared. */
  readonly from?: Standpoint;
}

/** Opens a rehearsal for the test that runs, and closes it when that test is over. */
export async function rehearsalOfTest(options: WorldOptions = {}): Promise<RehearsalWorld> {
  const rehearsal = await openRehearsalWorld(options);
  onTestFinished(() => rehearsal.close());
  return rehearsal;
}

/** Where a launch stood, kept for others to go on from. */
export interface Standpoint {
  readonly stateFile: string;
  readonly project: string;
  readonly entries: readonly Entry[];
}

async function deployedSetting(project: string, name: string): Promise<string | undefined> {
  const value = await readVariable(join(project, '.env.production'), name);
  return typeof value === 'string' || value === undefined ? value : value.reveal();
}

export async function openRehearsalWorld({
  secret,
  refusing,
  deployedKey,
  from,
  ...options
}: WorldOptions = {}): Promise<RehearsalWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'golive-rehearsal-'));
  const project = from?.project ?? join(folder, 'shop');
  const stateFile = from && join(folder, 'sandbox.json');
  if (from && stateFile) await copyFile(from.stateFile, stateFile);
  const sandbox = await startSandbox({ speed: 50, ...(stateFile === undefined ? {} : { stateFile }), ...options });
  const receiver = await startReceiver({
    secret:
      secret ??
      (async () => {
        if (refusing?.()) return undefined;
        return await deployedSetting(project, 'FLINT_WEBHOOK_SECRET');
      }),
    shop: { flintUrl: sandbox.baseUrl, key: deployedKey ?? (() => deployedSetting(project, 'FLINT_API_KEY')) },
  });
  if (!from) {
    await layOutSampleProject(project, {
      ...sandbox.samples,
      testKey: sandbox.keys.test,
      baseUrl: sandbox.baseUrl,
      webhookUrl: receiver.url,
    });
  }
  const target: Target = {
    name: 'embedded',
    baseUrl: new URL(sandbox.baseUrl),
    dashboardUrl: sandbox.dashboardUrl,
  };
  const key = readProductionKey(target, sandbox.keys.live);
  const world: World = {
    target,
    programVersion: '0.0.0',
    folder: project,
    ...(key.ok ? { keyAtHand: { ...key.answer, from: 'the rehearsal' } } : {}),
    sandboxKeyText: sandbox.keys.test,
    secretPlaces: ['env-file'],
    suggested: {
      'account.website-url': 'https://shop.example.com',
      'account.support-email': 'help@shop.example.com',
      'configuration.webhook-url': receiver.url,
      'cut-over.health-url': receiver.healthUrl ?? '',
    },
    shopUrl: receiver.shopUrl ?? '',
  };
  const startedAt = new Date().toISOString();
  const journal = journalInMemory(
    { id: 'abcdef', name: 'default', target: 'embedded', folder: project, startedAt },
    from?.entries,
  );
  return {
    world,
    sandbox,
    receiver,
    journal,
    open: ({
      sources = [],
      patience,
      world: change = (same: World) => same,
      standIn: acts = true,
      lookOnly = false,
      interactive = false,
      defaults = !interactive,
      journal: found = journal,
      clock = systemClock,
      script = launchScript,
    } = {}) => {
      const launch = createLaunch({
        journal: found,
        steps,
        script: script(change(world)),
        explain,
        mustNotKeep,
        boundTo: [isYourAccount.id],
        clock,
        sources: defaults ? [...sources, defaultAnswers()] : sources,
        interactive,
        lookOnly,
        pace: { first: 20, longest: 60 },
        ...(patience === undefined ? {} : { patience }),
      });
      if (acts) standIn(launch, sandbox.baseUrl, receiver.shopUrl);
      return launch;
    },
    close: async () => {
      await receiver.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

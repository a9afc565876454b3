import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { layOutSampleProject } from '../../../src/cli/rehearse/sample-project.ts';
import { parseFault } from '../../../src/sandbox/faults/index.ts';
import { type Receiver, type Sandbox, startReceiver, startSandbox } from '../../../src/sandbox/index.ts';
import { keepPaying } from '../../page-payer.ts';
import { setClockAhead } from '../time.ts';
import { complaintsAbout } from './complaints.ts';
import { planOf } from './plan.ts';
import { type LiveRun, runLive } from './run.ts';

/** How the launch of one seed went. */
export interface Trial {
  readonly seed: number;
  readonly runs: readonly LiveRun[];
  /** What is not as it has to be, in words. */
  readonly complaints: readonly string[];
}

/** A launch that is still not at its end after so many runs never comes to it. */
const mostRuns = 30;

const hour = 60 * 60 * 1000;

/** A whole live launch against a Flint on this machine, with the faults and the blows that the seed decides. */
export async function trial(seed: number): Promise<Trial> {
  const plan = planOf(seed);
  const home = await mkdtemp(join(tmpdir(), 'golive-soak-'));
  const project = join(home, 'shop');
  // For Flint and the handler of webhooks, which live in this process, and for the program.
  let ahead = 0;
  const restoreClock = setClockAhead(() => ahead);
  const sandbox = await startSandbox({
    speed: 500,
    api: plan.api,
    quirks: plan.quirks,
    faults: plan.faults.map(parseFault),
  });
  const receiver = await startReceiver({ secret: () => deployedSecret(project) });
  const stop = new AbortController();
  const paying = keepPaying(sandbox, 'live', stop.signal);
  const runs: LiveRun[] = [];
  try {
    await prepare(sandbox, receiver, project);
    const answersFile = join(home, 'answers.json');
    await writeFile(answersFile, JSON.stringify(answersFor(receiver.url)));
    while (runs.length < mostRuns) {
      const run = await runLive({ home, project, sandbox, answersFile, ahead, blow: plan.blows[runs.length] });
      runs.push(run);
      if (run.blow?.fate === '25h' && run.signal === 'SIGKILL') ahead += 25 * hour;
      // An answer that is missing, or a bug, does not go away by itself.
      if (run.exitCode === 0 || run.exitCode === 2 || run.exitCode === 70) break;
    }
    return { seed, runs, complaints: await complaintsAbout({ sandbox, home, project, runs, aDayPassed: ahead > 0 }) };
  } finally {
    stop.abort();
    await paying;
    await receiver.close();
    await sandbox.close();
    restoreClock();
    await rm(home, { recursive: true, force: true });
  }
}

async function prepare(sandbox: Sandbox, receiver: Receiver, project: string): Promise<void> {
  await mkdir(project, { recursive: true });
  const { samples, keys, baseUrl } = sandbox;
  await layOutSampleProject(project, { ...samples, testKey: keys.test, baseUrl, webhookUrl: receiver.url });
  const profile = { website_url: 'https://shop.example.com', support_email: 'help@shop.example.com' };
  await fetch(`${sandbox.dashboardUrl}/profile`, { method: 'POST', body: new URLSearchParams(profile) });
  await fetch(`${sandbox.dashboardUrl}/verification`, { method: 'POST' });
}

async function deployedSecret(project: string): Promise<string | undefined> {
  const text = await readFile(join(project, '.env.production'), 'utf8').catch(() => '');
  return /^FLINT_WEBHOOK_SECRET="?([^"\n]+)/m.exec(text)?.[1];
}

function answersFor(webhookUrl: string): Record<string, string> {
  return {
    'live-key.purposes': 'checkout,refunds',
    'live-key.file': '.env.production',
    'live-key.place': 'env-file',
    'live-key.place-failed': 'later',
    'live-key.replace': 'keep',
    'live-key.merchant': 'yes',
    'account.dashboard': 'started',
    'live-key.ignore': 'leave',
    'live-key.revoke-unused': 'keep',
    'configuration.webhook-url': webhookUrl,
    'configuration.known-endpoint': 'rotate',
    'configuration.handler-ready': 'yes',
    'configuration.test-event-failed': 'again',
    'configuration.probe': 'yes',
    'configuration.handler-fault': 'go-on',
    'configuration.recreate': 'create',
    'configuration.settings': 'receipts.header_text,checkout.require_phone',
    'configuration.copy-failed': 'again',
    'configuration.rewrite-sources': '',
    'configuration.rewrite': 'write',
    'configuration.left-over': 'go-on',
    'cut-over.deployed': 'yes',
    'cut-over.smoke-test': 'skip',
    'cut-over.charge-way': 'page',
    'cut-over.amount': '1.00',
    'cut-over.partly-paid': 'rest',
    'cut-over.unpaid-order': 'page',
    'cut-over.event-seen': 'yes',
    'cut-over.fulfilled': 'yes',
    'cut-over.refund-elsewhere': 'follow',
  };
}

import { onTestFinished } from 'vitest';
import type { CheckContext, CodePlace, LaunchRecord, Project, ProjectFinding } from '../../src/checks/context.ts';
import type { FlintClient } from '../../src/flint/client.ts';
import { connect } from '../../src/flint/client.ts';
import type { LiveKey, TestKey } from '../../src/flint/keys.ts';
import type { Exchange, Sandbox, SandboxOptions } from '../../src/sandbox/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';

/** An embedded Flint of one test, its clients, and what checks look at. */
export interface CheckWorld {
  readonly sandbox: Sandbox;
  readonly live: FlintClient<'live'>;
  readonly test: FlintClient<'test'>;
  readonly exchanges: readonly Exchange[];
  /** Everything there is, connected and proved; parts of it replaced, or taken away with `undefined`. */
  readonly context: (parts?: Partial<Record<keyof CheckContext, unknown>>) => CheckContext;
  /** Sends something to a plane outside the code under test; answers with `data`. Throws for anything but a success. */
  readonly arrange: (
    mode: 'test' | 'live',
    method: string,
    path: string,
    body?: unknown,
  ) => Promise<Record<string, unknown>>;
  /** Takes the live account through verification; its review passes with the sandbox's speed. */
  readonly verify: () => Promise<void>;
}

/** Starts an embedded Flint that ends with the test. */
export async function openCheckWorld(options: SandboxOptions = {}): Promise<CheckWorld> {
  const exchanges: Exchange[] = [];
  const sandbox = await startSandbox({ speed: 50, onExchange: (exchange) => exchanges.push(exchange), ...options });
  onTestFinished(() => sandbox.close());
  const ending = new AbortController();
  onTestFinished(() => ending.abort());
  const { signal } = ending;
  const baseUrl = new URL(sandbox.baseUrl);
  // The sandbox hands its keys out as texts; what they are is known here.
  const live = connect({ mode: 'live', key: sandbox.keys.live as LiveKey, baseUrl, signal });
  const test = connect({ mode: 'test', key: sandbox.keys.test as TestKey, baseUrl, signal });
  await Promise.all([live.prove(), test.prove()]);
  const form = async (path: string, fields: Readonly<Record<string, string>>): Promise<void> => {
    const answer = await fetch(`${sandbox.dashboardUrl}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
    await answer.body?.cancel();
  };
  return {
    sandbox,
    live,
    test,
    exchanges,
    context: (parts = {}) => {
      const whole: Record<string, unknown> = {
        production: live,
        merchantId: sandbox.merchantId,
        sandbox: test,
        launch: launchRecord(),
        project: projectOf(),
        now: () => new Date(),
        signal,
        ...parts,
      };
      // What a test takes away is absent, as it would be in a real run.
      return Object.fromEntries(
        Object.entries(whole).filter(([, part]) => part !== undefined),
      ) as unknown as CheckContext;
    },
    arrange: async (mode, method, path, body) => {
      const answer = await fetch(`${sandbox.baseUrl}${path}`, {
        method,
        headers: { authorization: `Bearer ${sandbox.keys[mode]}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const { data, error } = (await answer.json()) as { data?: Record<string, unknown>; error?: unknown };
      if (data === undefined) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(error)}`);
      return data;
    },
    verify: async () => {
      await form('/profile', { website_url: 'https://shop.example.com', support_email: 'help@shop.example.com' });
      await form('/verification', {});
    },
  };
}

/** A launch that recorded nothing but these facts. */
export function launchRecord(facts: Partial<LaunchRecord> = {}): LaunchRecord {
  return { idMap: new Map(), proofs: [], ...facts };
}

/** A project in which a sweep finds these, and whose source has these lines. */
export function projectOf(found: readonly ProjectFinding[] = [], source: readonly CodePlace[] = []): Project {
  return {
    findings: async () => found,
    reach: async () => ({ filesRead: 12, notRead: [], history: 'read' }),
    places: async (pattern) =>
      source.filter(({ text }) => new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')).test(text)),
  };
}

/** A finding as a sweep gives it; the parts that matter to a test are named. */
export function finding(parts: Partial<ProjectFinding> = {}): ProjectFinding {
  return {
    kind: 'test-mode id',
    shown: 'prod_01TEST',
    file: 'src/shop.ts',
    line: 1,
    exposure: 'server',
    level: 'error',
    what: 'product prod_01TEST: test-mode',
    remedy: 'Replace it by the id of its live twin.',
    ...parts,
  };
}

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import express, { type Express, type Request } from 'express';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Cause } from '../../src/checks/handler/causes.ts';
import { codeSample } from '../../src/checks/handler/code-samples.ts';
import { probeHandler } from '../../src/checks/handler/conformance.ts';
import { type Diagnosis, diagnose } from '../../src/checks/handler/diagnose.ts';
import { quickWithinMilliseconds } from '../../src/checks/handler/results.ts';
import { defaultProbePace } from '../../src/checks/handler/target.ts';
import { listen, liveSecret, sandboxSecret, targetAt } from './serve-handler.ts';

const path = '/webhooks/flint';
const raw = express.raw({ type: '*/*' });

/** Probes an application. On its clock passes only the time that the application itself says it takes, so a busy machine looks no slower. */
async function diagnosisOf(app: Express, clock = { milliseconds: 0 }): Promise<Diagnosis> {
  const target = targetAt(await listen(app), { sandboxSecret: () => sandboxSecret });
  return diagnose(await probeHandler(target, { pace: { ...defaultProbePace, elapsed: () => clock.milliseconds } }));
}

/** Whether the body, as the parsers before left it, passes the package standardwebhooks. */
function passes(request: Request, body: unknown = request.body, secret = liveSecret): boolean {
  try {
    // What a parser left there may be no text, against the types: that is the mistake of some of these.
    new Webhook(secret).verify(body as string, request.headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}

/** An application whose one route answers 204 to what it takes for genuine, and 400 to the rest. */
function verifying(isGenuine: (request: Request) => boolean, ...before: readonly express.RequestHandler[]): Express {
  const app = express();
  app.post(path, ...before, (request, response) => void response.status(isGenuine(request) ? 204 : 400).end());
  return app;
}

/** Keeps the bytes beside the parsed body, as `verify` of Express's JSON parser can. */
function keepingBytes(): Express {
  const bytes = new WeakMap<object, Buffer>();
  const keep = express.json({ verify: (request, _response, body) => void bytes.set(request, body) });
  return verifying((request) => passes(request, bytes.get(request)), keep);
}

/** Its JSON parser stands after the webhook's route, where it takes the bytes from nobody. */
function parsingAfterwards(): Express {
  const app = verifying((request) => passes(request), raw);
  app.use(express.json());
  app.post('/orders', (request, response) => void response.json(request.body));
  return app;
}

describe('good handlers in Express', () => {
  it.each([
    ['the sample that is shown', sampleApplication],
    ['one with the raw parser at its route', () => verifying((request) => passes(request), raw)],
    [
      'one with the text parser at its route',
      () => verifying((request) => passes(request), express.text({ type: '*/*' })),
    ],
    ['one that keeps the bytes beside the parsed body', keepingBytes],
    ['one whose JSON parser comes after it', parsingAfterwards],
  ])('%s passes every probe', async (_name, application) => {
    const diagnosis = await diagnosisOf(await application());
    expect(diagnosis).toMatchObject({ cause: 'none', further: [] });
    expect(diagnosis.proves).toEqual([
      'webhooks.raw-body-signature',
      'webhooks.live-secret',
      'webhooks.quick-acknowledgement',
    ]);
  });
});

/** A JSON parser for the whole application comes first, and the raw parser at the route finds nothing left to read. */
function parsingFirst(isGenuine: (request: Request) => boolean): Express {
  const app = express();
  app.use(express.json());
  app.use(verifying(isGenuine, raw));
  return app;
}

/** A verification whose error nobody catches. */
function uncaught(): Express {
  const app = express();
  app.post(path, raw, (request, response) => {
    new Webhook(liveSecret).verify(request.body, request.headers as Record<string, string>);
    response.status(204).end();
  });
  return app;
}

function answeringFirst(): Express {
  const app = express();
  app.post(path, raw, (request, response) => {
    response.status(200).end();
    passes(request);
  });
  return app;
}

/** Every event is inserted under its id: the second time the database refuses it, and nobody catches that either. */
function insertingTwice(): Express {
  const rows = new Set<unknown>();
  const app = express();
  app.post(path, raw, async (request, response) => {
    if (!passes(request)) return void response.status(400).end();
    const { webhook_event_id: id } = JSON.parse(String(request.body));
    if (rows.has(id)) throw new Error('duplicate key value violates unique constraint "events_pkey"');
    rows.add(id);
    response.status(204).end();
  });
  return app;
}

/** A proxy's rule that sends everybody to the address without `www`. */
function redirecting(): Express {
  const app = express();
  app.use((_request, response) => response.redirect(308, 'https://shop.example.com/webhooks/flint'));
  return app;
}

function elsewhere(): Express {
  const app = express();
  app.post('/hooks', raw, (_request, response) => void response.status(204).end());
  return app;
}

describe('broken handlers in Express', () => {
  it.each<[string, Cause, () => Express]>([
    [
      'signs the parsed body written again',
      'parsed body',
      () => parsingFirst((request) => passes(request, JSON.stringify(request.body))),
    ],
    [
      'hands the parsed body to the verifier',
      'parsed before verified',
      () => parsingFirst((request) => passes(request)),
    ],
    [
      'holds the sandbox’s secret',
      'sandbox secret',
      () => verifying((request) => passes(request, request.body, sandboxSecret), raw),
    ],
    [
      'verifies the bytes with a secret of its own',
      'other secret',
      () =>
        verifying((request) => passes(request, request.body, `whsec_${Buffer.alloc(32, 9).toString('base64')}`), raw),
    ],
    ['catches no error of the verifier', 'fails instead of refusing', uncaught],
    ['answers before it verifies', 'accepts unsigned events', answeringFirst],
    ['fails at an event that it knows', 'refuses duplicates', insertingTwice],
    ['sends to another address', 'redirect', redirecting],
    ['listens under another path', 'no such route', elsewhere],
  ])('one that %s: %s', async (_name, cause, application) => {
    expect(await diagnosisOf(application())).toMatchObject({ cause, further: [] });
  });

  it('one that works before it answers: slow', async () => {
    const clock = { milliseconds: 0 };
    const working = verifying((request) => {
      clock.milliseconds += quickWithinMilliseconds + 1;
      return passes(request);
    }, raw);
    const diagnosis = await diagnosisOf(working, clock);
    expect(diagnosis).toMatchObject({ cause: 'slow', further: [] });
    expect(diagnosis.proves).not.toContain('webhooks.quick-acknowledgement');
  });
});

/** The sample for Express as a person would run it, with `alreadySeen` and `queue` of the project's own. */
async function sampleApplication(): Promise<Express> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'flint-golive-express-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'node_modules'));
  for (const name of ['express', 'standardwebhooks']) {
    const installed = fileURLToPath(new URL(`../../node_modules/${name}`, import.meta.url));
    symlinkSync(installed, join(folder, 'node_modules', name), 'dir');
  }
  const file = join(folder, 'sample.mjs');
  writeFileSync(file, `${codeSample('express').code}export { app };\n`);
  vi.stubEnv('FLINT_WEBHOOK_SECRET', liveSecret);
  vi.stubGlobal('alreadySeen', async () => false);
  vi.stubGlobal('queue', async () => undefined);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  });
  const loaded: { app: Express } = await import(/* @vite-ignore */ pathToFileURL(file).href);
  return loaded.app;
}

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { codeSample } from '../../src/checks/handler/code-samples.ts';
import { probeHandler } from '../../src/checks/handler/conformance.ts';
import { type Diagnosis, diagnose } from '../../src/checks/handler/diagnose.ts';
import { defaultProbePace } from '../../src/checks/handler/target.ts';
import { expressLike, type LikeApplication, type LikeRequest } from './express-like.ts';
import { listen, liveSecret, targetAt } from './serve-handler.ts';

async function diagnosisOf(app: LikeApplication): Promise<Diagnosis> {
  const url = await listen(app);
  return diagnose(await probeHandler(targetAt(url), { pace: { ...defaultProbePace, elapsed: () => 0 } }));
}

const webhook = new Webhook(liveSecret);
const path = '/webhooks/flint';

function verify(request: LikeRequest, body: unknown): void {
  // What a parser left there is no text, against the types: that is the mistake of some of these.
  webhook.verify(body as string, request.headers as Record<string, string>);
}

/** The sample for Express, run with the stand-in in the place of the package. */
async function sampleApplication(): Promise<LikeApplication> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'flint-golive-express-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const packages = join(folder, 'node_modules');
  mkdirSync(join(packages, 'express'), { recursive: true });
  writeFileSync(join(packages, 'express/package.json'), '{"name":"express","type":"module","exports":"./index.js"}');
  const standIn = new URL('./express-like.ts', import.meta.url).href;
  writeFileSync(join(packages, 'express/index.js'), `export { expressLike as default } from '${standIn}';\n`);
  symlinkSync(
    fileURLToPath(new URL('../../node_modules/standardwebhooks', import.meta.url)),
    join(packages, 'standardwebhooks'),
    'dir',
  );
  const file = join(folder, 'sample.mjs');
  writeFileSync(file, `${codeSample('express').code}export { app };\n`);
  vi.stubEnv('FLINT_WEBHOOK_SECRET', liveSecret);
  vi.stubGlobal('alreadySeen', async () => false);
  vi.stubGlobal('queue', async () => undefined);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  });
  const loaded: { app: LikeApplication } = await import(/* @vite-ignore */ pathToFileURL(file).href);
  return loaded.app;
}

describe('handlers in the manner of Express', () => {
  it('the sample that is shown passes every probe', async () => {
    const diagnosis = await diagnosisOf(await sampleApplication());
    expect(diagnosis).toMatchObject({ cause: 'none', further: [] });
    expect(diagnosis.proves).toContain('webhooks.raw-body-signature');
  });

  it('a JSON parser for the whole application takes the bytes from the handler after it', async () => {
    const app = expressLike();
    app.use(expressLike.json());
    app.post(path, expressLike.raw(), (request, response) => {
      try {
        verify(request, JSON.stringify(request.body));
      } catch {
        return response.status(400).end();
      }
      response.status(204).end();
    });
    expect(await diagnosisOf(app)).toMatchObject({ cause: 'parsed body' });
  });

  it('a verification whose error nobody catches answers 500', async () => {
    const app = expressLike();
    app.post(path, expressLike.raw(), (request, response) => {
      verify(request, request.body);
      response.status(204).end();
    });
    expect(await diagnosisOf(app)).toMatchObject({ cause: 'fails instead of refusing' });
  });

  it('an answer before the verification accepts everything', async () => {
    const app = expressLike();
    app.post(path, expressLike.raw(), (request, response) => {
      response.status(200).end();
      verify(request, request.body);
    });
    expect(await diagnosisOf(app)).toMatchObject({ cause: 'accepts unsigned events' });
  });

  it('a handler under another path is not found', async () => {
    const app = expressLike();
    app.post('/hooks', expressLike.raw(), (_request, response) => response.status(204).end());
    expect(await diagnosisOf(app)).toMatchObject({ cause: 'no such route' });
  });
});

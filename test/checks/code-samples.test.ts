import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { transform } from 'esbuild';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { codeSample, type Framework, frameworks } from '../../src/checks/handler/code-samples.ts';
import { probeHandler } from '../../src/checks/handler/conformance.ts';
import { diagnose } from '../../src/checks/handler/diagnose.ts';
import { frameworkOf } from '../../src/checks/handler/frameworks.ts';
import { defaultProbePace } from '../../src/checks/handler/target.ts';
import { listen, liveSecret, targetAt } from './serve-handler.ts';

const names = Object.keys(frameworks).filter((name): name is Framework => name in frameworks);
const inJavaScript = names.filter((name) => name !== 'flask');

/** Runs a sample as a program of its own would, beside the project's packages, and gives what it exports. */
async function load(framework: Framework, exported: string): Promise<unknown> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'flint-golive-sample-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(new URL('../../node_modules', import.meta.url), join(folder, 'node_modules'), 'dir');
  const file = join(folder, 'sample.mjs');
  const { code } = codeSample(framework);
  writeFileSync(
    file,
    `${code}${code.includes(`export async function ${exported}`) ? '' : `export { ${exported} };\n`}`,
  );
  vi.stubEnv('FLINT_WEBHOOK_SECRET', liveSecret);
  vi.stubGlobal('alreadySeen', async () => false);
  vi.stubGlobal('queue', async () => undefined);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  });
  const loaded: Record<string, unknown> = await import(/* @vite-ignore */ pathToFileURL(file).href);
  return loaded[exported];
}

/** A sample's own types are not known here; what it exports is what its framework demands. */
const listenerOf: Partial<Record<Framework, () => Promise<RequestListener>>> = {
  'node:http': async () => {
    const server = (await load('node:http', 'server')) as { listeners(name: string): RequestListener[] };
    const [listener] = server.listeners('request');
    return listener ?? (() => undefined);
  },
  hono: async () => {
    const app = (await load('hono', 'app')) as { fetch(request: Request): Promise<Response> };
    return getRequestListener((request) => app.fetch(request));
  },
  next: async () => getRequestListener((await load('next', 'POST')) as (request: Request) => Promise<Response>),
};

describe('the code samples', () => {
  it.each(['node:http', 'hono', 'next'] as const)('the one for %s runs and passes every probe', async (framework) => {
    const listener = await listenerOf[framework]?.();
    const url = await listen(listener ?? (() => undefined));
    const diagnosis = diagnose(await probeHandler(targetAt(url), { pace: { ...defaultProbePace, elapsed: () => 0 } }));
    expect(diagnosis).toMatchObject({ cause: 'none', further: [] });
    expect(diagnosis.proves).toContain('webhooks.raw-body-signature');
  });

  it.each(inJavaScript)(
    'the one for %s is JavaScript and never shows a parsed body to the verifier',
    async (framework) => {
      const { code } = codeSample(framework);
      await expect(transform(code, { loader: 'js', format: 'esm' })).resolves.toMatchObject({ warnings: [] });
      expect(code).not.toMatch(/JSON\.(?:parse|stringify)|^(?!.*\/\/).*express\.json/m);
    },
  );

  const python = spawnSync('python3', ['--version']).status === 0;
  it.runIf(python)('the one for Flask is Python', () => {
    const { code } = codeSample('flask');
    const run = spawnSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input: code });
    expect(run.status).toBe(0);
    expect(run.stderr.toString()).toBe('');
  });

  it.each(names)(
    'the one for %s is short, takes the secret from the environment, and answers after queueing',
    (framework) => {
      const { code, install } = codeSample(framework);
      expect(code.split('\n').length).toBeLessThan(32);
      expect(code).toContain('FLINT_WEBHOOK_SECRET');
      expect(code.indexOf('queue(event)')).toBeLessThan(code.lastIndexOf('204'));
      expect(code.includes('standardwebhooks')).toBe(install !== undefined);
    },
  );
});

describe('which sample fits', () => {
  it.each<[string, Framework | undefined]>([
    ['{"dependencies":{"express":"5"}}', 'express'],
    ['{"dependencies":{"express":"5","next":"16"}}', 'next'],
    ['{"dependencies":{"fastify":"5"},"devDependencies":{"express":"5"}}', 'fastify'],
    ['{"dependencies":{"@hono/node-server":"2","hono":"4"}}', 'hono'],
    ['{"devDependencies":{"express":"5"}}', 'express'],
    ['\ufeff{"name":"shop"}', 'node:http'],
    ['{"dependencies":{"next-auth":"5"}}', 'node:http'],
    ['{"dependencies":["express"]}', 'node:http'],
    ['{"dependencies":{"__proto__":{"express":"5"}}}', 'node:http'],
    ['{"dependencies":', undefined],
    ['[]', undefined],
    ['null', undefined],
  ])('%s: %s', (text, framework) => {
    expect(frameworkOf(text)).toBe(framework);
  });
});

import { chmod, mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { catalog } from './sample-project/catalog.ts';
import { envDevelopment, envExample, envProduction } from './sample-project/env.ts';
import { flint } from './sample-project/flint.ts';
import { fulfilment } from './sample-project/fulfilment.ts';
import { page } from './sample-project/page.ts';
import { gitignore, packageFile, readme } from './sample-project/project.ts';
import { server } from './sample-project/server.ts';
import { webhooks } from './sample-project/webhooks.ts';

/** What the sample shop was built with while it was tested. Everything here is of test mode. */
export interface SampleProjectValues {
  readonly testKey: string;
  readonly baseUrl: string;
  readonly productId: string;
  /** Variants of that product, by name where names are known. */
  readonly variantIds: Readonly<Record<string, string>> | readonly string[];
  readonly planId: string;
  readonly promotionId?: string | undefined;
  readonly testWebhookSecret: string;
  /** Where the shop's production deployment receives webhooks. */
  readonly webhookUrl: string;
}

interface SampleFile {
  readonly text: string;
  readonly secret?: true;
}

/**
 * Lays out the project that a rehearsal takes live: a small shop that works, and that still holds test-mode ids and a test key
 * in its production configuration. It appears whole or not at all; one that is there already is left as it is.
 *
 * @throws {Error} when the folder holds something else
 */
export async function layOutSampleProject(folder: string, values: SampleProjectValues): Promise<void> {
  const standing = await namesIn(folder);
  if (standing.includes('package.json')) return;
  if (standing.length > 0) {
    throw new Error(`${folder} holds something that is not the sample project. Move it away, then start again.`);
  }
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  for (const [name, { text, secret }] of Object.entries(filesOf(values))) {
    const path = join(unfinished, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { mode: secret ? 0o600 : 0o644 });
    // The mode given to writeFile passes through the umask.
    if (secret) await chmod(path, 0o600);
  }
  await rmdir(folder).catch(() => undefined);
  await rename(unfinished, folder);
}

function filesOf(values: SampleProjectValues): Readonly<Record<string, SampleFile>> {
  return {
    'package.json': { text: packageFile },
    'README.md': { text: readme },
    '.gitignore': { text: gitignore },
    '.env': { text: envDevelopment(values), secret: true },
    '.env.production': { text: envProduction(values), secret: true },
    '.env.example': { text: envExample },
    'config/catalog.json': { text: catalog(values) },
    'public/index.html': { text: page },
    'server.js': { text: server },
    'flint.js': { text: flint },
    'webhooks.js': { text: webhooks },
    'fulfilment.js': { text: fulfilment },
  };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

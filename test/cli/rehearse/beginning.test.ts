import { existsSync } from 'node:fs';
import fs, { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../src/cli/rehearse/embedded.ts';
import { openOwnSandbox } from '../../../src/cli/rehearse/own-sandbox.ts';
import { readRecord } from '../../../src/cli/rehearse/record.ts';
import type { Rehearsal } from '../../../src/cli/rehearse/rehearsal.ts';

let home: string;
let folder: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'golive-beginning-'));
  folder = join(home, 'rehearsals/default');
});
afterEach(() => rm(home, { recursive: true, force: true }));

type Way = { readonly project?: string; readonly fresh?: boolean };

const embedded = ({ project, fresh = false }: Way = {}): Promise<Rehearsal> =>
  openEmbedded({ folder, fresh, speed: 1, programVersion: '0.0.0', ...(project === undefined ? {} : { project }) });

const onFlint = ({ project, fresh = false }: Way = {}): Promise<Rehearsal> =>
  openOwnSandbox({
    folder,
    project,
    fresh,
    baseUrl: new URL('http://127.0.0.1:1'),
    testKeyText: undefined,
    programVersion: '0.0.0',
  });

async function shop(name = 'my-shop'): Promise<string> {
  const project = join(home, name);
  await mkdir(project, { recursive: true });
  await writeFile(join(project, 'package.json'), '{}');
  return project;
}

/** A rehearsal that was begun, with a mark in everything that it keeps. */
async function begun(open: typeof embedded, way: Way, complete = false): Promise<void> {
  const { world, journalFile, close } = await open(way);
  await writeFile(journalFile, 'of the old one');
  await writeFile(join(world.folder, 'mark'), 'of the old one');
  await close(complete);
}

async function expectBegunAnew({ world, journalFile, close }: Rehearsal): Promise<void> {
  const old = [journalFile, join(world.folder, 'mark')].filter((path) => existsSync(path));
  await close(false);
  expect(old).toEqual([]);
  expect(await readdir(world.folder)).toContain('package.json');
}

/** Cuts off the next removal of the folder when only some of what is in it is gone. */
function cutOffRemoval(gone: readonly string[]): () => void {
  const { rm: remove } = fs;
  fs.rm = async (path, options) => {
    if (path !== folder) return await remove(path, options);
    for (const name of gone) await remove(join(folder, name), { recursive: true, force: true });
    throw new Error('killed here');
  };
  syncBuiltinESMExports();
  return () => {
    fs.rm = remove;
    syncBuiltinESMExports();
  };
}

function subsets([first, ...others]: readonly string[]): string[][] {
  if (first === undefined) return [[]];
  return subsets(others).flatMap((some) => [some, [first, ...some]]);
}

describe('the removal of an old rehearsal that is cut off', () => {
  for (const [what, way, complete] of [
    ['one that came to its end', {}, true],
    ['one that --fresh does away with', { fresh: true }, false],
  ] as const) {
    it(`leaves nothing to the next: ${what}, wherever it was cut off`, { timeout: 60_000 }, async () => {
      for (const gone of subsets(['journal.json', 'project', 'sandbox.json', 'rehearsal.json'])) {
        await begun(embedded, { fresh: true }, complete);
        const restore = cutOffRemoval(gone);
        await expect(embedded(way)).rejects.toThrow('killed here');
        restore();
        await expectBegunAnew(await embedded());
      }
    });
  }

  it('leaves nothing to the next at Flint’s own sandbox either', async () => {
    const project = await shop();
    for (const gone of subsets(['journal.json', 'project', 'rehearsal.json'])) {
      await begun(onFlint, { project, fresh: true }, true);
      const restore = cutOffRemoval(gone);
      await expect(onFlint({ project })).rejects.toThrow('killed here');
      restore();
      await expectBegunAnew(await onFlint({ project }));
    }
  });
});

describe('a rehearsal that was interrupted', () => {
  for (const [where, open] of [
    ['on this machine', embedded],
    ['at Flint’s own sandbox', onFlint],
  ] as const) {
    it(`${where} goes on with the same project without being told again`, async () => {
      const project = await shop();
      await begun(open, { project });
      const { world, journalFile, close } = await open();
      expect(world.folder).toBe(join(folder, 'project/my-shop'));
      expect(await readFile(journalFile, 'utf8')).toBe('of the old one');
      expect(await readFile(join(world.folder, 'mark'), 'utf8')).toBe('of the old one');
      await close(false);
    });

    it(`${where} is not gone on with for another project, and stays as it is`, async () => {
      await begun(open, { project: await shop() });
      const other = await shop('other');
      await expect(open({ project: other })).rejects.toMatchObject({
        failure: { kind: 'usage', remedy: expect.stringContaining('--fresh') },
      });
      expect(await readFile(join(folder, 'journal.json'), 'utf8')).toBe('of the old one');
      const { world, close } = await open({ project: other, fresh: true });
      expect(world.folder).toBe(join(folder, 'project/other'));
      await close(false);
    });
  }

  it('of the sample is not gone on with for somebody’s project', async () => {
    await begun(embedded, {});
    await expect(embedded({ project: await shop() })).rejects.toMatchObject({ failure: { kind: 'usage' } });
  });

  it('is not given up for a project that is not there', async () => {
    await begun(embedded, {});
    await expect(embedded({ project: join(home, 'nowhere'), fresh: true })).rejects.toMatchObject({
      failure: { kind: 'usage', meaning: expect.stringContaining('nowhere') },
    });
    expect(await readFile(join(folder, 'journal.json'), 'utf8')).toBe('of the old one');
  });

  it('whose record is damaged is left as it is until --fresh is given', async () => {
    await begun(embedded, {});
    await writeFile(join(folder, 'rehearsal.json'), '{"sandboxPort":');
    await expect(embedded()).rejects.toMatchObject({ failure: { remedy: expect.stringContaining('--fresh') } });
    expect(await readFile(join(folder, 'journal.json'), 'utf8')).toBe('of the old one');
    await expectBegunAnew(await embedded({ fresh: true }));
  });

  it('that came to its end is followed by one of the sample, unless a project is named', async () => {
    await begun(embedded, { project: await shop() }, true);
    const { world, close } = await embedded();
    expect(world.folder).toBe(join(folder, 'project/shop'));
    await close(false);
    expect(readRecord(join(folder, 'rehearsal.json'))?.project).toBeUndefined();
  });

  for (const [where, open] of [
    ['on this machine', embedded],
    ['at Flint’s own sandbox', onFlint],
  ] as const) {
    it(`${where} is put away also where its end cannot be written down, so that the program can end`, async () => {
      const project = await shop();
      const { sandboxUrl, close } = await open({ project });
      await rm(join(folder, 'rehearsal.json'));
      await mkdir(join(folder, 'rehearsal.json/in-the-way'), { recursive: true });
      await expect(close(true)).rejects.toThrow();
      if (sandboxUrl !== undefined) await expect(fetch(sandboxUrl)).rejects.toThrow();
      await rm(join(folder, 'rehearsal.json'), { recursive: true });
      await (await open({ project, fresh: true })).close(false);
    });
  }
});

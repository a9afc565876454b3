import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openEmbedded } from '../../../src/cli/rehearse/embedded.ts';
import { reopenRehearsal } from '../../../src/cli/standing/rehearsal.ts';
import { openUndo } from '../../../src/cli/undo/open-undo.ts';
import { openJournalFile } from '../../../src/launch/journal/journal-file.ts';
import { takeLock } from '../../../src/launch/lock.ts';

let home: string;
let folder: string;
let project: string;
let journalFile: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'golive-reopen-'));
  folder = join(home, 'rehearsals/default');
  const rehearsal = await openEmbedded({ folder, fresh: false, speed: 1, programVersion: '0.0.0' });
  project = rehearsal.world.folder;
  journalFile = rehearsal.journalFile;
  openJournalFile(journalFile, { id: 'abc', name: 'default', target: 'embedded', folder: project, startedAt: at });
  await rehearsal.close(false);
});
afterEach(() => rm(home, { recursive: true, force: true }));

const at = '2026-07-02T18:00:00.000Z';
/** How many servers run in this process, once those that were closed are gone. */
async function servers(): Promise<number> {
  for (let turn = 0; turn < 3; turn += 1) await setImmediate();
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
}
const looks = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('flint-golive-look-'));

describe('a rehearsal that is opened again', () => {
  for (const writes of [false, true]) {
    it(`leaves nothing running when its shop cannot be started, ${writes ? 'for writing' : 'for looking'}`, async () => {
      const [before, copies] = [await servers(), await looks()];
      await writeFile(
        join(folder, 'rehearsal.json'),
        JSON.stringify({ sandboxPort: 1, receiverPort: 700_000, complete: false }),
      );
      await expect(reopenRehearsal(folder, project, { writes, programVersion: '0.0.0' })).rejects.toThrow();
      expect(await servers()).toBe(before);
      expect(await looks()).toEqual(copies);
    });
  }

  it('gives its lock back although it cannot be put away', async () => {
    const lockFile = `${folder}.lock`;
    const where = { name: 'default', target: 'embedded' as const, folder, journalFile, lockFile, project, command: '' };
    const { close } = await openUndo({
      where,
      environment: {},
      programVersion: '0.0.0',
      interactive: false,
      consent: 'missing',
      flags: '--yes',
      ended: () => undefined,
    });
    expect(() => takeLock(lockFile)).toThrow();
    const closing = vi.spyOn(Server.prototype, 'closeAllConnections').mockImplementation(() => {
      throw new Error('It will not close.');
    });
    try {
      await expect(close()).rejects.toThrow('It will not close.');
    } finally {
      closing.mockRestore();
    }
    takeLock(lockFile).release();
  });
});

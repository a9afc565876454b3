import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readJournalFile } from '../../src/launch/journal/journal-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golive-full-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const source = (name: string): string => JSON.stringify(join(import.meta.dirname, '../../src/launch', name));

// The largest size a file may have stands in for a full disk: the system refuses the write in the same place.
describe.skipIf(process.platform === 'win32')('a disk that is full', () => {
  it('stops the launch with a sentence, and the journal keeps everything up to then', () => {
    const path = join(folder, 'journal.json');
    const script = `
      import { openJournalFile } from ${source('journal/journal-file.ts')};
      const header = { id: 'x', name: 'default', target: 'live', folder: '/p', startedAt: '2026-07-02T18:00:00.000Z' };
      const journal = openJournalFile(${JSON.stringify(path)}, header);
      const entry = { type: 'withdrawn', at: '2026-07-02T18:00:00.000Z', key: 'k'.repeat(200) };
      try { for (;;) journal.append(entry); } catch (error) {
        const kept = journal.entries().length;
        let small = 0;
        try { for (;; small += 1) journal.append({ ...entry, key: 'k' }); } catch {}
        console.log(JSON.stringify({ ...error.failure, kept, small }));
      }`;
    const { stdout, stderr } = spawnSync(
      'bash',
      ['-c', 'ulimit -f 4; exec "$0" --input-type=module-typescript -e "$1"', process.execPath, script],
      { encoding: 'utf8' },
    );
    const failure = JSON.parse(stdout || `"${stderr}"`);
    expect(failure).toMatchObject({
      headline: 'The disk is full: the journal could not be written.',
      meaning: expect.stringContaining('nothing was lost'),
      remedy: expect.stringContaining('Free some space'),
    });
    expect(failure.kept).toBeGreaterThan(3);
    // What still fits follows the last whole entry, and not the half of the one that did not.
    expect(failure.small).toBeGreaterThan(0);
    expect(readJournalFile(path)?.entries).toHaveLength(failure.kept + failure.small);
  });
});

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/launch/journal/entry.ts';
import { openJournalFile, readJournalFile } from '../../src/launch/journal/journal-file.ts';
import { header } from './scripted-launch.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golive-journal-'));
  path = join(folder, 'journal.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const answered: Entry = {
  type: 'answered',
  at: '2026-07-02T18:00:00.000Z',
  key: 'one.way',
  question: 'one.way',
  step: 'one',
  title: 'Which way?',
  value: 'api',
  shown: 'Over the API',
  by: 'person',
};

const problemOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    return error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : '';
  }
  return 'nothing was thrown';
};

describe('the journal file', () => {
  it('gives back what was appended, in a file that only its owner can read', () => {
    openJournalFile(path, header).append(answered);
    expect(openJournalFile(path, { ...header, id: 'other' }).entries()).toEqual([answered]);
    expect(readJournalFile(path)?.launch.id).toBe('launch-1');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('leaves no half-written file behind', () => {
    const journal = openJournalFile(path, header);
    for (let index = 0; index < 20; index += 1) {
      journal.append(answered);
      expect(readJournalFile(path)?.entries).toHaveLength(index + 1);
    }
  });

  for (const [what, content] of [
    ['truncated', (text: string) => text.slice(0, -20)],
    ['empty', () => ''],
    ['not ours', () => '{"something": "else"}'],
    ['changed by hand', (text: string) => text.replace('"answered"', '"invented"')],
  ] as const) {
    it(`refuses a ${what} file, says how to go on, and never overwrites it`, () => {
      openJournalFile(path, header).append(answered);
      const damaged = content(readFileSync(path, 'utf8'));
      writeFileSync(path, damaged);
      const problem = problemOf(() => openJournalFile(path, header));
      expect(problem).toContain('cannot be read');
      expect(problem).toContain(path);
      expect(readFileSync(path, 'utf8')).toBe(damaged);
    });
  }

  it('refuses a file of a newer version and never overwrites it', () => {
    const newer = JSON.stringify({ version: 99, launch: header, entries: [] });
    writeFileSync(path, newer);
    expect(problemOf(() => openJournalFile(path, header))).toContain('newer flint-golive');
    expect(readFileSync(path, 'utf8')).toBe(newer);
  });

  it('brings a file of an older version up to date', () => {
    writeFileSync(path, JSON.stringify({ version: 0, header, entries: [answered] }));
    const journal = openJournalFile(path, { ...header, id: 'other' });
    expect(journal.header).toEqual(header);
    journal.append(answered);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ version: 1, launch: { id: 'launch-1' } });
  });

  it('takes the old file back when a write was cut off before it was known to be whole', () => {
    openJournalFile(path, header).append(answered);
    const whole = readFileSync(path, 'utf8');
    writeFileSync(`${path}.before`, whole);
    writeFileSync(path, whole.slice(0, -20));
    expect(openJournalFile(path, header).entries()).toEqual([answered]);
    expect(existsSync(`${path}.before`)).toBe(false);
  });

  it('keeps the new file when only its second name was left behind', () => {
    openJournalFile(path, header);
    const old = readFileSync(path, 'utf8');
    openJournalFile(path, header).append(answered);
    writeFileSync(`${path}.before`, old);
    expect(openJournalFile(path, header).entries()).toEqual([answered]);
  });

  it('counts an entry only once it is on the disk', () => {
    const journal = openJournalFile(path, header);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder was');
    expect(problemOf(() => journal.append(answered))).toContain('could not be written');
    expect(journal.entries()).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });
});

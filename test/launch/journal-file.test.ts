import { spawnSync } from 'node:child_process';
import fs, {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/launch/journal/entry.ts';
import { openJournalFile, readJournalFile } from '../../src/launch/journal/journal-file.ts';
import { JournalProblem } from '../../src/launch/journal/problem.ts';
import { header } from './scripted-launch.ts';

let folder: string;
let path: string;
let tail: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golive-journal-'));
  path = join(folder, 'journal.json');
  tail = join(folder, 'journal.tail.ndjson');
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
const answeredIn = (key: string): Entry => ({ ...answered, key });
const keys = (entries: readonly Entry[] | undefined) => entries?.map((entry) => ('key' in entry ? entry.key : ''));

const problemOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    return error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : '';
  }
  return 'nothing was thrown';
};

const remedyOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    return error instanceof JournalProblem ? error.failure.remedy : '';
  }
  return '';
};

/** What is synced meanwhile; the syncing of one kind can fail. */
function whileSyncing({ failing }: { readonly failing?: 'a file' | 'a folder' }, act: () => void): string[] {
  const synced: string[] = [];
  const { fsyncSync: sync } = fs;
  fs.fsyncSync = (descriptor) => {
    const what = fs.fstatSync(descriptor).isDirectory() ? 'a folder' : 'a file';
    if (what === failing) throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
    sync(descriptor);
    synced.push(what);
  };
  syncBuiltinESMExports();
  try {
    act();
  } finally {
    fs.fsyncSync = sync;
    syncBuiltinESMExports();
  }
  return synced;
}

describe('the journal file', () => {
  it('gives back what was appended, in files that only their owner can read', () => {
    openJournalFile(path, header).append(answered);
    expect(statSync(tail).mode & 0o777).toBe(0o600);
    expect(readJournalFile(path)?.entries).toEqual([answered]);
    expect(openJournalFile(path, { ...header, id: 'other' }).entries()).toEqual([answered]);
    expect(readJournalFile(path)?.launch.id).toBe('launch-1');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('can be read at any time, and writes of each entry nothing but the entry', () => {
    const journal = openJournalFile(path, header);
    const written = statSync(path).mtimeMs;
    for (let index = 0; index < 20; index += 1) {
      const before = index === 0 ? 0 : statSync(tail).size;
      journal.append(answered);
      expect(readJournalFile(path)?.entries).toHaveLength(index + 1);
      expect(statSync(tail).size - before).toBeLessThan(2 * JSON.stringify(answered).length);
    }
    expect(statSync(path).mtimeMs).toBe(written);
  });

  it('has everything in its main file when it is opened again, and nothing is lost or doubled on the way', () => {
    const first = openJournalFile(path, header);
    first.append(answeredIn('one'));
    first.append(answeredIn('two'));
    const second = openJournalFile(path, header);
    expect(existsSync(tail)).toBe(false);
    second.append(answeredIn('three'));
    expect(keys(readJournalFile(path)?.entries)).toEqual(['one', 'two', 'three']);
    expect(keys(openJournalFile(path, header).entries())).toEqual(['one', 'two', 'three']);
    expect(readdirSync(folder)).toEqual(['journal.json']);
  });

  it('counts nothing twice when a crash left the tail beside a main file that has it already', () => {
    const first = openJournalFile(path, header);
    first.append(answeredIn('one'));
    copyFileSync(tail, `${tail}.kept`);
    openJournalFile(path, header);
    copyFileSync(`${tail}.kept`, tail);
    expect(keys(readJournalFile(path)?.entries)).toEqual(['one']);
    const third = openJournalFile(path, header);
    third.append(answeredIn('two'));
    expect(keys(readJournalFile(path)?.entries)).toEqual(['one', 'two']);
  });

  it('forgets an entry of which only a part reached the disk, and goes on after the one before it', () => {
    openJournalFile(path, header).append(answeredIn('one'));
    appendFileSync(tail, readFileSync(tail, 'utf8').slice(0, -1).replace('"place":0', '"place":1'));
    expect(keys(readJournalFile(path)?.entries)).toEqual(['one']);
    openJournalFile(path, header).append(answeredIn('two'));
    expect(keys(readJournalFile(path)?.entries)).toEqual(['one', 'two']);
  });

  it('keeps the tail of another launch under its name, and does not believe it', () => {
    openJournalFile(path, { ...header, id: 'other' }).append(answeredIn('theirs'));
    rmSync(path);
    writeFileSync(path, JSON.stringify({ version: 2, launch: header, entries: [answeredIn('ours')] }));
    openJournalFile(path, header).append(answeredIn('new'));
    expect(keys(readJournalFile(path)?.entries)).toEqual(['ours', 'new']);
    expect(readFileSync(`${tail}.other`, 'utf8')).toContain('theirs');
  });

  for (const [what, damage] of [
    ['an entry in its tail was changed by hand', () => changeTail((text) => text.replace('"answered"', '"invented"'))],
    ['a line of its tail is gone', () => changeTail((text) => text.slice(text.indexOf('\n') + 1))],
    ['only its tail is there', () => rmSync(path)],
  ] as const) {
    it(`is refused where ${what}, and nothing of it is changed`, () => {
      const journal = openJournalFile(path, header);
      journal.append(answeredIn('one'));
      journal.append(answeredIn('two'));
      damage();
      const before = readFileSync(tail, 'utf8');
      expect(problemOf(() => openJournalFile(path, header))).toContain('cannot be read');
      expect(problemOf(() => readJournalFile(path))).toContain('cannot be read');
      expect(readFileSync(tail, 'utf8')).toBe(before);
    });
  }

  function changeTail(change: (text: string) => string): void {
    writeFileSync(tail, change(readFileSync(tail, 'utf8')));
  }

  for (const [what, content] of [
    ['truncated', (text: string) => text.slice(0, -20)],
    ['empty', () => ''],
    ['not ours', () => '{"something": "else"}'],
    ['changed by hand', (text: string) => text.replace('"answered"', '"invented"')],
  ] as const) {
    it(`refuses a ${what} file, says how to go on, and never overwrites it`, () => {
      openJournalFile(path, header).append(answered);
      openJournalFile(path, header);
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
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ version: 2, launch: { id: 'launch-1' } });
    expect(readJournalFile(path)?.entries).toEqual([answered, answered]);
  });

  it('reads a file of version 1 without changing it, and makes it one of version 2 before the first entry', () => {
    const older = JSON.stringify({ version: 1, launch: header, entries: [answeredIn('one')] });
    writeFileSync(path, older);
    expect(keys(readJournalFile(path)?.entries)).toEqual(['one']);
    expect(readFileSync(path, 'utf8')).toBe(older);
    openJournalFile(path, header);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ version: 2, entries: [{ key: 'one' }] });
  });

  it('takes the old file back when a write was cut off before it was known to be whole', () => {
    openJournalFile(path, header).append(answered);
    const whole = readFileSync(path, 'utf8');
    writeFileSync(`${path}.before`, whole);
    writeFileSync(path, whole.slice(0, -20));
    expect(openJournalFile(path, header).entries()).toEqual([answered]);
    expect(existsSync(`${path}.before`)).toBe(false);
  });

  it('puts no old file in the place of one that a newer version wrote', () => {
    openJournalFile(path, header).append(answered);
    copyFileSync(path, `${path}.before`);
    const newer = JSON.stringify({ version: 99, launch: header, entries: [] });
    writeFileSync(path, newer);
    expect(problemOf(() => openJournalFile(path, header))).toContain('newer flint-golive');
    expect(readFileSync(path, 'utf8')).toBe(newer);
  });

  it('keeps the new file when only its second name was left behind', () => {
    openJournalFile(path, header);
    const old = readFileSync(path, 'utf8');
    openJournalFile(path, header).append(answered);
    writeFileSync(`${path}.before`, old);
    expect(openJournalFile(path, header).entries()).toEqual([answered]);
  });

  it('takes the old file back where the new one is gone', () => {
    openJournalFile(path, header).append(answered);
    openJournalFile(path, header);
    renameSync(path, `${path}.before`);
    expect(openJournalFile(path, header).entries()).toEqual([answered]);
  });

  it('does not take a file that the system does not give out for a damaged one', () => {
    for (const unreadable of [path, tail]) {
      rmSync(path, { force: true });
      openJournalFile(path, header);
      rmSync(unreadable, { force: true });
      mkdirSync(unreadable);
      const problem = problemOf(() => readJournalFile(path));
      expect(problem).toContain('could not be read (EISDIR)');
      expect(problem).not.toContain('damaged');
      rmSync(unreadable, { recursive: true });
    }
  });

  it('is not written on by two runs that know nothing of each other', () => {
    const first = openJournalFile(path, header);
    first.append(answeredIn('one'));
    const second = openJournalFile(path, header);
    second.append(answeredIn('two'));
    second.append(answeredIn('three'));
    expect(problemOf(() => first.append(answeredIn('lost')))).toContain('Another run writes');
    const third = openJournalFile(path, header);
    expect(problemOf(() => second.append(answeredIn('lost')))).toContain('Another run writes');
    const fourth = openJournalFile(path, header);
    fourth.append(answeredIn('four'));
    expect(problemOf(() => third.append(answeredIn('lost')))).toContain('Another run writes');
    expect(keys(readJournalFile(path)?.entries)).toEqual(['one', 'two', 'three', 'four']);
  });

  it('is safe from a power cut from its first entry on, also where an entry before it could not be written', () => {
    const journal = openJournalFile(path, header);
    for (const failing of ['a file', 'a folder'] as const) {
      whileSyncing({ failing }, () => {
        expect(problemOf(() => journal.append(answeredIn('lost')))).toContain('could not be saved (EIO)');
      });
    }
    const synced = whileSyncing({}, () => journal.append(answeredIn('one')));
    expect(synced).toEqual(['a file', 'a folder']);
    expect(keys(readJournalFile(path)?.entries)).toEqual(['one']);
  });

  it.skipIf(process.platform === 'win32')(
    'says how to move a damaged one aside, in a command that does it each time',
    () => {
      const odd = join(folder, `Ada's "state" folder`);
      mkdirSync(odd);
      const damaged = join(odd, 'journal.json');
      for (const aside of ['damaged', 'damaged-2']) {
        openJournalFile(damaged, header).append(answered);
        writeFileSync(damaged, '');
        const [, command = ''] = /aside \((.*)\) and start/.exec(remedyOf(() => readJournalFile(damaged))) ?? [];
        expect(spawnSync('sh', ['-c', command], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
        expect(readdirSync(join(odd, aside)).sort()).toEqual(['journal.json', 'journal.tail.ndjson']);
        expect(readJournalFile(damaged)).toBeUndefined();
      }
    },
  );

  it('counts an entry only once it is on the disk', () => {
    const journal = openJournalFile(path, header);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder was');
    expect(problemOf(() => journal.append(answered))).toContain('could not be written');
    expect(journal.entries()).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });
});

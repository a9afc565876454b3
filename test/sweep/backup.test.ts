import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { backUp, isBackup, nextBackupOf } from '../../src/sweep/backup.ts';
import { temporaryProject } from './temporary-project.ts';

it('a backup never takes the place of an earlier one, and both keep what the file was', async () => {
  const folder = temporaryProject();
  for (const text of ['one', 'two', 'three']) {
    writeFileSync(join(folder, '.env'), text, { mode: 0o600 });
    await backUp(folder, '.env', nextBackupOf(folder, '.env'));
  }
  const backups = readdirSync(folder).filter(isBackup).sort();
  expect(backups.map((name) => [name, readFileSync(join(folder, name), 'utf8')])).toEqual([
    ['.env.2.flint-golive-backup', 'two'],
    ['.env.3.flint-golive-backup', 'three'],
    ['.env.flint-golive-backup', 'one'],
  ]);
  for (const name of backups) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
});

it('a name that was taken meanwhile is refused, and what has it stays', async () => {
  const folder = temporaryProject({ '.env': 'new', '.env.flint-golive-backup': 'old' });
  const refused = backUp(folder, '.env', '.env.flint-golive-backup');
  await expect(refused).rejects.toMatchObject({ refusal: 'backup there already' });
  expect(readFileSync(join(folder, '.env.flint-golive-backup'), 'utf8')).toBe('old');
});

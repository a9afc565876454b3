import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from '../../src/launch/lock.ts';

const linux = process.platform === 'linux';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golive-lock-'));
  path = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inUse = expect.stringContaining('Process 1 on elsewhere has it since 2026-11-22 19:05 UTC.');

describe('the lock of a launch', () => {
  it('lets one run in and tells the second who holds it', () => {
    const lock = takeLock(path);
    expect(() => takeLock(path)).toThrow('already open');
    try {
      takeLock(path);
    } catch (error) {
      expect(JSON.stringify(error)).toContain(String(process.pid));
    }
    lock.release();
    takeLock(path).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('heals at once when its process was killed', async () => {
    const script = `import { takeLock } from ${JSON.stringify(join(import.meta.dirname, '../../src/launch/lock.ts'))};
      takeLock(${JSON.stringify(path)}); console.log('held'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect(() => takeLock(path)).toThrow('already open');
    child.kill('SIGKILL');
    await once(child, 'exit');
    takeLock(path).release();
  });

  it.runIf(linux)('heals when its process was killed and nobody waited for it', async () => {
    const script = `import { takeLock } from ${JSON.stringify(join(import.meta.dirname, '../../src/launch/lock.ts'))};
      takeLock(${JSON.stringify(path)}); setInterval(() => {}, 1000);`;
    // The shell turns into a sleep that never waits for its child.
    const parent = spawn('sh', [
      '-c',
      '"$0" --input-type=module-typescript -e "$1" & exec sleep 600',
      process.execPath,
      script,
    ]);
    const holder = (): { pid: number } | undefined => {
      try {
        return JSON.parse(readFileSync(path, 'utf8'));
      } catch {
        return undefined;
      }
    };
    await expect.poll(holder, { timeout: 20_000 }).toBeDefined();
    const pid = holder()?.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => readFileSync(`/proc/${pid}/stat`, 'utf8'), { timeout: 20_000 }).toMatch(/\) Z /);
    takeLock(path).release();
    parent.kill('SIGKILL');
  });

  it.runIf(linux)('does not take a new process with the old number for the holder', () => {
    const other = { token: 'x', pid: process.pid, host: hostname(), since: 'yesterday', began: '1' };
    writeFileSync(path, JSON.stringify(other));
    takeLock(path).release();
  });

  it('leaves a lock from another machine alone', () => {
    const other = { token: 'x', pid: 1, host: 'elsewhere', since: 'yesterday' };
    writeFileSync(path, JSON.stringify(other));
    expect(() => takeLock(path)).toThrow('already open');
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(other);
  });

  it('says in words since when somebody else has it', () => {
    writeFileSync(path, JSON.stringify({ token: 'x', pid: 1, host: 'elsewhere', since: '2026-11-22T19:05:37.871Z' }));
    const taking = () => takeLock(path);
    expect(taking).toThrow(expect.objectContaining({ failure: expect.objectContaining({ meaning: inUse }) }));
  });

  it.skipIf(process.platform === 'win32')('leaves nothing behind where the disk is full', () => {
    const script = `import { takeLock } from ${JSON.stringify(join(import.meta.dirname, '../../src/launch/lock.ts'))};
      try { takeLock(${JSON.stringify(path)}); } catch (error) { console.log(error.code); }`;
    // The largest size that a file may have stands in for a full disk.
    const command = 'ulimit -f 0; exec "$0" --input-type=module-typescript -e "$1"';
    const { stdout } = spawnSync('bash', ['-c', `(${command}) | cat`, process.execPath, script], { encoding: 'utf8' });
    expect(stdout.trim()).toBe('EFBIG');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('heals a lock that was cut off while it was written', () => {
    writeFileSync(path, '{"tok');
    takeLock(path).release();
  });
});

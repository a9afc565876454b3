import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const entry = fileURLToPath(new URL('../../bin/flint-golive.js', import.meta.url));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'entry-'));
  mkdirSync(join(folder, 'bin'));
  copyFileSync(entry, join(folder, 'bin/flint-golive.js'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module","version":"9.8.7"}');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A bundle that says which of the variables it was started with. */
const reporting = 'process.stdout.write(JSON.stringify([process.env.NODE_ENV, process.env.FORCE_COLOR ?? null]));';

function run(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}, nodeArgs: readonly string[] = []) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...nodeArgs, join(folder, 'bin/flint-golive.js'), ...args],
    { encoding: 'utf8', env: { PATH: process.env.PATH, HOME: folder, XDG_CACHE_HOME: join(folder, 'cache'), ...env } },
  );
  return { status, stdout, stderr };
}

describe('the entry', () => {
  it('answers --version without loading the app', () => {
    writeFileSync(join(folder, 'cli.js'), 'throw new Error("loaded");');
    expect(run(['--version'])).toEqual({ status: 0, stdout: '9.8.7\n', stderr: '' });
    expect(run(['status', '--version']).stderr).toContain('loaded');
  });

  it('finds the bundle of a checkout and that of the published package', () => {
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist/cli.js'), 'process.stdout.write("checkout");');
    expect(run().stdout).toBe('checkout');
    writeFileSync(join(folder, 'cli.js'), 'process.stdout.write("published");');
    expect(run().stdout).toBe('published');
  });

  it('says what to do in a checkout that is not built', () => {
    const { status, stderr } = run();
    expect(status).toBe(1);
    expect(stderr).toContain('npm run build');
  });

  it.each(['20.20.2', '22.11.0'])('refuses Node %s with a remedy before it imports anything', (version) => {
    writeFileSync(join(folder, 'cli.js'), 'process.stdout.write("loaded");');
    const older = join(folder, 'older.mjs');
    writeFileSync(older, `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });`);
    const { status, stdout, stderr } = run([], {}, ['--import', older]);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(`needs Node 22.12 or newer; this is Node ${version}`);
    expect(stderr).toContain('https://nodejs.org');
  });

  it('takes Node 22.12', () => {
    writeFileSync(join(folder, 'cli.js'), 'process.stdout.write("loaded");');
    const oldest = join(folder, 'oldest.mjs');
    writeFileSync(oldest, `Object.defineProperty(process, 'versions', { value: { node: '22.12.0' } });`);
    expect(run([], {}, ['--import', oldest]).stdout).toBe('loaded');
  });

  it.each([
    ['nothing', [], {}, ['production', null]],
    ['NO_COLOR', [], { NO_COLOR: '1' }, ['production', '0']],
    ['an empty NO_COLOR, which means nothing', [], { NO_COLOR: '' }, ['production', null]],
    ['NO_COLOR against FORCE_COLOR', [], { NO_COLOR: '1', FORCE_COLOR: '3' }, ['production', '0']],
    ['--no-color', ['--no-color'], {}, ['production', '0']],
    ['NODE_ENV', [], { NODE_ENV: 'test' }, ['test', null]],
  ])('prepares the environment before the app is loaded: %s', (_, args, env, expected) => {
    writeFileSync(join(folder, 'cli.js'), reporting);
    expect(JSON.parse(run(args, env).stdout)).toEqual(expected);
  });

  it.runIf(process.platform === 'linux')("keeps compiled code in the person's own cache folder", () => {
    writeFileSync(join(folder, 'cli.js'), '');
    run();
    expect(existsSync(join(folder, 'cache/flint-golive/compiled'))).toBe(true);
  });

  it.runIf(process.platform === 'linux')(
    'takes an empty HOME for none, and never for the folder it is started in',
    () => {
      writeFileSync(
        join(folder, 'cli.js'),
        'import { homedir } from "node:os"; import { isAbsolute } from "node:path"; process.stdout.write(String(isAbsolute(homedir())));',
      );
      expect(run([], { HOME: '' }).stdout).toBe('true');
    },
  );

  it('starts all the same where nothing can be cached', () => {
    writeFileSync(join(folder, 'cli.js'), 'process.stdout.write("loaded");');
    writeFileSync(join(folder, 'cache'), 'a file where the folder should be');
    expect(run()).toEqual({ status: 0, stdout: 'loaded', stderr: '' });
  });
});

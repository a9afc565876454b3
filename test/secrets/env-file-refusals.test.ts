import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readVariable, writeVariables } from '../../src/secrets/env-file.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { SecretProblem, secretProblemOf } from '../../src/secrets/secret-problem.ts';
import { key } from './made-up-key.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('refusing to write', () => {
  const secret = new Secret(key);

  it('refuses through a symbolic link and leaves what is behind it', async () => {
    const folder = temporaryFolder({ elsewhere: 'A=1\n' });
    symlinkSync('elsewhere', join(folder, '.env'));
    symlinkSync('nowhere', join(folder, 'dangling.env'));
    for (const name of ['.env', 'dangling.env']) {
      await expect(writeVariables(join(folder, name), { A: secret })).rejects.toMatchObject({
        refusal: 'symbolic link',
      });
    }
    expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('A=1\n');
    expect(readdirSync(folder)).toEqual(['.env', 'dangling.env', 'elsewhere']);
  });

  it('refuses what is no folder, no file and no env file', async () => {
    const folder = temporaryFolder({ 'utf16.env': Buffer.from('\ufeffA=1\n', 'utf16le'), plain: '' });
    mkdirSync(join(folder, 'dir.env'));
    const refusals = {
      'missing/.env': 'folder missing',
      'plain/.env': 'folder missing',
      'dir.env': 'not a file',
      'utf16.env': 'not an env file',
    };
    for (const [name, refusal] of Object.entries(refusals)) {
      await expect(writeVariables(join(folder, name), { A: secret }), name).rejects.toMatchObject({ refusal });
    }
  });

  it('puts nothing into a file of another kind, which it would break', async () => {
    const folder = temporaryFolder();
    const others = {
      'package.json': '{\n  "name": "shop"\n}\n',
      'server.js': "const a = 1;\nprocess.env.KEY = 'x';\n",
      config: '[core]\n\tbare = false\n',
      'shop.yml': 'a: 1\n',
    };
    for (const [name, text] of Object.entries(others)) {
      writeFileSync(join(folder, name), text);
      const refusal = 'another kind of file';
      await expect(writeVariables(join(folder, name), { A: secret }), name).rejects.toMatchObject({ refusal });
      expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
    }
  });

  it.each([
    ['settings', '# shop\n\nexport A="two\nlines" # x\r\nB=1'],
    ['.envrc', 'use node\n'],
    ['shop.env', 'a line that every loader passes over\n'],
    ['new', ''],
  ])('takes %s for an env file', async (name, text) => {
    const file = join(temporaryFolder(), name);
    writeFileSync(file, text);
    expect(await writeVariables(file, { NEW: secret })).toMatchObject({ added: ['NEW'] });
  });

  it('refuses names and values that no environment can carry', async () => {
    const file = join(temporaryFolder(), '.env');
    for (const name of ['', '1A', 'A B', 'A=B', 'A\nB', 'A-B']) {
      await expect(writeVariables(file, { [name]: 'x' })).rejects.toMatchObject({ refusal: 'impossible name' });
    }
    for (const value of ['a\0b', 'a\ud800']) {
      await expect(writeVariables(file, { A: value })).rejects.toMatchObject({ refusal: 'impossible value' });
    }
  });

  it.skipIf(process.platform === 'win32')('refuses where this user may not write', async () => {
    const folder = temporaryFolder({ '.env': 'A=1\n', 'closed/x': '' });
    chmodSync(folder, 0o777);
    chmodSync(join(folder, '.env'), 0o444);
    chmodSync(join(folder, 'closed'), 0o555);
    const asOther = process.getuid?.() === 0;
    if (asOther) process.seteuid?.(65534);
    try {
      for (const name of ['.env', 'closed/.env']) {
        await expect(writeVariables(join(folder, name), { A: '2' })).rejects.toMatchObject({ refusal: 'not writable' });
      }
    } finally {
      if (asOther) process.seteuid?.(0);
      chmodSync(join(folder, 'closed'), 0o755);
    }
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe('A=1\n');
  });

  it.skipIf(process.platform === 'win32')('keeps the old file when there is no room for the new one', async () => {
    const folder = temporaryFolder({ '.env': 'A=1\n' });
    const module = new URL('../../src/secrets/env-file.ts', import.meta.url).href;
    const program = `
      process.on('SIGXFSZ', () => {});
      const { writeVariables } = await import(${JSON.stringify(module)});
      const large = 'x'.repeat(64 * 1024);
      await writeVariables(${JSON.stringify(join(folder, '.env'))}, { B: large }).then(
        () => console.log('stored'),
        (problem) => console.log(problem.refusal),
      );`;
    // A limit on the size of files stands in for a full disk: both end a write in the middle.
    const script = 'ulimit -f 8; exec "$0" --input-type=module -e "$1"';
    const output = await new Promise<string>((resolve, reject) => {
      execFile('bash', ['-c', script, process.execPath, program], (error, text, complaint) =>
        error ? reject(new Error(complaint)) : resolve(text),
      );
    });
    expect(output).toBe('disk full\n');
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe('A=1\n');
    expect(readdirSync(folder)).toEqual(['.env']);
  });

  it('does not count as stored what the file does not hold afterwards', async () => {
    vi.resetModules();
    vi.doMock('../../src/project/replace-file.ts', () => ({ replaceFile: () => Promise.resolve() }));
    onTestFinished(() => {
      vi.doUnmock('../../src/project/replace-file.ts');
      vi.resetModules();
    });
    const forgetful = await import('../../src/secrets/env-file.ts');
    const file = join(temporaryFolder({ '.env': 'A=1\n' }), '.env');
    await expect(forgetful.writeVariables(file, { A: '2' })).rejects.toMatchObject({ refusal: 'not kept' });
    await expect(forgetful.writeVariables(file, { A: '1' })).resolves.toMatchObject({ replaced: [] });
  });

  it('turns errors of the file system into words, and only those it knows', () => {
    const withCode = (code: string) => Object.assign(new Error(code), { code });
    expect(secretProblemOf(withCode('ENOSPC'), 'x', 'writing')).toMatchObject({ refusal: 'disk full' });
    expect(secretProblemOf(withCode('EDQUOT'), 'x', 'writing')).toMatchObject({ refusal: 'disk full' });
    expect(secretProblemOf(withCode('EROFS'), 'x', 'writing')).toMatchObject({ refusal: 'not writable' });
    expect(secretProblemOf(withCode('EACCES'), 'x', 'reading')).toMatchObject({ refusal: 'not readable' });
    const other = withCode('EWHATEVER');
    expect(secretProblemOf(other, 'x', 'writing')).toBe(other);
  });

  it('holds no secret in any refusal', async () => {
    const folder = temporaryFolder({ '.env': `A=${key}\0` });
    mkdirSync(join(folder, 'dir.env'));
    symlinkSync('.env', join(folder, 'link.env'));
    const attempts = [
      writeVariables(join(folder, '.env'), { A: secret }),
      writeVariables(join(folder, 'dir.env'), { A: secret }),
      writeVariables(join(folder, 'link.env'), { A: secret }),
      writeVariables(join(folder, 'none/.env'), { A: secret }),
      writeVariables(join(folder, 'new.env'), { A: new Secret(`${key}\0`) }),
      writeVariables(join(folder, 'new.env'), { 'A B': secret }),
      readVariable(join(folder, '.env'), 'A'),
    ];
    for (const settled of await Promise.allSettled(attempts)) {
      const refusal = settled.status === 'rejected' ? settled.reason : 'not refused';
      expect(refusal).toBeInstanceOf(SecretProblem);
      expect(inspect(refusal, { depth: null, showHidden: true }) + JSON.stringify(refusal)).not.toContain(
        '0123456789abcdef',
      );
    }
  });

  it('says what happened, what it means and what to do', async () => {
    const refusal = await writeVariables(join(temporaryFolder(), 'none', '.env'), { A: '1' }).catch((e: unknown) => e);
    expect(refusal).toMatchObject({
      headline: expect.stringMatching(/^The folder of .*none\/\.env does not exist\.$/),
      meaning: 'Nothing was stored.',
      remedy: 'Make the folder, or choose another file.',
    });
  });
});

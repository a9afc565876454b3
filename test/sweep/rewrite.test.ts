import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../src/sweep/difference.ts';
import type { FileChange } from '../../src/sweep/file-change.ts';
import { applyChange, planRewrite } from '../../src/sweep/rewrite.ts';
import { RewriteProblem, rewriteProblemOf } from '../../src/sweep/rewrite-problem.ts';
import { temporaryProject } from './temporary-project.ts';

const idMap = new Map([
  ['prod_test1', 'prod_live1'],
  ['plan_test1', 'plan_live1longer'],
  ['var_test1', 'var_l1x'],
]);

async function planOne(folder: string, file = '.env', map: ReadonlyMap<string, string> = idMap): Promise<FileChange> {
  const [change] = await planRewrite(folder, map, [file]);
  if (change === undefined) throw new Error('no change planned');
  return change;
}

describe('planning a rewrite', () => {
  it('replaces whole ids and says from what, to what and on which line', async () => {
    const folder = temporaryProject({ '.env': '# shop\nA="prod_test1" # why\r\nB=var_test1,plan_test1\n' });
    const change = await planOne(folder);
    expect(change.after).toBe('# shop\nA="prod_live1" # why\r\nB=var_l1x,plan_live1longer\n');
    expect(change.replacements).toEqual([
      { from: 'prod_test1', to: 'prod_live1', line: 2 },
      { from: 'var_test1', to: 'var_l1x', line: 3 },
      { from: 'plan_test1', to: 'plan_live1longer', line: 3 },
    ]);
    expect(readFileSync(join(folder, '.env'), 'utf8')).toContain('prod_test1');
  });

  it('leaves longer words that only contain an id, and ids it does not know', async () => {
    const text = 'A=prod_test12\nB=xprod_test1\nC=prod_test1_old\nD=prod_other9\nE=PROD_TEST1\n';
    expect(await planRewrite(temporaryProject({ '.env': text }), idMap, ['.env'])).toEqual([]);
  });

  it('keeps every byte outside the ids, whatever the bytes', async () => {
    const id = fc.constantFrom(...idMap.keys());
    const bytes = fc.uint8Array({ maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(bytes, id), { minLength: 1, maxLength: 6 }), bytes, async (parts, tail) => {
        // Blanks around an id make it a whole word; NUL would make the file binary.
        const surround = (part: Uint8Array) => Buffer.from([0x20, ...part.filter((byte) => byte !== 0), 0x20]);
        const build = (idOf: (id: string) => string) =>
          Buffer.concat([...parts.flatMap(([part, id]) => [surround(part), Buffer.from(idOf(id))]), surround(tail)]);
        const folder = temporaryProject({ '.env': build((id) => id) });
        await applyChange(folder, await planOne(folder));
        expect(readFileSync(join(folder, '.env'))).toEqual(build((id) => idMap.get(id) ?? id));
      }),
      { numRuns: 80 },
    );
  });

  it('keeps the bytes of UTF-16 files', async () => {
    const text = '\ufeffNAME=Café 𝒳\r\nA=prod_test1\r\n';
    for (const swap of [false, true]) {
      const encode = (content: string) => {
        const bytes = Buffer.from(content, 'utf16le');
        return swap ? bytes.swap16() : bytes;
      };
      const folder = temporaryProject({ '.env': encode(text) });
      await applyChange(folder, await planOne(folder));
      expect(readFileSync(join(folder, '.env'))).toEqual(encode(text.replace('prod_test1', 'prod_live1')));
    }
  });

  it('writes nothing into a file that is not an id of the same kind', async () => {
    const folder = temporaryProject({ '.env': 'A=prod_test1\n' });
    for (const to of ['prod_x\nEVIL=1', 'plan_live1', 'prod_', '', 'prod_live1 ']) {
      await expect(planRewrite(folder, new Map([['prod_test1', to]]), ['.env'])).rejects.toMatchObject({
        refusal: 'not an id',
      });
    }
  });

  it('refuses a map whose second application would change more', async () => {
    const map = new Map([
      ['prod_aaa1', 'prod_bbb1'],
      ['prod_bbb1', 'prod_ccc1'],
    ]);
    await expect(planRewrite(temporaryProject(), map, [])).rejects.toMatchObject({ refusal: 'replaced twice' });
  });

  it('refuses files outside the folder, links, folders and files that are gone', async () => {
    const outside = temporaryProject({ '.env': 'A=prod_test1\n' });
    const folder = temporaryProject({ 'data.bin': Buffer.from([0, 1]) });
    symlinkSync(join(outside, '.env'), join(folder, '.env'));
    symlinkSync(outside, join(folder, 'linked'));
    mkdirSync(join(folder, 'config.env'));
    const refusals = {
      '.env': 'symbolic link',
      'linked/.env': 'symbolic link',
      '../x/.env': 'outside the folder',
      [join(outside, '.env')]: 'outside the folder',
      '.': 'outside the folder',
      'config.env': 'not text',
      'data.bin': 'not text',
      'gone.env': 'missing',
    };
    for (const [file, refusal] of Object.entries(refusals)) {
      await expect(planRewrite(folder, idMap, [file]), file).rejects.toMatchObject({ refusal });
    }
    expect(readFileSync(join(outside, '.env'), 'utf8')).toBe('A=prod_test1\n');
  });
});

describe('making a planned change', () => {
  it.skipIf(process.platform === 'win32')('keeps the mode and leaves nothing beside the file', async () => {
    for (const mode of [0o600, 0o644, 0o755]) {
      const folder = temporaryProject({ '.env': 'A=prod_test1\n' });
      chmodSync(join(folder, '.env'), mode);
      expect(await applyChange(folder, await planOne(folder))).toBe('changed');
      expect(statSync(join(folder, '.env')).mode & 0o7777).toBe(mode);
      expect(readdirSync(folder)).toEqual(['.env']);
    }
  });

  it('does no more the second time than the first', async () => {
    const folder = temporaryProject({ '.env': 'A=prod_test1\n' });
    const change = await planOne(folder);
    expect(await applyChange(folder, change)).toBe('changed');
    expect(await applyChange(folder, change)).toBe('already changed');
    expect(await planRewrite(folder, idMap, ['.env'])).toEqual([]);
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe('A=prod_live1\n');
  });

  it('refuses a file that was edited after the change was planned, and leaves it as it is', async () => {
    const folder = temporaryProject({ '.env': 'A=prod_test1\n' });
    const change = await planOne(folder);
    writeFileSync(join(folder, '.env'), 'A=prod_test1\nB=2\n');
    await expect(applyChange(folder, change)).rejects.toMatchObject({ refusal: 'changed since it was planned' });
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe('A=prod_test1\nB=2\n');
  });

  it('refuses a file that has become a link meanwhile', async () => {
    const folder = temporaryProject({ '.env': 'A=prod_test1\n', 'victim.txt': 'A=prod_test1\n' });
    const change = await planOne(folder);
    const other = temporaryProject();
    symlinkSync(join(folder, 'victim.txt'), join(other, '.env'));
    await expect(applyChange(other, change)).rejects.toMatchObject({ refusal: 'symbolic link' });
    expect(readFileSync(join(folder, 'victim.txt'), 'utf8')).toBe('A=prod_test1\n');
  });

  it('removes what an earlier, killed run left beside the file', async () => {
    const folder = temporaryProject({ '.env': 'A=prod_test1\n', '.env.flint-golive': 'A=pro' });
    await applyChange(folder, await planOne(folder));
    expect(readdirSync(folder)).toEqual(['.env']);
  });

  it.skipIf(process.platform === 'win32')('refuses a file or folder that this user may not write', async () => {
    const folder = temporaryProject({ 'open/.env': 'A=prod_test1\n' });
    chmodSync(folder, 0o755);
    const change = await planOne(folder, 'open/.env');
    chmodSync(join(folder, 'open'), 0o555);
    chmodSync(join(folder, 'open/.env'), 0o444);
    const asOther = process.getuid?.() === 0;
    if (asOther) process.seteuid?.(65534);
    try {
      await expect(applyChange(folder, change)).rejects.toMatchObject({ refusal: 'not writable' });
    } finally {
      if (asOther) process.seteuid?.(0);
      chmodSync(join(folder, 'open'), 0o755);
    }
    expect(readFileSync(join(folder, 'open/.env'), 'utf8')).toBe('A=prod_test1\n');
  });

  it('turns errors of the file system into words, and only those it knows', () => {
    const full = Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
    expect(rewriteProblemOf(full, '.env')).toMatchObject({ refusal: 'disk full' });
    const other = new Error('other');
    expect(rewriteProblemOf(other, '.env')).toBe(other);
    expect(new RewriteProblem('missing', 'a\u001b[2Jb').message).toContain('a\\u{1b}[2Jb');
  });
});

describe('showing a change', () => {
  const canary = 'CANARYcanary0123456789';

  it('is a unified difference', async () => {
    const folder = temporaryProject({ 'shop.json': '{\n  "a": 1,\n  "product": "prod_test1",\n  "b": 2\n}\n' });
    expect(differenceOf(await planOne(folder, 'shop.json'))).toEqual([
      { kind: 'hunk', text: '@@ -1,5 +1,5 @@' },
      { kind: 'context', text: '{' },
      { kind: 'context', text: '  "a": 1,' },
      { kind: 'removed', text: '  "product": "prod_test1",' },
      { kind: 'added', text: '  "product": "prod_live1",' },
      { kind: 'context', text: '  "b": 2' },
      { kind: 'context', text: '}' },
    ]);
  });

  it('shows no secret: neither of Flint nor of anyone else, neither around the ids nor on their lines', async () => {
    const secrets = [
      `FLINT_API_KEY=flint_test_${canary}`,
      `DATABASE_URL=postgres://shop:${canary}@db/shop`,
      `PLAIN=${canary}`,
      `#OLD_PASSWORD=${canary}`,
      `PEM="-----BEGIN\n${canary}\n-----END"`,
    ];
    const onTheLine = [
      `BOTH=prod_test1,whsec_${canary}`,
      `URL=https://u:${canary}@x/prod_test1`,
      `J={"id":"prod_test1","password":"${canary}"}`,
      `K=prod_test1 sk_live_${canary}`,
      `# note flint_live_${canary} prod_test1`,
    ];
    for (const around of secrets) {
      for (const line of onTheLine) {
        const folder = temporaryProject({ '.env': `${around}\n${line}\n${around}\n` });
        const change = await planOne(folder);
        const shown = JSON.stringify(differenceOf(change)) + JSON.stringify(change) + inspect(change, { depth: null });
        expect(shown).not.toContain(canary);
        expect(shown).toContain('prod_live1');
      }
    }
  });

  it('shows no half of a secret where a line is cut, nor one whose quote does not close', async () => {
    for (const name of [
      `K=flint_test_${canary}`,
      `J={"password":"x ${canary}`,
      `U=https://u:${canary}/@${canary}@x/y`,
    ]) {
      for (let before = 470; before <= 500; before += 1) {
        const line = `${'x'.repeat(before)} prod_test1 ${name}`;
        const change = await planOne(
          temporaryProject({ 'a.txt': `${line} ${'y'.repeat(20_000)}\n${line}\n` }),
          'a.txt',
        );
        const shown = differenceOf(change).map(({ text }) => text);
        expect(shown.join('\n')).not.toContain(canary.slice(0, 5));
        for (const text of shown) expect(text.length).toBeLessThanOrEqual(501);
      }
    }
  });

  it('keeps ids in sight even where a variable is named like a secret', async () => {
    const change = await planOne(temporaryProject({ '.env': 'PLAN_KEY="plan_test1"\n' }));
    expect(differenceOf(change).map(({ text }) => text)).toContain('PLAN_KEY="plan_live1longer"');
  });

  it('writes out what a terminal would act upon', async () => {
    const change = await planOne(temporaryProject({ '.env': 'A=prod_test1 # \u001b]52;c;x\u0007\u202e\r\n' }));
    const texts = differenceOf(change).map(({ text }) => text);
    expect(texts).toContain('A=prod_live1 # \\u{1b}]52;c;x\\u{7}\\u{202e}');
  });

  it('says nothing of a file content in a refusal', async () => {
    const folder = temporaryProject({ '.env': `A=prod_test1\nB=${canary}\n` });
    const change = await planOne(folder);
    writeFileSync(join(folder, '.env'), `B=${canary}\n`);
    const refusal = await applyChange(folder, change).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(RewriteProblem);
    expect(inspect(refusal, { depth: null, showHidden: true })).not.toContain(canary);
  });
});

import { describe, expect, it } from 'vitest';
import { failureOf } from '../../src/launch/failure.ts';

const systemError = (code: string, more = {}) => Object.assign(new Error(`${code}: refused`), { code, ...more });

describe('trouble with the file system', () => {
  it.each([
    ['ENOSPC', 'The disk is full.', 'Free some space'],
    ['EDQUOT', 'The disk is full.', 'Free some space'],
    ['EIO', 'A file could not be read or written.', 'Check the disk'],
    ['EROFS', 'A file could not be read or written.', 'Check the disk'],
  ])('%s is said in words, wherever it comes from, and is no bug of ours', (code, headline, remedy) => {
    const failure = failureOf(systemError(code, { path: '/state/lock' }), () => undefined);
    expect(failure).toMatchObject({ kind: 'refused', headline, remedy: expect.stringContaining(remedy) });
    expect(failure.meaning).toContain(`/state/lock: ${code}.`);
    expect(failure.stack).toBeUndefined();
  });

  it('speaks of the journal as a launch’s, for most commands have none', () => {
    for (const error of [systemError('ENOSPC'), new Error('oops')]) {
      const { meaning } = failureOf(error, () => undefined);
      expect(meaning).toContain('What a launch did is in its journal');
      expect(meaning).not.toContain('the journal');
    }
  });

  it('takes a missing right for trouble with a file only where a file is named', () => {
    expect(failureOf(systemError('EACCES', { path: '/state' }), () => undefined).kind).toBe('refused');
    expect(failureOf(systemError('EACCES', { syscall: 'connect' }), () => undefined).kind).toBe('bug');
  });

  it('leaves every other error a bug of ours, with what is needed to find it', () => {
    for (const error of [new Error('oops'), systemError('ENOENT', { path: '/x' }), 'text']) {
      expect(failureOf(error, () => undefined)).toMatchObject({ kind: 'bug', stack: expect.any(String) });
    }
  });
});

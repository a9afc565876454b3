import { expect, it } from 'vitest';
import { createProgress } from '../../src/cli/sweep/progress.ts';

const lineStart = '\r\u001B[K';

function terminal() {
  const written: string[] = [];
  return { isTTY: true, write: (text: string) => written.push(text), text: () => written.join('') };
}

it('says how far the sweep is when it takes a while, not too often, and takes the line away', () => {
  const shown = terminal();
  let now = 0;
  const progress = createProgress(shown, () => now);
  progress.told({ filesRead: 1, found: 0 });
  now = 299;
  progress.told({ filesRead: 900, found: 1 });
  expect(shown.text()).toBe('');
  now = 300;
  progress.told({ filesRead: 1000, found: 2 });
  expect(shown.text()).toBe(`${lineStart}1,000 files read, 2 found`);
  now = 399;
  progress.told({ filesRead: 1400, found: 2 });
  now = 400;
  progress.told({ filesRead: 1500, found: 3 });
  progress.clear();
  expect(shown.text()).toBe(`${lineStart}1,000 files read, 2 found${lineStart}1,500 files read, 3 found${lineStart}`);
});

it('says nothing, and takes nothing away, when it is quick or nobody watches', () => {
  const quick = terminal();
  const progress = createProgress(quick, () => 0);
  progress.told({ filesRead: 5, found: 0 });
  progress.clear();
  expect(quick.text()).toBe('');
  let now = 0;
  const nobody = { ...terminal(), isTTY: false };
  const unseen = createProgress(nobody, () => now);
  now = 10_000;
  unseen.told({ filesRead: 5, found: 0 });
  unseen.clear();
  expect(nobody.text()).toBe('');
});

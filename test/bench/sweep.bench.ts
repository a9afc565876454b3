import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { idPrefixes } from '../../src/sweep/id-prefixes.ts';
import { layOutHistory } from './history.ts';
import { type Measured, measure } from './measure.ts';
import { layOutSourceTree } from './source-tree.ts';

// Measures and prints; it judges nothing. The target is four times ripgrep's time on a warm tree of 3,000 files, with memory
// that grows neither with the tree nor with the history.

const program = fileURLToPath(new URL('../../bin/flint-golive.js', import.meta.url));
const print = (line: string): void => void process.stdout.write(`${line}\n`);

for (const { files, bytesPerFile, runs } of [
  { files: 3_000, bytesPerFile: 13_700, runs: 7 },
  { files: 12_000, bytesPerFile: 13_700, runs: 5 },
  { files: 100_000, bytesPerFile: 3_000, runs: 3 },
]) {
  inFolder((folder) => {
    layOutSourceTree(folder, { files, bytesPerFile });
    const megabytes = Math.round((files * bytesPerFile) / 1e6);
    print(`${files} files, ${megabytes} MB, median of ${runs} runs with the start of the process`);
    const own = measure([process.execPath, program, 'sweep', '--no-network'], folder, runs);
    print(`  flint-golive sweep   ${own?.milliseconds} ms   ${own?.peakMegabytes ?? '?'} MB at its peak`);
    const other = measure(['rg', '--line-number', '--regexp', patternForRipgrep(), '.'], folder, runs);
    if (other === undefined) print('  ripgrep is not installed');
    else print(`  ripgrep              ${other.milliseconds} ms   ratio ${ratio(own, other)}`);
  });
}

for (const size of [
  { commits: 200, bytesPerCommit: 100_000 },
  { commits: 2_000, bytesPerCommit: 100_000 },
]) {
  inFolder((folder) => {
    layOutHistory(folder, size);
    print(
      `history of ${size.commits} commits, ${Math.round((size.commits * size.bytesPerCommit) / 1e6)} MB, median of 3 runs`,
    );
    const own = measure([process.execPath, program, 'sweep', '--no-network', '--history'], folder, 3);
    print(`  sweep --history      ${own?.milliseconds} ms   ${own?.peakMegabytes ?? '?'} MB at its peak`);
  });
}

function inFolder(work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'flint-golive-bench-'));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ratio(own: Measured | undefined, other: Measured): string {
  return own === undefined ? '?' : (own.milliseconds / other.milliseconds).toFixed(1);
}

function patternForRipgrep(): string {
  const stems = idPrefixes
    .filter(({ use }) => use === 'copyable' || use === 'run time')
    .map(({ prefix }) => prefix.slice(0, -1));
  return `\\b(?:${stems.join('|')})_[A-Za-z0-9]{3,}\\b|flint_(?:test|live)_[A-Za-z0-9]{8,}|whsec_[A-Za-z0-9+/=]{8,}`;
}

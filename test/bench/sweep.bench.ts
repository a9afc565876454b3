import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { idPrefixes } from '../../src/sweep/id-prefixes.ts';
import { layOutSourceTree } from './source-tree.ts';

// Measures and prints; it judges nothing. The target is four times ripgrep's time on a warm tree of 3,000 files, with memory
// that does not grow with the tree.

const program = fileURLToPath(new URL('../../bin/flint-golive.js', import.meta.url));
const runs = 7;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

for (const files of [3_000, 12_000]) {
  const folder = mkdtempSync(join(tmpdir(), 'flint-golive-bench-'));
  try {
    layOutSourceTree(folder, { files, bytesPerFile: 13_700 });
    print(
      `${files} files, ${Math.round((files * 13_700) / 1e6)} MB, median of ${runs} runs with the start of the process`,
    );
    const own = measure([process.execPath, program, 'sweep', '--no-network'], folder);
    print(`  flint-golive sweep   ${own?.milliseconds} ms   ${own?.peakMegabytes ?? '?'} MB at its peak`);
    const other = measure(['rg', '--line-number', '--regexp', patternForRipgrep(), '.'], folder);
    if (other === undefined) print('  ripgrep is not installed');
    else print(`  ripgrep              ${other.milliseconds} ms   ratio ${ratio(own, other)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Measured {
  readonly milliseconds: number;
  readonly peakMegabytes: number | undefined;
}

/** Undefined when the program is not there. */
function measure(words: readonly string[], cwd: string): Measured | undefined {
  const times: number[] = [];
  let peak: number | undefined;
  for (let run = 0; run <= runs; run += 1) {
    const start = performance.now();
    const timed = spawnSync('/usr/bin/time', ['-f', '%M', ...words], { cwd, encoding: 'utf8', maxBuffer: 1e9 });
    const direct =
      timed.error === undefined ? timed : spawnSync(words[0] ?? '', words.slice(1), { cwd, maxBuffer: 1e9 });
    if (direct.error !== undefined || direct.status === 127) return undefined;
    // The first run warms the caches.
    if (run > 0) times.push(performance.now() - start);
    const kilobytes = /^(\d+)\s*$/m.exec(String(direct.stderr))?.[1];
    if (kilobytes !== undefined) peak = Math.round(Number(kilobytes) / 1024);
  }
  const median = times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
  return { milliseconds: Math.round(median), peakMegabytes: peak };
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

import { spawnSync } from 'node:child_process';

/** What a run took: the median of several, and the most memory of any. */
export interface Measured {
  readonly milliseconds: number;
  readonly peakMegabytes: number | undefined;
}

/** Runs a program several times, after a first time that warms the caches. Undefined when the program is not there. */
export function measure(words: readonly string[], cwd: string, runs: number): Measured | undefined {
  const times: number[] = [];
  let peak: number | undefined;
  for (let run = 0; run <= runs; run += 1) {
    const start = performance.now();
    const timed = spawnSync('/usr/bin/time', ['-f', '%M', ...words], { cwd, encoding: 'utf8', maxBuffer: 1e9 });
    const direct =
      timed.error === undefined ? timed : spawnSync(words[0] ?? '', words.slice(1), { cwd, maxBuffer: 1e9 });
    if (direct.error !== undefined || direct.status === 127) return undefined;
    if (run > 0) times.push(performance.now() - start);
    const kilobytes = /^(\d+)\s*$/m.exec(String(direct.stderr))?.[1];
    if (kilobytes !== undefined) peak = Math.max(peak ?? 0, Math.round(Number(kilobytes) / 1024));
  }
  const median = times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
  return { milliseconds: Math.round(median), peakMegabytes: peak };
}

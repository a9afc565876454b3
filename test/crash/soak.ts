import { parseArgs } from 'node:util';
import { fates } from './fates.ts';
import { planOf } from './soak/plan.ts';
import { trial } from './soak/trial.ts';

// npm run soak -- [--minutes 5] [--seed N] [--launches N]: launches with random faults and random ends, until the time is over.

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, seed: { type: 'string' }, launches: { type: 'string' } },
});
const first = numberOf(values.seed) ?? Math.floor(Math.random() * 1_000_000_000);
const launches = numberOf(values.launches) ?? Number.POSITIVE_INFINITY;
// Not the clock, which the launches set ahead.
const end = performance.now() + (numberOf(values.minutes) ?? (values.launches === undefined ? 5 : 24 * 60)) * 60_000;

let seed = first;
let runs = 0;
let blows = 0;
let failed = 0;
say(`Soak from seed ${first}.`);
for (; seed < first + launches && performance.now() < end; seed += 1) {
  const { runs: ended, complaints } = await trial(seed);
  runs += ended.length;
  blows += ended.filter(({ blow }) => blow !== undefined && fates.includes(blow.fate)).length;
  if (complaints.length === 0) continue;
  failed += 1;
  say(`Seed ${seed} failed. Replay it with: npm run soak -- --seed ${seed} --launches 1`);
  say(JSON.stringify(planOf(seed)));
  for (const complaint of complaints) say(`  ${complaint}`);
}
say(`${seed - first} launches, ${runs} runs, ${blows} of them struck; ${failed} launches failed.`);
process.exitCode = failed === 0 ? 0 : 1;

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isFinite(number) && number >= 0) return number;
  process.stderr.write(`${text} is no number.\n`);
  process.exit(2);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

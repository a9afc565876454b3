/** Stands in for a secret manager: `secret-manager.mjs BEHAVIOUR FOLDER NAME`. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [behaviour, folder, name] = process.argv.slice(2);
const file = join(folder, name);
const store = (text) => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};
const readSecret = () => readFileSync(0, 'utf8');

const behaviours = {
  store: () => store(readSecret()),
  show: () => process.stdout.write(`${readFileSync(file, 'utf8')}\n`),
  truncate: () => store(readSecret().slice(0, 20)),
  exchange: () => store(readSecret().replaceAll('0', '1')),
  forget: () => readSecret() && store(''),
  pad: () => store(`${readSecret()}\n\n`),
  exit3: () => {
    process.stderr.write('\u001b[31mno access\u001b[0m to the vault\u0007\n');
    process.exitCode = 3;
  },
  hang: () => {
    store('hanging');
    setInterval(() => {}, 1000);
  },
  echo: () => {
    const secret = readSecret();
    const half = secret.length / 2;
    process.stderr.write(
      `cannot store ${secret}\nnor \u001b[1m${secret.slice(0, half)}\u001b[0m\n${secret.slice(half)}`,
    );
    process.stderr.write(` nor ${Buffer.from(secret).toString('base64')} there\n`);
    process.stdout.write(secret);
    process.exitCode = 1;
  },
  // Looks for the secret in the arguments of every process, and in the environment of those that were started for this one.
  witness: () => {
    const secret = readSecret();
    const group = processGroup('self');
    const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
    const family = pids.filter((pid) => processGroup(pid) === group);
    const holding = (ids, what) => ids.filter((pid) => peek(`/proc/${pid}/${what}`).includes(secret)).map(Number);
    const report = { family: family.length, argv: holding(pids, 'cmdline'), environment: holding(family, 'environ') };
    store(secret);
    writeFileSync(`${file}.json`, JSON.stringify(report));
  },
};
behaviours[behaviour]();

function processGroup(pid) {
  // The name before it, in brackets, may hold spaces.
  return peek(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[2];
}

function peek(path) {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

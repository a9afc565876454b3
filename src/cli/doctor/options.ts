import { type Command, InvalidArgumentError, Option } from 'commander';
import { addStandingOptions } from '../standing/options.ts';
import type { StandingFlags } from '../standing/where.ts';

/** What `flint-golive doctor` takes besides the launch it looks at. Times are milliseconds. */
export interface DoctorFlags extends StandingFlags {
  readonly watch?: boolean;
  readonly every: number;
  readonly since: number;
  readonly testEvent?: boolean;
  readonly deployed?: string;
  readonly keyEnv?: string;
  readonly merchant?: string;
  readonly fix?: string;
  readonly quiet?: boolean;
}

/** Adds the argument and the options. */
export function addDoctorOptions(command: Command): Command {
  return addStandingOptions(command)
    .argument('[request-id]', 'explain one request instead, from the request log of the key at hand')
    .option('--watch', 'keep looking, until q or Ctrl+C; tells when something turns')
    .addOption(
      new Option('--every <time>', 'how often to look with --watch').default(30_000, '30s').argParser(duration),
    )
    .addOption(
      new Option('--since <time>', 'how far back orders, deliveries and refunds count, such as 90m, 24h or 7d')
        .default(24 * 3_600_000, '24h')
        .argParser(duration),
    )
    .option('--test-event', 'where nothing else tells why deliveries fail, send the endpoint one test event')
    .option('--fix <item>', 'put one item right where that can be done from here, by its id in --json')
    .option('--deployed <url>', 'ask a service, at its own health page, which mode it runs in; needs no launch here')
    .option('--key-env <name>', 'prove mode and merchant of the key in this environment variable; needs no launch here')
    .option('--merchant <id>', 'the merchant that the key of --key-env has to belong to')
    .option('--quiet', 'no bell when something turns')
    .addHelpText('after', '\nExit code 0 only if all was seen, and seen to be well.');
}

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 24 * 3_600_000 } as const;

/** `90s`, `20m`, `2h`, `7d` or a bare number of seconds, in milliseconds. */
function duration(text: string): number {
  const match = /^(\d{1,6})(s|m|h|d)?$/.exec(text.trim());
  const count = Number(match?.[1]);
  if (match === null || count < 1) throw new InvalidArgumentError('It has to be a time such as 90s, 20m, 2h or 7d.');
  const unit = Object.entries(units).find(([name]) => name === (match[2] ?? 's'));
  return count * (unit?.[1] ?? units.s);
}

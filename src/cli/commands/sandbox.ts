import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { failureOf } from '../../launch/failure.ts';
import { takeLock } from '../../launch/lock.ts';
import { createExchangeLog, FaultSyntaxError, printFault, startControl, startSandbox } from '../../sandbox/index.ts';
import { type ExitCode, exitCodeOfFailure, exitCodes } from '../exit-codes.ts';
import { resultLine } from '../output/ndjson.ts';
import { endedLine, type Running, readyEvent, readyLines } from '../sandbox/copy.ts';
import { inWords } from '../sandbox/failures.ts';
import type { SandboxFlags } from '../sandbox/options.ts';
import { readFlags } from '../sandbox/read-flags.ts';

/**
 * `flint-golive sandbox`: the embedded Flint API on its own, until it is interrupted.
 *
 * @throws LaunchStopped when it cannot be started, unless `--json` turns that into its result line
 */
export async function runSandbox(flags: SandboxFlags): Promise<ExitCode> {
  const write = (line: string): void => void process.stdout.write(`${line}\n`);
  const interrupted = nextInterrupt();
  try {
    const { running, close } = await open(flags);
    if (flags.json === true) write(readyEvent(running));
    else for (const line of readyLines(running)) write(line);

    await interrupted;
    await close();
    const exitCode = exitCodes.interrupted;
    if (flags.json === true) write(resultLine(undefined, { kind: 'left', interrupted: true }, exitCode));
    else write(endedLine(running.stateFile));
    return exitCode;
  } catch (error) {
    const explained = inWords(error, flags);
    if (flags.json === true) {
      const failure = failureOf(explained, () => undefined);
      const exitCode = exitCodeOfFailure(failure.kind);
      write(resultLine(undefined, { kind: 'failed', failure }, exitCode));
      return exitCode;
    }
    if (!(error instanceof FaultSyntaxError)) throw explained;
    // Its message points at the place in the fault, which a layout of words would tear apart.
    process.stderr.write(`A fault cannot be read. Nothing was started.\n\n${error.message}\n\n`);
    process.stderr.write('flint-golive sandbox --help shows how faults are written.\n');
    return exitCodes.usage;
  }
}

interface Opened {
  readonly running: Running;
  readonly close: () => Promise<void>;
}

async function open(flags: SandboxFlags): Promise<Opened> {
  const { options, clock } = await readFlags(flags);
  const stateFile = flags.state === undefined ? undefined : resolve(flags.state);
  const lock = stateFile === undefined ? undefined : takeLock(`${stateFile}.lock`);
  const closers: Array<() => unknown> = [() => lock?.release()];
  const close = async (): Promise<void> => {
    for (const closer of closers.toReversed()) await closer();
  };
  try {
    const seeded = flags.seed !== undefined && (stateFile === undefined || !existsSync(stateFile));
    const controlled = flags.controlPort !== undefined;
    const exchanges = controlled ? createExchangeLog() : undefined;
    const sandbox = await startSandbox({ ...options, ...(exchanges && { onExchange: exchanges.onExchange }) });
    closers.push(() => sandbox.close());
    const control = controlled
      ? await startControl(sandbox, { port: flags.controlPort ?? 0, clock, exchanges })
      : undefined;
    if (control !== undefined) closers.push(() => control.close());
    const running: Running = {
      url: sandbox.baseUrl,
      dashboardUrl: sandbox.dashboardUrl,
      keys: sandbox.keys,
      merchantId: sandbox.merchantId,
      ...(control === undefined ? {} : { controlUrl: control.url }),
      ...(stateFile === undefined ? {} : { stateFile }),
      ...(flags.seed === undefined ? {} : { seed: seeded ? 'planted' : 'not read' }),
      faults: sandbox.faults.list().map(({ fault }) => printFault(fault)),
    };
    return { running, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves at the first signal; a second one ends the process at once, as if nobody had listened. */
function nextInterrupt(): Promise<void> {
  return new Promise((resolveInterrupt) => {
    const stop = (): void => {
      for (const signal of signals) process.off(signal, stop);
      resolveInterrupt();
    };
    for (const signal of signals) process.on(signal, stop);
  });
}

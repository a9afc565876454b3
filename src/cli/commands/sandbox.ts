import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { takeLock } from '../../launch/lock.ts';
import { createExchangeLog, FaultSyntaxError, printFault, startControl, startSandbox } from '../../sandbox/index.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { onInterrupt } from '../interrupts.ts';
import { writeEvent, writeResult } from '../output/stdout.ts';
import { endedLine, type Running, readyEvent, readyLines } from '../sandbox/copy.ts';
import { inWords } from '../sandbox/failures.ts';
import type { SandboxFlags } from '../sandbox/options.ts';
import { readFlags } from '../sandbox/read-flags.ts';

/**
 * `flint-golive sandbox`: the embedded Flint API on its own, until it is interrupted.
 *
 * @throws LaunchStopped when it cannot be started
 */
export async function runSandbox(flags: SandboxFlags): Promise<ExitCode> {
  const write = (line: string): void => void process.stdout.write(`${line}\n`);
  const { interrupted, stopListening } = nextInterrupt();
  try {
    const { running, close } = await open(flags);
    if (flags.json === true) writeEvent(readyEvent(running));
    else for (const line of readyLines(running)) write(line);

    await interrupted;
    await close();
    const exitCode = exitCodes.interrupted;
    if (flags.json === true) writeResult({ outcome: 'interrupted', exitCode });
    else write(endedLine(running.stateFile));
    return exitCode;
  } catch (error) {
    if (!(error instanceof FaultSyntaxError) || flags.json === true) throw inWords(error, flags);
    // Its message points at the place in the fault, which a layout of words would tear apart.
    process.stderr.write(`A fault cannot be read. Nothing was started.\n\n${error.message}\n\n`);
    process.stderr.write('flint-golive sandbox --help shows how faults are written.\n');
    return exitCodes.usage;
  } finally {
    stopListening();
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

/** Resolves at the first signal; a second one ends the process at once, as if nobody had listened. */
function nextInterrupt(): { readonly interrupted: Promise<void>; readonly stopListening: () => void } {
  const { promise, resolve: resolveInterrupt } = Promise.withResolvers<void>();
  const stopListening = onInterrupt(() => {
    stopListening();
    resolveInterrupt();
  });
  return { interrupted: promise, stopListening };
}

import type { z } from 'zod';
import type { Clock, ManualClock } from '../clock.ts';
import { type Fault, FaultSyntaxError, parseFault, printFault } from '../faults/index.ts';
import type { Sandbox } from '../options.ts';
import type { ExchangeLog } from './exchange-log.ts';
import { advanceInput, balanceInput, emptyInput, faultsInput, requirementsInput } from './inputs.ts';

/** What the control surface works on. */
export interface Controlled {
  readonly sandbox: Sandbox;
  /** The clock the sandbox was started with; absent: the machine's. */
  readonly clock?: Clock | undefined;
  /** The exchanges it keeps; absent: none are kept. */
  readonly exchanges?: ExchangeLog | undefined;
}

/** A call that cannot be done, in a sentence. */
export class ControlRefused extends Error {
  override readonly name = 'ControlRefused';
  readonly status: 400 | 404 | 409;

  constructor(status: 400 | 404 | 409, message: string) {
    super(message);
    this.status = status;
  }
}

/** One thing the control surface can do. */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** What it does, and its body if it takes one; the index page lists it. */
  readonly does: string;
  readonly run: (controlled: Controlled, body: unknown, query: URLSearchParams) => unknown;
}

export const controlRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/ledger',
    does: 'what exists now, per plane, without secrets',
    run: ({ sandbox }) => sandbox.ledger(),
  },
  {
    method: 'GET',
    path: '/faults',
    does: 'the faults in force, how many calls each has seen and how many it struck',
    run: ({ sandbox }) => listFaults(sandbox),
  },
  {
    method: 'POST',
    path: '/faults',
    does: 'puts more faults in force: {"faults": ["POST /v1/refunds #1 reset-after-commit"]}',
    run: ({ sandbox }, body) => {
      sandbox.faults.add(read(faultsInput, body).faults.map(readFault));
      return listFaults(sandbox);
    },
  },
  {
    method: 'DELETE',
    path: '/faults',
    does: 'ends all faults',
    run: ({ sandbox }) => {
      sandbox.faults.clear();
      return listFaults(sandbox);
    },
  },
  {
    method: 'GET',
    path: '/clock',
    does: 'the time the sandbox lives in, and whether it can be moved',
    run: ({ clock }) => readClock(clock),
  },
  {
    method: 'POST',
    path: '/clock/advance',
    does: 'moves a manual clock: {"milliseconds": 12000}',
    run: ({ clock }, body) => {
      const { milliseconds } = read(advanceInput, body);
      if (!isManual(clock)) {
        throw new ControlRefused(
          409,
          'The clock is the machine’s own. Start the sandbox with a manual clock to move it.',
        );
      }
      clock.advance(milliseconds);
      return readClock(clock);
    },
  },
  {
    method: 'POST',
    path: '/verification/complete',
    does: 'the person hands in what is due for the live account; the review takes its time',
    run: ({ sandbox }, body) => {
      read(emptyInput, body);
      sandbox.controls.completeVerification();
      return { done: true };
    },
  },
  {
    method: 'POST',
    path: '/requirements',
    does: 'Flint asks the live account for more: {"requirements"?: ["business_tax_id"], "due"?: "eventually" | "currently" | "past", "deadline_milliseconds"?: 600000}',
    run: ({ sandbox }, body) => {
      const { requirements, due, deadline_milliseconds: deadlineMilliseconds } = read(requirementsInput, body);
      try {
        sandbox.controls.raiseRequirements({
          ...(requirements === undefined ? {} : { requirements }),
          ...(due === undefined ? {} : { due }),
          ...(deadlineMilliseconds === undefined ? {} : { deadlineMilliseconds }),
        });
      } catch (error) {
        if (error instanceof RangeError) throw new ControlRefused(400, error.message);
        throw error;
      }
      return { done: true };
    },
  },
  {
    method: 'PUT',
    path: '/balance',
    does: 'what refunds can be paid from, in minor units, null for no limit: {"mode"?: "test" | "live", "amount": 500}',
    run: ({ sandbox }, body) => {
      const { mode, amount } = read(balanceInput, body);
      sandbox.controls.setAvailableBalance(mode, amount ?? undefined);
      return { done: true };
    },
  },
  {
    method: 'GET',
    path: '/exchanges',
    does: 'the last calls and deliveries as they went over the wire, the oldest first; ?since=N for those after number N',
    run: ({ exchanges }, _body, query) => kept(exchanges).since(numberOf(query.get('since') ?? '0')),
  },
  {
    method: 'DELETE',
    path: '/exchanges',
    does: 'forgets them',
    run: ({ exchanges }) => {
      kept(exchanges).clear();
      return { done: true };
    },
  },
];

function listFaults(sandbox: Sandbox): unknown {
  return sandbox.faults.list().map(({ fault, calls, struck }) => ({ fault: printFault(fault), calls, struck }));
}

function readFault(text: string): Fault {
  try {
    return parseFault(text);
  } catch (error) {
    if (error instanceof FaultSyntaxError) throw new ControlRefused(400, error.message);
    throw error;
  }
}

function readClock(clock: Clock | undefined): unknown {
  return { now: new Date(clock?.now() ?? Date.now()).toISOString(), manual: isManual(clock) };
}

function isManual(clock: Clock | undefined): clock is ManualClock {
  return clock !== undefined && 'advance' in clock;
}

function kept(exchanges: ExchangeLog | undefined): ExchangeLog {
  if (exchanges !== undefined) return exchanges;
  throw new ControlRefused(409, 'No exchanges are kept. Give the sandbox and its control surface an exchange log.');
}

function numberOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new ControlRefused(400, 'since is the number of an exchange.');
}

function read<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') ?? '';
  throw new ControlRefused(400, `${place === '' ? 'The body' : place} cannot be used: ${issue?.message ?? ''}.`);
}

import { resolve } from 'node:path';
import { complaintToShow } from './complaint.ts';
import { commandInWords, type RefusalDetails } from './copy.ts';
import { differenceOf } from './difference.ts';
import { isVariableName } from './env-format.ts';
import { type Command, type CommandEnd, runCommand } from './run-command.ts';
import { Secret } from './secret.ts';
import { SecretProblem } from './secret-problem.ts';
import type { SecretStore } from './store.ts';

/** The commands of a secret manager. `{name}` in them stands for the secret's name, never for its value. */
export interface CommandStoreOptions {
  /** Reads the secret on stdin, to its end, and stores it under `{name}`. */
  readonly write: Command;
  /** Prints the secret `{name}`, and nothing else but one line end. Without it nothing can be read back. */
  readonly read?: Command | undefined;
  /** How the place is called on screen; the program's name when absent. */
  readonly shownAs?: string | undefined;
  /** Where the commands run; the current folder when absent. */
  readonly folder?: string | undefined;
  /** How long each command may take; two minutes when absent, since some wait for a fingerprint. */
  readonly timeoutMilliseconds?: number | undefined;
}

/**
 * A secret manager through commands of the person's own. The secret reaches the command on stdin and nowhere else: no
 * argument, no variable, no file. The commands run in the person's shell with the person's rights; nothing is added to them.
 */
export function commandStore(options: CommandStoreOptions): SecretStore {
  const { write, read, folder = '.', timeoutMilliseconds = 120_000 } = options;
  const shownAs = options.shownAs ?? describeCommand(write);
  const seconds = Math.ceil(timeoutMilliseconds / 1000);

  const run = (command: Command, name: string, input?: Secret): Promise<CommandEnd> => {
    if (!isVariableName(name)) throw new SecretProblem('impossible name', name);
    const filled = withName(command, name);
    if (isEmpty(filled)) throw new SecretProblem('command empty', shownAs);
    const limits = { folder: resolve(folder), timeoutMilliseconds };
    return runCommand(filled, input === undefined ? limits : { ...limits, secret: input });
  };

  const fetch = async (name: string, stored?: Secret): Promise<Secret | undefined> => {
    if (read === undefined) throw new SecretProblem('no reading', shownAs);
    const end = await run(read, name);
    const problem = problemOf(end, 'reading failed', { shownAs, seconds, secret: stored });
    if (problem !== undefined) throw problem;
    const text = end.output.replace(/\r?\n$/, '');
    return text === '' ? undefined : new Secret(text);
  };

  return {
    describe: () => shownAs,
    canReadBack: read !== undefined,
    get: (name) => fetch(name),
    put: async (name, secret) => {
      const text = secret.reveal();
      if (text === '' || /[\0\p{Surrogate}]/u.test(text)) throw new SecretProblem('impossible value', name);
      if ([write, read ?? []].flat().some((part) => part.includes(text))) {
        throw new SecretProblem('command holds the secret', shownAs);
      }
      const end = await run(write, name, secret);
      const problem = problemOf(end, 'command failed', { shownAs, seconds, secret });
      if (problem !== undefined) throw problem;
      if (read === undefined) return;
      const difference = differenceOf(secret, await fetch(name, secret));
      if (difference !== undefined) throw new SecretProblem('something else came back', shownAs, { difference });
    },
  };
}

/** What a command is called where no other words are given: only its program, since the rest may hold a token. */
function describeCommand(command: Command): string {
  const words = typeof command === 'string' ? command.trim().split(/\s+/) : command.slice(0, 1);
  const program = words.find((word) => !/^\w+=/.test(word)) ?? '';
  return commandInWords(program.split(/[\\/]/).at(-1) ?? program);
}

function problemOf(
  { outcome, code, signal, complaint }: CommandEnd,
  failed: 'command failed' | 'reading failed',
  { shownAs, seconds, secret }: { shownAs: string; seconds: number; secret: Secret | undefined },
): SecretProblem | undefined {
  if (outcome === 'ended' && code === 0) return undefined;
  const said = complaintToShow(complaint, secret);
  const details: RefusalDetails = {
    said,
    seconds,
    ending: signal ? `signal ${signal}` : `exit code ${code ?? 'unknown'}`,
  };
  if (outcome === 'not found') return new SecretProblem('command missing', shownAs, details);
  if (outcome === 'too slow') return new SecretProblem('command too slow', shownAs, details);
  return new SecretProblem(failed, shownAs, details);
}

function withName(command: Command, name: string): Command {
  if (typeof command === 'string') return command.replaceAll('{name}', name);
  return command.map((word) => word.replaceAll('{name}', name));
}

function isEmpty(command: Command): boolean {
  return typeof command === 'string' ? command.trim() === '' : (command[0] ?? '') === '';
}

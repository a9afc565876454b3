import type { Command } from 'commander';
import { bashCompletion } from '../completion/bash.ts';
import { describeProgram } from '../completion/describe.ts';
import { fishCompletion } from '../completion/fish.ts';
import { zshCompletion } from '../completion/zsh.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodes } from '../exit-codes.ts';

/** `flint-golive completion SHELL`: prints what makes a shell complete the command line, made from that command line itself. */
export function printCompletion(program: Command, shell: string | undefined): ExitCode {
  const described = describeProgram(program);
  const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };
  const script = Object.entries(scripts).find(([name]) => name === shell)?.[1];
  if (script === undefined) return exitCodes.usage;
  process.stdout.write(script(described));
  return exitCodes.done;
}

import { Command } from 'commander';
import type { Failure } from '../launch/failure.ts';

/** Whether the words of a command line ask for events, whatever else is wrong with them. */
export function wantsEvents(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return (end === -1 ? words : words.slice(0, end)).includes('--json');
}

/** A mistake on the command line, for programs. @param message as commander tells it to people */
export function misuse(message: string): Failure {
  return {
    kind: 'usage',
    headline: message.replace(/^error: /, '').replace(/\s+/g, ' '),
    meaning: 'The command line cannot be understood. Nothing was started.',
    remedy: 'flint-golive --help lists the commands; each has a --help of its own.',
    passing: 'final',
  };
}

/** Ends with the error for a word that is no command, and the command that comes nearest. @throws CommanderError */
export function refuseUnknownCommand(program: Command): void {
  // commander only suggests one where the program itself does nothing, so a program that does nothing is asked.
  const asked = new Command(program.name()).exitOverride().showSuggestionAfterError();
  for (const command of program.commands) asked.command(command.name());
  asked.parse(program.args, { from: 'user' });
}

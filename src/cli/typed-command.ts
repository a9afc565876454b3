import { resolve } from 'node:path';
import { shellWord } from '../launch/shell-word.ts';
import type { TargetName } from '../launch/state.ts';

/** Which launch a command is about. */
export interface NamedLaunch {
  readonly target: TargetName;
  readonly name: string;
  /** Of a launch in live, its folder, absolute; a rehearsal keeps its project itself. */
  readonly project: string;
}

/** A command of this program as it is to be typed; a word that a shell would take apart is quoted. */
export function typedCommand(...words: readonly string[]): string {
  return ['flint-golive', ...words.map(quoted)].join(' ');
}

/** The command that begins a launch or goes on with it, from the current folder. */
export function launchCommand({ target, name, project }: NamedLaunch, ...more: readonly string[]): string {
  const words = { live: [], embedded: ['rehearse'], sandbox: ['rehearse', '--on-flint'] }[target];
  return typedCommand(...words, ...folderFlags(target, project), ...nameFlags(name), ...more);
}

/** The flags by which a command that looks at a launch, or takes it back, is told which one; none for this folder's usual one. */
export function namingFlags({ target, name, project }: NamedLaunch): readonly string[] {
  const kind = { live: [], embedded: ['--rehearsal'], sandbox: ['--rehearsal', '--on-flint'] }[target];
  return [...kind, ...folderFlags(target, project), ...nameFlags(name)];
}

/** Launches in live are told apart by their folder. It is named whole: the command may be typed in another shell. */
function folderFlags(target: TargetName, project: string): readonly string[] {
  return target === 'live' && project !== resolve('.') ? ['--cwd', project] : [];
}

function nameFlags(name: string): readonly string[] {
  return name === 'default' ? [] : ['--launch', name];
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : shellWord(word);
}

import type { Completes, DescribedOption, DescribedProgram } from './describe.ts';

/** The completion for fish. */
export function fishCompletion({ name, options, commands }: DescribedProgram): string {
  const complete = `complete -c ${name}`;
  const before = `-n __fish_use_subcommand`;
  return [
    `# ${name} completion for fish: ${name} completion fish | source`,
    `${complete} -f`,
    ...options.map((option) => `${complete} ${before} ${optionOf(option)}`),
    ...commands.flatMap(({ name: command, description, options: own, words }) => {
      const after = `-n '__fish_seen_subcommand_from ${command}'`;
      return [
        `${complete} ${before} -a ${command} -d ${quoted(description)}`,
        ...(words.with === 'nothing' ? [] : [`${complete} ${after} ${completed(words)}`]),
        ...own.map((option) => `${complete} ${after} ${optionOf(option)}`),
      ];
    }),
    '',
  ].join('\n');
}

function optionOf({ flag, description, value }: DescribedOption): string {
  const explained = `-l ${flag.replace(/^--/, '')} -d ${quoted(description)}`;
  return value === undefined ? explained : `${explained} -r ${completed(value)}`.trimEnd();
}

function completed(completes: Completes): string {
  switch (completes.with) {
    case 'values':
      return `-a ${quoted(completes.values.join(' '))}`;
    case 'files':
      return '-F';
    case 'folders':
      return "-a '(__fish_complete_directories)'";
    case 'nothing':
      return '';
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

import type { Completes, DescribedOption, DescribedProgram } from './describe.ts';

/** The completion for bash, from version 3.2 on, which is what macOS has. */
export function bashCompletion({ name, options, commands }: DescribedProgram): string {
  const all = [{ name: '', options, words: { with: 'nothing' } as const }, ...commands];
  const names = commands.map((command) => command.name);
  const values = all.flatMap((command) =>
    command.options.flatMap(({ flag, value }) =>
      value === undefined ? [] : [`    ${command.name}:${flag}) ${completed(value)}; return ;;`],
    ),
  );
  const words = all.map((command) => {
    const flags = flagsOf(command.options);
    const first = command.name === '' ? among(names) : completed(command.words);
    return `    ${command.name === '' ? "''" : command.name}) if [[ $current == -* ]]; then ${among(flags)}; else ${first}; fi ;;`;
  });
  return `# ${name} completion for bash: source <(${name} completion bash)
_flint_golive_words() {
  local word
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen "$@" -- "$current")
}
_flint_golive() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command='' index
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    case \${COMP_WORDS[index]} in
      ${names.join('|')}) command=\${COMP_WORDS[index]}; break ;;
    esac
  done
  case $command:$previous in
${values.join('\n')}
  esac
  case $command in
${words.join('\n')}
  esac
}
complete -F _flint_golive ${name}
`;
}

function flagsOf(options: readonly DescribedOption[]): string[] {
  return options.map(({ flag }) => flag);
}

function completed(completes: Completes): string {
  switch (completes.with) {
    case 'values':
      return among(completes.values);
    case 'files':
      return 'compopt -o filenames 2>/dev/null; _flint_golive_words -f';
    case 'folders':
      return 'compopt -o filenames 2>/dev/null; _flint_golive_words -d';
    case 'nothing':
      return ':';
  }
}

/** Words of ours: letters, digits, dots and dashes, which no shell takes for anything else. */
function among(words: readonly string[]): string {
  return `_flint_golive_words -W '${words.join(' ')}'`;
}

import { shellWord } from '../../launch/shell-word.ts';
import type { Completes, DescribedOption, DescribedProgram } from './describe.ts';

/** The completion for zsh, to be sourced or to lie in a folder of `fpath` as `_flint-golive`. */
export function zshCompletion({ name, options, commands }: DescribedProgram): string {
  const described = commands.map((command) => `        ${shellWord(`${command.name}:${plain(command.description)}`)}`);
  const ofCommand = commands.map((command) =>
    [
      `        ${command.name})`,
      '          _arguments \\',
      ...command.options.map((option) => `            ${specOf(option)} \\`),
      `            ${shellWord(`*:argument:${actionOf(command.words)}`)} ;;`,
    ].join('\n'),
  );
  return `#compdef ${name}
# ${name} completion for zsh: source <(${name} completion zsh), after compinit
_flint_golive() {
  local context state state_descr line
  typeset -A opt_args
  _arguments -C \\
${options.map((option) => `    ${specOf(option)} \\`).join('\n')}
    '1: :->command' \\
    '*:: :->arguments'
  case $state in
    command)
      local -a commands
      commands=(
${described.join('\n')}
      )
      _describe -t commands command commands ;;
    arguments)
      case $words[1] in
${ofCommand.join('\n')}
      esac ;;
  esac
}
if [[ $funcstack[1] == _flint_golive ]]; then _flint_golive "$@"; else compdef _flint_golive ${name}; fi
`;
}

function specOf({ flag, description, value }: DescribedOption): string {
  const explained = `${flag}[${plain(description).replace(/[[\]]/g, '')}]`;
  return shellWord(value === undefined ? explained : `${explained}:value:${actionOf(value)}`);
}

function actionOf(completes: Completes): string {
  switch (completes.with) {
    case 'values':
      return `(${completes.values.join(' ')})`;
    case 'files':
      return '_files';
    case 'folders':
      return '_files -/';
    case 'nothing':
      return ' ';
  }
}

/** A colon would end a description. */
function plain(text: string): string {
  return text.replaceAll(':', ',');
}

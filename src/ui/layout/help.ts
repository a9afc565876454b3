import type { LaunchState } from '../../launch/state.ts';
import { copy } from '../copy.ts';
import { stepNumber } from './header.ts';
import type { Line } from './line.ts';
import { emptyLine, indent, strong } from './line.ts';
import { layoutTerms } from './rows.ts';
import { wrap } from './wrap.ts';

/** The help: where one is, what money is here, how to leave, the keys and the signs. `keys` are those of the screen below. */
export function layoutHelp(state: LaunchState, keys: readonly (readonly [string, string])[], width: number): Line[] {
  const inner = Math.max(1, width - 2);
  const current = state.steps.find(({ id }) => id === state.current);
  const says = (text: string): Line[] => [emptyLine, ...indent(wrap(text, inner), 2)];
  const table = (title: string, terms: readonly (readonly [string, string])[]): Line[] => [
    emptyLine,
    ...indent([...wrap(title, inner, strong), ...layoutTerms(terms, inner)], 2),
  ];
  return [
    ...wrap(copy.help, width, strong),
    ...says(
      `${copy.helpOfStep(stepNumber(state), state.steps.length, current?.title ?? state.current)} ${copy.moneyInFull(state.launch.target)}`,
    ),
    ...table(copy.helpKeys, keys),
    ...says(copy.helpResume),
    ...table(copy.helpField, copy.fieldKeys),
    ...table(copy.helpSigns, copy.signs),
    ...says(copy.helpLaunch(state.launch.name, state.launch.folder)),
    ...says(copy.helpStuck),
  ];
}

import type { WireRecord } from '../flint/wire/fields.ts';
import { recordsIn, textIn } from './raw.ts';

/** What a variant is: one value of one option of its product, such as Size: Large. Texts are as sent. */
export interface Selection {
  readonly optionId: string;
  readonly option: string;
  readonly valueId: string;
  readonly value: string;
}

/** The option values of a variant as it was read. Where the server leaves an id out, the text stands for it. */
export function selectionsOf(raw: WireRecord): readonly Selection[] {
  return recordsIn(raw, 'selected_options').flatMap((entry) => {
    const option = textIn(entry, 'option_name');
    const value = textIn(entry, 'value');
    if (option === undefined || value === undefined) return [];
    return [
      {
        optionId: textIn(entry, 'option_id') ?? option,
        option,
        valueId: textIn(entry, 'option_value_id') ?? value,
        value,
      },
    ];
  });
}

/** Whether two variants are the same choice, by the texts that a buyer sees. */
export function sameChoice(one: readonly Selection[], other: readonly Selection[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ option, value }) => other.some((entry) => entry.option === option && entry.value === value))
  );
}

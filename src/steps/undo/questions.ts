import { choiceQuestion } from '../../launch/question.ts';

/** Asked for each thing that can be taken back. It belongs to no launch, so no flag but `--yes` answers it. */
export const takeBackItem = choiceQuestion({
  id: 'undo.item',
  step: 'undo',
  title: 'Take it back?',
  flag: '--yes',
  choices: [
    { value: 'keep', label: 'No, leave it as it is' },
    { value: 'undo', label: 'Yes, take it back' },
    {
      value: 'rest',
      label: 'Yes, and every other re-created object',
      detail: 'They are archived without being asked for.',
    },
  ],
  defaultInWords: 'No, leave it as it is',
});

import type { LaunchState } from '../../../src/launch/state.ts';
import { asking, at, happened } from './moments.ts';

export const accountStates: Readonly<Record<string, LaunchState>> = {
  'account: reading': at(
    'account',
    { kind: 'working', title: 'Reading the onboarding state', since: '2026-11-20T14:32:09Z' },
    { answers: [] },
  ),
  'account: a way on while review runs': at(
    'account',
    asking({
      kind: 'choice',
      prompt: 'Go on while Flint reviews the account?',
      explanation: ['Review does not block the next steps. Step 3 tells when the account clears.'],
      choices: [
        { value: 'go-on', label: 'Go on to the live key', detail: 'The review goes on by itself.' },
        { value: 'look-again', label: 'Look again', detail: 'Reads the onboarding state once more.' },
        { value: 'wait', label: 'Wait here until the review is over' },
      ],
      initial: 'go-on',
      hasDefault: true,
    }),
    {
      sheet: {
        headline: 'What does Flint still need to verify the account?',
        blocks: [
          {
            kind: 'rows',
            rows: [
              { label: 'Business profile', value: 'accepted', tone: 'proved' },
              { label: 'Identity', value: 'under review', detail: 'sent 20 minutes ago', tone: 'waiting' },
              { label: 'Bank account', value: 'accepted', tone: 'proved' },
            ],
          },
        ],
      },
      happenings: [happened('account', 'observed', 'Read the onboarding state.', '0b6f6a2e')],
    },
  ),
};

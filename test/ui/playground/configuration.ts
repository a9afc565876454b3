import type { Sheet } from '../../../src/launch/sheet.ts';
import type { LaunchState } from '../../../src/launch/state.ts';
import { asking, at, happened } from './moments.ts';

const differenceSheet: Sheet = {
  headline: 'Three test-mode ids stand in your production settings. This is the change.',
  blocks: [
    {
      kind: 'difference',
      lines: [
        { kind: 'file', text: '.env.production' },
        { kind: 'hunk', text: '@@ -4,6 +4,6 @@' },
        { kind: 'context', text: 'SHOP_NAME="Canvas & Co."' },
        { kind: 'removed', text: 'FLINT_PRODUCT_POSTER=prod_1kmn0aTestPoster' },
        { kind: 'added', text: 'FLINT_PRODUCT_POSTER=prod_7qwe2bLivePoster' },
        { kind: 'removed', text: 'FLINT_PRODUCT_FRAME=prod_1kmn0aTestFrame' },
        { kind: 'added', text: 'FLINT_PRODUCT_FRAME=prod_7qwe2bLiveFrame' },
        { kind: 'removed', text: 'FLINT_PLAN_CLUB=plan_1kmn0aTestClub' },
        { kind: 'added', text: 'FLINT_PLAN_CLUB=plan_7qwe2bLiveClub' },
        { kind: 'context', text: 'LOG_LEVEL=info' },
      ],
    },
    { kind: 'text', text: 'Nothing is written before you agree. The old file is kept beside it.' },
  ],
};

export const configurationStates: Readonly<Record<string, LaunchState>> = {
  'configuration: text': at(
    'configuration',
    asking({
      kind: 'text',
      key: 'webhook.url',
      prompt: 'Under which URL does your production service receive webhooks?',
      explanation: ['It has to be https and reachable from the internet. Flint sends a test event to it next.'],
      initial: 'https://shop.example.com/webhooks/flint',
      hasDefault: true,
    }),
    {
      happenings: [
        happened('configuration', 'remembered', 'Which files hold production settings? .env.production'),
        happened('configuration', 'performed', 'Created the product Poster in live mode.', '9f2c'),
        happened('configuration', 'adopted', 'Found the product Frame in live mode already, and took it over.'),
        happened('configuration', 'proved', 'Checked all three ids against live: each exists.'),
      ],
    },
  ),
  'configuration: a difference': at(
    'configuration',
    asking({
      kind: 'choice',
      key: 'sweep.write',
      prompt: 'Write this change to .env.production?',
      choices: [
        { value: 'write', label: 'Write it', detail: 'The old file is kept as .env.production.before-golive.' },
        { value: 'leave', label: 'Leave the file as it is', detail: 'Step 4 stays open until the ids are changed.' },
      ],
      initial: 'write',
      hasDefault: true,
    }),
    { sheet: differenceSheet },
  ),
  'configuration: the test event was refused': at(
    'configuration',
    asking({
      kind: 'choice',
      key: 'webhook.fix',
      prompt: 'How should it go on?',
      choices: [
        { value: 'again', label: 'Send it again' },
        { value: 'express', label: 'Show how to check the signature in express' },
        { value: 'url', label: 'Use another URL' },
        { value: 'later', label: 'Leave it for later (step 5 stays closed until it works)' },
      ],
    }),
    {
      sheet: {
        headline: 'The test event reached your endpoint, and your endpoint refused it.',
        blocks: [
          {
            kind: 'rows',
            rows: [
              {
                label: 'POST',
                value: 'https://shop.example.com/webhooks/flint',
                detail: '400 after 38 ms',
                tone: 'attention',
              },
              { label: 'It answered', value: '"invalid signature"' },
            ],
          },
          {
            kind: 'text',
            text: "Most likely your service still holds the sandbox endpoint's secret, or checks the signature against a parsed body.",
          },
          { kind: 'text', text: '1 of 1 attempts. Request id 0b6f6a2e.', tone: 'quiet' },
        ],
      },
    },
  ),
};

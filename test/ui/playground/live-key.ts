import type { LaunchState } from '../../../src/launch/state.ts';
import { asking, at } from './moments.ts';

export const liveKeyStates: Readonly<Record<string, LaunchState>> = {
  'live key: a secret': at(
    'live-key',
    asking({
      kind: 'secret',
      key: 'live-key',
      prompt: 'Paste the live key from the API keys page of the dashboard.',
      explanation: [
        'It starts with flint_live_. It is not shown here, and it is kept in .env.flint-golive, which only you can read.',
      ],
      problem: 'That is a test key. A live launch needs a key that starts with flint_live_.',
    }),
    {
      target: 'live',
      sheet: {
        headline: 'Which live key should the launch use?',
        blocks: [
          {
            kind: 'link',
            purpose: 'dashboard',
            label: 'Create it here, with the fewest scopes it needs:',
            url: 'https://dashboard.withflintpay.com/developers/api-keys',
          },
        ],
      },
    },
  ),
  'live key: which account': at(
    'live-key',
    asking({
      kind: 'choice',
      key: 'account.confirm',
      prompt: 'Is this the account that goes live?',
      choices: [
        { value: 'yes', label: 'Yes, Canvas & Co.' },
        { value: 'no', label: 'No, use another key', detail: 'Nothing was stored yet.' },
      ],
    }),
    {
      target: 'sandbox',
      sheet: {
        headline: 'The key works.',
        blocks: [
          {
            kind: 'rows',
            rows: [
              { label: 'Account', value: 'Canvas & Co.', aside: 'mer_1kmn0aVx82hQ' },
              { label: 'Mode', value: 'test', detail: 'said by Flint in its answer', aside: '14:31', tone: 'proved' },
            ],
          },
        ],
      },
    },
  ),
  'live key: several uses': at(
    'live-key',
    asking({
      kind: 'several',
      key: 'live-key.uses',
      prompt: 'What does your integration do with this key?',
      explanation: ['Each use needs its own scopes. Fewer uses make a key that can do less harm when it leaks.'],
      choices: [
        { value: 'checkout', label: 'Checkout backend', detail: 'orders.write, checkout_sessions.write' },
        { value: 'subscriptions', label: 'Subscriptions', detail: 'subscriptions.write, subscription_plans.read' },
        { value: 'refunds', label: 'Refunds', detail: 'refunds.write' },
        { value: 'catalog', label: 'Catalog sync', detail: 'products.write, product_variants.write, categories.write' },
        {
          value: 'promotions',
          label: 'Promotions and codes',
          detail: 'promotions.write; codes that are handed out by hand in the dashboard need no scope here at all',
        },
        { value: 'links', label: 'Payment links', detail: 'payment_links.write' },
        { value: 'reports', label: 'Reports', detail: 'orders.read, payouts.read' },
        { value: 'webhooks', label: 'Webhooks only', detail: 'webhook_endpoints.write, webhook_events.read' },
      ],
      initial: 'checkout,webhooks',
      hasDefault: true,
    }),
    {
      target: 'live',
      sheet: {
        headline: 'Which scopes does the live key need?',
        blocks: [{ kind: 'text', text: 'The wizard itself needs two for now: onboarding.read and api_keys.write.' }],
      },
    },
  ),
};

import type { Sheet } from '../../../src/launch/sheet.ts';
import type { LaunchState } from '../../../src/launch/state.ts';
import { at, happened } from './moments.ts';

const readinessSheet: Sheet = {
  headline: 'Can the account take payments and receive payouts?',
  blocks: [
    {
      kind: 'rows',
      rows: [
        {
          label: 'Payments',
          value: 'waiting',
          detail: 'Flint is reviewing what was sent',
          aside: 'since 14:02',
          tone: 'waiting',
        },
        {
          label: 'Payouts',
          value: 'blocked',
          detail: 'something is needed from you',
          aside: 'since 13:40',
          tone: 'attention',
        },
      ],
    },
    {
      kind: 'lists',
      lists: [
        {
          title: 'Yours to do',
          items: [{ text: 'a bank account for payouts', detail: '(payout_destination, overdue)', tone: 'attention' }],
        },
        {
          title: 'Under review at Flint',
          items: [{ text: "the owner's identity document" }, { text: 'the business address' }],
        },
      ],
    },
    { kind: 'text', text: "Later, not blocking yet: a second owner's details, by 12 December.", tone: 'quiet' },
    {
      kind: 'link',
      purpose: 'dashboard',
      label: 'Add the bank account in the dashboard:',
      url: 'https://dashboard.withflintpay.com/onboarding',
    },
  ],
};

export const readinessStates: Readonly<Record<string, LaunchState>> = {
  'readiness: payouts blocked': at(
    'readiness',
    {
      kind: 'waiting',
      id: 'readiness',
      title: 'Waiting until the account is ready to charge',
      since: '2026-11-20T14:02:00Z',
      nextLookAt: '2026-11-20T14:33:10Z',
      ways: [
        { id: 'without-payouts', key: 'p', label: 'Go on without payouts' },
        { id: 'capabilities', key: 'c', label: 'capabilities' },
      ],
    },
    {
      target: 'live',
      sheet: {
        headline: 'Can the account take payments and receive payouts?',
        blocks: [
          {
            kind: 'rows',
            rows: [
              { label: 'Payments', value: 'ready', aside: 'since 14:02', tone: 'proved' },
              {
                label: 'Payouts',
                value: 'blocked',
                detail: 'something that is needed from you is overdue',
                aside: 'since 19 Nov, 09:40',
                tone: 'attention',
              },
            ],
          },
          {
            kind: 'link',
            purpose: 'verify',
            label: 'What is needed can be given here',
            url: 'https://dashboard.withflintpay.com/onboarding',
          },
        ],
      },
    },
  ),
  'readiness: waiting': at(
    'readiness',
    {
      kind: 'waiting',
      id: 'readiness',
      title: 'Waiting until both payments and payouts are ready.',
      since: '2026-11-20T14:02:00Z',
      lastLookAt: '2026-11-20T14:32:04Z',
      nextLookAt: '2026-11-20T14:32:34Z',
      ways: [{ id: 'capabilities', key: 'c', label: 'capabilities' }],
    },
    {
      target: 'live',
      sheet: readinessSheet,
      happenings: [happened('readiness', 'changed', 'New since the last look: the business website was accepted.')],
    },
  ),
  'readiness: waiting with trouble': at(
    'readiness',
    {
      kind: 'waiting',
      id: 'readiness',
      title: 'Waiting until both payments and payouts are ready.',
      since: '2026-11-20T14:02:00Z',
      nextLookAt: '2026-11-20T14:32:10Z',
      ways: [],
      trouble: 'Flint did not answer within 10 s.',
    },
    { target: 'live', sheet: readinessSheet },
  ),
};

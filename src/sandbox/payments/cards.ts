import type { Mode } from '../state/plane.ts';

/** What paying with a card does. `challenge` asks for 3D Secure first; `refuse-refunds` pays, and its refunds fail later. */
export type CardBehaviour = 'succeed' | 'decline' | 'insufficient-funds' | 'challenge' | 'pay-half' | 'refuse-refunds';

/** A card that can be chosen on the hosted page. Nobody ever types a number. */
export interface Card {
  /** The value of the form field `card`. */
  readonly id: string;
  /** The documented token, on test cards. */
  readonly token?: string;
  /** `own`: for what no documented card shows; it works in both planes. */
  readonly kind: 'test' | 'stand-in' | 'own';
  readonly label: string;
  readonly last4: string;
  readonly behaviour: CardBehaviour;
}

/** The documented test cards (API notes, money section 4), the sandbox's own stand-ins for real ones, and its own special ones. */
export const cards: readonly Card[] = [
  {
    id: 'test_card_success',
    token: 'pm_card_visa',
    kind: 'test',
    label: 'Test card 4242 4242 4242 4242',
    last4: '4242',
    behaviour: 'succeed',
  },
  {
    id: 'test_card_declined',
    token: 'pm_card_chargeDeclined',
    kind: 'test',
    label: 'Test card 4000 0000 0000 0002',
    last4: '0002',
    behaviour: 'decline',
  },
  {
    id: 'test_card_insufficient_funds',
    token: 'pm_card_chargeDeclinedInsufficientFunds',
    kind: 'test',
    label: 'Test card 4000 0000 0000 9995',
    last4: '9995',
    behaviour: 'insufficient-funds',
  },
  {
    id: 'test_card_three_d_secure',
    token: 'pm_card_threeDSecure2Required',
    kind: 'test',
    label: 'Test card 4000 0000 0000 3220',
    last4: '3220',
    behaviour: 'challenge',
  },
  {
    id: 'test_card_authentication_required',
    token: 'pm_card_authenticationRequired',
    kind: 'test',
    label: 'Test card 4000 0025 0000 3155',
    last4: '3155',
    behaviour: 'challenge',
  },
  {
    id: 'stand_in_card_success',
    kind: 'stand-in',
    label: 'Stand-in for a real card that pays',
    last4: '1001',
    behaviour: 'succeed',
  },
  {
    id: 'stand_in_card_declined',
    kind: 'stand-in',
    label: 'Stand-in for a real card that its bank declines',
    last4: '1002',
    behaviour: 'decline',
  },
  {
    id: 'stand_in_card_three_d_secure',
    kind: 'stand-in',
    label: 'Stand-in for a real card whose bank asks for 3D Secure',
    last4: '1003',
    behaviour: 'challenge',
  },
  {
    id: 'own_card_pays_half',
    token: 'own_card_pays_half',
    kind: 'own',
    label: 'The rehearsal’s own card that pays half',
    last4: '2001',
    behaviour: 'pay-half',
  },
  {
    id: 'own_card_refunds_fail',
    token: 'own_card_refunds_fail',
    kind: 'own',
    label: 'The rehearsal’s own card whose refunds fail later',
    last4: '2002',
    behaviour: 'refuse-refunds',
  },
];

/** Test cards decline in live, real ones in test (the guide, "What changes in live mode"). */
export function behaviourIn(mode: Mode, card: Card): CardBehaviour {
  const accepted = mode === 'test' ? 'test' : 'stand-in';
  return card.kind === accepted || card.kind === 'own' ? card.behaviour : 'decline';
}

const words: Readonly<Record<string, string>> = {
  card_declined: 'The card was declined by the bank that issued it. Try another card, or ask the bank.',
  insufficient_funds: 'The card does not have enough money for this payment. Try another card.',
  authentication_required:
    'The bank wants the payment confirmed by its holder. Try again and complete the confirmation.',
  payment_blocked: 'The payment was blocked as too risky. Try another card, or look at it in the dashboard.',
  expired_card: 'The card has expired. Try another card.',
  incorrect_cvc: 'The security code of the card was wrong. Try again with the right one.',
  processing_error: 'The bank could not process the payment. Try again in a moment.',
  payment_method_declined: 'This way of paying was declined. Try another one.',
  payment_not_completed: 'The payment was begun and not finished. Open the page again and complete it.',
  payment_action_expired: 'The confirmation asked for was not given in time. Try again.',
  payment_failed: 'The payment failed, and no closer reason was given. Try again, or try another card.',
};

/**
 * Why a payment was declined and what to do, in words. Codes come from a payment intent in lower case or from a refused request in
 * upper case (the API notes, money, section 4). In live mode any test card is simply declined.
 */
export function declineWords(code: string | undefined): string {
  const key = code?.toLowerCase() ?? 'payment_failed';
  const known = Object.hasOwn(words, key) ? words[key] : undefined;
  return known ?? `The payment failed with the reason "${key.replaceAll('_', ' ')}". Try another card.`;
}

import type { PaymentMethodDomain } from '../flint/payment-method-domains.ts';
import type { WireRecord } from '../flint/wire/fields.ts';

/** A payment method domain as the other kinds are known. Hosts have no case; a status that is not known is no text, and so proves nothing. */
export function knownDomain({ id, domainName, status, validation }: PaymentMethodDomain): {
  readonly id: string;
  readonly raw: WireRecord;
} {
  return { id, raw: { domain_name: domainName?.toLowerCase(), status, validation_status: validation } };
}

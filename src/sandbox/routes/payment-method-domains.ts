import { z } from 'zod';
import { timestamp } from '../context.ts';
import { newId } from '../identifiers.ts';
import type { PaymentMethodDomainRecord } from '../state/catalog-records.ts';
import { ApiError, notFound } from '../transport/api-error.ts';
import { listQuery } from '../transport/inputs.ts';
import { type CallFrame, created, listed, ok, type Route, route } from '../transport/route.ts';
import { reading, writing } from '../transport/scopes.ts';

const place = { feature: 'payment-method-domains', only: '2026-09-07' } as const;

const listDomains = route({
  ...place,
  method: 'GET',
  path: '/v1/payment-method-domains',
  scope: reading('payments.payment_method_domains'),
  query: listQuery({}),
  handle: (call) => listed(call, Object.values(call.plane.payment_method_domains), present),
});

/** What a repeated name does is not known (API notes, catalog section 5); here it is refused. */
const createDomain = route({
  ...place,
  method: 'POST',
  path: '/v1/payment-method-domains',
  scope: writing('payments.payment_method_domains'),
  ownId: 'payment_method_domain_id',
  body: z.strictObject({
    domain_name: z
      .string()
      .max(253)
      .regex(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z][A-Za-z0-9-]*$/, 'one exact host name, without scheme or path'),
  }),
  handle({ context, plane, body }) {
    const domain_name = body.domain_name.toLowerCase();
    if (Object.values(plane.payment_method_domains).some((other) => other.domain_name === domain_name)) {
      const message = `The domain ${domain_name} is registered already.`;
      throw new ApiError(409, 'PAYMENT_METHOD_DOMAIN_ALREADY_EXISTS', message, { param: 'domain_name' });
    }
    const at = timestamp(context);
    const domain: PaymentMethodDomainRecord = {
      payment_method_domain_id: newId('pmdom', context.clock.now()),
      domain_name,
      status: 'active',
      created_at: at,
      updated_at: at,
    };
    plane.payment_method_domains[domain.payment_method_domain_id] = domain;
    return created(present(domain));
  },
});

const item = { ...place, path: '/v1/payment-method-domains/:payment_method_domain_id' } as const;

const readDomain = route({
  ...item,
  method: 'GET',
  scope: reading('payments.payment_method_domains'),
  handle: (call) => ok(present(find(call))),
});

const updateDomain = route({
  ...item,
  method: 'PATCH',
  scope: writing('payments.payment_method_domains'),
  ownId: 'payment_method_domain_id',
  body: z.strictObject({ status: z.enum(['active', 'inactive']) }),
  handle(call) {
    const domain = find(call);
    domain.status = call.body.status;
    domain.updated_at = timestamp(call.context);
    return ok(present(domain));
  },
});

/** Nobody looks at the domain: names that lead nowhere on the internet need action, all others pass. */
function present(domain: PaymentMethodDomainRecord): Record<string, unknown> {
  const nowhere = /\.(invalid|test|localhost|local|internal)$/.test(domain.domain_name);
  return {
    ...domain,
    validation_status: nowhere ? 'action_required' : 'active',
    payment_options: domain.status === 'active' && !nowhere ? ['apple_pay', 'google_pay'] : [],
  };
}

function find({ plane, parameter }: CallFrame): PaymentMethodDomainRecord {
  const id = parameter('payment_method_domain_id');
  const domain = plane.payment_method_domains[id];
  if (domain === undefined) throw notFound('payment method domain', id);
  return domain;
}

export const paymentMethodDomainRoutes: readonly Route[] = [listDomains, createDomain, readDomain, updateDomain];

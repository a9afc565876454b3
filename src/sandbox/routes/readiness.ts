import { z } from 'zod';
import { merchantOf } from '../account/merchant.ts';
import { capabilitiesOf, readinessOf } from '../account/readiness.ts';
import { notFound } from '../transport/api-error.ts';
import { matches } from '../transport/filters.ts';
import { listQuery, repeatable } from '../transport/inputs.ts';
import { listed, ok, type Route, route } from '../transport/route.ts';
import { demandExpanded, exactly, reading } from '../transport/scopes.ts';

const readReadiness = route({
  feature: 'readiness',
  only: 'guide',
  method: 'GET',
  path: '/v1/merchants/:merchant_id/readiness',
  scope: reading('merchants.profile'),
  handle({ context, mode, parameter }) {
    const id = parameter('merchant_id');
    if (id !== context.store.state.merchant_id) throw notFound('merchant', id);
    return ok(readinessOf(context, mode));
  },
});

/** The merchant belongs to no organisation, so there is none to show; asking takes the scope all the same. */
const expansionDomains = { organization: 'accounts.organizations' } as const;

const merchantQuery = z.strictObject({ expand: repeatable(z.literal('organization')) });

const readMerchant = route({
  feature: 'readiness',
  only: '2026-09-07',
  method: 'GET',
  path: '/v1/merchant',
  scope: reading('merchants.profile'),
  query: merchantQuery,
  handle({ context, mode, key, query }) {
    demandExpanded(context, key, query.expand, expansionDomains);
    return ok(merchantOf(context, mode));
  },
});

const readMerchantById = route({
  feature: 'readiness',
  only: '2026-09-07',
  method: 'GET',
  path: '/v1/merchants/:merchant_id',
  scope: reading('merchants.profile'),
  query: merchantQuery,
  handle({ context, mode, key, query, parameter }) {
    const id = parameter('merchant_id');
    if (id !== context.store.state.merchant_id) throw notFound('merchant', id);
    demandExpanded(context, key, query.expand, expansionDomains);
    return ok(merchantOf(context, mode));
  },
});

const listCapabilities = route({
  method: 'GET',
  path: '/v1/capabilities',
  scope: exactly('capabilities.read'),
  query: listQuery({
    domain: z.enum(['payments', 'money_movement']).optional(),
    capability: z.string().optional(),
    status: z.string().optional(),
  }),
  handle(call) {
    const { domain, capability, status } = call.query;
    const found = capabilitiesOf(call.context, call.mode).filter(
      (one) => matches(domain, one.domain) && matches(capability, one.capability) && matches(status, one.status),
    );
    return listed(call, found.reverse(), (one) => one);
  },
});

export const readinessRoutes: readonly Route[] = [readReadiness, readMerchant, readMerchantById, listCapabilities];

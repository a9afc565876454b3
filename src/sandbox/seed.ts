import { createApiKey } from './account/api-keys.ts';
import { updateSettings } from './account/settings.ts';
import { createProduct } from './catalog/products.ts';
import { createPromotion } from './catalog/promotions.ts';
import { createPlan } from './catalog/subscription-plans.ts';
import type { Clock } from './clock.ts';
import { type Context, planeOf, timestamp } from './context.ts';
import type { Api } from './generations.ts';
import { newId, newWebhookSecret } from './identifiers.ts';
import type { SeedDocument } from './seed-document.ts';
import { plantSeed } from './seed-planting.ts';
import type { OnboardingRecord } from './state/account-records.ts';
import { emptyPlane } from './state/plane.ts';
import { type State, stateVersion } from './state/state.ts';
import { scopeCatalogue } from './transport/scope-catalogue.ts';
import { paidEvent } from './webhooks/event-types.ts';

/**
 * The state of a first start: an integration that works in test, or what a seed brings instead; an empty live plane, an
 * account that is not verified yet.
 */
export function firstState(clock: Clock, api: Api, seed?: SeedDocument): State {
  const now = clock.now();
  const at = new Date(now).toISOString();
  const onboarding: OnboardingRecord = {
    country: 'US',
    requested_capabilities: ['accept_card_payments', 'receive_payouts'],
    profile: { email: 'owner@canvas-and-co.example' },
  };
  const verified: OnboardingRecord = {
    ...onboarding,
    profile: {
      ...onboarding.profile,
      website_url: 'https://canvas-and-co.example',
      support_email: 'support@canvas-and-co.example',
    },
    verification_completed_at: at,
    review: { payments_ready_at: now, payouts_ready_at: now },
  };
  const state: State = {
    version: stateVersion,
    merchant_id: newId('mer', now),
    business_name: 'Canvas & Co.',
    initial: {
      test_key_id: '',
      live_key_id: '',
      test_secret_key: '',
      live_secret_key: '',
      product_id: '',
      variant_ids: [],
      second_product_id: '',
      second_variant_id: '',
      plan_id: '',
      promotion_id: '',
      promotion_code: 'WELCOME10',
      webhook_endpoint_id: '',
      test_webhook_secret: '',
    },
    sandboxes: {},
    sign_ups: {},
    planes: {
      test: emptyPlane(
        {
          mode: 'test',
          merchant_environment_id: newId('menv', now),
          sandbox_id: newId('test', now),
          onboarding: verified,
        },
        at,
      ),
      live: emptyPlane({ mode: 'live', merchant_environment_id: newId('menv', now), onboarding }, at),
    },
  };
  const context: Context = {
    store: { state, save: () => undefined },
    clock,
    speed: 1,
    api,
    quirks: {},
    deliveriesInFlight: new Set(),
    baseUrl: '',
    attemptDelivery: () => Promise.reject(new Error('nothing is delivered while the first state is made')),
  };
  seedKeys(context);
  if (seed === undefined) {
    seedCatalog(context);
    seedConfiguration(context);
  } else {
    state.initial.promotion_code = '';
    plantSeed(context, seed);
  }
  return state;
}

function seedKeys(context: Context): void {
  const { initial } = context.store.state;
  const test = createApiKey(context, 'test', { name: 'Test key', scopes: scopeCatalogue });
  const live = createApiKey(context, 'live', { name: 'Live key', scopes: scopeCatalogue });
  initial.test_key_id = test.api_key_id;
  initial.test_secret_key = test.secret_key;
  initial.live_key_id = live.api_key_id;
  initial.live_secret_key = live.secret_key;
}

function seedCatalog(context: Context): void {
  const { initial } = context.store.state;
  const usd = (amount: number) => ({ amount, currency: 'USD' });
  const sizes = ['Small', 'Medium', 'Large'];
  const tote = createProduct(context, 'test', {
    name: 'Canvas tote',
    product_type: 'physical',
    description: 'A sturdy bag of unbleached canvas.',
    external_reference_id: 'canvas-tote',
    options: [
      {
        name: 'Size',
        client_option_key: 'size',
        values: sizes.map((value) => ({ value, client_value_key: value })),
      },
    ],
    variants: sizes.map((size, place) => ({
      name: size,
      sku: `TOTE-${size.charAt(0)}`,
      unit_price_money: usd(1800 + 400 * place),
      external_reference_id: `canvas-tote-${size.toLowerCase()}`,
      selected_option_values: [{ client_option_key: 'size', client_value_key: size }],
    })),
  });
  const framing = createProduct(context, 'test', {
    name: 'Framing',
    product_type: 'service',
    description: 'We frame your canvas in oak.',
    external_reference_id: 'framing',
    default_variant: { sku: 'FRAME-OAK', unit_price_money: usd(6500) },
  });
  const plan = createPlan(context, 'test', {
    name: 'Studio membership',
    currency: 'USD',
    billing_interval: 'monthly',
    billing_interval_count: 1,
    line_items: [{ name: 'Studio membership', unit_price_money: usd(1500), quantity: 1 }],
    trial_period_days: 14,
    external_reference_id: 'studio-membership',
  });
  const promotion = createPromotion(context, 'test', {
    name: 'Welcome',
    display_name: '10% off your first order',
    redemption_type: 'code',
    application_method: { type: 'percent_off', percent_off: 10 },
    codes: [{ code: initial.promotion_code }],
    external_reference_id: 'welcome',
  });
  initial.product_id = tote.product.product_id;
  initial.variant_ids = tote.variants.map(({ variant_id }) => variant_id);
  initial.second_product_id = framing.product.product_id;
  initial.second_variant_id = framing.variants[0]?.variant_id ?? '';
  initial.plan_id = plan.subscription_plan_id;
  initial.promotion_id = promotion.promotion_id;
}

/** An endpoint for the person's test deployment, and settings that were changed from their defaults. */
function seedConfiguration(context: Context): void {
  const { initial } = context.store.state;
  const at = timestamp(context);
  const id = newId('whep', context.clock.now());
  initial.webhook_endpoint_id = id;
  initial.test_webhook_secret = newWebhookSecret();
  planeOf(context, 'test').webhook_endpoints[id] = {
    webhook_endpoint_id: id,
    url: 'https://staging.canvas-and-co.example/webhooks/flint',
    secret: initial.test_webhook_secret,
    enabled_events: [paidEvent(context.api), 'payment_intent.payment_failed', 'refund.created'],
    enabled: true,
    description: 'Test deployment',
    api_version: 'default',
    created_at: at,
    updated_at: at,
  };
  updateSettings(context, 'test', {
    branding: { primary_color: '#2F4F3E', font_family: 'system_serif' },
    checkout: { require_phone: true, default_expires_in_seconds: 3600 },
    receipts: { header_text: 'Canvas & Co.', footer_text: 'Thank you for your order.', is_itemized: true },
  });
}

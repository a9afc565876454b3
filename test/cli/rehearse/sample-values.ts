import type { SampleProjectValues } from '../../../src/cli/rehearse/sample-project.ts';

export const sampleValues: SampleProjectValues = {
  testKey: `flint_test_rehearsal_${'0123456789abcdef'.repeat(4)}`,
  baseUrl: 'http://127.0.0.1:4010',
  productId: 'prod_1kmn0aExample',
  variantIds: { Small: 'var_1kmn0aExample', Large: 'var_2kmn0aExample' },
  planId: 'plan_1kmn0aExample',
  promotionId: 'promo_1kmn0aExample',
  testWebhookSecret: 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
  webhookUrl: 'http://127.0.0.1:4020/webhooks/flint',
};

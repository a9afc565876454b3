import type { SampleProjectValues } from '../sample-project.ts';

export function envDevelopment(values: SampleProjectValues): string {
  return `# Development: the Flint sandbox.
${connection(values)}
PORT=3000
SHOP_URL=http://localhost:3000

${soldIds(values)}`;
}

export function envProduction(values: SampleProjectValues): string {
  return `# Production. Copied from .env while testing; the Flint lines still have to be replaced before launch.
${connection(values)}
PORT=8080
SHOP_URL=${new URL(values.webhookUrl).origin}
FLINT_WEBHOOK_URL=${values.webhookUrl}

${soldIds(values)}`;
}

export const envExample = `# Copy to .env and fill in. Keys are on the API keys page of the Flint dashboard.
FLINT_API_KEY=
FLINT_WEBHOOK_SECRET=
FLINT_BASE_URL=https://api.withflintpay.com

PORT=3000
SHOP_URL=http://localhost:3000

# What the shop sells. Ids differ between test and live mode.
FLINT_PRODUCT_ID=
FLINT_PLAN_ID=
FLINT_PROMOTION_ID=
`;

function connection(values: SampleProjectValues): string {
  return `FLINT_API_KEY=${values.testKey}
FLINT_WEBHOOK_SECRET="${values.testWebhookSecret}"
FLINT_BASE_URL=${values.baseUrl}
`;
}

function soldIds(values: SampleProjectValues): string {
  return `# What the shop sells
FLINT_PRODUCT_ID=${values.productId}
FLINT_PLAN_ID=${values.planId} # the monthly subscription
FLINT_PROMOTION_ID=${values.promotionId ?? ''}
`;
}

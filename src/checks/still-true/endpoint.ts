import { readWebhookEndpoint } from '../../flint/webhook-endpoints.ts';
import type { Check } from '../check.ts';
import type { CheckContext } from '../context.ts';
import { lookedAt } from './looked.ts';

/** Whether the webhook endpoint of the launch is still there and switched on (the guide, step 4). */
export const endpointStillEnabled: Check<CheckContext> = {
  id: 'still.endpoint',
  title: 'The webhook endpoint is enabled',
  run: async (context) => {
    const endpointId = context.launch?.endpointId;
    if (endpointId === undefined) {
      return { status: 'missing', message: 'The launch has no webhook endpoint.', evidence: [] };
    }
    return await lookedAt(
      context,
      `webhook endpoint ${endpointId}`,
      (client) => readWebhookEndpoint(client, endpointId),
      ({ enabled }) => {
        if (enabled === true) return { status: 'done', message: 'The webhook endpoint is enabled.' };
        return enabled === undefined
          ? { status: "can't tell", message: 'Flint does not say whether the webhook endpoint is enabled.' }
          : {
              status: 'missing',
              message: 'The webhook endpoint is switched off: no event reaches your service.',
              remedy: 'Switch it on in the dashboard, or with flint-golive doctor.',
            };
      },
      {
        status: 'missing',
        message: 'The webhook endpoint is gone: no event reaches your service.',
        remedy: 'Register it anew: begin another launch with flint-golive --launch NAME.',
      },
    );
  },
};

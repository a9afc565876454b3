import { type Sentences, say } from '../sentence.ts';

/** The codes of webhook endpoints and deliveries. */
export const webhookCodeSentences: Readonly<Record<string, Sentences>> = {
  WEBHOOK_DELIVERY_IN_FLIGHT: say(
    'The delivery is on its way already.',
    'An attempt is being made at this moment.',
    'Wait a moment, and look at the delivery before sending it again.',
  ),
  WEBHOOK_EVENT_PAYLOAD_EXPIRED: say(
    'The event is too old to be sent again.',
    'Flint no longer keeps what it carried.',
    'Read the object that it was about with a call instead.',
  ),
  WEBHOOK_ENDPOINT_NOT_ACTIVE: say(
    'The webhook endpoint is switched off.',
    'Flint sends nothing to it, test events included.',
    'Switch it on, here or in the dashboard, and send the event again.',
  ),
};

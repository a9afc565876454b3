import type { Evidence } from '../../flint/answer.ts';
import type { WebhookEndpoint } from '../../flint/webhook-endpoints.ts';
import type { Look } from './look.ts';

/** The endpoint that production uses: that of the launch, else the only one there is, else the first that is enabled. */
export interface ChosenEndpoint {
  /** Undefined when there is none. */
  readonly endpoint: WebhookEndpoint | undefined;
  /** That of the launch, which is no longer there. */
  readonly gone: string | undefined;
  readonly evidence: Evidence;
}

/** Finds the endpoint that production uses. All are listed, because a launch may have been made elsewhere. */
export async function chooseEndpoint(look: Look): Promise<ChosenEndpoint> {
  const { value, evidence } = await look.endpoints();
  const ofLaunch = look.context.launch?.endpointId;
  const own = value.find(({ id }) => id === ofLaunch);
  if (ofLaunch !== undefined && own === undefined) return { endpoint: undefined, gone: ofLaunch, evidence };
  const endpoint = own ?? value.find(({ enabled }) => enabled === true) ?? value[0];
  return { endpoint, gone: undefined, evidence };
}

/** An endpoint as it is shown within a sentence: its id and its address without a query. */
export function shownEndpoint({ id, url }: WebhookEndpoint): string {
  return url === undefined ? `the endpoint ${id}` : `the endpoint ${id} at ${url.split(/[?#]/, 1)[0]}`;
}

/** Addresses of the sandbox's own pages that answers of the API name. */

export function checkoutPath(accessToken: string): string {
  return `/sandbox/checkout/${accessToken}`;
}

/** Where a buyer answers a 3D Secure challenge of a payment that was made without the hosted page. */
export function challengePath(paymentIntentId: string): string {
  return `/sandbox/challenges/${paymentIntentId}`;
}

import type { Answered } from './harness.ts';

export const codeOf = ({ status, body }: Answered) => [status, body.error?.code ?? 'fine', body.error?.param];

export function plan(fields: Record<string, unknown>) {
  return { name: 'Plan', currency: 'USD', billing_interval: 'monthly', billing_interval_count: 1, ...fields };
}

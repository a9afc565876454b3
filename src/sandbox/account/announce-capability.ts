import { type Context, timestamp } from '../context.ts';
import type { Mode } from '../state/plane.ts';
import { emit } from '../webhooks/emit.ts';

/** Tells subscribers that a capability has changed; its state is to be read from /v1/capabilities and from the readiness. */
export function announceCapability(context: Context, mode: Mode, capability: string): void {
  const resource_updated_at = timestamp(context);
  emit(context, mode, {
    type: 'capability.updated',
    data: { capability, status: 'updated', resource_updated_at },
    resource: { type: 'capability', id: capability },
  });
  if (!context.api.isCurrent('readiness')) return;
  const { merchant_id } = context.store.state;
  emit(context, mode, {
    type: 'merchant.readiness.updated',
    data: { merchant_id, resource_updated_at },
    resource: { type: 'merchant', id: merchant_id },
  });
}

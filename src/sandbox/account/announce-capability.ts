import { type Context, timestamp } from '../context.ts';
import type { Mode } from '../state/plane.ts';
import { emit } from '../webhooks/emit.ts';

/** Tells subscribers that a capability has changed; its state is to be read from /v1/capabilities. */
export function announceCapability(context: Context, mode: Mode, capability: string): void {
  emit(context, mode, {
    type: 'capability.updated',
    data: { capability, status: 'updated', resource_updated_at: timestamp(context) },
    resource: { type: 'capability', id: capability },
  });
}

import type { FlintClient } from '../flint/client.ts';
import { connect } from '../flint/client.ts';
import type { TestKey } from '../flint/keys.ts';
import { Pacer } from '../recreate/pacer.ts';
import type { ProductionKey, Target } from './target.ts';

/** A client for the data plane that goes to production. */
export type ProductionClient = FlintClient<'live'> | FlintClient<'test'>;

/** A client for the production plane. Every answer it gets has to name the key's mode and, once known, this merchant. */
export function connectProduction(
  target: Target,
  production: ProductionKey,
  signal: AbortSignal,
  expectedMerchantId?: string,
): ProductionClient {
  const { baseUrl } = target;
  const traffic = new Pacer();
  return production.mode === 'live'
    ? connect({ mode: 'live', key: production.key, baseUrl, signal, expectedMerchantId, traffic })
    : connect({ mode: 'test', key: production.key, baseUrl, signal, expectedMerchantId, traffic });
}

/** A client that reads the sandbox the integration was built against. Nothing is ever written with it. */
export function connectSandbox(target: Target, key: TestKey, signal: AbortSignal): FlintClient<'test'> {
  return connect({ mode: 'test', key, baseUrl: target.baseUrl, signal, traffic: new Pacer() });
}

import { checkWebhook } from './delivery.ts';
import { ContractDocument, type Generation, isRecord } from './document.ts';
import type { Delivery, Exchange } from './exchange.ts';
import { type Operation, type Route, readDeliveries, readRoutes } from './operations.ts';
import { checkRequest } from './request.ts';
import { checkAnswer, checkRefusal } from './response.ts';
import { ContractSchemas } from './schemas.ts';

export type { Generation } from './document.ts';
export type { Delivery, Exchange } from './exchange.ts';

/** Holds traffic to one of the OpenAPI documents beside this file. */
export interface Contract {
  readonly generation: Generation;
  /**
   * What does not conform in a request and its answer; empty if all does. A request that was refused may be as bad as
   * it likes, one that was accepted must conform. Paths under `/sandbox/` are not Flint's and pass.
   */
  check(exchange: Exchange): string[];
  /** What does not conform in a request alone, whatever answers it; it does not count as touching the operation. */
  checkRequest(exchange: Exchange): string[];
  /** What does not conform in a webhook POST; event types the document does not name are held to the plain envelope. */
  checkDelivery(delivery: Delivery): string[];
  /** Operations (`GET /v1/orders/{order_id}`, `webhook order.paid`) that no check of this contract has seen. */
  untouched(): string[];
  /** Operations that a check of this contract has seen. */
  touched(): string[];
}

/** The contract of a generation. Documents and compiled schemas are shared, what was seen is counted per contract. */
export function loadContract(generation: Generation): Contract {
  let source = sources.get(generation);
  if (source === undefined) {
    source = readSource(generation);
    sources.set(generation, source);
  }
  return new DocumentContract(generation, source);
}

interface Source {
  readonly schemas: ContractSchemas;
  readonly routes: readonly Route[];
  readonly deliveries: ReadonlyMap<string, Operation>;
}

const sources = new Map<Generation, Source>();

function readSource(generation: Generation): Source {
  const document = new ContractDocument(generation);
  return {
    schemas: new ContractSchemas(document),
    routes: readRoutes(document),
    deliveries: readDeliveries(document),
  };
}

class DocumentContract implements Contract {
  readonly generation: Generation;
  private readonly source: Source;
  private readonly seen = new Set<Operation>();

  constructor(generation: Generation, source: Source) {
    this.generation = generation;
    this.source = source;
  }

  check(exchange: Exchange): string[] {
    if (exchange.path === '/sandbox' || exchange.path.startsWith('/sandbox/')) return [];
    const title = `${exchange.method} ${exchange.path} ${exchange.status}`;
    return this.problems(exchange).map((problem) => `${title}: ${problem}`);
  }

  checkRequest(exchange: Exchange): string[] {
    const { schemas, routes } = this.source;
    const route = routes.find(({ pattern }) => pattern.test(exchange.path));
    const operation = route?.operations.get(exchange.method.toUpperCase());
    const problems =
      route === undefined || operation === undefined
        ? ['the document has no such operation']
        : checkRequest(schemas, route, operation, exchange);
    return problems.map((problem) => `${exchange.method} ${exchange.path}: ${problem}`);
  }

  checkDelivery(delivery: Delivery): string[] {
    const { schemas, deliveries } = this.source;
    const body = delivery.requestBody;
    const eventType = String(isRecord(body) ? body.event_type : undefined);
    const operation = deliveries.get(eventType);
    if (operation !== undefined) this.seen.add(operation);
    return checkWebhook(schemas, deliveries, delivery).map((problem) => `delivery of ${eventType}: ${problem}`);
  }

  untouched(): string[] {
    return this.names((operation) => !this.seen.has(operation));
  }

  touched(): string[] {
    return this.names((operation) => this.seen.has(operation));
  }

  private names(wanted: (operation: Operation) => boolean): string[] {
    const { routes, deliveries } = this.source;
    return [...routes.flatMap(({ operations }) => [...operations.values()]), ...deliveries.values()]
      .filter(wanted)
      .map(({ name }) => name)
      .sort();
  }

  private problems(exchange: Exchange): string[] {
    const { schemas, routes } = this.source;
    const route = routes.find(({ pattern }) => pattern.test(exchange.path));
    if (route === undefined) return checkRefusal(schemas, 'path', exchange);
    const operation = route.operations.get(exchange.method.toUpperCase());
    if (operation === undefined) return checkRefusal(schemas, 'method', exchange);

    this.seen.add(operation);
    const accepted = exchange.status >= 200 && exchange.status < 300;
    return [
      ...(accepted ? checkRequest(schemas, route, operation, exchange) : []),
      ...checkAnswer(schemas, operation, exchange),
    ];
  }
}

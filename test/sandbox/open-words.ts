import type { Exchange, Generation } from '../../src/sandbox/index.ts';
import { ContractDocument, isRecord } from '../contract/document.ts';
import { readDeliveries, readRoutes } from '../contract/operations.ts';
import { checkAnswer } from '../contract/response.ts';
import { ContractSchemas } from '../contract/schemas.ts';

/** Words that the guide leaves out although it shows others of their kind (API notes, README section 6). */
const leftOutByTheGuide = ['open', 'closed', 'failed', 'pending', 'suppressed'];

/**
 * Clients have to take open enums as they come; a server of ours may only say the words that its document lists. Tells what an
 * exchange says beyond them.
 */
export function openWords(generation: Generation): (exchange: Exchange) => string[] {
  const document = new ContractDocument(generation);
  close(document.root, generation === 'guide' ? leftOutByTheGuide : []);
  const schemas = new ContractSchemas(document);
  const routes = readRoutes(document);
  const deliveries = readDeliveries(document);
  return (exchange) => {
    if (exchange.kind === 'delivery') {
      const body = exchange.requestBody;
      const operation = deliveries.get(isRecord(body) ? String(body.event_type) : '');
      const schema = operation && document.bodySchema(document.child(operation.place, 'requestBody'));
      return schema === undefined ? [] : schemas.check(schema, body);
    }
    const operation = routes.find(({ pattern }) => pattern.test(exchange.path))?.operations.get(exchange.method);
    if (operation === undefined || exchange.status >= 300) return [];
    return checkAnswer(schemas, operation, exchange).map((problem) => `${operation.name}: ${problem}`);
  };
}

/** Makes each open enum below a value a closed one. */
function close(value: unknown, more: readonly string[]): void {
  if (Array.isArray(value)) {
    for (const item of value) close(item, more);
  } else if (isRecord(value)) {
    const words = typeof value.description === 'string' ? /Open enum: ([\w,.\s]+)\.$/.exec(value.description)?.[1] : '';
    if (words !== undefined && words !== '' && value.enum === undefined) {
      const nullable = Array.isArray(value.type) && value.type.includes('null');
      value.enum = [...words.split(/,\s*/), ...more, ...(nullable ? [null] : [])];
    }
    for (const part of Object.values(value)) close(part, more);
  }
}

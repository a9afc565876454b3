import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { eventsByCommand } from '../src/cli/output/events/events.ts';
import { eventsVersion } from '../src/cli/output/events/parts.ts';

/** The file that programs read: the JSON Schema of every event of every command. */
export const eventSchemaFile = fileURLToPath(
  new URL(`../schema/events.v${eventsVersion}.schema.json`, import.meta.url),
);

/** What has to stand in the file. */
export function eventSchemaText(): string {
  const definitions = Object.entries(eventsByCommand).map(([command, schema]) => {
    const { $schema: _, ...definition } = z.toJSONSchema(schema, { override: ({ jsonSchema }) => opened(jsonSchema) });
    return [command, definition];
  });
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `What flint-golive says with --json, version ${eventsVersion}`,
    description:
      'One JSON object a line on stdout, a result last. #/$defs/COMMAND is what one command can say. Pass over events and fields that are not here.',
    anyOf: definitions.map(([command]) => ({ $ref: `#/$defs/${String(command)}` })),
    $defs: Object.fromEntries(definitions),
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** Fields may be added without a new version, so readers may not refuse them. */
function opened(schema: { additionalProperties?: unknown; readOnly?: boolean }): void {
  if (schema.additionalProperties === false) delete schema.additionalProperties;
  delete schema.readOnly;
}

/** True when the file says what the schemas say. */
export function isEventSchemaFresh(): boolean {
  return readFileSync(eventSchemaFile, 'utf8') === eventSchemaText();
}

/** `node build/event-schema.ts` writes the file. */
if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(eventSchemaFile, eventSchemaText());

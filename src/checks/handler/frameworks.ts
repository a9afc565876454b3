import { z } from 'zod';
import { type Framework, frameworks } from './code-samples.ts';

const manifest = z.object({
  dependencies: z.record(z.string(), z.unknown()).catch({}),
  devDependencies: z.record(z.string(), z.unknown()).catch({}),
});

const packages: readonly { readonly framework: Framework; readonly names: readonly string[] }[] = [
  { framework: 'next', names: ['next'] },
  { framework: 'fastify', names: ['fastify'] },
  { framework: 'hono', names: ['hono'] },
  { framework: 'express', names: ['express'] },
];

/**
 * Which sample fits a project, by the text of its package.json: the framework that it depends on, or plain node:http when it names none
 * that is known. Undefined when the text is no package.json.
 */
export function frameworkOf(packageJsonText: string): Framework | undefined {
  const read = manifest.safeParse(parse(packageJsonText));
  if (!read.success) return undefined;
  const at = (part: Record<string, unknown>) =>
    packages.find(({ names }) => names.some((name) => Object.hasOwn(part, name)))?.framework;
  return at(read.data.dependencies) ?? at(read.data.devDependencies) ?? 'node:http';
}

/** The name of a framework as its own pages write it. */
export function frameworkName(framework: Framework): string {
  return frameworks[framework];
}

function parse(text: string): unknown {
  try {
    // A byte order mark at the start is allowed in files and not in JSON.
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

import { serve } from '@hono/node-server';
import Conf from 'conf';
import got from 'got';
import { Hono } from 'hono';
import { z } from 'zod';

export async function exerciseHeavy(): Promise<string> {
  const app = new Hono().get('/', (context) => context.json({ answer: 'over http' }));
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const { answer } = z.object({ answer: z.string() }).parse(await got(`http://127.0.0.1:${port}/`).json());
  server.close();
  return `${answer}, ${typeof Conf}`;
}

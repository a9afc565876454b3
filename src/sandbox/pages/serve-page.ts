import type { Context as Call } from 'hono';
import type { Markup } from './layout.ts';

/** Sends a page that loads nothing, runs nothing and posts to this server only. */
export async function page(
  call: Call,
  markup: Markup | Promise<Markup>,
  status: 200 | 404 | 500 = 200,
): Promise<Response> {
  call.header(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'",
  );
  call.header('Referrer-Policy', 'same-origin');
  call.header('Cache-Control', 'no-store');
  call.header('X-Content-Type-Options', 'nosniff');
  return call.html(await markup, status);
}

/** A text field of a posted form; absent when it was not sent or is empty. */
export async function field(call: Call, name: string): Promise<string | undefined> {
  const value = (await call.req.parseBody())[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

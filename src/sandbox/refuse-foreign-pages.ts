import type { Hono } from 'hono';

/**
 * Keeps web pages of other sites out: the server may only be addressed as this machine, and forms may only be posted from
 * its own pages. Programs send no Origin and are not concerned.
 */
export function refuseForeignPages(app: Hono, context: { readonly baseUrl: string }): void {
  app.use(async (call, next) => {
    const host = call.req.header('host') ?? '';
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/i.test(host))
      return call.text('This server answers on this machine only.', 403);
    const origin = call.req.header('origin');
    const own = [context.baseUrl, context.baseUrl.replace('127.0.0.1', 'localhost')];
    if (origin !== undefined && !own.includes(origin)) {
      return call.text('This server takes no requests from pages of other sites.', 403);
    }
    return next();
  });
}

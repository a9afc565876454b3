import type { Hono } from 'hono';
import { html } from 'hono/html';
import { layout } from './layout.ts';
import { page } from './serve-page.ts';

/** Small pages: behind the `doc_url` of errors and behind payment links, and when a page fails. */
export function serveNotes(app: Hono): void {
  app.onError((error, call) => page(call, layout('The rehearsal failed', html`<p>${error.message}</p>`), 500));
  app.get('/sandbox/errors/:code', (call) =>
    page(
      call,
      layout(
        call.req.param('code'),
        html`<p>Flint documents its error codes on its own site. This rehearsal only says where a code came from: its embedded sandbox.</p>`,
      ),
    ),
  );
  app.get('/sandbox/payment-links/:id', (call) =>
    page(call, layout('Payment link', html`<p>The pages behind payment links are not part of the rehearsal.</p>`)),
  );
}

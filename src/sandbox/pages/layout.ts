import { html } from 'hono/html';

/** A piece of HTML in which everything that was put in is escaped. */
export type Markup = ReturnType<typeof html>;

/** The frame of every page. It says that the page is not Flint's. No scripts, no outside resources. */
export function layout(title: string, content: Markup): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - rehearsal</title>
<style>
body { font-family: system-ui, sans-serif; line-height: 1.5; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
fieldset { border: 1px solid; margin: 1rem 0; }
dt { font-weight: bold; }
button { font: inherit; padding: 0.4rem 1rem; }
.note { border-left: 4px solid; padding-left: 0.8rem; }
</style>
</head>
<body>
<p class="note"><strong>Rehearsal.</strong> This page is part of the rehearsal, not Flint's. No money moves here.</p>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>`;
}

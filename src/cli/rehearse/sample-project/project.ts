export const packageFile = `{
  "name": "canvas-and-co",
  "version": "1.0.0",
  "description": "A small print shop that takes payments with Flint Pay.",
  "private": true,
  "type": "module",
  "engines": { "node": ">=20.6" },
  "scripts": {
    "start": "node --env-file=.env server.js",
    "start:production": "node --env-file=.env.production server.js"
  }
}
`;

export const gitignore = `node_modules/
data/

# Keys and secrets stay out of the repository.
.env*
!.env.example
`;

export const readme = `# Canvas & Co.

A print shop in four files, without dependencies. It sells one print in several sizes and a monthly subscription.

    npm start                 against the Flint sandbox, with .env
    npm run start:production  with .env.production

- \`server.js\` answers the browser and receives webhooks.
- \`flint.js\` talks to Flint: one key for one business action, retries with the same key, request ids in the log.
- \`webhooks.js\` checks signatures against the raw body.
- \`fulfilment.js\` keeps each event once, durably, and hands out the goods when Flint says that the order is paid.
- \`config/catalog.json\` names what is sold.

What is paid for is decided by the order at Flint, never by what the browser sends or by the page it comes back to.
`;

/** The frameworks that there is a sample for, and how they are called. */
export const frameworks = {
  express: 'Express',
  fastify: 'Fastify',
  next: 'Next.js, app router',
  hono: 'Hono',
  'node:http': 'node:http',
  flask: 'Flask',
} as const;

/** A framework that there is a sample for. */
export type Framework = keyof typeof frameworks;

/** A handler that verifies on the raw body. `install`: the command for what it needs beside the framework, if anything. */
export interface CodeSample {
  readonly framework: Framework;
  readonly file: string;
  readonly install?: string;
  readonly code: string;
}

/** How to verify an event in a framework; `alreadySeen` and `queue` are the project's own. */
export function codeSample(framework: Framework): CodeSample {
  const install = framework === 'flask' ? undefined : 'npm install standardwebhooks';
  return { framework, ...(install === undefined ? {} : { install }), ...samples[framework] };
}

const express = `import express from 'express';
import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.env.FLINT_WEBHOOK_SECRET);
const app = express();

// Before app.use(express.json()): the signature covers the bytes as they arrived.
app.post('/webhooks/flint', express.raw({ type: '*/*', limit: '1mb' }), async (request, response) => {
  let event;
  try {
    event = webhook.verify(request.body, request.headers);
  } catch {
    return response.status(400).end();
  }
  if (!(await alreadySeen(event.webhook_event_id))) await queue(event);
  response.status(204).end();
});
`;

const fastify = `import Fastify from 'fastify';
import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.env.FLINT_WEBHOOK_SECRET);
const app = Fastify();

// In a plugin of its own, so that other routes keep their JSON parser.
app.register(async (routes) => {
  routes.removeAllContentTypeParsers();
  routes.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => done(null, body));

  routes.post('/webhooks/flint', async (request, reply) => {
    let event;
    try {
      event = webhook.verify(request.body, request.headers);
    } catch {
      return reply.code(400).send();
    }
    if (!(await alreadySeen(event.webhook_event_id))) await queue(event);
    return reply.code(204).send();
  });
});
`;

const next = `import { Webhook } from 'standardwebhooks';

export async function POST(request) {
  const webhook = new Webhook(process.env.FLINT_WEBHOOK_SECRET);
  // The text as it arrived, not request.json().
  const body = await request.text();
  let event;
  try {
    event = webhook.verify(body, Object.fromEntries(request.headers));
  } catch {
    return new Response(null, { status: 400 });
  }
  if (!(await alreadySeen(event.webhook_event_id))) await queue(event);
  return new Response(null, { status: 204 });
}
`;

const hono = `import { Hono } from 'hono';
import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.env.FLINT_WEBHOOK_SECRET);
const app = new Hono();

app.post('/webhooks/flint', async (context) => {
  // The text as it arrived, not context.req.json().
  const body = await context.req.text();
  let event;
  try {
    event = webhook.verify(body, context.req.header());
  } catch {
    return context.body(null, 400);
  }
  if (!(await alreadySeen(event.webhook_event_id))) await queue(event);
  return context.body(null, 204);
});
`;

const nodeHttp = `import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.env.FLINT_WEBHOOK_SECRET);

const server = createServer(async (request, response) => {
  if (request.method !== 'POST' || request.url !== '/webhooks/flint') return response.writeHead(404).end();
  let event;
  try {
    // The bytes as they arrived, verified before they are parsed.
    event = webhook.verify(await buffer(request), request.headers);
  } catch {
    return response.writeHead(400).end();
  }
  if (!(await alreadySeen(event.webhook_event_id))) await queue(event);
  response.writeHead(204).end();
});
`;

const flask = `import base64, hashlib, hmac, os, time
from flask import Flask, request

key = base64.b64decode(os.environ["FLINT_WEBHOOK_SECRET"].removeprefix("whsec_"))
app = Flask(__name__)


def is_from_flint(body, headers):
    event_id, sent_at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not sent_at.isdecimal() or abs(time.time() - int(sent_at)) > 300:
        return False
    digest = hmac.new(key, f"{event_id}.{sent_at}.".encode() + body, hashlib.sha256).digest()
    expected = b"v1," + base64.b64encode(digest)
    signatures = headers.get("webhook-signature", "").encode().split(b" ")
    return any(hmac.compare_digest(signature, expected) for signature in signatures)


@app.post("/webhooks/flint")
def flint_webhook():
    # The bytes as they arrived, not request.json.
    if not is_from_flint(request.get_data(), request.headers):
        return "", 400
    event = request.get_json()
    if not already_seen(event["webhook_event_id"]):
        queue(event)
    return "", 204
`;

const samples: Readonly<Record<Framework, Pick<CodeSample, 'file' | 'code'>>> = {
  express: { file: 'server.js', code: express },
  fastify: { file: 'server.js', code: fastify },
  next: { file: 'app/webhooks/flint/route.js', code: next },
  hono: { file: 'server.js', code: hono },
  'node:http': { file: 'server.js', code: nodeHttp },
  flask: { file: 'app.py', code: flask },
};

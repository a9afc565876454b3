import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Webhook } from 'standardwebhooks';
import { onTestFinished } from 'vitest';
import { layOutSampleProject } from '../../../src/cli/rehearse/sample-project.ts';
import { sampleValues } from './sample-values.ts';

/** A request that the shop sent to Flint. */
export interface FlintRequest {
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** How the stand-in for Flint answers a request. */
export type FlintAnswer = (request: FlintRequest) => {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A stand-in for Flint that records what it is asked. */
export async function startFlint(answer: FlintAnswer): Promise<{ baseUrl: string; requests: FlintRequest[] }> {
  const requests: FlintRequest[] = [];
  const server = createServer(async (incoming: IncomingMessage, response: ServerResponse) => {
    const text = await bodyOf(incoming);
    const request: FlintRequest = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      key: incoming.headers['idempotency-key']?.toString(),
      authorization: incoming.headers.authorization,
      body: text === '' ? undefined : JSON.parse(text),
    };
    requests.push(request);
    const { status, body, headers } = answer(request);
    response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_1', ...headers });
    response.end(JSON.stringify(body));
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { baseUrl: `http://127.0.0.1:${port}`, requests };
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of incoming) text += String(part);
  return text;
}

/** The shop of the sample project, run for real. */
export class SampleShop {
  readonly folder: string;
  readonly lines: string[] = [];
  #process: ChildProcess | undefined;
  #url = '';
  #watchers: (() => void)[] = [];

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(baseUrl: string): Promise<SampleShop> {
    const parent = mkdtempSync(join(tmpdir(), 'flint-golive-shop-'));
    const shop = new SampleShop(join(parent, 'shop'));
    onTestFinished(async () => {
      await shop.stop();
      rmSync(parent, { recursive: true, force: true });
    });
    await layOutSampleProject(shop.folder, { ...sampleValues, baseUrl });
    await shop.start();
    return shop;
  }

  async start(): Promise<void> {
    this.lines.length = 0;
    const child = spawn(process.execPath, ['--env-file=.env.production', 'server.js'], {
      cwd: this.folder,
      // What is set already wins over the env file.
      env: { PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        this.lines.push(line);
        for (const watcher of this.#watchers) watcher();
      });
    }
    const opened = await this.line(/^The shop is open on port (\d+)$/);
    this.#url = `http://127.0.0.1:${opened[1]}`;
  }

  /** Ends the shop without giving it time to tidy up. */
  async stop(): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  /** The first line of output that fits, as soon as it is there. */
  line(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.lines.map((line) => pattern.exec(line)).find((match) => match !== null);
        if (found) resolve(found);
      };
      this.#watchers.push(look);
      look();
    });
  }

  get(path: string): Promise<Response> {
    return fetch(this.#url + path);
  }

  post(path: string, form: Readonly<Record<string, string>>): Promise<Response> {
    return fetch(this.#url + path, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
  }

  /** Delivers a webhook, signed with the secret unless told otherwise. */
  deliver(event: object, changes: { body?: string; secret?: string; at?: Date } = {}): Promise<Response> {
    const body = JSON.stringify(event);
    const id = 'webhook_event_id' in event ? String(event.webhook_event_id) : '';
    const at = changes.at ?? new Date();
    const signature = new Webhook(changes.secret ?? sampleValues.testWebhookSecret).sign(id, at, body);
    return fetch(`${this.#url}/webhooks/flint`, {
      method: 'POST',
      body: changes.body ?? body,
      headers: {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': `v1,bm90LXRoaXM= ${signature}`,
      },
    });
  }
}

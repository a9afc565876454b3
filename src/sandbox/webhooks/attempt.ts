import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** Why an attempt failed (API notes, webhooks section 2). */
export type Diagnosis =
  | 'timeout'
  | 'dns_error'
  | 'tls_error'
  | 'connection_error'
  | 'blocked_target'
  | 'request_error'
  | 'http_error';

export interface AttemptOutcome {
  readonly status: 'delivered' | 'failed';
  /** The receiver's HTTP status; absent when no answer came. */
  readonly statusCode?: number;
  readonly durationMilliseconds: number;
  readonly diagnosis?: Diagnosis;
  readonly responseHeaders: Record<string, string>;
  readonly responseBody: string;
}

export interface Post {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly timeoutMilliseconds: number;
  readonly signal: AbortSignal;
}

/** Only programs on this machine are ever talked to, whatever address an endpoint has. */
function isLoopback(url: URL): boolean {
  const { hostname } = url;
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Most of a receiver's answer that is kept. */
const longestAnswer = 4096;

/** One POST to a receiver. Redirects are not followed; rejects only when the signal is aborted. */
export async function post(target: Post): Promise<AttemptOutcome> {
  const url = new URL(target.url);
  const started = performance.now();
  const elapsed = () => Math.round(performance.now() - started);
  if (!isLoopback(url)) return failed('blocked_target', elapsed());
  try {
    const { response, body } = await sendToMachine(url, target);
    const statusCode = response.statusCode ?? 0;
    const answer = {
      statusCode,
      durationMilliseconds: elapsed(),
      responseHeaders: flatten(response.headers),
      responseBody: body,
    };
    return statusCode >= 200 && statusCode < 300
      ? { status: 'delivered', ...answer }
      : { status: 'failed', diagnosis: 'http_error', ...answer };
  } catch (error) {
    target.signal.throwIfAborted();
    return failed(diagnose(error), elapsed());
  }
}

function failed(diagnosis: Diagnosis, durationMilliseconds: number): AttemptOutcome {
  return { status: 'failed', diagnosis, durationMilliseconds, responseHeaders: {}, responseBody: '' };
}

interface Received {
  readonly response: IncomingMessage;
  readonly body: string;
}

/** `localhost` is not looked up, since the name might have been pointed elsewhere: it is this machine, in either family. */
async function sendToMachine(url: URL, target: Post): Promise<Received> {
  if (url.hostname !== 'localhost') return send(url, target, url.hostname.replace(/^\[|\]$/g, ''));
  try {
    return await send(url, target, '127.0.0.1');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED') return send(url, target, '::1');
    throw error;
  }
}

function send(url: URL, target: Post, hostname: string): Promise<Received> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
      url,
      {
        method: 'POST',
        hostname,
        headers: { ...target.headers, Host: url.host, 'Content-Length': Buffer.byteLength(target.body) },
        agent: false,
        signal: target.signal,
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          if (body.length < longestAnswer) body = (body + chunk).slice(0, longestAnswer);
        });
        response.on('end', () => settle(() => resolve({ response, body })));
        response.on('error', (error) => settle(() => reject(error)));
      },
    );
    const timer = setTimeout(() => request.destroy(new AttemptTimeout()), target.timeoutMilliseconds);
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      finish();
    };
    request.on('error', (error) => settle(() => reject(error)));
    request.end(target.body);
  });
}

class AttemptTimeout extends Error {}

function diagnose(error: unknown): Diagnosis {
  if (error instanceof AttemptTimeout) return 'timeout';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(ENOTFOUND|EAI_)/.test(code)) return 'dns_error';
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(code)) return 'tls_error';
  if (/^(ECONN|EPIPE|EHOST|ENET|ETIMEDOUT|HPE_)/.test(code)) return 'connection_error';
  return 'request_error';
}

function flatten(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}

import { subscribe } from 'node:diagnostics_channel';
import { cross } from './fate.ts';
import { type Purpose, watchFiles } from './file-boundaries.ts';
import { hurry, setClockAhead } from './time.ts';

// Preloaded into the program under test. It finds the boundaries by watching the program, so that nobody has to list them.

if (process.argv[1]?.endsWith('flint-golive.js')) {
  const ahead = Number(process.env.CRASH_CLOCK_AHEAD ?? 0);
  if (ahead !== 0) setClockAhead(() => ahead);
  hurry(Number(process.env.CRASH_HURRY ?? 1));
  watchCrossings(watchFiles(process.env.FLINT_GOLIVE_HOME ?? ''));
  watchRequests();
}

/** The program's own announcements: around each journal entry, around each write, after each capture of a secret. */
function watchCrossings(purpose: Purpose): void {
  subscribe('flint-golive:crossings', (crossing) => {
    const { point, name: announced } = crossing as { point: string; name: string }; // What the program publishes there.
    const name = withoutIds(announced);
    if (point === 'journal.append.before') purpose.set(name);
    cross(`${point} ${name}`);
  });
}

interface OutgoingRequest {
  readonly method: string;
  readonly path: string;
}

/**
 * Every call on the API: before anything of it leaves, and when its answer has arrived on this machine but nobody has looked at
 * it, which for the program is the same as an answer that never arrived after the server did its work.
 */
function watchRequests(): void {
  const name = ({ method, path }: OutgoingRequest) => `${method} ${withoutQueryValues(path)}`;
  const at = (channel: string, moment: string) =>
    subscribe(channel, (message) => {
      const { request } = message as { request: OutgoingRequest }; // As Node documents these channels.
      if (request.path.startsWith('/v1/')) cross(`request ${moment} ${name(request)}`);
    });
  at('http.client.request.created', 'leaves');
  at('http.client.response.finish', 'answered');
}

function withoutQueryValues(path: string): string {
  const [route = '', query] = path.split('?');
  const names = [...new URLSearchParams(query).keys()].sort().join('&');
  return `${withoutIds(route)}${names === '' ? '' : `?${names}`}`;
}

/** Also without the number of a page or an attempt: struck by a day, each page is followed by another, and that for ever. */
function withoutIds(text: string): string {
  return text.replaceAll(/\b([a-z]+)_[0-9A-Z]{26}\b/g, '{$1}').replaceAll(/#\d+\b/g, '#{number}');
}

import { channel } from 'node:diagnostics_channel';

/** An instant at which a crash would leave the launch between two states. */
export interface Crossing {
  readonly point:
    | 'journal.append.before'
    | 'journal.append.after'
    | 'write.send.before'
    | 'write.send.after'
    | 'write.capture.after';
  readonly name: string;
}

/** The name of the diagnostics channel on which crossings are announced. Crash tests subscribe to it from a preloaded module. */
const crossingsChannel = 'flint-golive:crossings';

const crossings = channel(crossingsChannel);

/** Announces a crossing. Costs nothing when nobody listens. */
export function announce(crossing: Crossing): void {
  if (crossings.hasSubscribers) crossings.publish(crossing);
}

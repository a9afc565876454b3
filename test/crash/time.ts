import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

/** Sets the clock that this process sees ahead of the machine's, by so many milliseconds as `ahead` says at the time. Answers how to end it. */
export function setClockAhead(ahead: () => number): () => void {
  const MachineDate = Date;
  const now = () => MachineDate.now() + ahead();
  globalThis.Date = new Proxy(MachineDate, {
    construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
    get: (target, name, self) => (name === 'now' ? now : Reflect.get(target, name, self)),
  });
  return () => {
    globalThis.Date = MachineDate;
  };
}

/** Lets the program's pauses pass so many times faster; its time-outs stay as they are. */
export function hurry(times: number): void {
  if (times === 1) return;
  const pause = timers.setTimeout;
  timers.setTimeout = (milliseconds, ...rest) => pause((milliseconds ?? 0) / times, ...rest);
  syncBuiltinESMExports();
}

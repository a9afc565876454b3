export { type Clock, type ManualClock, manualClock, systemClock } from './clock.ts';
export type { Ledger, PlaneLedger } from './ledger.ts';
export type { Exchange, Generation, Samples, Sandbox, SandboxOptions } from './options.ts';
export { type ReceivedEvent, type Receiver, type ReceiverOptions, receiverPath, startReceiver } from './receiver.ts';
export { startSandbox } from './server.ts';
export { GenerationNotServed, PortInUse, StateFileDamaged } from './startup-errors.ts';

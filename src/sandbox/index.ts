export { type Clock, type ManualClock, manualClock, systemClock } from './clock.ts';
export { type Control, type ControlOptions, startControl } from './control/control.ts';
export { createExchangeLog, type ExchangeLog } from './control/exchange-log.ts';
export type { Controls } from './controls.ts';
export {
  type Fault,
  type FaultInForce,
  FaultSyntaxError,
  type Faults,
  parseFault,
  printFault,
} from './faults/index.ts';
export type { ApiOptions, Feature, Generation } from './generations.ts';
export { features, isFeature, isGeneration } from './generations.ts';
export type { Ledger, PlaneLedger } from './ledger.ts';
export type { Exchange, Quirks, Samples, Sandbox, SandboxOptions } from './options.ts';
export { type ReceivedEvent, type Receiver, type ReceiverOptions, startReceiver } from './receiver.ts';
export { checkSeed, type SeedDocument, SeedRefused } from './seed-document.ts';
export { startSandbox } from './server.ts';
export type { ShopOptions } from './shop.ts';
export { PortInUse, StateFileDamaged } from './startup-errors.ts';

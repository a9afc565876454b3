export type { Fault } from './fault.ts';
export type { FaultInForce, Faults } from './fault-plan.ts';
export { faultGrammar } from './grammar.ts';
export { parseFault } from './parse.ts';
export { printFault } from './print.ts';
export { FaultSyntaxError } from './syntax-error.ts';

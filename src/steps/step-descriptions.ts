import type { StepDescription } from '../launch/verbs.ts';

/** The five steps, with the guide's names. */
export const steps: readonly StepDescription[] = [
  { id: 'account', title: 'Finish account verification', short: 'Account' },
  { id: 'live-key', title: 'Create your live key', short: 'Live key' },
  { id: 'readiness', title: 'Confirm your account is ready to charge', short: 'Ready to charge' },
  { id: 'configuration', title: 'Re-create your configuration in live mode', short: 'Configuration' },
  { id: 'cut-over', title: 'Cut over and verify with real money', short: 'Cut over' },
];

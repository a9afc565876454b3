import type { LaunchState } from '../../../src/launch/state.ts';
import { accountStates } from './account.ts';
import { configurationStates } from './configuration.ts';
import { cutOverStates } from './cut-over.ts';
import { endings } from './endings.ts';
import { liveKeyStates } from './live-key.ts';
import { readinessStates } from './readiness.ts';

/** One state for every kind of moment and every step, with the words a launch really uses. */
export const playground: Readonly<Record<string, LaunchState>> = {
  ...accountStates,
  ...liveKeyStates,
  ...readinessStates,
  ...configurationStates,
  ...cutOverStates,
  ...endings,
};

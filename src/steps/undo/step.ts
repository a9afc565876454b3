import type { StepDescription } from '../../launch/verbs.ts';

/** The one step of taking back. It stands apart so that a screen can name it before anything else is loaded. */
export const undoStep: StepDescription = { id: 'undo', title: 'Take the launch back', short: 'Undo' };

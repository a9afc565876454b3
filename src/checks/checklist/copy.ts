import { counted } from '../wording.ts';

/** Words that several items share. */
export const common = {
  groups: {
    credentials: 'Credentials',
    correctness: 'Correctness',
    webhooks: 'Webhooks',
    operations: 'Operations',
  },
  swept: (files: number, history: boolean): string =>
    `A sweep of ${counted(files, 'file')} of the project${history ? ' and of its git history' : ''}`,
  inTheLaunch: 'In the launch:',
  noProject: 'There is no project folder to look into.',
  noProjectRemedy: 'Start it in the folder where the integration’s code is, or name that folder with --cwd.',
  noCode: 'No code here talks to Flint, so nothing can be read from it.',
  noProduction: 'Flint could not be asked about production.',
  noProductionRemedy: 'Give the production key in FLINT_API_KEY, and check again.',
};

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

/** `a`, `a and b`, `a, b and c`; a long list names the first ones and how many more there are. */
export function listed(words: readonly string[], most = 6): string {
  if (words.length > most) return `${words.slice(0, most).join(', ')} and ${words.length - most} more`;
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 place`, `3 places`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

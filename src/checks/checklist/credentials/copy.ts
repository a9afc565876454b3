import { counted, listed } from '../../wording.ts';

const mostNamed = 6;

export const serverOnly = {
  title: 'Live keys are on your server only',
  clean: (files: number): string =>
    `No live key stands in source control, its history or code for browsers: ${counted(files, 'file')} and all commits were read.`,
  found: (count: number): string =>
    `${counted(count, 'live key')} ${count === 1 ? 'is' : 'are'} where others can read ${count === 1 ? 'it' : 'them'}: in source control or in code for browsers.`,
  foundRemedy:
    'Create a new key, deploy it, and revoke this one: what was published stays known. Then take it out, and load it from the environment or a secrets manager.',
  suspicious: (count: number): string =>
    `${counted(count, 'live key')} ${count === 1 ? 'stands' : 'stand'} in a file that could be published.`,
  suspiciousRemedy: 'Keep keys in files that git ignores, or in a secrets manager.',
  noRepository: 'No live key stands where others could read it, as far as this folder shows.',
  notAllRead: 'No live key was found, but not everything could be read.',
  notRead: (files: readonly string[]): string => `Not read: ${listed(files, mostNamed)}.`,
  history: {
    read: '',
    cut: 'The clone is shallow: there is more history than is here.',
    'not read': 'The git history could not be read.',
    none: 'This folder is in no git repository, so whether a key was ever committed cannot be seen here.',
  },
  noRepositoryRemedy: 'If the code is kept in git elsewhere, check again in a full clone of that repository.',
  notAllReadRemedy: 'Check again in a full clone of the repository, in which every file can be read.',
};

export const scopes = {
  title: 'The key in use has only the scopes it needs',
  fits: (count: number): string =>
    `The key has what the integration needs and nothing beyond: ${counted(count, 'scope')}.`,
  looking: (names: readonly string[]): string =>
    `It may also read ${listed(names, mostNamed)}, which flint-golive looks at.`,
  missing: (names: readonly string[]): string =>
    `The key lacks what the integration needs: ${listed(names, mostNamed)}.`,
  missingRemedy: 'Give it these scopes on the dashboard’s API keys page.',
  excess: (names: readonly string[]): string =>
    `The key may do more than the integration needs: ${listed(names, mostNamed)}.`,
  excessRemedy: 'Take these scopes from the key on the dashboard’s API keys page, once the launch is done.',
  powerful: (names: readonly string[]): string => `These could do most harm: ${listed(names, mostNamed)}.`,
  forLaunch: (names: readonly string[]): string => `Only the launch needed ${listed(names, mostNamed)}.`,
  granted: (names: readonly string[]): string => `The key has: ${listed(names, 12)}.`,
  noPurposes: 'The launch has not been told what the integration does, so what its key needs is not known.',
  noPurposesRemedy: 'Answer step 2 of the launch, or compare the scopes with what your service does.',
  notDescribed: 'Flint does not say which scopes this key has.',
  notDescribedRemedy: 'Look at the key’s scopes on the dashboard’s API keys page.',
  othersUnseen: 'Other keys of the account are not looked at here.',
};

export const testIds = {
  title: 'Test-mode ids are gone from production config',
  clean: (files: number): string => `No test-mode id is left: ${counted(files, 'file')} were read.`,
  found: (ids: readonly string[], places: number): string =>
    `${counted(ids.length, 'test-mode id')} ${ids.length === 1 ? 'is' : 'are'} left in ${counted(places, 'place')}: ${listed(ids, mostNamed)}.`,
  foundDetail: 'In live mode they answer 404.',
  foundRemedy: 'Run flint-golive sweep --fix: it shows the change first, and puts the live ids in.',
  undecided: (count: number): string => `${counted(count, 'id')} could not be told to be test-mode or live.`,
  undecidedRemedy: 'Give both keys, FLINT_API_KEY and FLINT_TEST_API_KEY, so that Flint can be asked; or look at them.',
  notAllRead: 'No test-mode id was found, but not everything could be read.',
  notAllReadRemedy: 'Make the files readable, and check again.',
};

export const unusedKeys = {
  title: 'Keys no longer used are revoked',
  days: 30,
  used: (count: number): string =>
    count === 1
      ? 'There is one active key, and it is in use.'
      : `All ${count} active keys were used, or made, in the last ${unusedKeys.days} days.`,
  usedDetail: 'That a key is used does not say that it has to be: revoke what has been replaced.',
  unused: (names: readonly string[]): string =>
    `${counted(names.length, 'active key')} ${names.length === 1 ? 'was' : 'were'} not used for more than ${unusedKeys.days} days: ${listed(names, mostNamed)}.`,
  unusedRemedy: 'Make sure that nothing needs it, then revoke it on the dashboard’s API keys page.',
  silent: 'Flint does not say when keys were last used.',
  silentRemedy: 'Look at the API keys page of the dashboard.',
  key: (name: string | undefined, id: string, last: string | undefined): string =>
    `${name === undefined ? id : `${name} (${id})`}, ${last === undefined ? 'never' : `last ${last.slice(0, 10)}`}`,
};

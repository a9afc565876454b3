/** One kind of finding: what it is called, why it matters, what to do. */
export interface Rule {
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
}

/** Every kind of finding. The keys are stable: they stand in NDJSON and SARIF. */
export const rules = {
  'secret-in-public': {
    title: 'A secret that browsers or devices get',
    why: 'Whoever opens the page or unpacks the app can read it and act as you.',
    remedy: 'Revoke or rotate it in the dashboard, and use the new one on the server only.',
  },
  'secret-in-source-control': {
    title: 'A secret in a file that git tracks',
    why: 'Everybody who can read the repository, now or later, can act as you.',
    remedy:
      'Revoke or rotate it in the dashboard, take it out of the file, and keep the new one outside source control.',
  },
  'secret-in-history': {
    title: 'A secret in git history',
    why: 'Taking it out of the file did not take it out of the repository: every clone still has it.',
    remedy: 'Revoke or rotate it in the dashboard. Rewriting the history alone does not help, clones keep it.',
  },
  'secret-not-ignored': {
    title: 'A secret in a file that git does not ignore',
    why: 'The next `git add .` puts it into source control.',
    remedy: 'Add the file to .gitignore, or keep the secret elsewhere.',
  },
  'secret-git-unknown': {
    title: 'A secret in a file of which git would not say whether it tracks it',
    why: 'git is not there, or refuses to read this repository. If it tracks the file, others have the secret.',
    remedy: 'Run `git status` in this folder, see to what it complains about, and sweep again.',
  },
  'secret-in-source': {
    title: 'A secret written into a source file',
    why: 'It travels with the code wherever that goes.',
    remedy: 'Read it from the environment or a secret manager instead.',
  },
  'test-key-left': {
    title: 'A test key where production reads its configuration',
    why: 'With it, payments are simulated: customers seem to pay and no money arrives.',
    remedy: 'Put the live key there when you cut over.',
  },
  'secret-in-place': {
    title: 'A key or secret where it may be',
    why: 'It is outside source control, as far as git tells.',
    remedy: 'Nothing to do.',
  },
  'test-mode-id': {
    title: 'A test-mode id',
    why: 'Live mode does not know it: the call that uses it answers 404.',
    remedy: 'Replace it by the id of its live counterpart.',
  },
  'test-mode-id-in-place': {
    title: 'A test-mode id where test mode is at home',
    why: 'This file serves development, tests or as an example, or a production file beside it sets the same.',
    remedy: 'Nothing to do.',
  },
  'live-id': { title: 'A live id', why: 'Live mode knows it.', remedy: 'Nothing to do.' },
  'unknown-id': {
    title: 'An id that neither mode knows',
    why: 'It was deleted, belongs to another account, or is not Flint’s. If a call uses it, that call answers 404.',
    remedy: 'Look at where it is used: replace it, or leave it when it is another vendor’s.',
  },
  'candidate-id': {
    title: 'An id that may be a test-mode one',
    why: 'An id does not tell its mode, and Flint was not asked about it.',
    remedy: 'Sweep with FLINT_TEST_API_KEY and FLINT_API_KEY in the environment.',
  },
  'other-vendor-id': {
    title: 'An id of another vendor, by what stands around it',
    why: 'Others use some of the same prefixes.',
    remedy: 'Nothing to do if it is theirs.',
  },
  'run-time-id': {
    title: 'An id made at run time',
    why: 'Orders, customers and payments of test mode do not exist in live, and cannot be re-created there.',
    remedy: 'Make it at run time instead of writing it down.',
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** The stable name of a rule. */
export type RuleId = keyof typeof rules;

/** The stable names of all rules. */
export const ruleIds = Object.keys(rules) as RuleId[]; // The keys of an object that is written out here are known.

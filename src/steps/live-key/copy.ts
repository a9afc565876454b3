import type { Purpose } from '../../checks/scopes.ts';
import { onlyForLaunch, scopesFor } from '../../checks/scopes.ts';
import type { KeyProblem } from '../../flint/keys.ts';
import type { Identification } from '../../flint/merchant.ts';
import { explainKeyProblem } from '../../flint/sentences.ts';
import type { Block, Sheet } from '../../launch/sheet.ts';
import type { GitProtection } from '../../secrets/git-protection.ts';
import type { CommandPreset } from '../../secrets/presets.ts';
import type { Target } from '../target.ts';

/** Why a key is not taken, in one or two sentences (the guide, step 2 and "What changes in live mode"). */
export function keyRefusal(
  problem: KeyProblem | 'test key in live' | 'live key in sandbox' | 'of a rehearsal' | 'not of this rehearsal',
): string {
  switch (problem) {
    case 'test key in live':
      return 'That is a test key. In production it gives no error, only simulated payments: nothing would move. Create a live key; it starts with flint_live_.';
    case 'live key in sandbox':
      return 'That is a live key. This rehearsal runs against the sandbox and takes a test key only; it starts with flint_test_.';
    case 'of a rehearsal':
      return 'That key belongs to a rehearsal on this machine. Real Flint does not know it.';
    case 'not of this rehearsal':
      return 'This is a rehearsal without real money. It takes only the keys of its own sandbox; keep the real one for the launch.';
    default: {
      const { headline, meaning, remedy } = explainKeyProblem(problem);
      return [headline, meaning, remedy].join(' ');
    }
  }
}

/** What to do on the dashboard's page of keys, and which scopes to grant there. */
export function creating(target: Target, purposes: readonly Purpose[]): Sheet {
  const live = target.name !== 'sandbox';
  const blocks: Block[] = [
    {
      kind: 'text',
      text: live
        ? 'Create a live key on the dashboard’s API keys page. It starts with flint_live_ and is never bound to a sandbox; the prefix alone switches requests into live mode.'
        : 'Against Flint’s own sandbox, the test key stands in for the live key. Money is simulated by Flint.',
    },
    {
      kind: 'text',
      text: 'Store the secret at once: it is shown once, at creation, and never again.',
    },
    {
      kind: 'lists',
      lists: [
        { title: 'Scopes for your integration', items: scopesFor(purposes).map((text) => ({ text })) },
        {
          title: 'For this launch only',
          items: onlyForLaunch(purposes).map(({ scope, purpose }) => ({ text: scope, detail: purpose })),
        },
      ],
    },
    {
      kind: 'text',
      tone: 'quiet',
      text: 'A .write scope includes its .read. A key for a checkout needs no settings scope.',
    },
  ];
  if (target.dashboardUrl !== undefined) {
    blocks.push({ kind: 'link', purpose: 'dashboard', label: 'The dashboard', url: target.dashboardUrl });
  }
  return { headline: live ? 'Create your live key.' : 'Your test key.', blocks };
}

/** How a file stands with git, and what that means for a secret in it. */
export function fileProtection(file: string, protection: GitProtection): Sheet {
  const value: Record<GitProtection, string> = {
    ignored: 'git ignores it',
    tracked: 'git tracks it',
    'untracked, not ignored': 'git does not ignore it',
    'not a repository': 'no git repository here',
    unknown: 'git could not be asked',
  };
  const safe = protection === 'ignored' || protection === 'not a repository';
  return {
    headline: 'The key goes into an env file that only you can read.',
    blocks: [
      {
        kind: 'rows',
        rows: [
          { label: 'File', value: file },
          { label: 'Readable by', value: 'its owner only (mode 0600)' },
          { label: 'Source control', value: value[protection], tone: safe ? 'proved' : 'attention' },
        ],
      },
      ...(safe
        ? []
        : [
            {
              kind: 'text' as const,
              tone: 'attention' as const,
              text: 'Live keys never belong in source control. One commit of this file would carry the key along.',
            },
          ]),
    ],
  };
}

/** Whose key it is, and what proves its mode. */
export function identified(
  target: Target,
  who: Identification,
  masked: string,
  other: Identification | undefined,
): Sheet {
  const differs = other !== undefined && other.merchantId !== who.merchantId;
  return {
    headline:
      target.name === 'live'
        ? 'This is the account that real money will go to.'
        : 'This is the account that the rehearsal takes live.',
    blocks: [
      {
        kind: 'rows',
        rows: [
          { label: 'Business', value: who.businessName ?? 'not told by this key' },
          { label: 'Merchant', value: who.merchantId },
          { label: 'Key', value: masked },
          { label: 'Mode', value: who.mode, detail: 'proved by the Flint-Mode header', tone: 'proved' },
          ...(differs
            ? [{ label: 'Sandbox of', value: other.merchantId, detail: 'another merchant', tone: 'attention' as const }]
            : []),
        ],
      },
      ...(differs
        ? [
            {
              kind: 'text' as const,
              tone: 'attention' as const,
              text: 'The sandbox key belongs to another merchant than this key. Go on only if that is as you mean it.',
            },
          ]
        : []),
    ],
  };
}

/** Commands of known secret managers, to be changed and typed. */
export function presetsSheet(presets: readonly CommandPreset[]): Sheet {
  return {
    headline: 'A command of your own that reads the secret on its standard input.',
    blocks: [
      {
        kind: 'text',
        text: '{name} stands for the name of the variable. The secret is never an argument, and never in a file of ours.',
      },
      ...presets.map(
        ({ title, write, read }): Block => ({
          kind: 'verbatim',
          lines: [`${title}`, `  store: ${write}`, ...(read === undefined ? [] : [`  read:  ${read}`])],
        }),
      ),
    ],
  };
}

export const words = {
  askPurposes: 'What is this integration for?',
  purposesNote: 'The key gets the scopes for that and no others.',
  lookingForKeychain: 'Looking whether this computer has a keychain',
  commandNote:
    'It runs in your shell, in the project folder, and is kept in the journal: it must hold no token itself.',
  readNote: 'With it the secret is read back and compared before it counts as stored.',
  askArrived: (name: string, place: string) => `Did ${name} arrive in ${place}?`,
  arrivedNote: 'This place gives no secret back, so only you can see it.',
  notArrived: (name: string, place: string) => `${name} did not arrive in ${place}.`,
  keychainGone: 'The keychain that holds the secrets cannot be reached.',
  listingKeys: 'Reading which keys the account has',
  keysUnread: 'This key may not list the account’s keys, so they are left as they are. The dashboard shows them.',
  replaceNote:
    'A key that was pasted from a page may have been seen. A fresh one goes straight from Flint into its place.',
  revokeNote: 'Revoke it only after the new key is deployed.',
  ownUnknown:
    'Which of these keys is the one of this launch cannot be told for sure, so none of them is replaced or revoked here.',
  inUse: (name: string, place: string) => `“${name}” is the key in ${place} now, so it was not revoked.`,
  replacementGone: (place: string) =>
    `No replacement of this key lies in ${place}, so the key there is kept. Nothing was revoked.`,
  lostKey: 'that nobody can use',
  replaced: (masked: string) => `The replacement ${masked} is stored and runs in the right mode.`,
  neverUsed: 'never used',
  useNotTold: 'last use not told',
  noUseTold: 'Flint does not tell when these keys were last used, so none of them is offered for revoking.',
  askRevoke: (name: string, lastUsedAt: string | undefined, silence: string) =>
    `Revoke “${name}”, ${lastUsedAt === undefined ? silence : `last used ${lastUsedAt.slice(0, 10)}`}?`,
  askFile: 'Which file holds the production settings?',
  fileNote: 'Its path inside the project. It is created when it is not there; every other line in it stays as it is.',
  askPlaceFailed: (headline: string) => `${headline} What now?`,
  checkFile: (file: string) => `Asking git about ${file}`,
  ignoring: (file: string) => `Add ${file} to .gitignore`,
  askIgnore: 'Should git ignore this file?',
  askKey: 'The key for production?',
  atHand: (masked: string, from: string) => `Enter alone takes ${masked}, from ${from}.`,
  leftBehind: (names: readonly string[], where: string): string =>
    `${names.join(' and ')} also ${names.length === 1 ? 'lies' : 'lie'} in ${where}, which this launch used before. Delete ${names.length === 1 ? 'it' : 'them'} there once nothing reads ${names.length === 1 ? 'it' : 'them'}; here nothing is deleted by itself.`,
  leftInManager:
    'The secret manager that took secrets of this launch before may still hold them. Delete them there once nothing reads them.',
  recalled: (masked: string, file: string) => `${masked}, in ${file}`,
  identifying: 'Asking Flint whose key this is',
  askMerchant: (name: string) => `Is ${name} the account that goes live?`,
  wrongMerchant: 'That key belongs to another account.',
  launchOfAnother: (confirmed: string, merchant: string) =>
    `This launch is of the account ${confirmed}, as you confirmed, and the key is of ${merchant}.`,
  keyOfConfirmed: (confirmed: string) =>
    `Try again with a key of ${confirmed}; or begin a launch of its own for the other account with --launch NAME.`,
  createAnother: 'Create a live key on the account that goes live, and try again.',
  takenOut: (place: string) => `It was taken out of ${place} again.`,
  leftThere: (place: string, storedNow: boolean) =>
    storedNow
      ? `It still lies in ${place}; take it out there.`
      : `It lies in ${place}, as it did before, and was left there.`,
  nothingChanged: 'Nothing was changed on that account.',
  storedRefused: (masked: string, place: string, because: string) =>
    `${masked} lies in ${place}, and Flint does not take it any more. ${because}`,
  proved: (mode: string) => `Requests with the stored key run in ${mode} mode.`,
};

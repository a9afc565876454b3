import type { ScopeComparison } from '../../checks/scopes.ts';
import type { ApiKey } from '../../flint/api-keys.ts';
import type { Block, Row, Sheet } from '../../launch/sheet.ts';
import { words } from './copy.ts';

/** How the scopes of the key compare with what it is for. */
function scopeBlocks(compared: ScopeComparison | undefined): readonly Block[] {
  if (!compared) {
    return [
      {
        kind: 'text',
        tone: 'quiet',
        text: 'Which scopes this key has cannot be read here; a missing one shows when it is needed.',
      },
    ];
  }
  const { missing, missingForLaunch, excess, powerful } = compared;
  const rows: Row[] = [
    ...missing.map(
      (scope): Row => ({ label: scope, value: 'missing', detail: 'your integration needs it', tone: 'attention' }),
    ),
    ...missingForLaunch
      .filter(({ scope }) => !missing.includes(scope))
      .map(
        ({ scope, purpose }): Row => ({
          label: scope,
          value: 'missing',
          detail: `this launch needs it for ${purpose}`,
          tone: 'waiting',
        }),
      ),
    ...powerful.map((scope): Row => ({ label: scope, value: 'too much', tone: 'attention' })),
  ];
  const others = excess.filter((scope) => !powerful.includes(scope));
  return [
    ...(rows.length === 0 ? [] : [{ kind: 'rows' as const, title: 'Scopes of this key', rows }]),
    ...(powerful.length === 0
      ? []
      : [
          {
            kind: 'text' as const,
            text: 'Nothing here needs what is marked “too much”, and in wrong hands it does most harm.',
          },
        ]),
    ...(others.length === 0
      ? []
      : [
          {
            kind: 'text' as const,
            text: `${others.length} more scopes than needed: ${others.slice(0, 6).join(', ')}${others.length > 6 ? ' …' : ''}. A narrower key can do less harm.`,
          },
        ]),
    ...(rows.length + others.length === 0
      ? [{ kind: 'text' as const, tone: 'proved' as const, text: 'The key has exactly the scopes it needs.' }]
      : []),
  ];
}

/** The keys of the account that still work. */
export function keysSheet(
  keys: readonly ApiKey[],
  ownId: string | undefined,
  compared: ScopeComparison | undefined,
): Sheet {
  return {
    headline: 'The keys of this account that still work. Those that nobody uses should be revoked.',
    blocks: [
      {
        kind: 'rows',
        rows: keys.map((key) => ({
          label: key.name ?? key.id,
          ...keyFacts(key, key.id === ownId ? ['the key of this launch'] : [], silenceOn(keys)),
          ...(key.id === ownId ? { tone: 'proved' as const } : {}),
        })),
      },
      ...scopeBlocks(compared),
    ],
  };
}

/** The replacement and the key that it replaced, before anybody decides about the latter. */
export function replacedSheet(masked: string, place: string, old: ApiKey): Sheet {
  return {
    headline: 'The replacement is stored and works. The earlier key still works too.',
    blocks: [
      {
        kind: 'rows',
        rows: [
          { label: 'New key', value: masked, detail: `in ${place}, proved by a call`, tone: 'proved' },
          { label: 'Earlier key', ...keyFacts(old, [], words.useNotTold) },
        ],
      },
    ],
  };
}

/** What it means that nothing is said of a key's last use, going by the other keys: one of them was used just now, by this launch. */
function silenceOn(keys: readonly ApiKey[]): string {
  return keys.some(({ lastUsedAt }) => lastUsedAt !== undefined) ? words.neverUsed : words.useNotTold;
}

function keyFacts(
  { prefix, lastUsedAt, expiresAt }: ApiKey,
  more: readonly string[],
  silence: string,
): Pick<Row, 'value' | 'detail'> {
  return {
    value: prefix === undefined ? 'prefix not told' : `${prefix}…`,
    detail: [
      ...more,
      lastUsedAt === undefined ? silence : `last used ${lastUsedAt.slice(0, 10)}`,
      ...(expiresAt === undefined ? [] : [`expires ${expiresAt.slice(0, 10)}`]),
    ].join(', '),
  };
}

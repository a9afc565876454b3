import { expect, test } from 'vitest';
import { scopeCatalogue } from '../../src/sandbox/transport/scope-catalogue.ts';
import { ContractDocument, isRecord, type Place } from '../contract/document.ts';
import { readRoutes } from '../contract/operations.ts';
import { type Rehearsal, rehearse } from './harness.ts';

test.each(['guide', '2026-09-07'] as const)(
  'every operation of the %s document asks for the scopes that the document names',
  async (generation) => {
    const rehearsal = await rehearse({ api: { default: generation } });
    let compared = 0;
    for (const { method, path, requirement } of operationsOf(generation)) {
      if (requirement === undefined) continue;
      const error = await refusalWithout(rehearsal, method, path, requirement.scopes);
      const spelled = requirement.scopes.map((scope) =>
        generation === 'guide' ? scope.replace(/^settings\./, 'settings.settings.') : scope,
      );
      expect({ method, path, code: error.code, requirement: error.scope_requirement }).toEqual({
        method,
        path,
        code: 'INSUFFICIENT_SCOPE',
        requirement: { mode: requirement.mode, scopes: spelled },
      });
      compared += 1;
    }
    expect(compared).toBeGreaterThan(generation === 'guide' ? 55 : 80);
  },
);

test('each of the scopes that a document takes for an operation is enough by itself where any of them will do', async () => {
  const rehearsal = await rehearse({ api: { default: '2026-09-07' } });
  for (const { method, path, requirement } of operationsOf('2026-09-07')) {
    for (const scope of requirement?.mode === 'any' ? requirement.scopes : []) {
      const key = await keyWith(rehearsal, [scope]);
      expect([method, path, scope, (await rehearsal.send(method, path, undefined, { key })).status]).not.toContain(403);
    }
  }
});

interface Operation {
  readonly method: string;
  /** With ids in it that nothing has. */
  readonly path: string;
  /** Absent where no key, or no scope, is asked for. */
  readonly requirement: { readonly mode: unknown; readonly scopes: readonly string[] } | undefined;
}

function operationsOf(generation: 'guide' | '2026-09-07'): Operation[] {
  return readRoutes(new ContractDocument(generation)).flatMap(({ path, operations }) =>
    [...operations].map(([method, { place }]) => ({
      method,
      path: path.replaceAll(/\{(\w+?)_id\}/g, 'x_1'),
      requirement: requirementOf(place),
    })),
  );
}

function requirementOf({ value }: Place): Operation['requirement'] {
  const named = isRecord(value) ? value['x-flint-scopes'] : undefined;
  if (!isRecord(named) || !Array.isArray(named.scopes)) return undefined;
  return { mode: named.mode, scopes: named.scopes.map(String) };
}

async function refusalWithout(rehearsal: Rehearsal, method: string, path: string, scopes: readonly string[]) {
  const missing = new Set(scopes.flatMap((scope) => [scope, scope.replace(/\.read$/, '.write')]));
  const key = await keyWith(
    rehearsal,
    scopeCatalogue.filter((scope) => !missing.has(scope)),
  );
  const answer = await rehearsal.send(method, path, method === 'GET' ? undefined : {}, { key });
  expect([method, path, answer.status]).toEqual([method, path, 403]);
  return answer.body.error;
}

const keys = new WeakMap<Rehearsal, Map<string, string>>();

/** One key for each set of scopes. */
async function keyWith(rehearsal: Rehearsal, scopes: readonly string[]): Promise<string> {
  const known = keys.get(rehearsal) ?? new Map<string, string>();
  keys.set(rehearsal, known);
  const name = scopes.join(' ');
  const made =
    known.get(name) ?? (await rehearsal.live('POST', '/v1/api-keys', { name: 'A', scopes })).body.data.secret_key;
  known.set(name, made);
  return made;
}

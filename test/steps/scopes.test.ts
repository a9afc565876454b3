import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareScopes, purposes, scopesFor, wizardScopes } from '../../src/checks/scopes.ts';

const contract = readFileSync(join(import.meta.dirname, '../contract/2026-09-07.openapi.yaml'), 'utf8');

describe('the scopes of a key', () => {
  it('are named as the scope catalogue names them', () => {
    const known = new Set(contract.match(/\b[a-z_]+(?:\.[a-z_]+)*\.(?:read|write)\b/g));
    const ours = [...scopesFor(purposes), ...wizardScopes.map(({ scope }) => scope)];
    expect(ours.filter((scope) => !known.has(scope))).toEqual([]);
  });

  it('need no read where there is a write of the same', () => {
    expect(scopesFor(['refunds', 'checkout'])).toContain('commerce.orders.write');
    expect(scopesFor(['refunds', 'checkout'])).not.toContain('commerce.orders.read');
  });

  it('do not include settings for a checkout backend, and call out a key that has them', () => {
    expect(scopesFor(['checkout'])).not.toContain('settings.write');
    for (const settings of ['settings.write', 'settings.settings.write']) {
      const compared = compareScopes([...scopesFor(['checkout']), settings], ['checkout']);
      expect(compared.powerful).toEqual([settings]);
      expect(compared.missing).toEqual([]);
    }
  });

  it('are missing exactly when neither they nor their write was granted', () => {
    fc.assert(
      fc.property(
        fc.subarray([...purposes]),
        fc.subarray(contract.match(/\b[a-z_]+\.[a-z_]+\.(?:read|write)\b/g) ?? []),
        (chosen, granted) => {
          const { missing, needed, excess } = compareScopes(granted, chosen);
          for (const scope of needed) {
            const has = granted.includes(scope) || granted.includes(scope.replace(/\.read$/, '.write'));
            expect(missing.includes(scope)).toBe(!has);
          }
          for (const scope of excess) expect(needed).not.toContain(scope);
        },
      ),
    );
  });
});

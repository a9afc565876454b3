import { describe, expect, it } from 'vitest';
import { planSettings, settingsPatches } from '../../src/recreate/settings-plan.ts';

const settings = (groups: Record<string, Record<string, unknown>>) => ({ id: undefined, version: 1, groups });

describe('the plan for settings', () => {
  it('names the fields that differ, and no field that the sandbox has not set', () => {
    const found = planSettings(
      settings({ receipts: { header_text: 'Canvas & Co.', footer_text: '', is_itemized: true } }),
      settings({ receipts: { is_itemized: true, footer_text: 'Thank you' } }),
      settings({ receipts: { header_text: 'Default' } }),
    );
    expect(found).toMatchObject([
      { name: 'receipts.header_text', inSandbox: 'Canvas & Co.', inProduction: 'not set (Default)' },
    ]);
  });

  it('says what reaches real customers, what holds an address and what nobody documented', () => {
    const found = planSettings(
      settings({
        receipts: { is_auto_email_enabled: true },
        customer_email_delivery: { dunning: 'flint_sends' },
        legal: { terms_of_service_url: 'https://staging.example.com/terms' },
        brand_new: { shiny: true },
        tipping: { default_enabled: true },
      }),
      settings({}),
    );
    expect(Object.fromEntries(found.map(({ name, caution }) => [name, caution]))).toEqual({
      'receipts.is_auto_email_enabled': 'mail',
      'customer_email_delivery.dunning': 'mail',
      'legal.terms_of_service_url': 'address',
      'brand_new.shiny': 'unknown group',
      'tipping.default_enabled': undefined,
    });
  });

  it('sends no id of the sandbox, no tax identity and no custom domain, even when they are picked', () => {
    const found = planSettings(
      settings({
        checkout: {
          default_delivery_method_ids: ['dmet_1A2b3C'],
          require_phone: true,
          custom_domain: 'pay.example.com',
        },
        tax_identity: { legal_name: 'Canvas & Co.' },
      }),
      settings({}),
    );
    const patches = settingsPatches(found, new Set(found.map(({ name }) => name)));
    expect(Object.fromEntries(patches)).toEqual({ checkout: { require_phone: true } });
  });

  it('takes two spellings of the same value for the same', () => {
    const one = { checkout: { recovery_email: { enabled: true, delay_seconds: 60 } } };
    const other = { checkout: { recovery_email: { delay_seconds: 60, enabled: true } } };
    expect(planSettings(settings(one), settings(other))).toEqual([]);
  });

  it('never puts the group catalog into a body with others', () => {
    const found = planSettings(settings({ tipping: { default_enabled: true }, catalog: { shelf: 'a' } }), settings({}));
    const patches = settingsPatches(found, new Set(found.map(({ name }) => name)));
    expect([...patches.keys()]).toEqual(['catalog', 'tipping']);
  });
});

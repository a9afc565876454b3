import { describe, expect, it } from 'vitest';
import { accountQuestions } from '../../src/steps/account/questions.ts';
import { otherUrl, webhookUrl } from '../../src/steps/configuration/webhook/questions.ts';
import { productionFile } from '../../src/steps/live-key/questions.ts';

describe('an address that is typed', () => {
  const website = accountQuestions.filter(({ id }) => id === 'account.website-url');

  it.each([
    'shop.example.com',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://shop.example.com)',
    'https://shop..example.com',
    'https://-shop.example.com',
    'https://mona:geheim@shop.example.com/hook',
    'https://mona@shop.example.com/hook',
    'https://shop.example.com/hook#part',
  ])('is refused when no service has it, or it holds what must not be kept: %s', (text) => {
    expect(website).toHaveLength(1);
    for (const question of [webhookUrl, otherUrl, ...website]) {
      const read = question.read(text);
      expect(read.ok, question.id).toBe(false);
      expect(JSON.stringify(read)).not.toContain('geheim');
    }
  });

  it.each([
    'https://shop.example.com/hook?shop=1',
    'https://a_b.example.com:8443/hook',
    'https://münchen.example/hook',
    'https://[2001:db8::1]/hook',
    'http://127.0.0.1:4000/hook',
  ])('is taken when a service can have it: %s', (text) => {
    for (const question of [webhookUrl, otherUrl, ...website]) expect(question.read(text).ok, question.id).toBe(true);
  });
});

describe('the file for the production settings', () => {
  it.each(['', '.', 'config/', '..', '../.env', '/etc/shop.env', '.git/config', 'a/../.git/x', 'node_modules/x/.env'])(
    'is none of other people’s and no folder: %s',
    (text) => {
      expect(productionFile.read(text).ok).toBe(false);
    },
  );

  it.each(['prod\u202euction.env', 'a\u0007.env', '.env\u200b'])('is none whose name hides something: %j', (text) => {
    expect(productionFile.read(text).ok).toBe(false);
  });

  it.each(['.env.production', 'config/live.env', './.env', 'production'])('is one of the project: %s', (text) => {
    expect(productionFile.read(text).ok).toBe(true);
  });
});

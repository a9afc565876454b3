import { describe, expect, it } from 'vitest';
import { pageOfFlint } from '../../src/flint/launch-link.ts';

const flint = new URL('https://api.withflintpay.com');
const local = new URL('http://127.0.0.1:4010');

describe('an address out of an answer', () => {
  it.each([
    [flint, '/verify/acct_1', 'https://api.withflintpay.com/verify/acct_1'],
    [
      flint,
      'https://dashboard.withflintpay.com/verify?session=1',
      'https://dashboard.withflintpay.com/verify?session=1',
    ],
    [local, '/verify', 'http://127.0.0.1:4010/verify'],
    [
      new URL('https://flint.example.com/proxy'),
      'https://flint.example.com/verify',
      'https://flint.example.com/verify',
    ],
  ])('is a page to open where it is of Flint itself: %s %s', (baseUrl, address, page) => {
    expect(pageOfFlint(baseUrl, address)).toBe(page);
  });

  it.each([
    [flint, 'https://withflintpay.com.example.com/verify'],
    [flint, 'https://evilwithflintpay.com/'],
    [flint, '//example.com/verify'],
    [flint, 'http://api.withflintpay.com/verify'],
    [flint, 'https://api.withflintpay.com:8443/verify'],
    [flint, 'https://api.withflintpay.com@example.com/'],
    [flint, 'https://someone:else@api.withflintpay.com/'],
    [flint, 'http://127.0.0.1:4010/verify'],
    [flint, 'javascript:alert(1)'],
    [flint, 'file:///etc/passwd'],
    [flint, 'https://'],
    [local, 'http://127.0.0.1:9999/verify'],
    [local, 'https://dashboard.withflintpay.com/verify'],
    [new URL('https://flint.example.com'), 'https://dashboard.withflintpay.com/verify'],
  ])('is never shown as a link otherwise: %s %s', (baseUrl, address) => {
    expect(pageOfFlint(baseUrl, address)).toBeUndefined();
  });
});

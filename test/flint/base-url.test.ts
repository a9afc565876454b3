import { describe, expect, test } from 'vitest';
import { readBaseUrl } from '../../src/flint/base-url.ts';

describe('reading the base URL', () => {
  test.each([undefined, '', '  '])('takes Flint itself when nothing is given (%j)', (text) => {
    expect(readBaseUrl(text)).toEqual({ url: new URL('https://api.withflintpay.com') });
  });

  test.each([
    'https://example.com',
    'http://localhost:4010',
    'http://127.0.0.1:4010',
    'http://127.8.8.8',
    'http://[::1]:80',
  ])('takes %s', (text) => {
    expect(readBaseUrl(text)).toEqual({ url: new URL(text) });
  });

  test.each([
    ['api.withflintpay.com', 'not a URL'],
    ['localhost:4010', 'not http'],
    ['ftp://localhost', 'not http'],
    ['http://api.withflintpay.com', 'not encrypted'],
    ['http://127.0.0.1.evil.example', 'not encrypted'],
    ['http://localhost.evil.example', 'not encrypted'],
    ['https://key@example.com', 'extra parts'],
    ['https://example.com/?', 'extra parts'],
    ['https://example.com/#x', 'extra parts'],
  ])('refuses %s: %s', (text, problem) => {
    expect(readBaseUrl(text)).toEqual({ problem });
  });
});

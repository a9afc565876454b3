import { describe, expect, it } from 'vitest';
import { exposureOf } from '../../src/sweep/exposure.ts';
import { isShapedLikeStripe, otherVendorNamed } from '../../src/sweep/other-vendors.ts';

describe('what reaches browsers and devices', () => {
  it.each(
    ['NEXT_PUBLIC_', 'VITE_', 'EXPO_PUBLIC_', 'REACT_APP_', 'GATSBY_', 'NUXT_PUBLIC_'].map((prefix) => [
      `${prefix}KEY`,
    ]),
  )('a variable that bundlers publish: %s', (variable) => {
    expect(exposureOf({ file: '.env', variable })).toEqual({ by: 'variable', name: variable });
  });

  it.each([
    ['public/app.js', 'public folder'],
    ['web/static/js/app.js', 'public folder'],
    ['dist/cli.js', 'build output'],
    ['build/app.js', 'build output'],
    ['.next/static/a.js', 'public folder'],
    ['app.json', 'app package'],
    ['ios/Shop/Info.plist', 'app package'],
    ['android/app/src/main/res/values/strings.xml', 'app package'],
  ])('a file that is served or shipped: %s', (file, by) => {
    expect(exposureOf({ file })).toMatchObject({ by });
  });

  it.each(['.env', 'src/server.js', 'src/publication.js', 'public.js'])('not %s', (file) => {
    expect(exposureOf({ file, variable: 'FLINT_API_KEY' })).toBeUndefined();
  });
});

describe('ids of other vendors', () => {
  it('are told by what stands around them, nearest first, and never where Flint is named', () => {
    expect(otherVendorNamed('STRIPE_PRODUCT', '', 'a.js')).toBe('Stripe');
    expect(otherVendorNamed('product', 'lemonsqueezy.product("', 'a.js')).toBe('Lemon Squeezy');
    expect(otherVendorNamed('product', '', 'src/paddle/plans.js')).toBe('Paddle');
    expect(otherVendorNamed('FLINT_PRODUCT', '', 'src/stripe-to-flint.js')).toBeUndefined();
    expect(otherVendorNamed('product', '', 'a.js')).toBeUndefined();
  });

  it('have Stripe’s shape where letters are mixed and the length is right', () => {
    expect(isShapedLikeStripe('prod_NWjs8kKbJWmuuc')).toBe(true);
    expect(isShapedLikeStripe('prod_01J9ZK3V7Q2M4N8P6R5S0T1W2X')).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { plainLines, widthOf } from '../../../src/ui/layout/line.ts';
import { layoutQrCode, qrCodeOf, sizeOf } from '../../../src/ui/layout/qr-code.ts';

const url = 'https://dashboard.withflintpay.com/onboarding';
const code = qrCodeOf(url) ?? [];

/** The modules that a drawing shows: true where the character has the text colour. */
function modulesOf(lines: readonly string[], columns: number): boolean[][] {
  return lines.flatMap((line) => {
    const characters = [...line.padEnd(columns)];
    return ['█▀', '█▄'].map((drawn) => characters.map((character) => drawn.includes(character)));
  });
}

describe('a QR code', () => {
  it('has the three finder patterns, dark on light', () => {
    const size = code.length;
    const finder = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];
    for (const [top, left] of [
      [0, 0],
      [0, size - 7],
      [size - 7, 0],
    ] as const) {
      const seen = code.slice(top, top + 7).map((row) => row.slice(left, left + 7));
      expect(seen.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''))).toEqual(finder);
    }
    expect(code.every((row) => row.length === size)).toBe(true);
  });

  it('is drawn module by module with light all around, on a dark background', () => {
    for (const zone of [2, 3, 4]) {
      const size = sizeOf(code, zone);
      const drawing = plainLines(layoutQrCode(code, zone, 'light'));
      expect(drawing).toHaveLength(size.rows);
      const light = modulesOf(drawing, size.columns);
      light.forEach((row, y) => {
        row.forEach((isLight, x) => {
          expect(isLight, `${x}, ${y}`).toBe(code[y - zone]?.[x - zone] !== true);
        });
      });
    }
  });

  it('is the exact reverse on a light background, where the background is the light', () => {
    const size = sizeOf(code, 4);
    const onDark = modulesOf(plainLines(layoutQrCode(code, 4, 'light')), size.columns);
    const onLight = modulesOf(plainLines(layoutQrCode(code, 4, 'dark')), size.columns);
    expect(onLight).toEqual(onDark.map((row) => row.map((drawn) => !drawn)));
  });

  it('needs no colour: each line is one plain span of its whole width', () => {
    for (const line of layoutQrCode(code, 2, 'light')) {
      expect(line).toEqual([{ text: expect.stringMatching(/^[█▀▄ ]+$/), tone: 'plain' }]);
      expect(widthOf(line)).toBe(sizeOf(code, 2).columns);
    }
  });

  it('does not exist for a text that no code can hold', () => {
    expect(qrCodeOf(`https://example.com/${'x'.repeat(4_000)}`)).toBeUndefined();
  });
});

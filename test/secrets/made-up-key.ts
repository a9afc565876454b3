export const key = `flint_live_${'0123456789abcdef'.repeat(4)}`;

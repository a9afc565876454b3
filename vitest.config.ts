import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    isolate: false,
    // Without these Ink runs `tput` twice a render.
    env: { COLUMNS: '100', LINES: '40', FORCE_COLOR: '0' },
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});

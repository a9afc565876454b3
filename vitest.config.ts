import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    isolate: false,
    // All traffic of the suite is held to the API documents, and at its end nothing of them may be untouched.
    globalSetup: ['test/contract/suite/whole-run.ts'],
    setupFiles: ['test/surroundings.ts', 'test/contract/suite/every-test.ts'],
    // Without these Ink runs `tput` twice a render.
    env: { COLUMNS: '100', LINES: '40', FORCE_COLOR: '0' },
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});

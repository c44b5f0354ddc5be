import { defineConfig } from 'vitest/config';

/**
 * Tests in real browsers, on the built extension. One file at a time: two cores, one Chromium each. What needed its retry is named at the
 * end of the run.
 */
export default defineConfig({
  test: {
    include: ['test/{pages,e2e}/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    retry: 1,
    reporters: ['default', './test/e2e/retried-tests.ts'],
  },
});

import { defineConfig } from 'vitest/config';

/** Tests in real browsers, on the built extension. One file at a time: two cores, one Chromium each. */
export default defineConfig({
  test: {
    include: ['test/{pages,e2e}/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    retry: 1,
  },
});

import { defineConfig } from 'vitest/config';

/** Fast tests that need no browser. Browser tests run from vitest.e2e.config.ts. */
export default defineConfig({
  test: {
    include: ['test/{unit,rules,corpus,repository}/**/*.test.{ts,tsx}', 'test/*.test.ts'],
    testTimeout: 60_000,
  },
});

import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

/** Fast tests that need no browser. Browser tests run from vitest.e2e.config.ts. `#imports` gives WXT's fake browser here. */
export default defineConfig({
  plugins: [WxtVitest()],
  test: {
    include: ['test/{unit,rules,corpus,repository}/**/*.test.{ts,tsx}', 'test/*.test.ts'],
    testTimeout: 60_000,
  },
});

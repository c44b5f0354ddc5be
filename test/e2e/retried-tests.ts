import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with the names of the tests that passed only when tried again: one retry may save a run, but hides nothing. */
export default class RetriedTests implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const retried = modules.flatMap((module) =>
      [...module.children.allTests()]
        .filter((test) => test.diagnostic()?.flaky)
        .map((test) => `  ${module.relativeModuleId} › ${test.fullName}`),
    );
    if (retried.length > 0)
      console.log(`\nPassed only on a second try (${retried.length}):\n${retried.join('\n')}`);
  }
}

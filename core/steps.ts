/**
 * Work that may be interrupted: whoever runs it decides after each step whether to go on at once or to let others have their turn. Loading
 * a ruleset takes a cold browser longer than a page may be held up.
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Runs all steps at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

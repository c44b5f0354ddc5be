/** Work to be timed; returns something, so that nothing of it is optimised away. */
export type Job = () => number;

/**
 * Least time of each job over interleaved rounds, in milliseconds: a busy machine spoils the least of many rounds little, and
 * what spoils it spoils all jobs of a round alike. Each job is run twice in a row and the second run counts: the first would be charged for
 * what the job before it pushed out of the caches (the tables of an npm matcher take a hundred megabytes). A page is somewhere between.
 */
export function leastTimes(jobs: Readonly<Record<string, Job>>, rounds: number): Map<string, number> {
  const least = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, job] of Object.entries(jobs)) {
      const known = least.get(name);
      job();
      const from = performance.now();
      job();
      const took = performance.now() - from;
      if (known === undefined || took < known) least.set(name, took);
    }
  }
  return least;
}

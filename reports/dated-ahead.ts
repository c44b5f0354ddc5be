/** Clocks differ, but none that somebody looks at is a day off. */
const TOLERATED = 24 * 3_600_000;

/**
 * Why a record from elsewhere is refused: one of its moments lies more than a day ahead. What is dated 9999 would be the newest for good, and
 * nothing seen or decided afterwards would count against it. `null` where the moments are in order.
 *
 * @param now - clock of this device, ms since 1970
 * @param again - what reads the record once more, as part of a sentence
 */
export function datedAhead(moments: readonly string[], now: number, again: string): string | null {
  const ahead = moments.find((moment) => Date.parse(moment) > now + TOLERATED);
  return ahead === undefined
    ? null
    : `dated ${ahead}, more than a day ahead of this device. If its own clock is wrong, set it and ${again}; else the sender has to set theirs and report anew`;
}

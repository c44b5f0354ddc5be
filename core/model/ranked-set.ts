/**
 * A set of small numbers in which each member is known by its rank: how many members are smaller. One bit a number, and for each 32 of them how
 * many are set before. To ask is to look at one bit; nothing is placed or searched for when a set is made.
 */
export interface RankedSet {
  readonly bits: Int32Array;
  /** By word of `bits`: how many members stand in the words before it. */
  readonly before: Int32Array;
}

/**
 * @param members - ascending, each once; the first `count` of them
 * @param size - members are smaller
 * @throws where they are not so: ranks would be those of others
 */
export function createRankedSet(members: Int32Array, count: number, size: number): RankedSet {
  const words = Math.ceil(size / 32) || 1;
  const bits = new Int32Array(words);
  let last = -1;
  for (let rank = 0; rank < count; rank++) {
    const member = members[rank]!;
    if (member <= last || member >= size)
      throw new Error(
        `Packed grams: ${member} behind ${last} is no key here; they ascend and are smaller than ${size}.`,
      );
    bits[member >>> 5]! |= 1 << (member & 31);
    last = member;
  }
  const before = new Int32Array(words);
  for (let word = 1; word < words; word++) before[word] = before[word - 1]! + onesIn(bits[word - 1]!);
  return { bits, before };
}

/** How many bits of a number are set (Hacker's Delight, 5-1). */
function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Members found among numbers that were asked for; filled again and again. Entries from `count` on are leftovers. */
export interface Found {
  count: number;
  /** Where each stands among what was asked, ascending. */
  places: Int32Array;
  ranks: Int32Array;
}

export const createFound = (): Found => ({
  count: 0,
  places: new Int32Array(1024),
  ranks: new Int32Array(1024),
});

/**
 * Finds out which of some numbers are members, and their ranks.
 *
 * @param asked - the first `count` of them; smaller than the size of the set
 * @param found - filled with those that are members
 */
export function findMembers(
  { bits, before }: RankedSet,
  asked: Int32Array,
  count: number,
  found: Found,
): void {
  if (found.places.length <= count) {
    found.places = new Int32Array(count * 2);
    found.ranks = new Int32Array(count * 2);
  }
  const { places, ranks } = found;
  let kept = 0;
  // Which are members is anyone's guess, so there is no branch that the processor would have to guess at.
  for (let place = 0; place < count; place++) {
    const number = asked[place]!;
    places[kept] = place;
    kept += (bits[number >>> 5]! >>> (number & 31)) & 1;
  }
  for (let index = 0; index < kept; index++) {
    const number = asked[places[index]!]!;
    const word = number >>> 5;
    ranks[index] = before[word]! + onesIn(bits[word]! & ((1 << (number & 31)) - 1));
  }
  found.count = kept;
}

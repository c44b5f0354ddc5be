/** What a term hit means. One hit may feed many targets. */
export const TARGET = { signal: 0, wordClass: 1, exception: 2 } as const;
/** Targets are packed: two low bits for the sort, the rest for the index. */
export const packTarget = (sort: number, index: number): number => (index << 2) | sort;

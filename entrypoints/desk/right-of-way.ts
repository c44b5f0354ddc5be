/** Work behind the scenes waits until nothing was asked for this long, in milliseconds: one click asks several things in a row. */
const PAUSE_MS = 250;
/** Milliseconds that it waits at a stretch at most: whoever asks without end gets to see the rest all the same. */
const MOST_MS = 4_000;

/** Lets what a person waits for go before work behind the scenes. Both share one thread and one database. */
interface RightOfWay {
  /** A person asked for something that is answered by now. */
  asked(): void;
  /** Does what a person waits for. */
  first<Value>(work: () => Promise<Value>): Promise<Value>;
  /** For the work behind: resolves in a later task, when nobody waits and nobody has asked a moment ago, or after four seconds. */
  free(): Promise<void>;
}

export function createRightOfWay(): RightOfWay {
  let waiting = 0;
  let last = -Infinity;
  const asked = () => void (last = performance.now());
  const pause = (ms: number) => new Promise((go) => setTimeout(go, ms));
  return {
    asked,
    async first(work) {
      waiting += 1;
      try {
        return await work();
      } finally {
        waiting -= 1;
        asked();
      }
    },
    async free() {
      const since = performance.now();
      await pause(0);
      while ((waiting > 0 || performance.now() - last < PAUSE_MS) && performance.now() - since < MOST_MS)
        await pause(25);
    },
  };
}

import { browser } from '#imports';
import type { ShotCandidate } from './report-shot.ts';

/** Characters of an item's text that are looked for: enough to tell it from others, short enough for what a page cuts off. */
const LOOKED_FOR = 120;

/** Height up to which the surroundings of the words are taken for the item, px. */
const TALLEST = 260;

/**
 * Scrolls a page to where a text stands and gives its box in the window, CSS px; `null` where it is no longer there. Needs `activeTab`.
 * The page may have changed since the draft was made, so the words are looked for anew.
 */
export async function findItem(tabId: number | undefined, text: string): Promise<ShotCandidate['box']> {
  const words = text.replaceAll(/\s+/g, '').slice(0, LOOKED_FOR);
  if (tabId === undefined || words === '') return null;
  try {
    const [frame] = await browser.scripting.executeScript({
      target: { tabId },
      args: [words, TALLEST],
      // Runs in the page's document: nothing from outside this function is there.
      func: async (wanted: string, tallest: number) => {
        const holds = (node: Element) => (node.textContent ?? '').replaceAll(/\s+/g, '').includes(wanted);
        let found: Element | null = null;
        for (let next: Element | undefined = document.body; next && holds(next);) {
          found = next;
          next = [...(next.shadowRoot?.children ?? []), ...next.children].find(holds);
        }
        if (found === null || found === document.body) return null;
        // The words alone are a thin line: who says them stands beside, in what surrounds them closely.
        for (
          let around = found.parentElement;
          around && around !== document.body;
          around = around.parentElement
        ) {
          if (around.getBoundingClientRect().height > tallest) break;
          found = around;
        }
        found.scrollIntoView({ block: 'center', behavior: 'instant' });
        // Two frames: the picture is taken of what is drawn, and drawing follows scrolling.
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        const { x, y, width, height } = found.getBoundingClientRect();
        return { x, y, width, height };
      },
    });
    const box = frame?.result as ShotCandidate['box'] | undefined;
    return box && box.width > 0 && box.height > 0 ? box : null;
  } catch {
    return null;
  }
}

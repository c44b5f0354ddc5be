/** Looks so often on one page: each costs the browser one round of styles for the whole document. */
const MOST_LOOKS = 6;

/**
 * Makes sheets that let clicks through (`pointer-events: none`) visible to hit tests. For one moment everything on the page takes
 * clicks; nothing of the page runs in that moment, and no node is touched.
 */
export function createSheetFinder(doc: Document) {
  let looks = 0;
  let sheet: CSSStyleSheet | undefined;

  return {
    /**
     * Looks while everything takes clicks; not at all where that was done too often, or the browser cannot.
     *
     * @param again - whether something that was found is still there: not counted
     */
    whileSolid(look: () => void, again: boolean): void {
      if (!again && looks >= MOST_LOOKS) return;
      if (!again) looks++;
      try {
        if (!sheet) {
          sheet = new CSSStyleSheet();
          sheet.replaceSync('* { pointer-events: auto !important; }');
        }
        doc.adoptedStyleSheets = [...doc.adoptedStyleSheets, sheet];
      } catch {
        // Firefox lends no constructed sheets to content scripts, and an element would be seen by the page.
        return;
      }
      try {
        look();
      } finally {
        doc.adoptedStyleSheets = doc.adoptedStyleSheets.filter((one) => one !== sheet);
      }
    },
  };
}

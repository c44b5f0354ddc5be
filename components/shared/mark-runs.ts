/** A span in raw offsets (UTF-16 code units). */
export interface TextMark {
  readonly start: number;
  readonly end: number;
  readonly kind: 'matched' | 'hidden' | 'selected';
}

/** A stretch of text with one look. */
interface TextRun {
  readonly start: number;
  readonly text: string;
  readonly matched: boolean;
  readonly hidden: boolean;
  readonly selected: boolean;
}

/**
 * Cuts text at the borders of marks, which may overlap and lie partly outside. The runs joined give the text again.
 * Cost: marks × log(marks), not marks × text.
 */
export function markRuns(text: string, marks: readonly TextMark[]): TextRun[] {
  const edges: { at: number; kind: TextMark['kind']; step: 1 | -1 }[] = [];
  for (const mark of marks) {
    const start = Math.max(0, Math.min(mark.start, text.length));
    const end = Math.max(start, Math.min(mark.end, text.length));
    if (start === end) continue;
    edges.push({ at: start, kind: mark.kind, step: 1 }, { at: end, kind: mark.kind, step: -1 });
  }
  edges.sort((a, b) => a.at - b.at);
  const open = { matched: 0, hidden: 0, selected: 0 };
  const runs: TextRun[] = [];
  let from = 0;
  const close = (to: number) => {
    if (to > from)
      runs.push({
        start: from,
        text: text.slice(from, to),
        matched: open.matched > 0,
        hidden: open.hidden > 0,
        selected: open.selected > 0,
      });
    from = to;
  };
  for (const edge of edges) {
    close(edge.at);
    open[edge.kind] += edge.step;
  }
  close(text.length);
  return runs;
}

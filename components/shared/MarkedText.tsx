import { markRuns, type TextMark } from './mark-runs.ts';

export type { TextMark } from './mark-runs.ts';

/** Text with matched spans underlined, what the reader selected shaded and hidden spans covered. Page text goes in as text nodes alone. */
export function MarkedText({ text, marks }: { text: string; marks: readonly TextMark[] }) {
  return (
    <span class="zs-marked">
      {markRuns(text, marks).map((run) =>
        run.hidden ? (
          <span key={run.start} class="zs-marked__hidden">
            {'█'.repeat(run.text.length)}
          </span>
        ) : run.matched ? (
          <mark key={run.start} class={run.selected ? 'zs-marked__selected' : undefined}>
            {run.text}
          </mark>
        ) : run.selected ? (
          <span key={run.start} class="zs-marked__selected">
            {run.text}
          </span>
        ) : (
          run.text
        ),
      )}
    </span>
  );
}

import { markRuns, type TextMark } from './mark-runs.ts';

export type { TextMark } from './mark-runs.ts';

/** Text with matched spans underlined and hidden spans covered. Page text goes in as text nodes alone. */
export function MarkedText({ text, marks }: { text: string; marks: readonly TextMark[] }) {
  return (
    <span class="zs-marked">
      {markRuns(text, marks).map((run) =>
        run.hidden ? (
          <span key={run.start} class="zs-marked__hidden">
            {'█'.repeat(run.text.length)}
          </span>
        ) : run.matched ? (
          <mark key={run.start}>{run.text}</mark>
        ) : (
          run.text
        ),
      )}
    </span>
  );
}

/** A plain list of sentences; `steps` numbers them. */
export function Lines({ lines, steps = false }: { lines: readonly string[]; steps?: boolean }) {
  const items = lines.map((line) => <li key={line}>{line}</li>);
  return steps ? <ol class="zs-list zs-list--steps">{items}</ol> : <ul class="zs-list">{items}</ul>;
}

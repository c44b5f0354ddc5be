import type { DecisionState } from '../../reports/event-format.ts';

/** Everything the keyboard and the palette can do. */
export type DeskCommand =
  | 'next'
  | 'previous'
  | 'open'
  | 'select'
  | 'select_all'
  | 'confirm'
  | 'reject'
  | 'need'
  | 'escalate'
  | 'review'
  | 'publish'
  | 'approve'
  | 'snooze'
  | 'assign'
  | 'tag'
  | 'note'
  | 'undo'
  | 'search'
  | 'palette'
  | 'help'
  | 'import'
  | 'export'
  | 'shots'
  | 'cluster';

/** The one map from keys to commands: the help page shows it, the handler reads it, tests check it. */
export const DESK_KEYS: readonly { readonly key: string; readonly command: DeskCommand }[] = [
  { key: 'j', command: 'next' },
  { key: 'k', command: 'previous' },
  { key: 'Enter', command: 'open' },
  { key: 'x', command: 'select' },
  { key: 'A', command: 'select_all' },
  { key: 'c', command: 'confirm' },
  { key: 'r', command: 'reject' },
  { key: 'e', command: 'need' },
  { key: 's', command: 'escalate' },
  { key: 'v', command: 'review' },
  { key: 'p', command: 'publish' },
  { key: 'a', command: 'approve' },
  { key: 'z', command: 'snooze' },
  { key: 'm', command: 'assign' },
  { key: 't', command: 'tag' },
  { key: 'n', command: 'note' },
  { key: 'g', command: 'cluster' },
  { key: 'b', command: 'shots' },
  { key: 'u', command: 'undo' },
  { key: '/', command: 'search' },
  { key: 'i', command: 'import' },
  { key: 'o', command: 'export' },
  { key: '?', command: 'help' },
  { key: 'Ctrl+K', command: 'palette' },
];

/** Which decision a command prepares. */
export const DECISION_OF: Readonly<Partial<Record<DeskCommand, DecisionState>>> = {
  confirm: 'confirmed',
  reject: 'rejected',
  need: 'needs_evidence',
  escalate: 'escalated',
  review: 'in_review',
  publish: 'published',
};

/** What of a key press matters. */
interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
  /** True while the focus is where text is typed. */
  readonly typing: boolean;
}

/** The command of a key press, or `null`. Single keys rest while somebody types or composes Chinese. */
export function commandOf(press: KeyPress): DeskCommand | null {
  if (press.isComposing || press.altKey) return null;
  if (press.ctrlKey || press.metaKey) return press.key.toLowerCase() === 'k' ? 'palette' : null;
  if (press.typing) return null;
  return DESK_KEYS.find((one) => one.key === press.key)?.command ?? null;
}

import { useEffect } from 'preact/hooks';
import { REASON_ID } from '../../components/desk/DecidePanel.tsx';
import { SEARCH_ID } from '../../components/desk/DeskBar.tsx';
import type { DeskSettings } from '../../components/desk/DeskSettingsDialog.tsx';
import { NOTE_ID, TAG_ID } from '../../components/desk/WorkPanel.tsx';
import { commandOf, DECISION_OF, type DeskCommand } from '../../components/desk/desk-keys.ts';
import { readyReasons, reasonFor } from '../../components/desk/ready-reasons.ts';
import { deskTexts } from '../../locales/desk.ts';
import { useTexts } from '../../components/shared/use-texts.ts';
import type { OpenDialog } from './DeskDialogs.tsx';
import { countTicked, isTicked, tickedTarget } from './selection.ts';
import type { DeskActions, DeskState } from './use-desk.ts';

interface KeySetup {
  readonly state: DeskState;
  readonly actions: DeskActions;
  readonly settings: DeskSettings;
  readonly openDialog: (dialog: OpenDialog) => void;
  readonly toggleShots: () => void;
  readonly settle: (cluster: string) => Promise<void>;
}

const focus = (id: string) => requestAnimationFrame(() => document.getElementById(id)?.focus());

/** Runs commands of the keyboard; gives the same function to the palette and the buttons. */
export function useDeskKeys(setup: KeySetup): (command: DeskCommand) => void {
  const t = useTexts(deskTexts);
  const { state, actions } = setup;
  const run = (command: DeskCommand) => {
    const verdict = DECISION_OF[command];
    if (verdict) {
      if (state.detail === null) return;
      const { claim } = state.detail.view;
      const [ready] = readyReasons(verdict, claim);
      // The first ready sentence is put in, and the cursor behind it: Ctrl+Enter takes it, typing changes it.
      actions.setDecision({
        ...state.decision,
        state: verdict,
        reason: reasonFor(state.decision.reason, verdict, claim, t) || (ready ? t(ready) : ''),
      });
      focus(REASON_ID);
      return;
    }
    const here = state.rows.rowAt(state.cursor)?.subject;
    switch (command) {
      case 'next':
        return void actions.step(1);
      case 'previous':
        return void actions.step(-1);
      case 'open':
        return void actions.openAt(Math.max(0, state.cursor));
      case 'select':
        if (here) actions.select(here, !isTicked(state.selection, here));
        return;
      case 'select_all':
        return actions.selectAll();
      case 'approve':
        return void actions.act({ type: 'approve' });
      case 'snooze':
        return void actions.act(
          { type: 'snooze', until: new Date(Date.now() + 86_400_000).toISOString() },
          true,
        );
      case 'assign':
        return void actions.act({ type: 'assign', to: setup.settings.alias });
      case 'tag':
        return focus(TAG_ID);
      case 'note':
        return focus(NOTE_ID);
      case 'undo':
        return void actions.undo();
      case 'search':
        return focus(SEARCH_ID);
      case 'palette':
      case 'help':
        return setup.openDialog({ name: command });
      case 'import':
        return setup.openDialog({ name: 'import', file: null });
      case 'export': {
        const { filter, rows, selection } = state;
        const count = countTicked(selection, rows.total);
        const target = (count > 0 && tickedTarget(selection, filter)) || { filter, except: [] };
        return setup.openDialog({ name: 'export', target, count: count || rows.total });
      }
      case 'shots':
        return setup.toggleShots();
      case 'cluster': {
        const largest = [...(state.detail?.clusters ?? [])].sort(
          (a, b) => b.subjects.length - a.subjects.length,
        )[0];
        if (largest) void actions.show({ cluster: largest.id, snoozed: true, muted: true });
        return;
      }
    }
  };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (document.querySelector('dialog[open]')) return;
      const at = event.target as HTMLElement;
      const typing = at.isContentEditable || /^(input|textarea|select)$/i.test(at.tagName);
      // Enter on a button is that button's.
      if (event.key === 'Enter' && /^(button|a|summary)$/i.test(at.tagName)) return;
      if (event.key === 'Escape' && typing) at.blur();
      const command = commandOf({
        key: event.key,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        isComposing: event.isComposing,
        typing: typing && at.getAttribute('type') !== 'checkbox',
      });
      if (command === null) return;
      event.preventDefault();
      // A key that is held moves on through the list; nothing else is meant to happen twice.
      if (event.repeat && command !== 'next' && command !== 'previous') return;
      run(command);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  return run;
}

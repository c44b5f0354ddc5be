import { useEffect, useMemo, useState } from 'preact/hooks';
import { browser } from '#imports';
import { assess } from '../../core/assess.ts';
import { ACTIVE_RULESET_KEY, readActiveRuleset } from '../../core/ruleset/active-ruleset.ts';
import { loadRuleset } from '../../core/ruleset/load-ruleset.ts';
import type { Ruleset } from '../../core/ruleset/ruleset.ts';
import { NO_VERDICT, type Verdict } from '../../core/verdict.ts';
import type { ReportDraft } from '../../reports/draft-format.ts';

/** The active ruleset as the background keeps it, or `null` while loading or when there is none. */
export function useRuleset(): Ruleset | null {
  const [ruleset, setRuleset] = useState<Ruleset | null>(null);
  useEffect(() => {
    const take = (stored: unknown) => {
      const active = readActiveRuleset(stored);
      const loaded = active && loadRuleset(active.compiled);
      if (loaded?.ok) setRuleset(loaded.value);
    };
    // Right after installing, the background is still writing the first ruleset; later an update may come while the page is open.
    const changed = (changes: Record<string, { newValue?: unknown }>, area: string) => {
      const change = changes[ACTIVE_RULESET_KEY];
      if (area === 'local' && change) take(change.newValue);
    };
    browser.storage.onChanged.addListener(changed);
    void browser.storage.local.get(ACTIVE_RULESET_KEY).then((stored) => take(stored[ACTIVE_RULESET_KEY]));
    return () => browser.storage.onChanged.removeListener(changed);
  }, []);
  return ruleset;
}

/** How the present rules judge the words of a draft. */
export function useVerdict(
  ruleset: Ruleset | null,
  draft: Pick<ReportDraft, 'text' | 'role' | 'parentText'> | null,
): Verdict | null {
  return useMemo(() => {
    if (ruleset === null || draft === null) return null;
    if (draft.text.trim() === '') return NO_VERDICT;
    return assess(
      {
        text: draft.text,
        ...(draft.role ? { role: draft.role } : {}),
        ...(draft.parentText ? { thread: draft.parentText } : {}),
      },
      ruleset,
    );
  }, [ruleset, draft?.text, draft?.role, draft?.parentText]);
}

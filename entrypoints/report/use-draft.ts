import { useEffect, useRef, useState } from 'preact/hooks';
import { choicesOf, withRedaction } from '../../components/report/redaction.ts';
import { useLanguage } from '../../components/shared/use-texts.ts';
import type { ReportDraft } from '../../reports/draft-format.ts';
import type { ReportStore, StoreFailure } from '../../reports/store/report-store.ts';

/** Quiet time after the last key before a draft is written, ms: short enough that a crash costs a word. */
const SAVE_AFTER_MS = 300;

interface DraftInHand {
  /** `undefined` while opening, `null` when there is none of that id. */
  readonly draft: ReportDraft | null | undefined;
  readonly saved: { ok: true; time: string } | ({ ok: false } & StoreFailure) | null;
  readonly change: (draft: ReportDraft) => void;
  /** Writes now; `false` when it could not. */
  readonly flush: () => Promise<boolean>;
}

/** A draft that is written as it changes, and once more when the page is left. */
export function useDraft(store: ReportStore, id: string): DraftInHand {
  const [draft, setDraft] = useState<ReportDraft | null | undefined>(undefined);
  const [saved, setSaved] = useState<DraftInHand['saved']>(null);
  const language = useLanguage();
  const dirty = useRef<ReportDraft | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = async () => {
    clearTimeout(timer.current);
    const waiting = dirty.current;
    if (waiting === null) return true;
    dirty.current = null;
    const now = new Date();
    const done = await store.saveDraft({ ...waiting, updatedAt: now.toISOString() });
    const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(now);
    setSaved(done.ok ? { ok: true, time } : done);
    return done.ok;
  };
  const change = (next: ReportDraft) => {
    setDraft(next);
    dirty.current = next;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), SAVE_AFTER_MS);
  };

  useEffect(() => {
    void store.drafts().then((all) => {
      const found = all.find((one) => one.id === id) ?? null;
      setDraft(found === null ? null : withRedaction(found, choicesOf(found)));
    });
    const leave = () => void flush();
    addEventListener('pagehide', leave);
    addEventListener('visibilitychange', leave);
    return () => {
      removeEventListener('pagehide', leave);
      removeEventListener('visibilitychange', leave);
    };
  }, [id]);
  return { draft, saved, change, flush };
}

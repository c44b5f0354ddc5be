import type { DismissScope } from '../../components/overlay/DismissPanel.tsx';
import { overlayTexts } from '../../locales/overlay.ts';
import { translator, type Language } from '../../locales/translate.ts';
import { call } from '../../messaging/messenger.ts';
import type { ReadItem } from '../../page/read-item.ts';
import type { Dismissal } from '../../settings/dismissals.ts';
import { captureItem } from './capture.ts';
import type { Judged } from './judged.ts';
import type { View } from './overlay-view.tsx';

/** An item the reader acts on, with what is known around it at that moment. */
export interface ItemSubject {
  readonly judged: Judged;
  readonly host: string;
  readonly language: Language;
  readonly rulesetVersion: string | undefined;
  readonly onPage: readonly ReadItem[];
}

/** 举报: a draft is kept and the report page opens. Nothing leaves the device. */
export async function reportItem(subject: ItemSubject, view: View): Promise<void> {
  const { judged, rulesetVersion, onPage } = subject;
  const sent = await call('report/draft', captureItem(judged, 'lure', rulesetVersion, onPage));
  view.closeCard();
  const t = translator(overlayTexts, subject.language);
  view.toast(t(sent.ok ? 'toast.reportOpened' : 'toast.failed'));
}

/** 不再提示 or 这不是骗局: remembered, with a way back for as long as the toast stands. */
export async function dismissItem(
  subject: ItemSubject,
  view: View,
  scope: DismissScope,
  falseAlarm: boolean,
): Promise<void> {
  const { judged, host, rulesetVersion, onPage } = subject;
  const dismissal = dismissalOf(judged, host, scope, falseAlarm);
  // Captured now: once dismissed, the item may be gone.
  const capture = captureItem(judged, 'false-alarm', rulesetVersion, onPage);
  const saved = await call('dismissal/add', dismissal);
  const t = translator(overlayTexts, subject.language);
  if (!saved.ok) return view.toast(t('toast.failed'));
  view.closeCard();
  const undo = { label: t('toast.undo'), act: () => void call('dismissal/remove', { id: dismissal.id }) };
  const tell = { label: t('toast.tell'), act: () => void call('report/draft', capture) };
  view.toast(t(falseAlarm ? 'toast.falseAlarm' : `toast.${scope}`), falseAlarm ? [tell, undo] : [undo]);
}

/** What is remembered when the reader wants to hear no more of an item, its author or this site. */
function dismissalOf(
  { item, content }: Judged,
  host: string,
  scope: DismissScope,
  falseAlarm: boolean,
): Dismissal {
  return {
    id: crypto.randomUUID(),
    scope,
    host,
    content: scope === 'item' ? content : undefined,
    author: scope === 'author' ? item.author : undefined,
    label: item.text.replace(/\s+/g, ' ').trim().slice(0, 60),
    falseAlarm,
    createdAt: Date.now(),
  };
}

import { browser } from '#imports';
import type { PopupModel } from '../../components/popup/popup-model.ts';
import { shortTime } from '../../components/shared/use-texts.ts';
import type { ActiveRuleset } from '../../core/ruleset/active-ruleset.ts';
import type { Language } from '../../locales/translate.ts';
import { readStatus, STATUS_KEY } from '../../updates/status.ts';

export type RulesState = NonNullable<PopupModel['rules']>;

/** Version and update state of the rules, for the popup's last line. */
export async function rulesState(
  active: ActiveRuleset | undefined,
  language: Language,
): Promise<RulesState | undefined> {
  if (!active) return undefined;
  const status = readStatus((await browser.storage.local.get(STATUS_KEY))[STATUS_KEY]);
  const channels = (status?.channels ?? []).filter((channel) => !channel.off);
  const checked = Math.max(0, ...channels.map((channel) => channel.checkedAt ?? 0));
  const update: RulesState['update'] =
    channels.length === 0
      ? { state: 'off' }
      : channels.some((channel) => channel.error)
        ? { state: 'error' }
        : checked > 0
          ? { state: 'checked', when: shortTime(checked, language) }
          : { state: 'never' };
  return { version: active.version, date: active.createdAt.slice(0, 10), update };
}

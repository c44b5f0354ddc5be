import type { RulesModel } from '../../components/options/options-model.ts';
import { BY_READER } from '../../core/ruleset/format.ts';
import type { Ruleset } from '../../core/ruleset/ruleset.ts';
import type { Language } from '../../locales/translate.ts';
import { readableFingerprint } from '../../updates/fingerprint.ts';
import { isChecking, type UpdatesStatus } from '../../updates/status.ts';

/** The rules part as it is shown: status of updates, and every rule with the reader's switch. */
export function rulesModel(
  status: UpdatesStatus | undefined,
  ruleset: Ruleset | undefined,
  compiled: unknown,
  rulesOff: readonly string[],
  language: Language,
  now: number,
): RulesModel {
  const titles = new Map(status?.channels.map(({ id, title }) => [id, title]));
  const nameOf = (source: string): string => titles.get(source) ?? source;
  return {
    active: status && {
      ...status.active,
      date: status.active.createdAt.slice(0, 10),
      source: nameOf(status.active.source),
    },
    checking: status !== undefined && isChecking(status, now),
    channels: (status?.channels ?? []).map((channel) => ({
      ...channel,
      fingerprint: readableFingerprint(channel.fingerprint),
      changelog: channel.changelog.map(({ version, date, changes }) => ({
        version,
        date,
        lines: changes[language] ?? changes['zh-CN'],
      })),
    })),
    failed: (status?.failed ?? []).map(({ source, detail }) => ({ source: nameOf(source), detail })),
    // What the reader switched off is in the list of rules already.
    skipped: (status?.skipped ?? []).filter(({ detail }) => detail !== BY_READER),
    skippedCount:
      (status?.skippedCount ?? 0) -
      (status?.skipped ?? []).filter(({ detail }) => detail === BY_READER).length,
    rules: rulesOf(ruleset, compiled, rulesOff, language),
  };
}

interface Named {
  readonly id?: unknown;
  readonly title?: Partial<Record<Language, unknown>>;
  readonly why?: Partial<Record<Language, unknown>>;
}

/** Loaded rules, then those that are off: by a channel with its reason, or by the reader. */
function rulesOf(
  ruleset: Ruleset | undefined,
  compiled: unknown,
  rulesOff: readonly string[],
  language: Language,
): RulesModel['rules'] {
  const authored = new Map(
    ((compiled as { rules?: Named[] } | undefined)?.rules ?? []).map((rule) => [String(rule?.id), rule]),
  );
  const textOf = (text: unknown): string => (typeof text === 'string' ? text : '');
  const on = (ruleset?.rules ?? []).map(({ id, title, why }) => ({
    id,
    title: title[language],
    why: why[language],
    on: true,
  }));
  const offByChannel = (ruleset?.disabled ?? []).filter(
    ({ id, because }) => because !== BY_READER && authored.has(id),
  );
  const known = new Set([...on, ...offByChannel].map(({ id }) => id));
  const shown = (id: string) => {
    const rule = authored.get(id);
    return {
      id,
      title: textOf(rule?.title?.[language]) || id,
      why: textOf(rule?.why?.[language]),
      on: false,
    };
  };
  return [
    ...on,
    ...offByChannel.map(({ id, because }) => ({ ...shown(id), offBy: because })),
    ...rulesOff.filter((id) => !known.has(id)).map(shown),
  ].toSorted((a, b) => a.title.localeCompare(b.title, language));
}

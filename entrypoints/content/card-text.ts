import type { CardText } from '../../components/overlay/Card.tsx';
import { adviceFor, wordsOf } from '../../components/shared/advice.ts';
import type { GuidanceBook } from '../../core/ruleset/guidance-format.ts';
import type { Ruleset } from '../../core/ruleset/ruleset.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { Language } from '../../locales/translate.ts';

/** What the card says of a verdict: why, in the words of the rule that decided where there is one, and what the guidance advises. */
export function cardText(
  verdict: Verdict,
  rules: { readonly ruleset: Ruleset; readonly guidance: GuidanceBook | undefined } | undefined,
  language: Language,
): CardText {
  const advice = rules?.guidance && adviceFor(rules.guidance, verdict.category, verdict.level, language);
  const named = new Set(verdict.reasons.map((reason) => reason.rule));
  const decided = rules?.ruleset.rules.filter((rule) => named.has(rule.id)) ?? [];
  const own = decided.find((rule) => rule.category === verdict.category);
  return {
    level: verdict.level,
    category: verdict.category,
    why: (verdict.level !== 'topic' && own?.why[language]) || advice?.sentence || '',
    words: wordsOf(verdict),
    how: advice?.how ?? '',
    costs: advice?.costs ?? [],
    free: advice?.free ?? [],
    channels: advice?.channels ?? [],
    channelNote: advice?.channelNote ?? '',
    paid: advice?.paid ?? [],
    ruleTitles: decided.map((rule) => rule.title[language]),
    ruleset: { version: rules?.ruleset.version ?? '', date: (rules?.ruleset.createdAt ?? '').slice(0, 10) },
  };
}

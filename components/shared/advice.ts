import {
  channelsOf,
  guidanceFor,
  type GuidanceBook,
  type Localized,
} from '../../core/ruleset/guidance-format.ts';
import type { Category, Level, Verdict } from '../../core/verdict.ts';
import type { Language } from '../../locales/translate.ts';
import type { ChannelText } from './ChannelList.tsx';
import { cutText } from './cut-text.ts';

/** Words of matched text shown at most, so that the card stays a card. */
const MAX_WORDS = 8;
const MAX_WORD_LENGTH = 24;

/** What a reader is told about one kind of lure, in one language. */
export interface Advice {
  readonly sentence: string;
  readonly how: string;
  readonly costs: readonly string[];
  readonly free: readonly string[];
  readonly channels: readonly ChannelText[];
  readonly channelNote: string;
  readonly paid: readonly string[];
}

/** Guidance for a category, in the reader's language. `undefined` when the ruleset carries no guidance. */
export function adviceFor(
  book: GuidanceBook,
  category: Category,
  level: Level,
  language: Language,
): Advice | undefined {
  const guidance = guidanceFor(book, category, level);
  if (!guidance) return undefined;
  const say = (text: Localized) => text[language];
  return {
    sentence: say(guidance.sentence),
    how: say(guidance.how),
    costs: guidance.costs.map((line) => say(line.text)),
    free: guidance.free.map((line) => say(line.text)),
    channels: channelsOf(book, guidance).map((channel) => ({
      id: channel.id,
      name: say(channel.name),
      phone: channel.phone,
      use: say(channel.use),
    })),
    channelNote: say(book.channelNote),
    paid: book.alreadyPaid.map((line) => say(line.text)),
  };
}

/** The matched words to show: overlapping ones joined, each once, in order of appearance. */
export function wordsOf(verdict: Verdict): string[] {
  // The fitted part names runs of characters; they are shown only where no rule has words of its own.
  const named = verdict.reasons.filter((reason) => reason.rule !== 'model');
  const spans = [...(named.length > 0 ? named : verdict.reasons)].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  const joined: { text: string; end: number }[] = [];
  for (const { start, end, text } of spans) {
    const last = joined.at(-1);
    if (!last || start >= last.end) joined.push({ text, end });
    else if (end > last.end) {
      last.text += text.slice(last.end - start);
      last.end = end;
    }
  }
  const words = joined
    .map(({ text }) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text.length > 0)
    .map((text) => (text.length > MAX_WORD_LENGTH ? `${cutText(text, MAX_WORD_LENGTH)}…` : text));
  return [...new Set(words)].slice(0, MAX_WORDS);
}

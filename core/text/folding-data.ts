import { z } from 'zod';

/** First and last code point whose sound the compiled table holds. */
export const HAN_FIRST = 0x4e00;
export const HAN_LAST = 0x9fff;

/** Longest passage that `ordinary` holds. */
export const LONGEST_ORDINARY = 4;

const Pairs = z.string().max(60_000);
/**
 * The folding section of a compiled ruleset. Strings are packed so that the whole stays small; `compileFolding` writes
 * them, `loadFoldTables` reads them. "Pairs" means code points one after the other: written form, standard form.
 */
export const FoldingData = z.object({
  /** Toneless syllables, space-separated. */
  syllables: z.string().max(4_000),
  /** Two characters of BASE64 for each code point from HAN_FIRST to HAN_LAST: syllable number + 1, 0 for none. */
  sounds: z.string().length((HAN_LAST - HAN_FIRST + 1) * 2),
  /** Pairs traditional -> simplified. */
  traditional: Pairs,
  /** Pairs look-alike -> standard, always folded. */
  lookalikes: Pairs,
  /** Pairs compatibility or enclosed form -> standard. */
  enclosed: Pairs,
  /** Runs over the BMP: [first code, class number], ascending; see CLASS. */
  classes: z
    .array(z.tuple([z.number().int().min(0).max(0xffff), z.number().int().min(0).max(63)]))
    .max(4_000),
  emoji: z.array(
    z.object({
      /** Code point of the emoji. */
      code: z.number().int().positive(),
      to: z.string().min(1).max(2),
      /** Only right after one of these folded characters. */
      after: z.string().optional(),
      /** Only right before one of these characters. */
      before: z.string().optional(),
      /** Never right before one of these characters: 薇❤信 has the heart as decoration. */
      notBefore: z.string().optional(),
    }),
  ),
  /** [written parts, whole character]. */
  split: z.array(z.tuple([z.string().min(2).max(4), z.string().length(1)])),
  /** Latin words that are also pinyin but stay letters, space-separated. */
  latinWords: z.string(),
  /** Letter words that may run on into an account name, space-separated: vx, wx. */
  gluedWords: z.string(),
  /** Terms that lures hide on purpose, space-separated: key terms whatever the rule says. */
  keyTerms: z.string().default(''),
  /** Characters of the trade: in key terms any character of the same sound may stand in for them. */
  open: z.string(),
  /** The most frequent characters: never a stand-in by sound alone. */
  common: z.string(),
  /** Characters one of which must be near a weak disguise of a two-character term. */
  trade: z.string(),
  /** [standard character, those that may stand in for it, kind]. */
  listed: z.array(z.tuple([z.string().length(1), z.string(), z.enum(['homophone', 'lookalike'])])),
  /** [character, other readings space-separated]. */
  polyphones: z.array(z.tuple([z.string().length(1), z.string()])),
  /** [digit, the characters it may stand in for]. */
  digits: z.array(z.tuple([z.string().length(1), z.string()])),
  /** Characters after which a number counts something: 7天 is no 期天. */
  measures: z.string(),
  /** Written forms of a term as a whole: initials and ordinary words in a second meaning. */
  aliases: z.array(
    z.object({
      text: z.string().min(1).max(12),
      term: z.string().min(1),
      kind: z.enum(['initials', 'homophone']),
      /** Only when one of these characters is near. */
      near: z.string().optional(),
    }),
  ),
  /** Harmless words that contain a term, in any writing that sounds the same: hits inside are dropped. */
  falseFriends: z.array(z.object({ text: z.string().min(2), hides: z.array(z.string()).optional() })),
  /** Ordinary words and passages that sound like a term; never a disguise of it. */
  ordinary: z.array(z.string()),
});
export type FoldingData = z.infer<typeof FoldingData>;

import { z } from 'zod';

const Char = z.string().refine((text) => [...text].length === 1, 'exactly one character');
const Chars = z.string().max(200);
/** Standard character -> characters that are written for it. */
const Stands = z.record(Char, Chars);

/** The authored files of `rules/folding`, by file name without `.yaml`. See rules/folding/README.md. */
export const AuthoredFolding = z.strictObject({
  lookalikes: z.strictObject({ always: Stands, spellings: Stands, perhaps: Stands, letters: Stands }),
  homophones: z.strictObject({
    open: Chars,
    keyTerms: z.string(),
    trade: Chars,
    characters: Stands,
    words: z.array(
      z.strictObject({ text: z.string().min(1), term: z.string().min(2), near: z.string().optional() }),
    ),
    polyphones: z.record(Char, z.string()),
    ordinary: z.array(z.string().min(2)),
  }),
  emoji: z.array(
    z.strictObject({
      emoji: z.string().min(1),
      to: z.string().min(1).max(2),
      after: Chars.optional(),
      before: Chars.optional(),
      notBefore: Chars.optional(),
    }),
  ),
  enclosed: Stands,
  'split-characters': z.record(Char, z.array(z.string().min(2).max(4))),
  digits: z.strictObject({ stands: Stands, measures: Chars }),
  initials: z.strictObject({
    near: z.record(z.string(), Chars),
    initials: z.array(
      z.strictObject({
        text: z.string().min(2).max(12),
        term: z.string().min(2),
        near: z.string().optional(),
      }),
    ),
  }),
  'latin-words': z.strictObject({ words: z.string(), glued: z.string() }),
  separators: z.strictObject({ quote: Chars, pause: Chars, end: Chars, line: Chars, blank: Chars }),
  'false-friends': z.array(
    z.strictObject({ text: z.string().min(2), hides: z.array(z.string()).optional(), source: z.string() }),
  ),
});
export type AuthoredFolding = z.infer<typeof AuthoredFolding>;

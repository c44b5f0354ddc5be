import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWorthScoring } from '../../../core/decide.ts';
import { examine, examineIfWorthScoring } from '../../../core/examine.ts';
import { ROLES } from '../../../core/item.ts';
import { canonicalText } from '../../../core/text/canonical.ts';
import { useRuleset } from './ruleset.ts';

const ruleset = useRuleset();

describe('examining an item', () => {
  test('the short way ends exactly where nothing is worth scoring, and comes to the same elsewhere', () => {
    const terms = ruleset.current.matcher.terms;
    const piece = fc.oneof(
      fc.nat(terms.length - 1).map((term) => terms[term]!.text),
      fc.constantFrom('今天', '的', '，', '。', '\n', '不是', '骗', '薇❤️信', '哈哈', '？'),
    );
    const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(
        text,
        fc.option(text, { nil: undefined }),
        fc.option(text, { nil: undefined }),
        fc.constantFrom(...ROLES),
        (text, thread, author, role) => {
          const item = { text, thread, author, role };
          const whole = examine(item, ruleset.current);
          const evidence = JSON.stringify([whole.evidence, whole.evidence.occurrences]);
          const canonical = canonicalText(whole.text);
          const short = examineIfWorthScoring(item, ruleset.current);
          expect(short !== undefined).toBe(isWorthScoring(whole.evidence));
          if (short === undefined) return;
          expect(JSON.stringify([short.evidence, short.evidence.occurrences])).toBe(evidence);
          expect(canonicalText(short.text)).toBe(canonical);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

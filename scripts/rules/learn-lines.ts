import type { Category, Level } from '../../core/verdict.ts';
import { isWarning } from '../../core/verdict.ts';
import { claimOf } from '../../reports/decided-as.ts';
import type { LogEvent } from '../../reports/event-format.ts';
import { createLedger, headOf } from '../../reports/ledger.ts';
import type { Report } from '../../reports/record-format.ts';
import { findPersonalData, type PersonalKind } from '../../reports/redact.ts';

/** One corpus line, as rules/corpus holds it. */
interface CorpusLine {
  readonly text: string;
  readonly level: Level;
  readonly category: Category;
  readonly role: string;
  readonly platform: string;
  readonly thread: string;
  readonly author: '';
  readonly obfuscated: boolean;
  readonly note: string;
}

interface Learned {
  readonly lines: readonly CorpusLine[];
  /** Subjects left out, and why. */
  readonly leftOut: readonly { readonly subject: string; readonly because: string }[];
}

/**
 * Turns what a desk decided into corpus lines: lures with the level decided, and what was found to be none as honest text. Which is which is
 * said by `decidedAs`: a rejected false alarm is a lure. Undecided, appealed and contested subjects are left out. Of the person nothing remains: no author, no address, no contact, not even the
 * advertiser's, and no moderator's name.
 *
 * @param known - texts that the corpus has already
 */
export function learnLines(
  reports: readonly Report[],
  events: readonly LogEvent[],
  known: ReadonlySet<string>,
): Learned {
  const ledger = createLedger({ secondPerson: false, evidenceAtHand: true });
  ledger.add(reports.map(headOf), events);
  const byId = new Map(reports.map((report) => [report.id, report]));
  const seen = new Set(known);
  const lines: CorpusLine[] = [];
  const leftOut: { subject: string; because: string }[] = [];
  for (const subject of [...ledger.subjects()].sort()) {
    const skip = (because: string): void => void leftOut.push({ subject, because });
    const view = ledger.view(subject);
    const { decision, decidedAs } = view;
    const standing = view.reports.flatMap((id) => byId.get(id) ?? []);
    const about = standing.filter((one) => one.contentHash === decision?.evidence);
    const report = about.find((one) => claimOf([one]) === decidedAs) ?? about[0] ?? standing[0];
    if (decision === null || !['confirmed', 'published', 'rejected'].includes(view.state))
      skip('not decided');
    else if (view.rivals.length > 0) skip('two decisions contradict each other');
    else if (view.changed) skip('the content changed or was accused after the decision');
    else if (report === undefined || report.text.trim() === '') skip('there is no text of it in this file');
    else if (report.kind === 'account') skip('it is about an account as a whole');
    else if (decidedAs === null) skip('a report that the decision was made on is not in this file');
    else {
      const line = lineOf(report, decidedAs === 'lure' ? lure(report, decision) : honest(report));
      if (seen.has(line.text)) skip('the corpus has this text');
      else {
        seen.add(line.text);
        lines.push(line);
      }
    }
  }
  return { lines, leftOut };
}

type Label = Pick<CorpusLine, 'level' | 'category'>;

function lure(report: Report, decision: { level: Level | null; category: Category | null }): Label {
  const level =
    [decision.level, report.engine?.level].find((one) => one != null && isWarning(one)) ?? 'caution';
  // What the engine took for lawful, and people for a lure, has no category yet.
  const guessed = report.category.guessed === 'lawful' ? null : report.category.guessed;
  const category = decision.category ?? report.category.confirmed ?? guessed ?? 'none';
  return { level, category };
}

/** What was wrongly marked is about the topic more often than not; the engine's own word on it is not asked. */
function honest(report: Report): Label {
  const category = report.category.guessed ?? 'none';
  return { level: category === 'none' ? 'none' : 'topic', category };
}

function lineOf(report: Report, label: Label): CorpusLine {
  return {
    text: withoutPersons(report.text),
    ...label,
    role: report.role ?? 'comment',
    platform: report.site,
    thread: report.parentText === null ? '' : withoutPersons(report.parentText).slice(0, 500),
    author: '',
    obfuscated: false,
    note: `from the desk, ${report.capturedAt.slice(0, 7)}`,
  };
}

const KINDS_KEPT_IN_SHAPE: ReadonlySet<PersonalKind> = new Set([
  'phone',
  'qq',
  'bank_card',
  'id_number',
  'wechat',
]);

/**
 * Exchanges every contact and every trace of a person: digits become 0, letters of an account x, addresses a word. The shape stays, because
 * "加微 xxx0000" is what the rules learn from.
 */
export function withoutPersons(text: string): string {
  let out = '';
  let at = 0;
  for (const { kind, start, end } of findPersonalData(text, { byReported: true, kind: 'lure' })) {
    const found = text.slice(start, end);
    out += text.slice(at, start);
    if (KINDS_KEPT_IN_SHAPE.has(kind))
      out += found.replace(/\p{Nd}/gu, '0').replace(/\p{Script=Latin}/gu, 'x');
    else out += kind === 'mention' ? '@某人' : kind === 'email' ? 'x@x.com' : 'x.com';
    at = end;
  }
  return (out + text.slice(at)).replace(/█+/g, (run) => 'x'.repeat(Math.min(run.length, 6)));
}

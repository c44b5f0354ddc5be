import type { z } from 'zod';
import { missingRefs } from '../judge/combination-table.ts';
import { indexSignals } from '../judge/signal-directory.ts';
import { buildJudgeParts, evidenceFeatureNames, type JudgeParts } from '../judge/judge.ts';
import { termSpecs } from '../judge/judge-tables.ts';
import { buildMatcherInSteps, type Matcher } from '../match/matcher.ts';
import { loadModelInSteps, type Model } from '../model/load-model.ts';
import { finish, type Steps } from '../steps.ts';
import type { FoldTables } from '../text/fold-tables.ts';
import { FoldingData } from '../text/folding-data.ts';
import { loadFoldTables } from '../text/load-fold-tables.ts';
import type { Category } from '../verdict.ts';
import { CompiledRuleset, ENGINE } from './format.ts';
import { Rule } from './rule-format.ts';
import type { Ruleset, Skipped } from './ruleset.ts';
import { KINDS, SignalGroup } from './signal-format.ts';

type LoadError = { readonly reason: 'broken' | 'too-new'; readonly detail: string };
type LoadResult =
  { readonly ok: true; readonly value: Ruleset } | { readonly ok: false; readonly error: LoadError };

/**
 * Makes a ruleset ready to judge with. The envelope must be right; signal groups and rules are taken one by one, and what is broken, too new
 * or switched off is skipped and counted, never fatal. A combination that names a skipped signal is dropped; a rule without any is skipped.
 *
 * @param compiled - the parsed JSON of a compiled ruleset; not trusted
 */
export function loadRuleset(compiled: unknown): LoadResult {
  return finish(loadInSteps(compiled));
}

/** {@link loadRuleset} in steps of some milliseconds, for those who must not hold up a page. */
export function* loadInSteps(compiled: unknown): Steps<LoadResult> {
  const envelope = CompiledRuleset.safeParse(compiled);
  if (!envelope.success)
    return { ok: false, error: { reason: 'broken', detail: firstIssue(envelope.error) } };
  const data = envelope.data;
  if (data.minEngine > ENGINE) {
    return {
      ok: false,
      error: { reason: 'too-new', detail: `The ruleset needs engine ${data.minEngine}, this is ${ENGINE}.` },
    };
  }
  const skipped: Skipped[] = [];
  const off = new Map(data.disabled.map(({ id, because }) => [id, because]));
  yield;
  const groups = take(data.signals, SignalGroup, 'signals', off, skipped);
  yield;
  const rules = take(data.rules, Rule, 'rules', off, skipped).filter((rule) => rule.status === 'active');
  const usable = dropDangling(groups, rules, skipped);
  yield;
  const judge = buildJudgeParts(groups, usable);
  yield;
  const folding = yield* loadFolding(data.folding, judge);
  if (typeof folding === 'string') return { ok: false, error: { reason: 'broken', detail: folding } };
  yield;
  const model = yield* takeModel(data.model, judge, folding, skipped);
  return {
    ok: true,
    value: {
      version: data.version,
      createdAt: data.createdAt,
      rules: usable.map(({ id, category, title, why }) => ({ id, category, title, why })),
      ...folding,
      judge,
      model,
      policy: data.policy,
      disabled: data.disabled,
      quiet: quietCategories(data, usable),
      skipped,
      sections: {
        sites: data.sites,
        guidance: data.guidance,
        channels: data.channels,
        model: data.model,
        folding: data.folding,
      },
    },
  };
}

/** Categories whose rules are all off, at least one of them by a switch. */
function quietCategories(data: CompiledRuleset, usable: readonly Rule[]): Set<Category> {
  const off = new Set(data.disabled.map(({ id }) => id));
  const on = new Set(usable.map(({ category }) => category));
  const quiet = data.rules.flatMap((part) => {
    const rule = Rule.safeParse(off.has(readId(part) ?? '') ? part : undefined);
    return rule.success && !on.has(rule.data.category) ? [rule.data.category] : [];
  });
  return new Set(quiet);
}

/** Folding is the one section without which nothing can be read: a ruleset without it is refused with a sentence. */
function* loadFolding(
  section: unknown,
  judge: JudgeParts,
): Steps<{ foldTables: FoldTables; matcher: Matcher } | string> {
  const parsed = FoldingData.safeParse(section);
  if (!parsed.success) return `folding: ${firstIssue(parsed.error)}`;
  yield;
  const foldTables = loadFoldTables(parsed.data);
  yield;
  return { foldTables, matcher: yield* buildMatcherInSteps(termSpecs(judge.tables), foldTables) };
}

/** A broken model costs the fitted part only. */
function* takeModel(
  section: unknown,
  judge: JudgeParts,
  { foldTables, matcher }: { readonly foldTables: FoldTables; readonly matcher: Matcher },
  skipped: Skipped[],
): Steps<Model | undefined> {
  if (section === undefined) return undefined;
  try {
    return yield* loadModelInSteps(section, evidenceFeatureNames({ judge }), foldTables, matcher.terms);
  } catch (error) {
    skipped.push({ section: 'model', id: 'model', because: 'broken', detail: String(error).slice(0, 200) });
    return undefined;
  }
}

function take<T extends { id: string; minEngine: number }>(
  parts: readonly unknown[],
  schema: z.ZodType<T>,
  section: 'signals' | 'rules',
  off: ReadonlyMap<string, string>,
  skipped: Skipped[],
): T[] {
  const taken = new Map<string, T>();
  parts.forEach((part, at) => {
    const id = readId(part) ?? String(at);
    const because = off.get(id);
    if (because !== undefined)
      return void skipped.push({ section, id, because: 'disabled', detail: because });
    if (readEngine(part) > ENGINE)
      return void skipped.push({
        section,
        id,
        because: 'too-new',
        detail: `It needs engine ${readEngine(part)}.`,
      });
    const result = schema.safeParse(part);
    if (!result.success)
      return void skipped.push({ section, id, because: 'broken', detail: firstIssue(result.error) });
    if (taken.has(id))
      return void skipped.push({ section, id, because: 'broken', detail: 'Another part has the same id.' });
    taken.set(id, result.data);
  });
  return [...taken.values()];
}

/** Drops combinations that name signals which are not there, and rules left without combinations. */
function dropDangling(groups: readonly SignalGroup[], rules: readonly Rule[], skipped: Skipped[]): Rule[] {
  const known = [
    ...groups.flatMap((group) =>
      Object.entries(group.signals).map(([id, signal]) => entry(group.id, id, signal.kind ?? group.kind)),
    ),
    ...rules.flatMap((rule) =>
      Object.entries(rule.signals).map(([id, signal]) => entry(rule.id, id, signal.kind ?? 'service')),
    ),
  ];
  const directory = indexSignals(known);
  return rules.flatMap((rule) => {
    const combinations = rule.combinations.filter((combination) => {
      const missing = missingRefs(rule.id, combination, directory);
      if (missing.length === 0) return true;
      skipped.push({
        section: 'rules',
        id: `${rule.id}/${combination.id}`,
        because: 'broken',
        detail: `No such signal: ${missing.join(', ')}.`,
      });
      return false;
    });
    return combinations.length === 0 ? [] : [{ ...rule, combinations }];
  });
}

function entry(
  owner: string,
  id: string,
  kind: (typeof KINDS)[number],
): { id: string; owner: string; kind: number } {
  return { id: `${owner}/${id}`, owner, kind: KINDS.indexOf(kind) };
}

function readId(part: unknown): string | undefined {
  const id = (part as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id : undefined;
}

function readEngine(part: unknown): number {
  const engine = (part as { minEngine?: unknown } | null)?.minEngine;
  return typeof engine === 'number' ? engine : 1;
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? 'It does not fit the schema.' : `${issue.path.join('.')}: ${issue.message}`;
}

import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildJudgeTables, termSpecs } from '../core/judge/judge-tables.ts';
import { readAuthored, type Authored, type Problem } from '../core/ruleset/authored.ts';
import { compileRuleset, type OtherSections } from '../core/ruleset/compile.ts';
import type { CompiledRuleset } from '../core/ruleset/format.ts';
import { checkRefs } from '../core/ruleset/check-refs.ts';
import { compileGuidance } from '../core/ruleset/guidance-format.ts';
import { buildFolding, readGrams } from './folding-sources.ts';
import { ROOT, readFolder, readRuleFiles, readYaml } from './read-rules.ts';

export interface BuiltRuleset {
  readonly authored: Authored;
  readonly problems: readonly Problem[];
  /** Undefined when there are problems. */
  readonly compiled: CompiledRuleset | undefined;
  readonly terms: number;
}

/**
 * Builds the whole ruleset from `rules/`: rules and signals, then the sections of others. Deterministic but for `createdAt`, which is the
 * newest commit date handed in, or now.
 */
export function buildRuleset(root = ROOT, now = new Date()): BuiltRuleset {
  const authored = readAuthored(readRuleFiles(root));
  // A file left out for its own mistakes would make every reference to it look wrong.
  const guidance = readGuidance(root);
  const own = authored.problems.length > 0 ? authored.problems : checkRefs(authored);
  const problems = [
    ...own,
    ...(guidance.ok ? [] : guidance.mistakes.map((m) => ({ ...m, file: `rules/guidance/${m.file}` }))),
  ];
  if (problems.length > 0) return { authored, problems, compiled: undefined, terms: 0 };
  const specs = termSpecs(
    buildJudgeTables(
      authored.groups.map(({ group }) => group),
      authored.rules.map(({ rule }) => rule).filter(({ status }) => status === 'active'),
    ),
  );
  const day = now.toISOString().slice(0, 10).replaceAll('-', '.');
  const compiled = compileRuleset(authored, otherSections(root, specs), {
    version: `${day}-1`,
    createdAt: now.toISOString(),
  });
  return { authored, problems: [], compiled, terms: specs.length };
}

/** What readers are told about each kind of lure, with all mistakes of the folder at once. */
function readGuidance(root: string): ReturnType<typeof compileGuidance> {
  const files = readFolder(join(root, 'rules', 'guidance'));
  return compileGuidance(new Map(files.map(({ path, content }) => [basename(path), content])));
}

function otherSections(root: string, specs: Parameters<typeof buildFolding>[0]): OtherSections {
  const rules = join(root, 'rules');
  const files = (folder: string): unknown[] => readFolder(join(rules, folder)).map(({ content }) => content);
  const modelPath = join(rules, 'model', 'model.json');
  const channelsPath = join(rules, 'channels', 'channels.yaml');
  const guidance = readGuidance(root);
  return {
    folding: buildFolding(specs, readGrams(join(rules, 'corpus', 'background-ngrams.tsv'))),
    sites: files('sites'),
    ...(guidance.ok && { guidance: guidance.value }),
    ...(existsSync(channelsPath) && { channels: readYaml(channelsPath).content }),
    ...(existsSync(modelPath) && { model: JSON.parse(readFileSync(modelPath, 'utf8')) as unknown }),
  };
}

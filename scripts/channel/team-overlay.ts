import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { assess } from '../../core/assess.ts';
import { readAuthored } from '../../core/ruleset/authored.ts';
import { Disabled } from '../../core/ruleset/format.ts';
import { SiteFile } from '../../core/ruleset/site-format.ts';
import { isWarning } from '../../core/verdict.ts';
import { tryLoad } from '../../updates/activate.ts';
import { stackRulesets } from '../../updates/stack-rulesets.ts';
import type { Overlay } from '../../updates/overlay-format.ts';
import { readFolder, readYaml } from '../read-rules.ts';

type BuiltOverlay = { readonly overlay: Overlay; readonly problems: readonly string[] };

/**
 * Builds what a team channel publishes from a folder of YAML: `lures/`, `signals/`, `sites/`, `off.yaml` (switches: id, because), and
 * `lists.yaml` if there are word lists. All mistakes at once.
 *
 * @param base - the compiled ruleset it will lie on; references and examples are tried with it
 */
export function buildOverlay(
  folder: string,
  base: Record<string, unknown>,
  stamp: { version: string; createdAt: string },
): BuiltOverlay {
  const lists = join(folder, 'lists.yaml');
  const authored = readAuthored({
    lists: existsSync(lists) ? readYaml(lists) : { path: 'lists.yaml', content: {} },
    signals: readFolder(join(folder, 'signals')),
    lures: readFolder(join(folder, 'lures')),
    // A team does not set thresholds; the base's own policy keeps the reader of authored files content.
    policy: { path: 'policy', content: base['policy'] },
  });
  const problems = authored.problems
    .filter(({ file }) => file !== 'policy')
    .map(({ file, path, message }) => `${file}${path && ` › ${path}`}: ${message}`);
  const sites = readFolder(join(folder, 'sites')).flatMap(({ path, content }) => {
    const read = SiteFile.safeParse(content);
    if (read.success) return [read.data];
    problems.push(
      ...read.error.issues.map((issue) => `${path} › ${issue.path.join('.')}: ${issue.message}.`),
    );
    return [];
  });
  const overlay: Overlay = {
    format: 1,
    ...stamp,
    minEngine: 1,
    signals: authored.groups.map(({ group: { sources: _s, rejected: _r, ...rest } }) => rest),
    rules: authored.rules
      .filter(({ rule }) => rule.status === 'active')
      .map(({ rule: { sources: _s, rejected: _r, examples: _e, ...rest } }) => rest),
    disabled: readSwitches(join(folder, 'off.yaml'), problems),
    sites,
  };
  if (problems.length === 0)
    problems.push(
      ...tryOnBase(
        base,
        overlay,
        authored.rules.map(({ rule }) => rule),
      ),
    );
  return { overlay, problems };
}

function readSwitches(path: string, problems: string[]): Disabled[] {
  if (!existsSync(path)) return [];
  const read = z.array(z.strictObject(Disabled.shape)).safeParse(readYaml(path).content);
  if (read.success) return read.data;
  problems.push(...read.error.issues.map((issue) => `off.yaml › ${issue.path.join('.')}: ${issue.message}.`));
  return [];
}

interface WithExamples {
  readonly id: string;
  readonly examples?:
    | { positive: { text: string; thread?: string }[]; negative: { text: string; thread?: string }[] }
    | undefined;
}

/** Puts the overlay on its base as a reader would and tries every example. */
function tryOnBase(
  base: Record<string, unknown>,
  overlay: Overlay,
  rules: readonly WithExamples[],
): string[] {
  const stacked = stackRulesets(base, [{ channel: 'team', overlay }], []);
  const loaded = tryLoad(stacked.compiled);
  if (!loaded.ok) return [`The ruleset does not load: ${loaded.detail}`];
  const own = new Set([...overlay.rules, ...overlay.signals].map((part) => (part as { id: string }).id));
  const problems = stacked.leftOut.map(({ section, id, detail }) => `${section}/${id}: ${detail}`);
  for (const { id, detail } of loaded.ruleset.skipped)
    if (own.has(id.split('/')[0]!)) problems.push(`${id}: ${detail}`);
  for (const { id, examples } of rules) {
    for (const item of examples?.positive ?? [])
      if (!isWarning(assess(item, loaded.ruleset).level))
        problems.push(`${id}: the positive example 「${item.text}」 is not flagged.`);
    for (const item of examples?.negative ?? [])
      if (isWarning(assess(item, loaded.ruleset).level))
        problems.push(`${id}: the negative example 「${item.text}」 is flagged.`);
  }
  return problems;
}

/** The compiled ruleset of this checkout, to try an overlay on. */
export function readBase(path: string): Record<string, unknown> {
  if (!existsSync(path))
    throw new Error(`There is no ${path}. npm run rules:build makes one in .generated/ruleset.json.`);
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  } catch (error) {
    throw new Error(`${path} is no compiled ruleset: ${(error as Error).message}`, { cause: error });
  }
}

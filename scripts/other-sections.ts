import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { TermSpec } from '../core/match/hit.ts';
import type { Problem } from '../core/ruleset/authored.ts';
import type { OtherSections } from '../core/ruleset/compile.ts';
import { checkChannels } from '../core/ruleset/channels-format.ts';
import { compileGuidance } from '../core/ruleset/guidance-format.ts';
import { siteMistakes } from '../core/ruleset/site-for.ts';
import { buildFolding, readGrams } from './folding-sources.ts';
import { readFolder } from './read-rules.ts';

/**
 * The sections of the ruleset that other parts of the project own, each checked with its own schema. What is missing is left out: a ruleset
 * without sites or model still judges.
 *
 * @param terms - all terms of the rules; folding learns from them which ordinary words look like a disguise
 */
export function readOtherSections(
  root: string,
  terms: readonly TermSpec[],
): { sections: OtherSections; problems: Problem[] } {
  const rules = join(root, 'rules');
  const problems: Problem[] = [];
  const sites = readFolder(join(rules, 'sites'));
  for (const { path, content } of sites) {
    for (const { path: at, sentence } of siteMistakes(basename(path, '.yaml'), content))
      problems.push({ file: path, path: at, message: `${sentence}.` });
  }
  const guidance = readGuidance(join(rules, 'guidance'), problems);
  const channels = readChannels(join(rules, 'channels'), problems);
  const model = join(rules, 'model', 'model.json');
  return {
    problems,
    sections: {
      folding:
        problems.length > 0
          ? undefined
          : buildFolding(terms, readGrams(join(rules, 'corpus', 'background-ngrams.tsv'))),
      sites: sites.map(({ content }) => content),
      ...(guidance !== undefined && { guidance }),
      ...(channels.length > 0 && { channels }),
      ...(existsSync(model) && { model: JSON.parse(readFileSync(model, 'utf8')) as unknown }),
    },
  };
}

/** Where reports can go: official channels and the platforms' report pages. */
function readChannels(folder: string, problems: Problem[]): unknown[] {
  const files = new Map(
    readFolder(folder).map(({ path, content }) => [path.slice(path.lastIndexOf('/') + 1), content]),
  );
  problems.push(
    ...checkChannels(files).map(({ file, path, message }) => ({
      file: `rules/channels/${file}`,
      path,
      message: `${message}.`,
    })),
  );
  return [...files.values()];
}

function readGuidance(folder: string, problems: Problem[]): unknown {
  const files = readFolder(folder);
  if (files.length === 0) return undefined;
  const read = compileGuidance(
    new Map(files.map(({ path, content }) => [path.slice(path.lastIndexOf('/') + 1), content])),
  );
  if (read.ok) return read.value;
  problems.push(
    ...read.mistakes.map(({ file, path, message }) => ({
      file: `rules/guidance/${file}`,
      path,
      message: `${message}.`,
    })),
  );
  return undefined;
}

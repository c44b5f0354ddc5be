import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { Problem } from '../../core/ruleset/authored.ts';
import { ROOT } from '../read-rules.ts';

interface Lines {
  readonly document: Document;
  readonly counter: LineCounter;
}

/** Prints each mistake as `file:line › path: sentence` on standard error. */
export function tellProblems(problems: readonly Problem[], root = ROOT): void {
  const files = new Map<string, Lines | undefined>();
  for (const { file, path, message } of problems) {
    if (!files.has(file)) files.set(file, linesOf(join(root, file)));
    const broken = files.get(file)?.document.errors[0];
    if (broken) {
      // What was read of it makes no sense to a schema; only this can be mended.
      console.error(
        `${file}:${broken.linePos?.[0].line ?? 1}: This is not YAML: ${broken.message.split(' at line ')[0]}.`,
      );
      continue;
    }
    const line = lineOf(files.get(file), path);
    console.error(
      `${file}${line === undefined ? '' : `:${line}`}${path === '' ? '' : ` › ${path}`}: ${message}`,
    );
  }
}

function linesOf(path: string): Lines | undefined {
  try {
    const counter = new LineCounter();
    return { document: parseDocument(readFileSync(path, 'utf8'), { lineCounter: counter }), counter };
  } catch {
    return undefined; // a mistake of a whole folder has no line
  }
}

/** The line of the innermost part of the path that is in the file; what is missing has none of its own. */
function lineOf(lines: Lines | undefined, path: string): number | undefined {
  if (lines === undefined || path === '') return undefined;
  const keys = path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  for (let depth = keys.length; depth > 0; depth--) {
    const node: unknown = lines.document.getIn(keys.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.counter.linePos(node.range[0]).line;
  }
  return undefined;
}

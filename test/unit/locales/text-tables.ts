import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

export const ROOT = resolve(import.meta.dirname, '../../..');

/** One call of `defineTexts`, as it is written. */
export interface TextTable {
  /** Path inside the repository. */
  readonly file: string;
  /** By language, then key. */
  readonly texts: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Every text table under locales/, read from the source: those that no file exports count as well. */
export function textTables(): TextTable[] {
  return readdirSync(join(ROOT, 'locales'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .flatMap((name) => {
      const file = `locales/${name.replaceAll('\\', '/')}`;
      const source = ts.createSourceFile(
        file,
        readFileSync(join(ROOT, file), 'utf8'),
        ts.ScriptTarget.Latest,
      );
      return tablesIn(source, file);
    });
}

function tablesIn(source: ts.SourceFile, file: string): TextTable[] {
  const found: TextTable[] = [];
  const visit = (node: ts.Node): void => {
    const isTable =
      ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'defineTexts';
    if (isTable) {
      const languages = entries(node.arguments[0]!).map(
        ([language, texts]) =>
          [language, new Map(entries(texts).map(([key, text]) => [key, written(text)]))] as const,
      );
      found.push({ file, texts: new Map(languages) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function entries(node: ts.Node): [string, ts.Expression][] {
  if (!ts.isObjectLiteralExpression(node))
    throw new Error(`Not an object literal: ${ts.SyntaxKind[node.kind]}`);
  return node.properties.map((one) => {
    if (!ts.isPropertyAssignment(one) || ts.isComputedPropertyName(one.name))
      throw new Error('Text tables are made of plain properties.');
    return [(one.name as ts.Identifier | ts.StringLiteral).text, one.initializer];
  });
}

function written(node: ts.Expression): string {
  if (!ts.isStringLiteralLike(node)) throw new Error('Texts are plain string literals.');
  return node.text;
}

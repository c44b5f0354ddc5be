import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { ROOT, textTables, type TextTable } from './text-tables.ts';

/** Read by id, see `siteName`; the ids are those of the site descriptions. */
const SITE_NAMES = 'locales/site-names.ts';

/** Which keys of which table the code asks for. */
class Uses {
  readonly #tables: readonly TextTable[];
  readonly #used = new Map<TextTable, Set<string>>();
  /** Calls of which nobody can say what they ask for. */
  readonly unclear: string[] = [];

  constructor(tables: readonly TextTable[]) {
    this.#tables = tables;
    for (const table of tables) this.#used.set(table, new Set());
  }

  /**
   * @param known - all keys that could have been asked for: tables that lie within are meant
   * @param keys - those that are asked for
   */
  note(known: ReadonlySet<string>, keys: Iterable<string>): boolean {
    const meant = this.#tables.filter((table) => keysOf(table).every((key) => known.has(key)));
    for (const table of meant) for (const key of keys) this.#used.get(table)!.add(key);
    return meant.length > 0;
  }

  unused(): string[] {
    return this.#tables.flatMap((table) =>
      keysOf(table)
        .filter((key) => !this.#used.get(table)!.has(key))
        .map((key) => `${table.file}: nobody shows ${key}. Delete it, or show it.`),
    );
  }
}

const keysOf = (table: TextTable): string[] => [...table.texts.get('zh-CN')!.keys()];

/**
 * What the product asks its texts for, as the type checker sees it: of `t(\`kind.${kind}\`)` it knows every kind. So keys that are put
 * together count one by one, and a key of the same name in another table does not count.
 */
function usesOfTexts(tables: readonly TextTable[]): Uses {
  const uses = new Uses(tables);
  const config = ts.getParsedCommandLineOfConfigFile(
    join(ROOT, 'tsconfig.json'),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  )!;
  const isProduct = (name: string) => /^(components|entrypoints)\//.test(relative(ROOT, name));
  const program = ts.createProgram(
    config.fileNames.filter((name) => isProduct(name) || name.endsWith('.d.ts')),
    config.options,
  );
  const checker = program.getTypeChecker();
  const literals = (type: ts.Type): string[] =>
    type.isUnion() ? type.types.flatMap(literals) : type.isStringLiteral() ? [type.value] : [];

  /** The keys that a translator takes; undefined for any other function. */
  const keysTaken = (call: ts.CallExpression): string[] | undefined => {
    const signature = checker.getTypeAtLocation(call.expression).getCallSignatures()[0];
    const from = signature?.declaration?.getSourceFile().fileName;
    const key = signature?.parameters[0];
    if (!key || !from || relative(ROOT, from) !== 'locales/translate.ts' || key.name !== 'key')
      return undefined;
    return literals(checker.getTypeOfSymbolAtLocation(key, call));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.arguments[0]) {
      const taken = keysTaken(node);
      if (taken) {
        const asked = node.arguments[0];
        const keys = literals(checker.getTypeAtLocation(asked));
        // `t(key)` with any key at all would count for the whole table.
        const isAny = keys.length === taken.length && !ts.isTemplateExpression(asked);
        if (keys.length === 0 || isAny || !uses.note(new Set(taken), keys)) {
          const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
          const where = relative(ROOT, node.getSourceFile().fileName);
          uses.unclear.push(
            `${where}:${line + 1} ${node.getText()}: give the key a type that says which ones.`,
          );
        }
      }
    }
    // `texts[language].title`, and the same by destructuring
    if (
      ts.isElementAccessExpression(node) &&
      checker.getTypeAtLocation(node.expression).getProperty('zh-TW')
    ) {
      const known = checker.getTypeAtLocation(node).getProperties();
      uses.note(new Set(known.map(({ name }) => name)), namesTaken(node));
    }
    ts.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) if (isProduct(file.fileName)) visit(file);
  return uses;
}

/** The properties that the code around takes of a value. */
function namesTaken(value: ts.Expression): string[] {
  const { parent } = value;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === value) return [parent.name.text];
  if (!ts.isVariableDeclaration(parent) || !ts.isObjectBindingPattern(parent.name)) return [];
  return parent.name.elements.map(({ propertyName, name }) => (propertyName ?? name).getText());
}

it('has no text that nobody shows', { timeout: 180_000 }, () => {
  const uses = usesOfTexts(textTables().filter(({ file }) => file !== SITE_NAMES));
  expect(uses.unclear).toEqual([]);
  expect(uses.unused()).toEqual([]);
});

it('has a name for every site that is described, and for no other', () => {
  const described = readdirSync(join(ROOT, 'rules/sites'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.replace('.yaml', ''));
  const table = textTables().find(({ file }) => file === SITE_NAMES)!;
  expect(keysOf(table).sort()).toEqual(described.sort());
});

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compileGuidance } from '../core/ruleset/guidance-format.ts';
import { contract } from '../messaging/contract.ts';

/** Rules of the repository. Each failure says what to do. */
const ROOT = resolve(import.meta.dirname, '..');
const SKIP = new Set(['node_modules', '.git', '.output', '.wxt', '.generated', 'test-results']);

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return SKIP.has(entry.name) ? [] : filesUnder(path);
    return entry.isFile() ? [path] : [];
  });
}
const all = filesUnder('.');
const code = all.filter((path) => /\.(ts|tsx|mjs)$/.test(path));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
/** Lines of a file of code, texts of `locales/` apart: a limit, and a length that so many files exceed. That number is only made smaller. */
const MOST_LINES = 400;
const FEW_LINES = 250;
const MOST_LONG_FILES = 10;
/** Tests are lists of cases: longer, and not counted. */
const MOST_TEST_LINES = 600;
const importsOf = (path: string): string[] =>
  [...read(path).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) =>
    posix.join(posix.dirname(path), match[1]!),
  );

/** Without types, which are gone when the code runs. */
const valueImportsOf = (path: string): string[] =>
  [...read(path).matchAll(/^(?:import|export)\s+(?!type\b)([^;']*?)\s*from\s*'(\.[^']+\.tsx?)'/gm)]
    .filter(([, names]) => !/^\{(\s*type \w+,?)*\s*\}$/.test(names!))
    .map(([, , target]) => posix.join(posix.dirname(path), target!));

/** Who may import whom; the same as in eslint.config.js, held here also for files that lint does not see. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  core: ['core'],
  page: ['page', 'core'],
  components: ['components', 'core', 'locales', 'reports', 'settings'],
  settings: ['settings', 'core', 'locales'],
  reports: ['reports', 'core', 'locales'],
  messaging: ['messaging', 'core', 'settings', 'reports', 'locales'],
  updates: ['updates', 'core', 'settings', 'locales'],
  locales: ['locales', 'core'],
};

describe('the repository', () => {
  it('keeps its arrows: each folder imports only what it may', () => {
    const wrong = code.flatMap((path) => {
      const may = MAY_IMPORT[path.split('/')[0]!];
      if (!may) return [];
      return importsOf(path)
        .filter((target) => !may.includes(target.split('/')[0]!))
        .map(
          (target) =>
            `${path} imports ${target}: move the shared part down, or pass it in from an entrypoint.`,
        );
    });
    expect(wrong).toEqual([]);
  });

  it('lets no component reach a store or the browser, however many imports away', () => {
    const reached = new Set(code.filter((path) => path.startsWith('components/')));
    // A set takes in more while it is gone through.
    for (const path of reached) for (const target of valueImportsOf(path)) reached.add(target);
    const wrong = [...reached].filter(
      (path) => /^reports\/(store|inbox)\//.test(path) || /from '(#imports|idb)'/.test(read(path)),
    );
    expect(wrong).toEqual([]);
  });

  it('lets nobody import an entrypoint, and no script or test be imported by the product', () => {
    const wrong = code
      .filter((path) => !/^(entrypoints|test|scripts|bench)\//.test(path) && path.includes('/'))
      .flatMap((path) =>
        importsOf(path)
          .filter((target) => /^(entrypoints|scripts|test|bench)\//.test(target))
          .map((target) => `${path} imports ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  describe('keeps files short:', () => {
    const sizes = code
      .filter((path) => !path.startsWith('locales/'))
      .map((path) => ({ path, lines: read(path).trimEnd().split('\n').length }));
    const told = (long: typeof sizes) =>
      long.map(({ path, lines }) => `${path} has ${lines} lines: split it by what it does.`);

    it(`at most ${MOST_LINES} lines, tests ${MOST_TEST_LINES}`, () => {
      const most = (path: string): number => (path.startsWith('test/') ? MOST_TEST_LINES : MOST_LINES);
      expect(told(sizes.filter(({ path, lines }) => lines > most(path)))).toEqual([]);
    });

    it(`more than ${FEW_LINES} in at most ${MOST_LONG_FILES} files that are no tests`, () => {
      const long = sizes.filter(({ path, lines }) => !path.startsWith('test/') && lines > FEW_LINES);
      expect(long.length > MOST_LONG_FILES ? told(long) : []).toEqual([]);
    });
  });

  it('gives every rule at least two examples that fire and two that do not', () => {
    const poor = all
      .filter((path) => /^rules\/lures\/.*\.yaml$/.test(path))
      .flatMap((path) => {
        const rule = parse(read(path)) as { examples?: { positive?: unknown[]; negative?: unknown[] } };
        const { positive = [], negative = [] } = rule.examples ?? {};
        return positive.length >= 2 && negative.length >= 2
          ? []
          : [
              `${path}: ${positive.length} positive and ${negative.length} negative examples; write at least two of each.`,
            ];
      });
    expect(poor).toEqual([]);
  });

  it('gives every site description at least two saved or rebuilt pages', () => {
    const poor = all
      .filter((path) => /^rules\/sites\/.*\.yaml$/.test(path))
      .flatMap((path) => {
        const site = path.split('/').pop()!.replace('.yaml', '');
        const pages = all.filter((one) => one.startsWith(`test/pages/${site}/`) && one.endsWith('.html'));
        return pages.length >= 2
          ? []
          : [`${path} has ${pages.length} pages under test/pages/${site}/: add a list and a detail page.`];
      });
    expect(poor).toEqual([]);
  });

  it('has exactly one handler for every message of the contract', () => {
    const sources = code
      .filter((path) => path.startsWith('entrypoints/'))
      .map(read)
      .join('\n');
    const wrong = Object.keys(contract).flatMap((name) => {
      const handlers = sources.match(new RegExp(`handle\\(\\s*'${name}'`, 'g'))?.length ?? 0;
      return handlers === 1
        ? []
        : [`${name} has ${handlers} handlers: write handle('${name}', …) once, at the top of an entrypoint.`];
    });
    expect(wrong).toEqual([]);
  });

  it('tells readers something about every category, without mistakes in the files', () => {
    const files = new Map(
      all
        .filter((path) => /^rules\/guidance\/.*\.yaml$/.test(path))
        .map((path) => [path.split('/').pop()!, parse(read(path)) as unknown]),
    );
    const compiled = compileGuidance(files);
    expect(compiled.ok ? [] : compiled.mistakes).toEqual([]);
  });

  it('links no web address in what readers are told: numbers and names only', () => {
    const linked = all
      .filter((path) => /^rules\/guidance\/.*\.yaml$/.test(path))
      .filter((path) => /https?:|www\.|\.(com|cn|org|net)\b/i.test(read(path)));
    expect(linked).toEqual([]);
  });

  it('names files by what they export: kebab-case, components in PascalCase, no drawers', () => {
    const odd = code.filter((path) => {
      const name = path
        .split('/')
        .pop()!
        .replace(/(\.test|\.config|\.worker|\.d)?\.(ts|tsx|mjs)$/, '');
      return (
        /(^|\/)(utils?|helpers?|common|misc)(\/|\.)/.test(path) ||
        !(
          /^[a-z0-9]+([-.][a-z0-9]+)*$/.test(name) ||
          (path.endsWith('.tsx') && /^[A-Z][A-Za-z0-9]*$/.test(name))
        )
      );
    });
    expect(odd).toEqual([]);
  });

  it('keeps its documents true: links lead to files, and npm commands named in them exist', () => {
    const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);
    const wrong = all
      .filter((path) => path.endsWith('.md'))
      .flatMap((path) => {
        const text = read(path);
        const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
          .map((match) => match[1]!)
          .filter((link) => !existsSync(join(ROOT, posix.dirname(path), link)));
        const pages = [...text.matchAll(/\bdocs\/[\w/-]+\.md\b/g)]
          .map((match) => match[0])
          .filter((page) => !existsSync(join(ROOT, page)));
        // Also the later ones of a list: `npm run types`, `lint`, `format`.
        const commands = [...text.matchAll(/npm run (?:-s )?([a-z][^`\n]*(?:`, `[a-z][^`\n]*)*)/g)]
          .flatMap((match) => match[1]!.split('`, `'))
          .map((command) => /^(?:npm (?:run (?:-s )?)?)?([a-z0-9:]*[a-z0-9])/.exec(command)![1]!)
          .filter((name) => !scripts.includes(name));
        return [...links, ...pages, ...commands].map(
          (what) => `${path} names ${what}, which does not exist.`,
        );
      });
    expect(wrong).toEqual([]);
  });

  it('commits only small pictures', () => {
    const large = all.filter(
      (path) => /\.(png|jpe?g|webp)$/.test(path) && statSync(join(ROOT, path)).size > 300_000,
    );
    expect(large).toEqual([]);
  });

  it('begins from a machine that has only git, Node 20 and npm', () => {
    expect(existsSync(join(ROOT, 'scripts/bootstrap.mjs'))).toBe(true);
    // What it imports runs on plain Node 20 as well.
    expect(read('scripts/bootstrap.mjs')).not.toMatch(/from '(?!node:|\.\/find-chromium\.mjs')/);
    expect(read('scripts/find-chromium.mjs')).not.toMatch(/from '(?!node:)/);
    expect(read('.ci/run')).toMatch(/npm test/);
  });
});

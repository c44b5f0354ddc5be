import { fileURLToPath } from 'node:url';
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import tseslint from 'typescript-eslint';

const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * Who may import whom (design.md §1). Each zone says: files under `target` must not import from `from`.
 * core -> nothing but zod; components -> core, types and pure functions, never a store or a browser API.
 */
const layers = ['components', 'page', 'reports', 'updates', 'messaging', 'settings'];
const forbid = (target, from, message) => ({
  target: `./${target}`,
  from: from.map((f) => `./${f}`),
  message,
});
const zones = [
  forbid(
    'core',
    [...layers, 'entrypoints', 'scripts', 'bench', 'rules'],
    'core is pure: text in, verdict out.',
  ),
  ...layers.map((layer) =>
    forbid(
      layer,
      ['entrypoints', 'scripts', 'bench', 'test'],
      'Entrypoints are composition roots: nobody imports them.',
    ),
  ),
  forbid(
    'components',
    ['updates', 'messaging', 'page'],
    'Components take props and give callbacks: no store, no messages, no page.',
  ),
  forbid(
    'components',
    ['reports/store', 'reports/inbox', 'settings/store.ts'],
    'Components import no store.',
  ),
  forbid(
    'page',
    ['components', 'reports', 'updates', 'settings'],
    'page knows the live page and core, nothing else.',
  ),
  forbid(
    'reports',
    ['components', 'page', 'updates', 'messaging', 'settings'],
    'reports knows records and core.',
  ),
  forbid('updates', ['components', 'page', 'reports', 'messaging'], 'updates knows rule channels and core.'),
  forbid('settings', ['components', 'page', 'reports', 'updates', 'messaging'], 'settings knows core alone.'),
  forbid('messaging', ['components', 'page', 'updates'], 'messaging is a contract: schemas and types.'),
];

export default tseslint.config(
  { ignores: ['.output', '.wxt', '.generated', 'node_modules', 'test/pages/**/*.html'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })] },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: here, zones }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of literals (ADR: no enums).' },
      ],
    },
  },
  {
    files: ['core/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(?!zod$|\\.)', message: 'core imports zod and itself alone.' }] },
      ],
    },
  },
);

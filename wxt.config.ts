import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';
import { parse } from 'yaml';
import { readBuiltInConfig } from './scripts/channel/built-in-config.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Match patterns of the sites that have a description: the only hosts the extension reads without being asked. */
function siteMatches(): string[] {
  const folder = at('./rules/sites/');
  const files = (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith('.yaml'));
  const hosts = files.flatMap(
    (name) => (parse(readFileSync(`${folder}${name}`, 'utf8')) as { hosts: string[] }).hosts,
  );
  return [...new Set(hosts)].sort().map((host) => `*://${host}/*`);
}

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  vite: () => ({
    esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
    // The channel the extension takes rules from, if the build was given one: docs/channels.md.
    define: { __BUILT_IN_CHANNEL__: JSON.stringify(readBuiltInConfig(process.env)) },
  }),
  hooks: {
    'entrypoints:resolved': (_wxt, entrypoints) => {
      const matches = siteMatches();
      for (const entrypoint of entrypoints) {
        if (entrypoint.type === 'content-script' && matches.length > 0) entrypoint.options.matches = matches;
      }
    },
    'build:publicAssets': (_wxt, files) => {
      // The bundled ruleset; `npm run rules:build` writes it.
      const absoluteSrc = at('./.generated/ruleset.json');
      if (existsSync(absoluteSrc)) files.push({ absoluteSrc, relativeDest: 'ruleset.json' });
      else
        console.warn('No .generated/ruleset.json: run npm run rules:build first, or nothing will be found.');
    },
  },
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'zh_CN',
    permissions: ['storage', 'alarms', 'activeTab', 'scripting', 'contextMenus', 'unlimitedStorage'],
    optional_host_permissions: ['*://*/*'],
    commands: {
      report: { suggested_key: { default: 'Alt+Shift+J' }, description: '__MSG_commandReport__' },
    },
    // 123: the first Chromium with light-dark(), by which every colour is given. Iterator helpers are in since 122.
    ...(browser !== 'firefox' && { minimum_chrome_version: '123' }),
    // 140: the first Firefox that draws the CSS Custom Highlight API.
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: {
          id: 'zhaishao@zhaishao.example',
          strict_min_version: '140.0',
          data_collection_permissions: { required: ['none'] },
        },
      },
    }),
    // Channels set by an organisation's policy. Firefox takes the same from a native manifest and knows no such key.
    ...(browser === 'firefox' ? {} : { storage: { managed_schema: 'managed-schema.json' } }),
  }),
});

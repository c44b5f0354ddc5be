import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';
import { readBuiltInConfig } from './scripts/channel/built-in-config.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  vite: () => ({
    esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
    // The channel the extension takes rules from, if the build was given one: docs/channels.md.
    define: { __BUILT_IN_CHANNEL__: JSON.stringify(readBuiltInConfig(process.env)) },
  }),
  hooks: {
    'build:publicAssets': (_wxt, files) => {
      // The bundled ruleset; `npm run rules:build` writes it.
      files.push({ absoluteSrc: at('./.generated/ruleset.json'), relativeDest: 'ruleset.json' });
    },
  },
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'zh_CN',
    permissions: ['storage', 'alarms', 'activeTab', 'scripting', 'contextMenus', 'unlimitedStorage'],
    optional_host_permissions: ['*://*/*'],
    commands: {
      report: { suggested_key: { default: 'Alt+Shift+R' }, description: '__MSG_commandReport__' },
    },
    // Channels set by an organisation's policy. Firefox takes the same from a native manifest and knows no such key.
    ...(browser === 'firefox' ? {} : { storage: { managed_schema: 'managed-schema.json' } }),
  }),
});

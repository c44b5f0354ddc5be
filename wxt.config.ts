import { defineConfig } from 'wxt';

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  vite: () => ({ esbuild: { jsx: 'automatic', jsxImportSource: 'preact' } }),
  manifest: {
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'zh_CN',
    permissions: ['storage', 'alarms', 'activeTab', 'scripting', 'contextMenus', 'unlimitedStorage'],
    optional_host_permissions: ['*://*/*'],
    commands: {
      report: { suggested_key: { default: 'Alt+Shift+R' }, description: '__MSG_commandReport__' },
    },
  },
});

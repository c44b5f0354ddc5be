import { storage } from '#imports';
import { SETTINGS_MIGRATIONS, SETTINGS_VERSION } from './migrations.ts';
import { DEFAULT_SETTINGS, readSettings, type Settings } from './settings.ts';

const item = storage.defineItem<unknown>('local:settings', {
  fallback: DEFAULT_SETTINGS,
  version: SETTINGS_VERSION,
  migrations: SETTINGS_MIGRATIONS,
});

let writing: Promise<unknown> = Promise.resolve();

/** The settings as stored now. */
export async function loadSettings(): Promise<Settings> {
  return readSettings(await item.getValue());
}

/**
 * Changes the settings. Changes of one context run one after the other, so that none is lost.
 *
 * @param change - from the settings as stored to the new ones
 */
export function changeSettings(change: (settings: Settings) => Settings): Promise<Settings> {
  const next = writing.then(async () => {
    const changed = readSettings(change(await loadSettings()));
    await item.setValue(changed);
    return changed;
  });
  writing = next.catch(() => undefined);
  return next;
}

/** Calls back with every later value and the one before it. Returns a function that stops it. */
export function watchSettings(onChange: (settings: Settings, before: Settings) => void): () => void {
  return item.watch((value, before) => onChange(readSettings(value), readSettings(before)));
}

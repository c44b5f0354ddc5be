import { browser } from '#imports';
import type { DataModel } from '../../components/options/options-model.ts';
import { addedOrigins } from '../../settings/own-sites.ts';

type What = DataModel['stored'][number]['what'];

/** What lies in the browser's storage, grouped as people think of it. Sizes of JSON, not of the disk. */
export async function storedData(language: string): Promise<DataModel['stored']> {
  const all = await browser.storage.local.get(null);
  const bytes: Record<What, number> = {
    settings: 0,
    dismissals: 0,
    rules: 0,
    health: 0,
    reports: 0,
    other: 0,
  };
  for (const [key, value] of Object.entries(all))
    bytes[groupOf(key)] += key.length + JSON.stringify(value ?? null).length;
  bytes.reports += await databaseBytes();
  const groups: What[] = ['settings', 'dismissals', 'rules', 'health', 'reports', 'other'];
  return groups
    .filter((what) => what !== 'other' || bytes.other > 0)
    .map((what) => ({ what, size: readableSize(bytes[what], language) }));
}

/** What the reports' database takes. Firefox does not tell it apart from the rest of our storage there, which is next to nothing. */
async function databaseBytes(): Promise<number> {
  const room: { usage?: number; usageDetails?: { indexedDB?: number } } = await navigator.storage.estimate();
  return room.usageDetails?.indexedDB ?? room.usage ?? 0;
}

function groupOf(key: string): What {
  if (/^settings\$?$/.test(key)) return 'settings';
  if (/^dismissals\$?$/.test(key)) return 'dismissals';
  if (/^(ruleset|updates):/.test(key)) return 'rules';
  if (key.startsWith('report-shot:')) return 'reports';
  return key === 'site-health' ? 'health' : 'other';
}

function readableSize(bytes: number, language: string): string {
  const [value, unit] = bytes >= 1_000_000 ? [bytes / 1_000_000, 'megabyte'] : [bytes / 1000, 'kilobyte'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}

/** Deletes everything this extension keeps in the browser. */
export async function deleteEverything(): Promise<void> {
  await browser.storage.local.clear();
  await browser.storage.session?.clear();
  const databases = (await indexedDB.databases?.()) ?? [];
  await Promise.all(databases.map(({ name }) => (name === undefined ? undefined : deleteDatabase(name))));
  const added = await addedOrigins();
  if (added.length > 0) await browser.permissions.remove({ origins: added });
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}

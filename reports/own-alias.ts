import type { ReportStore } from './store/report-store.ts';

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Alias of this device: random, kept in the store, tied to nothing. Letters that are easily confused are left out. */
export async function ownAlias(store: ReportStore): Promise<string> {
  const kept = await store.setting('alias');
  if (typeof kept === 'string' && kept !== '') return kept;
  const random = crypto.getRandomValues(new Uint8Array(8));
  const alias = `哨-${[...random].map((byte) => LETTERS[byte % LETTERS.length]).join('')}`;
  const saved = await store.saveSetting('alias', alias);
  if (!saved.ok) throw new Error(saved.message);
  return alias;
}

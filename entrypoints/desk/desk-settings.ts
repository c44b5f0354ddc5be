import { z } from 'zod';
import type { DeskSettings } from '../../components/desk/DeskSettingsDialog.tsx';
import type { ReportStore } from '../../reports/store/report-store.ts';
import { ownAlias } from '../../reports/own-alias.ts';

const Stored = z.object({
  alias: z.string().min(1).max(60).optional().catch(undefined),
  secondPerson: z.boolean().catch(false),
  breakAfter: z.number().int().min(0).max(600).catch(50),
  coverShots: z.boolean().catch(true),
});

/** Settings of the desk on this device; each broken field falls back by itself. */
export async function loadDeskSettings(store: ReportStore): Promise<DeskSettings> {
  const stored = Stored.parse((await store.setting('desk:settings')) ?? {});
  return { ...stored, alias: stored.alias ?? (await ownAlias(store)) };
}

export const saveDeskSettings = (store: ReportStore, settings: DeskSettings) =>
  store.saveSetting('desk:settings', settings);

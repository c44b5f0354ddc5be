import { z } from 'zod';
import { readDismissals, type Dismissal } from '../../settings/dismissals.ts';
import { readSettings, type Settings } from '../../settings/settings.ts';

const MAX_BYTES = 8 * 1024 * 1024;

const SettingsFile = z.object({
  what: z.literal('zhaishao settings'),
  format: z.literal(1),
  settings: z.record(z.string(), z.unknown()),
  dismissals: z.array(z.unknown()).max(10_000).default([]),
});

/** The reader's settings as a file. Channels stay behind: whoever hands over a file must not hand over trust with it. */
export function writeSettingsFile(settings: Settings, dismissals: readonly Dismissal[]): string {
  return JSON.stringify({ what: 'zhaishao settings', format: 1, settings, dismissals }, null, 2);
}

/** Reads such a file; undefined for anything else. Fields that cannot be read fall back to their defaults. */
export function readSettingsFile(text: string): { settings: Settings; dismissals: Dismissal[] } | undefined {
  if (text.length > MAX_BYTES) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const file = SettingsFile.safeParse(json);
  if (!file.success) return undefined;
  return { settings: readSettings(file.data.settings), dismissals: readDismissals(file.data.dismissals) };
}

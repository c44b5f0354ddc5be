import type { DeskTarget } from '../../components/desk/desk-api.ts';
import { loadChannels } from '../../core/ruleset/channels-format.ts';
import { publicFilter } from '../../reports/desk-filter.ts';
import { archiveName, exportArchive, type ExportId } from '../../reports/export/export-archive.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';
import { blobOf, decisionFile, type MadeFile } from './decision-file.ts';
import type { DeskService } from './desk-service.ts';
import { loadDeskSettings } from './desk-settings.ts';

/** What the page knows and the worker does not. */
export interface ExportSetting {
  readonly version: string;
  /** The `channels` section of the active ruleset, unread. */
  readonly channels: unknown;
  readonly rulesetVersion: string | null;
}

/** Exports of a target, made in the worker piece by piece. */
export function createExportService(store: ReportStore, desk: DeskService) {
  let abort = new AbortController();
  return {
    async exportFiles(
      target: DeskTarget,
      which: readonly ExportId[],
      setting: ExportSetting,
      onProgress: (name: string, bytes: number) => void,
    ): Promise<MadeFile> {
      abort = new AbortController();
      await desk.catchUp(desk.subjectsOf(target));
      // Asked again: what was caught up with may have left the filter.
      const subjects = desk.subjectsOf(target);
      const index = desk.index();
      const cases = subjects
        .map((subject) => ({ view: index.view(subject), reports: index.reportsOf(subject) }))
        .filter((one) => one.reports.length > 0);
      const createdAt = new Date().toISOString();
      let name = '';
      const chunks = exportArchive({
        cases,
        events: subjects.flatMap((subject) => [...index.ledger.events(subject)]),
        which,
        channels: loadChannels(setting.channels),
        createdAt,
        from: (await loadDeskSettings(store)).alias,
        generator: `zhaishao ${setting.version}`,
        rulesetVersion: setting.rulesetVersion,
        filter: 'filter' in target ? publicFilter(target.filter) : { subjects: target.subjects.length },
        loadAttachment: async (sha256) => (await store.attachment(sha256))?.bytes ?? null,
        signal: abort.signal,
        onFile: (file) => {
          name = file;
          onProgress(name, 0);
        },
      });
      let told = 0;
      const blob = await blobOf(chunks, 'application/zip', (bytes) => {
        if (bytes - told < 500_000) return;
        told = bytes;
        onProgress(name, bytes);
      });
      return { name: archiveName(createdAt), blob };
    },
    decisionFile: async (target: DeskTarget, version: string): Promise<MadeFile> =>
      decisionFile(desk, store, target, (await loadDeskSettings(store)).alias, version),
    cancelExport: () => abort.abort(),
  };
}

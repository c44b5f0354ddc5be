import { browser } from '#imports';
import { bundleName, writeBundle, type BundleContents } from '../../reports/bundle/write-bundle.ts';
import type { Report } from '../../reports/record-format.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';
import { blobOf, type MadeFile } from '../desk/decision-file.ts';
import { rememberFiled, replacedVersions } from './sent-reports.ts';

/** Own reports with their pictures, withdrawals and objections, as a file for moderators. Takes them as handed over. */
export async function reportFile(
  store: ReportStore,
  reports: readonly Report[],
  alias: string,
): Promise<MadeFile> {
  const raw = (await store.rawReports(reports.map((one) => one.id))).filter((one) => one !== null);
  const subjects = [...new Set(reports.map((one) => one.subject))];
  const ids = new Set(reports.map((one) => one.id));
  const events = (await Promise.all(subjects.map((subject) => store.eventsOnSubject(subject)))).flat();
  const replaced = new Set((await replacedVersions(store, reports)).map((one) => one.id));
  const contents: BundleContents = {
    kind: 'reports',
    createdAt: new Date().toISOString(),
    from: alias,
    generator: `zhaishao ${browser.runtime.getManifest().version}`,
    reports: raw,
    events: events.filter(
      (one) => one.by === alias && (one.type !== 'withdraw' || ids.has(one.report) || replaced.has(one.id)),
    ),
    loadAttachment: async (sha256) => (await store.attachment(sha256))?.bytes ?? null,
  };
  const made = { name: bundleName(contents), blob: await blobOf(writeBundle(contents)) };
  await rememberFiled(store, [...ids]);
  return made;
}

import { useState } from 'preact/hooks';
import { browser } from '#imports';
import { ExportDialog, type ExportState } from '../../components/desk/ExportDialog.tsx';
import type { DeskTarget } from '../../components/desk/desk-api.ts';
import { useTexts } from '../../components/shared/use-texts.ts';
import { ACTIVE_RULESET_KEY, readActiveRuleset } from '../../core/ruleset/active-ruleset.ts';
import { CompiledRuleset } from '../../core/ruleset/format.ts';
import { deskTexts } from '../../locales/desk.ts';
import { EXPORTS, type ExportId } from '../../reports/export/export-archive.ts';
import type { DeskClient } from './desk-client.ts';
import { saveFile } from './save-file.ts';

/** Export of a target: files are made in the worker and saved by the browser. */
export function ExportView({
  api,
  target,
  count,
  onClose,
}: {
  api: DeskClient;
  target: DeskTarget;
  count: number;
  onClose: () => void;
}) {
  const t = useTexts(deskTexts);
  const [state, setState] = useState<ExportState>({ step: 'choose' });
  const { version } = browser.runtime.getManifest();
  const save = async (make: () => Promise<{ name: string; blob: Blob }>) => {
    try {
      setState({ step: 'working', name: '', bytes: 0 });
      const made = await make();
      saveFile(made.name, made.blob);
      setState({ step: 'done', name: made.name, size: sizeText(made.blob.size) });
    } catch (error) {
      setState({ step: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  };
  const start = async (which: readonly ExportId[]) => {
    const stored = await browser.storage.local.get(ACTIVE_RULESET_KEY);
    const active = readActiveRuleset(stored[ACTIVE_RULESET_KEY]);
    const compiled = CompiledRuleset.safeParse(active?.compiled);
    const setting = {
      version,
      channels: compiled.data?.channels ?? null,
      rulesetVersion: active?.version ?? null,
    };
    return api.exportFiles(target, which, setting, (name, bytes) =>
      setState({ step: 'working', name, bytes }),
    );
  };
  return (
    <ExportDialog
      count={count}
      choices={EXPORTS.map((id) => ({ id, name: t(`export.${id}`), hint: t(`export.${id}.hint`) }))}
      state={state}
      onStart={(which) => void save(() => start(which as readonly ExportId[]))}
      onDecisions={() => void save(() => api.decisionFile(target, version))}
      onCancel={() => void api.cancelExport()}
      onClose={onClose}
    />
  );
}

const sizeText = (bytes: number) =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;

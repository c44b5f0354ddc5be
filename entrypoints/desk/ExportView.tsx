import { useState } from 'preact/hooks';
import { browser } from '#imports';
import { ExportDialog, type ExportState } from '../../components/desk/ExportDialog.tsx';
import type { DeskTarget } from '../../components/desk/desk-api.ts';
import type { DeskClient } from './desk-client.ts';
import { saveFile } from './save-file.ts';

/** Export of a target: files are made in the worker and saved by the browser. */
export function ExportView({ api, target, count, onClose }: { api: DeskClient; target: DeskTarget; count: number; onClose: () => void }) {
  const [state, setState] = useState<ExportState>({ step: 'choose' });
  const { version } = browser.runtime.getManifest();
  const save = async (make: () => Promise<{ name: string; blob: Blob }>) => {
    try {
      const made = await make();
      saveFile(made.name, made.blob);
      setState({ step: 'done', name: made.name, size: made.blob.size < 1e6 ? `${Math.ceil(made.blob.size / 1e3)} KB` : `${(made.blob.size / 1e6).toFixed(1)} MB` });
    } catch (error) {
      setState({ step: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <ExportDialog
      count={count}
      choices={[]}
      state={state}
      onStart={() => undefined}
      onDecisions={() => void save(() => api.decisionFile(target, version))}
      onCancel={() => undefined}
      onClose={onClose}
    />
  );
}

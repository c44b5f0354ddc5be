import { useEffect, useState } from 'preact/hooks';
import { browser } from '#imports';

/**
 * The key that starts a report, as the browser has assigned it; `''` where it has none. What the manifest suggests is not always granted:
 * Chromium keeps Alt+Shift+R for its reading mode and then assigns nothing. The reader may have chosen another one, too.
 */
export function useReportKey(): string {
  const [key, setKey] = useState('');
  useEffect(() => {
    void browser.commands
      .getAll()
      .then((all) => setKey(all.find((one) => one.name === 'report')?.shortcut ?? ''))
      .catch(() => undefined);
  }, []);
  return key;
}

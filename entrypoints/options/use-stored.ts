import { useEffect, useState } from 'preact/hooks';
import { browser } from '#imports';

/** A value of `storage.local` as it is now and after every change, read by `read` (which must not change between renders). */
export function useStored<T>(key: string, read: (stored: unknown) => T): T | undefined {
  const [value, setValue] = useState<T>();
  useEffect(() => {
    const load = async () => setValue(read((await browser.storage.local.get(key))[key]));
    const onChanged = (changes: Record<string, { newValue?: unknown }>, area: string) => {
      if (area === 'local' && key in changes) setValue(read(changes[key]?.newValue));
    };
    void load();
    browser.storage.onChanged.addListener(onChanged);
    return () => browser.storage.onChanged.removeListener(onChanged);
  }, [key, read]);
  return value;
}

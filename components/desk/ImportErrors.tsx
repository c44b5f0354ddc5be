import { deskTexts } from '../../locales/desk.ts';
import { useTexts } from '../shared/use-texts.ts';
import type { ImportError } from './import-preview.ts';

/** What was not taken, line by line or document by document. */
export function ImportErrors({ errors, count }: { errors: readonly ImportError[]; count: number }) {
  const t = useTexts(deskTexts);
  if (count === 0) return null;
  return (
    <details>
      <summary>
        {t('import.errors')} · {count}
      </summary>
      <ul class="dk-errors">
        {errors.map(({ file, line, message }, index) => (
          <li key={`${index}${file}`}>
            {line === null
              ? t('import.document_error', { file, message })
              : t('import.error', { file, line, message })}
          </li>
        ))}
      </ul>
    </details>
  );
}

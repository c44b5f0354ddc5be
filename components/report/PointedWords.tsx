import { reportTexts } from '../../locales/report.ts';
import type { Report } from '../../reports/record-format.ts';
import { useTexts } from '../shared/use-texts.ts';

/** Selected words that are shown; the text with all of them stands beside. */
const SHOWN = 200;

/** How the report began, in a line: by selected words, a link or a picture. */
export function PointedWords({ report }: { report: Pick<Report, 'pointed' | 'text'> }) {
  const t = useTexts(reportTexts);
  if (report.pointed === null) return null;
  const { by, span, url } = report.pointed;
  const words = span === null ? '' : report.text.slice(span.start, span.end);
  const what = by === 'selection' ? words : (url ?? words);
  const cut = what.length > SHOWN ? `${what.slice(0, SHOWN)}…` : what;
  const began = what === '' ? t(`pointed.${by}`) : t(`pointed.${by}_what`, { what: cut });
  // Words selected in a link lead somewhere, too.
  return (
    <>{by === 'selection' && url !== null ? `${began}；${t('pointed.link_what', { what: url })}` : began}</>
  );
}

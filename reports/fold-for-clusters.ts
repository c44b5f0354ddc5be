import { charOf, soundOf, type FoldTables } from '../core/text/fold-tables.ts';
import { fold } from '../core/text/fold.ts';
import { createFolded } from '../core/text/folded.ts';

/** Sounds stand in the private use area, where no written character is. */
const SOUND_BASE = 0xe000;

/**
 * The engine's folding for comparing texts: by sound where there is one, so that 停息挂账, 停息掛帳, 亭息挂帐 and
 * "ting xi gua zhang" are one template. Symbols and gaps vanish.
 *
 * @param tables - `loadRuleset(…).foldTables`
 * @returns for `createDeskIndex({ fold })`
 */
export function foldForClusters(tables: FoldTables): (text: string) => string {
  const folded = createFolded();
  return (text) => {
    fold(text, tables, folded);
    let out = '';
    for (let at = 0; at < folded.length; at += 1) {
      const unit = folded.unit[at]!;
      const sound = soundOf(unit);
      out += String.fromCharCode(sound === 0 ? charOf(unit) : SOUND_BASE + sound);
    }
    return out;
  };
}

/** Digits as people write them to get past filters, each to the plain digit. One UTF-16 unit each. */
const DIGITS: ReadonlyMap<string, string> = new Map([
  ...[...'〇零一二三四五六七八九'].map((char, index) => [char, String(index < 2 ? 0 : index - 1)] as const),
  ...[...'０１２３４５６７８９'].map((char, index) => [char, String(index)] as const),
  ...[...'①②③④⑤⑥⑦⑧⑨'].map((char, index) => [char, String(index + 1)] as const),
  ...[...'❶❷❸❹❺❻❼❽❾'].map((char, index) => [char, String(index + 1)] as const),
  ...[...'壹贰叁肆伍陆柒捌玖'].map((char, index) => [char, String(index + 1)] as const),
  ['幺', '1'],
  ['⓪', '0'],
  ['⓿', '0'],
]);

/**
 * The text with digits and Latin letters made plain, unit by unit: the same length, so that an offset in one is an offset
 * in the other. Mathematical digits (two units) become the digit and a zero-width space.
 */
export function plainDigits(text: string): string {
  let out = '';
  for (let index = 0; index < text.length; index += 1) {
    const unit = text[index]!;
    const code = text.charCodeAt(index);
    if (code < 0x80) out += unit.toLowerCase().length === 1 ? unit.toLowerCase() : unit;
    else if (DIGITS.has(unit)) out += DIGITS.get(unit)!;
    else if (code >= 0xff21 && code <= 0xff5a) out += String.fromCharCode(code - 0xfee0).toLowerCase();
    else if (code === 0xd835 && index + 1 < text.length) {
      const point = text.codePointAt(index)!;
      out +=
        point >= 0x1d7ce && point <= 0x1d7ff
          ? `${(point - 0x1d7ce) % 10}\u200b`
          : text.slice(index, index + 2);
      index += 1;
    } else out += unit;
  }
  return out;
}

/** A run of digits with at most two separators between neighbours. Offsets are those of the text searched. */
export interface DigitRun {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  /** Offset of each digit. */
  readonly at: readonly number[];
}

const SEPARATOR = /[\s\-–—·.•_~*#()（）\u200b-\u200d\ufe0f\u20e3]/;

/** Finds runs of at least `least` digits in text made plain. One pass. */
export function digitRuns(plain: string, least: number): DigitRun[] {
  const runs: DigitRun[] = [];
  let digits = '';
  let at: number[] = [];
  let gap = 0;
  const close = () => {
    if (digits.length >= least) runs.push({ digits, start: at[0]!, end: at.at(-1)! + 1, at });
    digits = '';
    at = [];
    gap = 0;
  };
  for (let index = 0; index < plain.length; index += 1) {
    const unit = plain[index]!;
    if (unit >= '0' && unit <= '9') {
      digits += unit;
      at.push(index);
      gap = 0;
    } else if (digits !== '' && gap < 2 && SEPARATOR.test(unit)) gap += 1;
    else close();
  }
  close();
  return runs;
}

/** GB 11643: 17 digits and a check character, with a possible birth date. */
export function isIdNumber(text: string): boolean {
  if (!/^[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]$/.test(text)) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return '10x98765432'[sum % 11] === text[17];
}

/** ISO/IEC 7812 check digit, as bank cards carry it. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const value = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? value * 2 : value;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

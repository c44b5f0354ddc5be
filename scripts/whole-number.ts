/**
 * The number given with an option, `--budget 5`.
 *
 * @throws a sentence for anything else: NaN would make every later comparison false, and a gate that compares would stand open
 */
export function wholeNumber(
  option: string,
  given: string,
  least = 0,
  most = Number.MAX_SAFE_INTEGER,
): number {
  const value = /^\d+$/.test(given) ? Number(given) : NaN;
  if (value >= least && value <= most) return value;
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} up` : `from ${least} to ${most}`;
  throw new Error(`${option} ${given}: give a whole number ${range}.`);
}

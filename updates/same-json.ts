/** True when two values are the same JSON. The order of keys does not count: Chromium's storage gives them back sorted. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return Object.keys({ ...one, ...other }).every((key) => sameJson(one[key], other[key]));
}

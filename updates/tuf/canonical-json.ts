/**
 * Canonical JSON (OLPC dialect, the one TUF signs): keys sorted, no blanks, only `"` and `\` escaped, no floats.
 *
 * @throws on floats, `undefined` and anything else that has no canonical form
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return `"${value.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;
  if (typeof value === 'boolean' || value === null) return String(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error(`Canonical JSON has no form for the number ${value}.`);
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') {
    const parts = Object.keys(value)
      .sort()
      .map((key) => `${canonicalJson(key)}:${canonicalJson((value as Record<string, unknown>)[key])}`);
    return `{${parts.join(',')}}`;
  }
  throw new Error(`Canonical JSON has no form for ${typeof value}.`);
}

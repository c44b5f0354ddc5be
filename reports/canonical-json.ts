/**
 * Canonical JSON after RFC 8785 (JCS): members sorted by UTF-16 code units, no white space, numbers and strings as
 * ECMAScript writes them. Two values that mean the same give the same string, on every device, so that its hash can
 * be a name. Text is kept verbatim: no Unicode normalisation, because evidence must not change under our hands.
 * `undefined` members of objects are left out, as `JSON.stringify` does.
 *
 * @throws TypeError for NaN, infinities, functions and other things JSON has no form for
 */
export function canonicalJson(value: unknown): string {
  // Records travel in canonical form, so they mostly come with their members sorted: then the engine's own writer, several
  // times faster, gives the same string.
  return inCanonicalOrder(value) ? JSON.stringify(value) : write(value);
}

function write(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`canonicalJson: ${value} has no JSON form`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((one) => write(one ?? null)).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`canonicalJson: a ${typeof value} has no JSON form`);
  const record = value as Record<string, unknown>;
  const members: string[] = [];
  for (const key of Object.keys(record).sort()) {
    if (record[key] !== undefined) members.push(`${JSON.stringify(key)}:${write(record[key])}`);
  }
  return `{${members.join(',')}}`;
}

/** True when `JSON.stringify` would write the value canonically: sorted members, plain data, finite numbers. */
function inCanonicalOrder(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.every(inCanonicalOrder);
  if ('toJSON' in value) return false;
  let last: string | null = null;
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    if ((last !== null && last >= key) || !inCanonicalOrder(member)) return false;
    last = key;
  }
  return true;
}

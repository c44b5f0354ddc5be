/** A fingerprint without the blanks and colons people write it with; undefined when it is none. */
export function plainFingerprint(text: string): string | undefined {
  const plain = text.replace(/[\s:]/g, '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(plain) ? plain : undefined;
}

/** In groups of four, as people compare it. */
export function readableFingerprint(fingerprint: string): string {
  return fingerprint.match(/.{1,4}/g)?.join(' ') ?? fingerprint;
}

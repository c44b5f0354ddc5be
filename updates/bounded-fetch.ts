import { LIMITS } from './limits.ts';
import { accept, refuse, type Result } from './update-error.ts';

export interface FetchBounds {
  readonly bytes: number;
  /** Milliseconds from asking to the last byte. */
  readonly totalMs: number;
  /** Milliseconds without a byte. */
  readonly stallMs?: number;
}

/**
 * Downloads one file and gives up as soon as it is larger or slower than allowed; what arrived till then is dropped. Redirects are not
 * followed at all: the host the reader confirmed is the only one that learns of the request. No cookies, no referrer. The browser's own
 * cache asks the server whether the file changed (`If-None-Match`), so an unchanged file costs a 304.
 *
 * @param file - named in the error
 */
export async function fetchBounded(
  url: string,
  bounds: FetchBounds,
  file: string,
): Promise<Result<Uint8Array>> {
  const abort = new AbortController();
  let reason: 'total' | 'stall' | undefined;
  const stop = (why: 'total' | 'stall'): void => {
    reason ??= why;
    abort.abort();
  };
  const total = setTimeout(() => stop('total'), bounds.totalMs);
  const stallMs = bounds.stallMs ?? LIMITS.stallMs;
  let stall = setTimeout(() => stop('stall'), stallMs);
  try {
    const response = await fetch(url, {
      signal: abort.signal,
      redirect: 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-cache',
    });
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      return refuse('redirected', file, 'The server redirects; redirects are not followed.');
    }
    if (!response.ok) return refuse('http-status', file, `The server answered ${response.status}.`);
    const announced = Number(response.headers.get('content-length') ?? 0);
    if (announced > bounds.bytes) return tooLarge(file, bounds.bytes);
    if (response.body === null) return accept(new Uint8Array());

    const chunks: Uint8Array[] = [];
    let size = 0;
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      clearTimeout(stall);
      stall = setTimeout(() => stop('stall'), stallMs);
      size += value.byteLength;
      if (size > bounds.bytes) return tooLarge(file, bounds.bytes);
      chunks.push(value);
    }
    return accept(joined(chunks, size));
  } catch (error) {
    if (reason === 'total') return refuse('too-slow', file, `Not complete after ${bounds.totalMs} ms.`);
    if (reason === 'stall') return refuse('too-slow', file, `Nothing arrived for ${stallMs} ms.`);
    return refuse(
      'unreachable',
      file,
      `The download failed: ${error instanceof Error ? error.message : String(error)}.`,
    );
  } finally {
    clearTimeout(total);
    clearTimeout(stall);
    abort.abort();
  }
}

/** True for a refusal that means "there is no such file". */
export function isNotFound(result: Result<unknown>): boolean {
  return (
    !result.ok && result.error.kind === 'http-status' && /answered (403|404|410)\./.test(result.error.detail)
  );
}

function tooLarge(file: string, bytes: number): ReturnType<typeof refuse> {
  return refuse('too-large', file, `The file is larger than the ${bytes} bytes allowed.`);
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const out = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.byteLength;
  }
  return out;
}

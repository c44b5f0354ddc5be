/** Why the inbox did not answer as hoped. `retryAfter`: ms that the server asks us to wait. */
export type InboxFailure =
  | {
      readonly error:
        'unauthorized' | 'forbidden' | 'not_found' | 'insecure_address' | 'bad_answer' | 'cancelled';
      readonly message: string;
    }
  | { readonly error: 'too_large'; readonly message: string }
  | {
      readonly error: 'rate_limited' | 'server' | 'timeout' | 'network';
      readonly message: string;
      readonly retryAfter: number | null;
    };

/** Failures that pass by themselves; the others need a person. */
export function isPassing(failure: InboxFailure): boolean {
  return ['rate_limited', 'server', 'timeout', 'network', 'cancelled'].includes(failure.error);
}

export type Answer<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: InboxFailure };

export type Credentials =
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'bearer'; readonly token: string };

export interface RequestOptions {
  readonly credentials: Credentials | null;
  /** Default: global `fetch`. */
  readonly fetch?: typeof fetch;
  /** ms until a request is given up; default 30,000. A service worker is killed after 30 s without an event anyway. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  /** Bytes of an answer that we read at most: the server may be anybody's. */
  readonly limit?: number;
  /** Clock of the server, ms since 1970, with every answer that lets us read it: CORS hides it where the host is not allowed to us. */
  readonly onDate?: (now: number) => void;
}

const ANSWER_LIMIT = 64_000_000;

/** HTTPS, or plain HTTP to this machine. Credentials belong into their own field, never into the address. */
export function checkAddress(address: string): Answer<URL> {
  const no = (message: string) => ({ ok: false, failure: { error: 'insecure_address', message } }) as const;
  if (!URL.canParse(address)) return no('not a web address');
  const url = new URL(address);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local))
    return no('the address must begin with https://');
  if (url.username !== '' || url.password !== '')
    return no('user and password do not belong into the address');
  if (url.pathname.replaceAll('/', '') === '')
    return no('the address must end in the name of the database, such as https://host/reports');
  url.search = '';
  url.hash = '';
  url.pathname = url.pathname.replace(/\/+$/, '');
  return { ok: true, value: url };
}

/** One request to the database; every outcome is a value. Redirects are refused: they could carry credentials elsewhere. */
export async function couchRequest(
  base: URL,
  path: string,
  init: { readonly method: 'GET' | 'POST'; readonly json?: unknown },
  options: RequestOptions,
): Promise<Answer<Uint8Array>> {
  const timeout = AbortSignal.timeout(options.timeout ?? 30_000);
  const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (init.json !== undefined) headers['content-type'] = 'application/json';
  if (options.credentials) headers.authorization = authorization(options.credentials);
  try {
    const response = await (options.fetch ?? fetch)(`${base.href}${path}`, {
      method: init.method,
      headers,
      ...(init.json === undefined ? {} : { body: JSON.stringify(init.json) }),
      signal,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    const date = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(date)) options.onDate?.(date);
    const bytes = await readBounded(response, options.limit ?? ANSWER_LIMIT);
    if (bytes === null)
      return { ok: false, failure: { error: 'bad_answer', message: 'the answer is too large' } };
    return response.ok ? { ok: true, value: bytes } : { ok: false, failure: failureOf(response, bytes) };
  } catch (error) {
    if (options.signal?.aborted) return { ok: false, failure: { error: 'cancelled', message: 'cancelled' } };
    if (timeout.aborted)
      return { ok: false, failure: { error: 'timeout', message: 'no answer in time', retryAfter: null } };
    return {
      ok: false,
      failure: {
        error: 'network',
        message: error instanceof Error ? error.message : String(error),
        retryAfter: null,
      },
    };
  }
}

export function parseJson(answer: Answer<Uint8Array>): Answer<unknown> {
  if (!answer.ok) return answer;
  try {
    return { ok: true, value: JSON.parse(new TextDecoder().decode(answer.value)) as unknown };
  } catch {
    return {
      ok: false,
      failure: { error: 'bad_answer', message: 'the answer is not JSON: is this a CouchDB address?' },
    };
  }
}

async function readBounded(response: Response, limit: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let step = await reader?.read(); step && !step.done; step = await reader!.read()) {
    size += step.value.length;
    if (size > limit) {
      await reader!.cancel().catch(() => {});
      return null;
    }
    parts.push(step.value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function failureOf(response: Response, bytes: Uint8Array): InboxFailure {
  const { status } = response;
  const message =
    `HTTP ${status} ${new TextDecoder().decode(bytes.subarray(0, 300)).replaceAll(/\s+/g, ' ').trim()}`.slice(
      0,
      300,
    );
  if (status === 401) return { error: 'unauthorized', message };
  if (status === 403) return { error: 'forbidden', message };
  if (status === 404) return { error: 'not_found', message };
  if (status === 413) return { error: 'too_large', message };
  const retryAfter = readRetryAfter(response.headers.get('retry-after'), response.headers.get('date'));
  if (status === 429) return { error: 'rate_limited', message, retryAfter };
  if (status >= 500 || status === 408) return { error: 'server', message, retryAfter };
  return { error: 'bad_answer', message };
}

/** Retry-After in seconds or as a date, as ms; at most a day, so that a mistaken server cannot silence us for good. */
export function readRetryAfter(value: string | null, date: string | null): number | null {
  if (value === null) return null;
  const most = 86_400_000;
  if (/^\d{1,9}$/.test(value.trim())) return Math.min(most, Number(value) * 1000);
  const [until, now] = [Date.parse(value), Date.parse(date ?? '')];
  return Number.isNaN(until) || Number.isNaN(now) ? null : Math.min(most, Math.max(0, until - now));
}

function authorization(credentials: Credentials): string {
  if (credentials.kind === 'bearer') return `Bearer ${credentials.token}`;
  const bytes = new TextEncoder().encode(`${credentials.user}:${credentials.password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

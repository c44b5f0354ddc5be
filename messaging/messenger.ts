import { defineExtensionMessaging } from '@webext-core/messaging';
import { browser } from '#imports';
import { contract, type Input, type MessageName, type Output } from './contract.ts';

// Types come from the contract, in `handle` and `call`; the library's own protocol map would only repeat them.
type Loose = Record<string, (data: unknown) => unknown>;
const { sendMessage, onMessage } = defineExtensionMessaging<Loose>({});

/** Who sent a message, as far as the browser vouches for it. */
interface Sender {
  readonly tabId?: number | undefined;
  readonly frameId?: number | undefined;
  /** Address of the sending page. */
  readonly url?: string | undefined;
}

export type CallResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

/** Milliseconds before an unanswered call gives up: a service worker that hangs neither answers nor fails. */
const TIME_OUT_MS = 8000;

/**
 * Answers a message. Checks the sender, validates what came in and what goes out. At most one handler a message and context;
 * register at the top of the entrypoint, synchronously, or a waking worker misses the message.
 */
export function handle<K extends MessageName>(
  name: K,
  answer: (data: Input<K>, sender: Sender) => Output<K> | void | Promise<Output<K> | void>,
): () => void {
  const { from, input, output } = contract[name];
  return onMessage(name, async (received) => {
    const raw = (received as unknown as { sender?: RawSender }).sender ?? {};
    if (!isAllowed(raw, from)) throw new Error(`Message ${name}: this sender may not send it.`);
    const data = input.safeParse(received.data ?? undefined);
    if (!data.success)
      throw new Error(`Message ${name}: ${data.error.issues[0]?.message ?? 'not as agreed'}`);
    const sender: Sender = { tabId: raw.tab?.id, frameId: raw.frameId, url: raw.url };
    return output.parse((await answer(data.data as Input<K>, sender)) ?? undefined);
  });
}

/**
 * Sends a message and waits for its answer.
 *
 * @param tabId - the tab whose content script answers; leave out for messages to the background
 * @returns the answer, or why there is none (no receiver, refused, invalid, timed out)
 */
export async function call<K extends MessageName>(
  name: K,
  data: Input<K>,
  tabId?: number,
): Promise<CallResult<Output<K>>> {
  const { output, to } = contract[name];
  if (to === 'content' && tabId === undefined)
    throw new Error(`Message ${name} goes to a page: give the tab's id.`);
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`No answer to ${name} within ${TIME_OUT_MS} ms`)),
        TIME_OUT_MS,
      );
    });
    const target = tabId === undefined ? [] : [{ tabId, frameId: 0 }];
    const send = sendMessage as (name: string, data: unknown, ...target: unknown[]) => Promise<unknown>;
    const answer = await Promise.race([send(name, data ?? null, ...target), silence]);
    const value = output.safeParse(answer ?? undefined);
    return value.success
      ? { ok: true, value: value.data as Output<K> }
      : { ok: false, error: `Answer to ${name} is not as agreed: ${value.error.issues[0]?.message ?? ''}` };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

interface RawSender {
  id?: string;
  url?: string;
  frameId?: number;
  tab?: { id?: number };
}

/** Own pages are known by their address; content scripts by a tab of another address. Other extensions never pass. */
function isAllowed(sender: RawSender, from: 'content' | 'page' | 'any'): boolean {
  if (sender.id !== browser.runtime.id) return false;
  const own = browser.runtime.getURL('/');
  const isPage = sender.url === undefined ? sender.tab === undefined : sender.url.startsWith(own);
  if (from === 'any') return isPage || sender.tab !== undefined;
  return from === 'page' ? isPage : !isPage && sender.tab !== undefined;
}

/** What goes over a worker's port. */
interface Call {
  readonly call: number;
  readonly name: string;
  readonly args: readonly unknown[];
}
type Answer =
  | { readonly answer: number; readonly ok: true; readonly value: unknown }
  | { readonly answer: number; readonly ok: false; readonly message: string }
  | { readonly progress: number; readonly values: readonly unknown[] };

/** A port, as far as we need it: `Worker`, `self` in a worker, `MessagePort`. */
export interface Port {
  postMessage(message: unknown): void;
  addEventListener(type: 'message' | 'messageerror' | 'error', listener: (event: MessageEvent) => void): void;
}

/** Answers calls by name. A function gets `onProgress` as its last argument. */
export function serveCalls(
  port: Port,
  functions: Readonly<Record<string, (...args: never[]) => unknown>>,
): void {
  port.addEventListener('message', (event: MessageEvent<Call>) => {
    const { call, name, args } = event.data;
    const run = functions[name] as ((...args: unknown[]) => unknown) | undefined;
    const onProgress = (...values: unknown[]) =>
      port.postMessage({ progress: call, values } satisfies Answer);
    void (async () => {
      try {
        if (!run) throw new Error(`desk worker: no function ${name}`);
        port.postMessage({ answer: call, ok: true, value: await run(...args, onProgress) } satisfies Answer);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        port.postMessage({ answer: call, ok: false, message } satisfies Answer);
      }
    })();
  });
}

/** Calls functions behind a port. Answers may come in any order. A worker that fails on the way leaves no call waiting for ever. */
export function callPort(
  port: Port,
): (name: string, args: readonly unknown[], onProgress?: (...values: never[]) => void) => Promise<unknown> {
  const waiting = new Map<
    number,
    {
      resolve: (value: unknown) => void;
      reject: (error: Error) => void;
      onProgress?: ((...values: never[]) => void) | undefined;
    }
  >();
  let next = 1;
  /** Set by a worker that failed before its first answer: it never started, and never will answer. */
  let dead: Error | null = null;
  let answered = false;
  const fail = (event: Event) => {
    const why = 'message' in event ? String(event.message) : event.type;
    const error = new Error(`desk worker: ${why}`);
    if (!answered) dead = error;
    for (const call of waiting.values()) call.reject(error);
    waiting.clear();
  };
  port.addEventListener('error', fail);
  port.addEventListener('messageerror', fail);
  port.addEventListener('message', (event: MessageEvent<Answer>) => {
    const data = event.data;
    answered = true;
    if ('progress' in data) {
      waiting.get(data.progress)?.onProgress?.(...(data.values as never[]));
      return;
    }
    const call = waiting.get(data.answer);
    waiting.delete(data.answer);
    if (data.ok) call?.resolve(data.value);
    else call?.reject(new Error(data.message));
  });
  return (name, args, onProgress) =>
    new Promise((resolve, reject) => {
      if (dead !== null) return reject(dead);
      waiting.set(next, { resolve, reject, onProgress });
      port.postMessage({ call: next, name, args } satisfies Call);
      next += 1;
    });
}

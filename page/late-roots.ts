import { type Scope } from './deep-select.ts';

/** A shadow host is looked at again so many times, each {@link LATE_ROOT} ms, for its root may come later than the host. */
const LATE_ROOT_TRIES = 20;
const LATE_ROOT = 250;

/**
 * A custom element may get its root after it was inserted, which no observer sees.
 *
 * @param hosts - selector of the site's shadow hosts; empty where it has none
 * @param found - called with a host that has got its root
 */
export function awaitRoots(
  scope: Scope,
  hosts: string,
  later: (delay: number, run: () => void) => unknown,
  found: (host: Element) => void,
  tries = 0,
): void {
  if (hosts === '' || tries >= LATE_ROOT_TRIES) return;
  const late = [...scope.querySelectorAll(hosts)].filter((host) => !host.shadowRoot);
  const isElement = scope.nodeType === 1;
  if (isElement && (scope as Element).matches(hosts) && !(scope as Element).shadowRoot)
    late.push(scope as Element);
  if (late.length === 0) return;
  later(LATE_ROOT, () => {
    for (const host of late) {
      if (host.shadowRoot) found(host);
      else if (host.isConnected) awaitRoots(host, hosts, later, found, tries + 1);
    }
  });
}

import { type Scope } from './deep-select.ts';
import { isConnected, matches, native, shadowOf, typeOf } from './native.ts';

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
  const late = [...native(scope, 'querySelectorAll')(hosts)].filter((host) => !shadowOf(host));
  const own = typeOf(scope) === 1 ? (scope as Element) : null;
  if (own && matches(own, hosts) && !shadowOf(own)) late.push(own);
  if (late.length === 0) return;
  later(LATE_ROOT, () => {
    for (const host of late) {
      if (shadowOf(host)) found(host);
      else if (isConnected(host)) awaitRoots(host, hosts, later, found, tries + 1);
    }
  });
}

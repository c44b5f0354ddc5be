/** The Navigation API as far as it is used; older browsers (Firefox ESR) do not have it. */
interface NavigationEvents {
  addEventListener(
    type: 'currententrychange' | 'navigatesuccess',
    listener: () => void,
    options?: { signal: AbortSignal },
  ): void;
}

/** How often the address is compared where nothing tells of a `pushState`; ms. Reading `location.href` costs nothing. */
const POLL = 700;

/**
 * Tells when a site navigates without loading. `pushState` cannot be hooked from the isolated world, so: the Navigation API where there is
 * one, else `popstate` and a poll of the address.
 *
 * @param url - the address now; a parameter so that tests can give one
 * @param changed - called once for each new address, also when only query or fragment differ
 */
export function watchNavigation(
  window: Window,
  url: () => string,
  changed: (url: string) => void,
  signal: AbortSignal,
): void {
  let last = url();
  const check = () => {
    const now = url();
    if (now === last) return;
    last = now;
    changed(now);
  };
  const { navigation } = window as { navigation?: NavigationEvents };
  navigation?.addEventListener('currententrychange', check, { signal });
  navigation?.addEventListener('navigatesuccess', check, { signal });
  window.addEventListener('popstate', check, { signal });
  window.addEventListener('hashchange', check, { signal });
  if (navigation) return;
  const timer = window.setInterval(check, POLL);
  signal.addEventListener('abort', () => window.clearInterval(timer));
}

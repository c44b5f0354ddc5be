import { composedParent } from './deep-select.ts';
import { documentOf, native } from './native.ts';

/** Light or dark of the page where a marker will stand. The page's own ground counts, not the reader's system. */
export type Theme = 'light' | 'dark';

/**
 * Measures the nearest painted background behind an element. Reads computed style a few times; call it once a marker, not in a loop
 * over every mutation.
 */
export function themeAt(element: Element): Theme {
  const view = native(documentOf(element), 'defaultView');
  if (!view) return 'light';
  for (let at: Element | null = element; at; at = composedParent(at)) {
    const luminance = luminanceOf(view.getComputedStyle(at).backgroundColor);
    if (luminance !== undefined) return luminance < 0.4 ? 'dark' : 'light';
  }
  const root = view.getComputedStyle(native(documentOf(element), 'documentElement'));
  if (
    /\bdark\b/.test(root.colorScheme) &&
    (!/\blight\b/.test(root.colorScheme) || view.matchMedia('(prefers-color-scheme: dark)').matches)
  ) {
    return 'dark';
  }
  return 'light';
}

/** Relative luminance 0..1 of a computed `rgb()` or `rgba()` colour; undefined when it is nearly transparent or another notation. */
export function luminanceOf(color: string): number | undefined {
  const numbers = /^rgba?\(([^)]+)\)$/
    .exec(color)?.[1]
    ?.split(/[\s,/]+/)
    .map(Number);
  if (!numbers || numbers.length < 3) return undefined;
  const [r, g, b, alpha = 1] = numbers as [number, number, number, number?];
  if (alpha < 0.5) return undefined;
  const linear = (channel: number) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

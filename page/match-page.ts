import { type SitePage } from '../core/ruleset/site-format.ts';
import { type CompiledSite } from './compile-site.ts';

/** Which page kind a URL is, with the variables of its pattern. */
export interface PageMatch {
  readonly kind: string;
  readonly page?: SitePage;
  readonly vars: Readonly<Record<string, string>>;
  readonly url: URL;
}

/** The first page kind one of whose patterns fits; `unknown`, without variables, where none does. Throws if `url` is no URL. */
export function matchPage(site: CompiledSite, url: string): PageMatch {
  const parsed = new URL(url);
  for (const { page, patterns } of site.pages) {
    for (const one of patterns) {
      const vars = one.match(parsed);
      if (vars) return { kind: page.kind, page, vars, url: parsed };
    }
  }
  return { kind: 'unknown', vars: {}, url: parsed };
}

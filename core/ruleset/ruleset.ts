/** A ruleset ready to judge with. Made by `loadRuleset` from the compiled JSON. */
export interface Ruleset {
  /** Version of the data, for example `2026.11.26-1`. */
  readonly version: string;
  readonly createdAt: string;
  readonly rules: readonly { readonly id: string; readonly title: string }[];
}

import type { Explanation } from '../../core/explain.ts';
import type { Item } from '../../core/item.ts';
import type { ChangeErrorKind } from '../../core/ruleset/update-kinds.ts';
import type { Dismissal } from '../../settings/dismissals.ts';
import type { Settings } from '../../settings/settings.ts';

/** A supported site as shown to the reader. */
export interface SiteModel {
  readonly id: string;
  readonly title: string;
  readonly hosts: readonly string[];
  readonly on: boolean;
  readonly granted: boolean;
  readonly health: 'well' | 'stale' | 'unseen';
}

export interface SitesModel {
  readonly sites: readonly SiteModel[];
  /** Match patterns that the reader granted beyond the list. */
  readonly optedIn: readonly string[];
  /** Hosts switched off that no site in the list has. */
  readonly quiet: readonly string[];
}

/** Why an update did not come, or a change was not made; see core/ruleset/update-kinds.ts. */
export interface ErrorModel {
  readonly kind:
    | ChangeErrorKind
    /** Nobody in the extension answered. */
    | 'no-answer'
    /** The browser's storage did not take it. */
    | 'not-kept';
  readonly file: string;
  readonly detail: string;
}

export interface ChannelModel {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** In groups of four. */
  readonly fingerprint: string;
  readonly origin: 'built-in' | 'policy' | 'hand';
  readonly role: 'base' | 'overlay';
  readonly off: boolean;
  readonly version?: string | undefined;
  readonly createdAt?: string | undefined;
  /** Newest first, in the reader's language. */
  readonly changelog: readonly { version: string; date: string; lines: readonly string[] }[];
  readonly checkedAt?: number | undefined;
  readonly triedAt?: number | undefined;
  readonly error?: ErrorModel | undefined;
  readonly rejected?: string | undefined;
  readonly canRollBack: boolean;
  readonly rolledBack: boolean;
}

export interface RuleModel {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly on: boolean;
  /** Reason given by the channel that switched it off. */
  readonly offBy?: string | undefined;
}

export interface RulesModel {
  readonly active:
    { version: string; date: string; source: string; rules: number; sites: number } | undefined;
  readonly checking: boolean;
  readonly channels: readonly ChannelModel[];
  readonly failed: readonly { source: string; detail: string }[];
  readonly skipped: readonly { section: string; id: string; because: string; detail: string }[];
  readonly skippedCount: number;
  readonly rules: readonly RuleModel[];
}

export interface OfferModel {
  readonly url: string;
  readonly root: string;
  readonly fingerprint: string;
  readonly readable: string;
  readonly rootKeys: number;
  readonly rootThreshold: number;
}
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorModel };

export interface RulesActions {
  check(): Promise<Outcome<true>>;
  switchRule(id: string, on: boolean): Promise<Outcome<true>>;
  switchChannel(id: string, on: boolean): Promise<Outcome<true>>;
  rollBack(id: string): Promise<Outcome<true>>;
  removeChannel(id: string): Promise<Outcome<true>>;
  inspect(address: string, root: File | undefined): Promise<Outcome<OfferModel>>;
  addChannel(title: string, offer: OfferModel): Promise<Outcome<true>>;
}

export interface TryModel {
  /** Undefined while there are no rules. */
  readonly explain: ((item: Item) => Explanation) | undefined;
  readonly ruleTitle: (id: string) => string;
}

export interface DataModel {
  /** Bytes, or number of records. */
  readonly stored: readonly {
    what: 'settings' | 'dismissals' | 'rules' | 'health' | 'reports' | 'other';
    size: string;
  }[];
}
type ImportOutcome = { ok: true; dismissals: number } | { ok: false };
export interface DataActions {
  exportSettings(): void;
  importSettings(file: File): Promise<ImportOutcome>;
  deleteAll(): Promise<void>;
}

export type SettingsChange = (change: (settings: Settings) => Settings) => void;
export type { Dismissal, Settings };

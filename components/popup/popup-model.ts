import type { Category, Level } from '../../core/verdict.ts';
import type { Role } from '../../core/item.ts';
import type { Advice } from '../shared/advice.ts';
import type { ToldFailure } from '../shared/failure-words.ts';
import type { ChannelText } from '../shared/ChannelList.tsx';

/** One flagged item, as the popup shows it. */
export interface Finding {
  readonly key: string;
  readonly level: Level;
  readonly category: Category;
  readonly role: Role;
  readonly excerpt: string;
  readonly author?: string | undefined;
  readonly unmarked: boolean;
  readonly repeats: number;
}

/** What the page in front answered. */
interface PageAnswer {
  readonly summary: {
    readonly checked: number;
    readonly danger: number;
    readonly caution: number;
    readonly topic: number;
    readonly reading: 'site' | 'generic' | 'stale' | 'off';
    readonly comments?: 'found' | 'missing' | undefined;
  };
  readonly findings: readonly Finding[];
  /** Items not told because the reader asked to hear no more of them. */
  readonly quieted: number;
}

export type PageStateModel =
  | { readonly state: 'loading' }
  /** A page of the browser, a file, a blank tab. */
  | { readonly state: 'unreadable' }
  | { readonly state: 'no-rules' }
  /** The reader's choice, for all sites or for this one; `until` (epoch milliseconds) where it ends by itself. */
  | { readonly state: 'off'; readonly paused: boolean; readonly until: number | undefined }
  /** A page that is on its way. */
  | { readonly state: 'waiting' }
  /** A supported site whose page was open before us, or that the browser has not granted. */
  | { readonly state: 'asleep'; readonly granted: boolean }
  | { readonly state: 'unsupported' }
  | { readonly state: 'read'; readonly report: PageAnswer };

export interface PopupModel {
  readonly page: PageStateModel;
  /** Host of the page in front; empty for pages that have none. */
  readonly host: string;
  readonly siteOn: boolean;
  readonly paused: boolean;
  /** The page could not be read when asked for once. */
  readonly scanFailed: boolean;
  readonly advice: (category: Category) => Advice | undefined;
  readonly help:
    { channels: readonly ChannelText[]; channelNote: string; paid: readonly string[] } | undefined;
  readonly rules:
    | {
        readonly version: string;
        readonly date: string;
        readonly update: { state: 'checked'; when: string } | { state: 'never' | 'error' | 'off' };
      }
    | undefined;
  /** Why a report could not be begun. */
  readonly unreported: ToldFailure | undefined;
}

export interface PopupActions {
  show(key: string): Promise<boolean>;
  switchSite(on: boolean): void;
  pause(paused: boolean): void;
  reportPage(): void;
  scanOnce(): void;
  allowSite(): void;
  reload(): void;
  open(page: 'options' | 'my-reports'): void;
}

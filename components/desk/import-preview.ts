import type { LogEvent } from '../../reports/event-format.ts';

/** A file as read, before anything is written. Only the start of long lists travels to the page. */
export interface ImportPreview {
  readonly name: string;
  readonly kind: 'reports' | 'decisions' | 'team' | 'inbox';
  readonly from: string;
  readonly reports: number;
  readonly events: number;
  readonly attachments: number;
  readonly known: number;
  readonly errorCount: number;
  readonly errors: readonly ImportError[];
  /** Whose these are, most first: what a person can judge before reading 100,000 lines. */
  readonly senders: readonly ImportSender[];
  /** True when the inbox holds more than was looked at in one go. */
  readonly more: boolean;
  readonly listed: readonly ImportLine[];
  /** Ids that start unticked. */
  readonly unticked: readonly string[];
}

/** What one line of the preview shows of a report or an event. */
export type ImportLine = {
  readonly id: string;
  /** Alias of who made it. */
  readonly by: string;
  readonly known: boolean;
} & (
  | { readonly report: { readonly site: string; readonly author: string; readonly text: string } }
  /** `about`: first words of what it is about, as far as they are in the file or here; else its key. */
  | { readonly event: LogEvent; readonly about: string }
);

/** A line of a file, or a document of the inbox (then without a line), that was not taken. */
export interface ImportError {
  readonly file: string;
  readonly line: number | null;
  readonly message: string;
}
export interface ImportSender {
  readonly alias: string;
  readonly reports: number;
  readonly decisions: number;
  readonly known: number;
  /** Nothing of theirs was on this device before. */
  readonly stranger: boolean;
}

/** What an import did: what is new here, and what was not taken. */
export interface ImportTotals {
  readonly reports: number;
  readonly events: number;
  readonly attachments: number;
  /** Own decisions handed to the inbox on the way. */
  readonly sent: number;
  readonly errors: readonly ImportError[];
  /** Stopped by the person: what was written stays. */
  readonly cancelled: boolean;
}

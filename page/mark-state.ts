import { type Level } from '../core/verdict.ts';
import { type HostOptions } from './marker-host.ts';
import { type Placement } from './placement.ts';
import { type ReadItem } from './read-item.ts';
import { type Theme } from './theme.ts';

/** What shall stand at an item. */
export interface MarkRequest {
  readonly item: ReadItem;
  readonly level: Level;
  /** Raw spans of the matched words. */
  readonly spans: readonly (readonly [start: number, end: number])[];
  /** Cover the item's text until the reader asks for it. */
  readonly cover: boolean;
}

/** How a mark stands now; handed to the drawing. */
export interface MarkView {
  readonly request: MarkRequest;
  readonly theme: Theme;
  readonly placement: Placement;
  readonly covered: boolean;
}

export interface MarksOptions extends HostOptions {
  /** Draws, or draws again, a mark's content. Called with the same element for the same mark. */
  draw(into: HTMLElement, view: MarkView): void;
  /** Takes the drawing away. */
  undraw(from: HTMLElement): void;
  /** A mark could not be kept on the page: told in badge and popup instead. */
  lost(key: string): void;
}

/** A mark with everything that is known of it. */
export interface Mark {
  request: MarkRequest;
  /** Undefined until it is placed. */
  host: HTMLElement | undefined;
  inner: HTMLElement | undefined;
  /** Where the host was put; elsewhere it is not at its item. */
  home: Node | null;
  theme: Theme;
  placement: Placement;
  covered: boolean;
  revealed: boolean;
  /** How often the page made us put it back. */
  attempts: number;
  lost: boolean;
  /** The browser says that something lies over it, whether or not that takes clicks. */
  occluded: boolean;
  /** The browser says that some of it is in the window, and not scrolled away in a box of its own. */
  inWindow: boolean;
}

/** A mark that stands somewhere. */
export type PlacedMark = Mark & { host: HTMLElement; inner: HTMLElement };

export function isPlaced(mark: Mark): mark is PlacedMark {
  return mark.host !== undefined && mark.inner !== undefined;
}

/** A mark that stands nowhere yet. */
export function newMark(request: MarkRequest, covered: boolean, revealed: boolean): Mark {
  return {
    request,
    host: undefined,
    inner: undefined,
    home: null,
    theme: 'light',
    placement: 'line',
    covered,
    revealed,
    attempts: 0,
    lost: false,
    occluded: false,
    inWindow: false,
  };
}

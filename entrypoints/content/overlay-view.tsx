import { render } from 'preact';
import { Card } from '../../components/overlay/Card.tsx';
import type { DismissScope } from '../../components/overlay/DismissPanel.tsx';
import { Marker } from '../../components/overlay/Marker.tsx';
import overlayCss from '../../components/overlay/overlay.css?inline';
import { SearchStrip } from '../../components/overlay/SearchStrip.tsx';
import { Toast } from '../../components/overlay/Toast.tsx';
import type { Advice } from '../../components/shared/advice.ts';
import baseCss from '../../components/shared/base.css?inline';
import tokensCss from '../../components/shared/tokens.css?inline';
import type { GuidanceBook } from '../../core/ruleset/guidance-format.ts';
import type { Ruleset } from '../../core/ruleset/ruleset.ts';
import { overlayTexts } from '../../locales/overlay.ts';
import { translator, type Language } from '../../locales/translate.ts';
import { createMarks, type Marks } from '../../page/mark.ts';
import type { MarkView } from '../../page/mark-state.ts';
import { native } from '../../page/native.ts';
import { placeCard } from '../../page/place-card.ts';
import { createStrip } from '../../page/strip.ts';
import { themeAt } from '../../page/theme.ts';
import type { ReadItem } from '../../page/read-item.ts';
import { cardText } from './card-text.ts';
import type { Judged, MarkerLayout } from './judged.ts';

/** What the view shows and cannot know by itself. */
interface ViewModel {
  language(): Language;
  judged(key: string): Judged | undefined;
  layout(key: string): MarkerLayout;
  rules(): { ruleset: Ruleset; guidance: GuidanceBook | undefined } | undefined;
}

/** What the reader did, about the item as the card told of it. */
interface ViewActions {
  report(judged: Judged): void;
  falseAlarm(judged: Judged): void;
  dismiss(judged: Judged, scope: DismissScope): void;
  closeStrip(): void;
  lost(key: string): void;
}

/** How long a toast stands, ms. */
const TOAST_MS = 12_000;
const css = tokensCss + baseCss + overlayCss;

/**
 * Everything we draw on a page.
 *
 * @param open - open shadow roots, for tests in a browser
 */
export function createView(model: ViewModel, actions: ViewActions, open: boolean) {
  let cardOf: Judged | undefined;
  let opener: HTMLElement | null = null;
  let toastTimer: ReturnType<typeof setTimeout> | undefined;
  const strip = createStrip(document, { css, open, undraw: (from) => render(null, from) });

  const marks: Marks = createMarks(document, {
    css,
    open,
    draw: (into, view) => drawMarker(into, view),
    undraw: (from) => render(null, from),
    lost: (key) => {
      if (cardIsAt(key)) closeCard();
      actions.lost(key);
    },
  });

  function drawMarker(into: HTMLElement, view: MarkView) {
    const key = view.request.item.key;
    const judged = model.judged(key);
    if (!judged) return;
    const { compact, repeats } = model.layout(key);
    render(
      <Marker
        language={model.language()}
        level={view.request.level}
        why={textOf(judged).why}
        compact={compact || view.placement !== 'line'}
        repeats={repeats}
        covered={view.covered}
        open={cardIsAt(key)}
        onOpen={() => (cardIsAt(key) ? closeCard() : openCard(key, into))}
        onReveal={() => marks.reveal(key)}
      />,
      into,
    );
  }

  const textOf = ({ verdict }: Judged) => cardText(verdict, model.rules(), model.language());
  const cardIsAt = (key: string) => cardOf?.item.key === key;

  function openCard(key: string, from: HTMLElement) {
    closeCard();
    const judged = model.judged(key);
    if (!judged || !marks.layer.ensure()) return;
    opener = from.querySelector('button');
    const place = drawCard(judged);
    moveToast();
    placeCard(place.firstElementChild as HTMLElement, marks.boxOf(key));
    marks.redraw(key);
  }

  function drawCard(judged: Judged) {
    cardOf = judged;
    const place = marks.layer.slot('card');
    place.className = `zs-root zs-theme-${themeAt(judged.item.anchor)}`;
    render(
      <div class="zs-card-place">
        <Card
          language={model.language()}
          text={textOf(judged)}
          hasAuthor={judged.item.author !== undefined}
          onReport={() => actions.report(judged)}
          onFalseAlarm={() => actions.falseAlarm(judged)}
          onDismiss={(scope) => actions.dismiss(judged, scope)}
          onClose={closeCard}
        />
      </div>,
      place,
    );
    return place;
  }

  function closeCard() {
    if (cardOf === undefined) return;
    const { key } = cardOf.item;
    cardOf = undefined;
    moveToast();
    render(null, marks.layer.slot('card'));
    marks.redraw(key);
    opener?.focus({ preventScroll: true });
    opener = null;
  }

  /** A toast that stands while a card opens goes out of the way of the card's buttons. */
  function moveToast() {
    marks.layer.slot('toast').firstElementChild?.classList.toggle('zs-toast-place--up', cardOf !== undefined);
  }

  function toast(text: string, buttons: { label: string; act: () => void }[] = []) {
    clearTimeout(toastTimer);
    const place = marks.layer.slot('toast');
    if (!marks.layer.ensure()) return;
    place.className = `zs-root zs-theme-${themeAt(native(document, 'body') ?? native(document, 'documentElement'))}`;
    const language = model.language();
    const close = () => {
      clearTimeout(toastTimer);
      render(null, place);
    };
    const actions = buttons.map(({ label, act }) => ({ label, act: () => (close(), act()) }));
    render(
      <div class={cardOf === undefined ? 'zs-toast-place' : 'zs-toast-place zs-toast-place--up'}>
        <Toast
          language={language}
          text={text}
          actions={actions}
          closeLabel={translator(overlayTexts, language)('card.fold')}
          onClose={close}
        />
      </div>,
      place,
    );
    toastTimer = setTimeout(close, TOAST_MS);
  }

  return {
    marks,
    toast,
    closeCard,
    cardIsAt,
    /** Brings an open card in line with its item: closed once other words stand there, for the reader judged by the old ones. */
    refreshCard(judged: Judged) {
      if (!cardIsAt(judged.item.key)) return;
      if (judged.content === cardOf?.content) drawCard(judged);
      else closeCard();
    },
    announce: (sentence: string) => marks.layer.announce(sentence),
    /** Shows the strip above the results, or takes it away. */
    strip(advice: Advice | undefined, firstResult: ReadItem | undefined) {
      if (!advice) return strip.remove();
      strip.put(firstResult, marks.layer, (into, theme) => {
        into.className = `zs-root zs-theme-${theme}`;
        render(
          <SearchStrip
            language={model.language()}
            sentence={advice.sentence}
            free={advice.free}
            channels={advice.channels}
            channelNote={advice.channelNote}
            onClose={() => {
              strip.remove();
              actions.closeStrip();
            }}
          />,
          into,
        );
      });
    },
    destroy() {
      clearTimeout(toastTimer);
      closeCard();
      render(null, marks.layer.slot('toast'));
      strip.remove();
      marks.destroy();
    },
  };
}

export type View = ReturnType<typeof createView>;

import { css } from 'lit';

/** Cards and the lists that they lie in. */
export const cardStyles = css`
  /* cards */
  .cards {
    margin: 0;
    padding: var(--_s2) 0 0;
    list-style: none;
  }
  .cards > * + * {
    margin-block-start: var(--_s2);
  }
  /* a long column draws the cards in view: it is as high as all of them, whatever comes and goes, and moves nothing else */
  .cards.long {
    box-sizing: border-box;
    contain: size layout style;
    overflow-anchor: none;
  }
  .cards > .kept + :not(.kept) {
    margin-block-start: 0;
  }
  .tall .shaft {
    contain: layout paint style;
    /* scrolled without the page's main thread composing it anew */
    will-change: scroll-position;
    position: relative;
    max-block-size: var(--pipeline-board-column-height, 640px);
    overflow-y: auto;
    overscroll-behavior-y: auto;
    scrollbar-width: thin;
    scrollbar-gutter: stable;
    /* room for the focus ring, which overflow would cut; the scroll bar stands between the columns */
    margin-inline: calc(-1 * var(--_s1)) calc(-3 * var(--_s1));
    padding-inline: var(--_s1);
  }
  .card.kept {
    position: absolute;
    inset-block-start: var(--_at);
    inset-inline: 0;
    margin: 0;
  }
  .card {
    position: relative;
    /* what changes in a card moves nothing else than those below it */
    contain: layout style;
    padding: var(--pipeline-card-padding, calc(10px * var(--_density)) calc(12px * var(--_density)));
    background: var(--_surface);
    color: var(--_on);
    border-radius: var(--_radius);
    /* drawn inside, so that a card is as high as its words and its padding */
    box-shadow: inset 0 0 0 1px var(--_hairline);
    list-style: none;
    scroll-margin: 8px;
    /* a finger that rests on a card picks it up, and does not mark its words */
    -webkit-touch-callout: none;
  }
  .movable .card {
    cursor: grab;
    -webkit-user-select: none;
    user-select: none;
  }
  .card:hover {
    box-shadow: inset 0 0 0 1px var(--_rule);
  }
  .card.origin {
    background: none;
    box-shadow: none;
    outline: 1px dashed var(--_rule);
    outline-offset: -1px;
  }
  .card.origin > * {
    visibility: hidden;
  }
  .card-title,
  .card-name,
  .card-owner,
  .card-amount,
  .card-date,
  .card-lines :is(dt, dd),
  .card-pending {
    unicode-bidi: plaintext;
  }
  .card-head,
  .card-what,
  .card-figures {
    display: flex;
    justify-content: space-between;
    white-space: nowrap;
  }
  .card-head {
    gap: var(--_s1);
  }
  .card-title {
    min-inline-size: 0;
    /* not hidden, which would make each a scroller */
    overflow: clip;
    text-overflow: ellipsis;
    font-weight: var(--_strong);
    color: inherit;
    text-decoration: none;
  }
  a.card-title:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .card-actions {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: var(--_target);
    block-size: var(--_target);
    margin-block: calc((var(--pipeline-leading-2, 20px) - var(--_target)) / 2);
    /* the dots stay where they are, however large the button */
    margin-inline-end: max(calc(6px - var(--_target) / 2), -12px);
    padding: 0;
    border: 0;
    border-radius: var(--_control);
    background: none;
    color: var(--_muted);
  }
  /* three dots: drawn, as shapes of their own would be elements on every card */
  .card-actions::before {
    content: '';
    inline-size: 16px;
    block-size: 16px;
    background: radial-gradient(circle, currentcolor 1.2px, transparent 1.7px) 0 0 / calc(100% / 3) 100%;
  }
  .card-what {
    gap: var(--_s2);
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    color: var(--_muted);
  }
  .card-name {
    min-inline-size: 0;
    /* not hidden, which would make each a scroller */
    overflow: clip;
    text-overflow: ellipsis;
  }
  .card-owner {
    flex: none;
    max-inline-size: 60%;
    /* not hidden, which would make each a scroller */
    overflow: clip;
    text-overflow: ellipsis;
  }
  .card-figures {
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_s2);
    margin-block-start: calc(var(--_s1) * 1.5);
  }
  .card-amount {
    font-weight: var(--_strong);
  }
  .card-amount.unknown {
    font-weight: var(--pipeline-weight, 400);
    color: var(--_muted);
  }
  .card-date,
  .flag {
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    color: var(--_muted);
  }
  .flag {
    display: flex;
    align-items: center;
    gap: var(--_s1);
  }
  .card-figures .flag {
    align-self: center;
  }
  .flag.overdue {
    color: var(--_negative);
  }
  .flag.idle {
    margin-block-start: 2px;
    color: var(--_warning);
  }
  .card-lines {
    margin: 2px 0 0;
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
  }
  .card-lines > div {
    display: flex;
    gap: var(--_s2);
  }
  .card-lines dt {
    flex: none;
    max-inline-size: 50%;
    /* not hidden, which would make each a scroller */
    overflow: clip;
    text-overflow: ellipsis;
    color: var(--_muted);
  }
  .card-lines dd {
    min-inline-size: 0;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .card-avatar {
    flex: none;
    display: grid;
    place-items: center;
    min-inline-size: 20px;
    block-size: 20px;
    padding-inline: 3px;
    box-sizing: border-box;
    border-radius: var(--_radius);
    overflow: clip;
    background: var(--_track);
    color: var(--_on);
  }
  .card-avatar img {
    display: block;
    margin-inline: -3px;
    object-fit: cover;
  }
  .card-pending {
    margin-block-start: 2px;
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    color: var(--_muted);
  }
  .card[aria-busy='true'] {
    background: none;
  }
  .cards > .line {
    position: relative;
    block-size: 2px;
    margin-block: -1px;
    border-radius: 1px;
    background: var(--_accent);
    list-style: none;
  }
  .cards > * + .line {
    margin-block-start: calc(var(--_s2) - 1px);
  }
  .line::before {
    content: '';
    position: absolute;
    inset-inline-start: -3px;
    inset-block-start: -2px;
    inline-size: 6px;
    block-size: 6px;
    border-radius: 3px;
    background: var(--_accent);
  }

  @container (inline-size < 400px) {
    .card-what {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .card {
      outline: 1px solid CanvasText;
      outline-offset: -1px;
    }
    .card.origin {
      outline-style: dashed;
    }
    .card:focus-visible {
      outline: 2px solid Highlight;
      outline-offset: 2px;
    }
    .card-actions::before {
      forced-color-adjust: none;
    }
    .line,
    .line::before {
      background: Highlight;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .card {
      transition: box-shadow var(--pipeline-duration, 160ms)
        var(--pipeline-easing, cubic-bezier(0.2, 0, 0, 1));
    }
  }
  @media print {
    .card-actions {
      display: none;
    }
    .card {
      break-inside: avoid;
    }
  }
`;

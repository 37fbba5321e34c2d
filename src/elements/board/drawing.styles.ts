import { css } from 'lit';

/** Of what is drawn once there is data; adopted with it, behind `board.styles.ts`. */
export const drawingStyles = css`
  .board,
  .lift,
  .menu {
    --_shadow: var(
      --pipeline-shadow-layer,
      0 0 0 1px var(--_hairline),
      0 8px 28px light-dark(rgb(16 20 26 / 0.16), rgb(0 0 0 / 0.55))
    );
    /* on a surface of our own, so the page's own colour would not be sure to show */
    --_on: var(--pipeline-ink, light-dark(#1b1f24, #e8eaed));
    --_radius: var(--pipeline-card-radius, var(--_control));
  }
  .board {
    position: relative;
  }
  .icon.small {
    stroke-width: 1.25;
  }
  button,
  select {
    font: inherit;
    letter-spacing: inherit;
    cursor: pointer;
  }

  .column.over > .column-head {
    border-block-end: 2px solid var(--_accent);
    padding-block-end: calc(var(--_s1) * 1.5);
  }
  .column-select {
    display: block;
    inline-size: 100%;
    padding: 0;
    border: 0;
    border-radius: var(--_mark);
    background: none;
    text-align: start;
  }
  .column-select:hover .column-title {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .column-name {
    display: flex;
    justify-content: space-between;
    gap: var(--_s2);
  }
  .column-title {
    min-inline-size: 0;
    overflow-wrap: anywhere;
    font-weight: var(--_strong);
  }
  .column-count {
    flex: none;
    color: var(--_muted);
  }
  .collapsed .column-count {
    display: none;
  }
  .column-sum {
    display: block;
    font-size: var(--pipeline-text-4, 16px);
    line-height: var(--pipeline-leading-4, 24px);
    font-weight: var(--_strong);
    letter-spacing: var(--pipeline-tracking-figure, -0.015em);
    overflow-wrap: anywhere;
  }
  .collapsed .column-sum {
    overflow-wrap: break-word;
  }
  .column-sum.unknown {
    font-weight: var(--pipeline-weight, 400);
    font-size: var(--pipeline-text-2, 13px);
    color: var(--_muted);
    letter-spacing: normal;
  }
  .column-note {
    display: block;
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    color: var(--_muted);
  }
  .column-fold,
  .more {
    min-block-size: var(--_target);
    min-inline-size: var(--_target);
    padding: 0 var(--_s2);
    border: 0;
    border-radius: var(--_control);
    background: none;
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    color: var(--_muted);
    text-align: start;
  }
  .column-fold {
    margin-block-start: var(--_s1);
    margin-inline-start: calc(-1 * var(--_s2));
    align-self: start;
  }
  .more {
    inline-size: 100%;
    margin-block-start: var(--_s2);
    text-align: center;
    border: 1px solid var(--_rule);
    min-block-size: max(calc(32px * var(--_density)), var(--_target));
    color: inherit;
  }
  :is(.column-fold, .more, .card-actions):hover {
    background: var(--_hover);
    color: var(--_on);
  }
  .column-empty {
    margin-block-start: var(--_s2);
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    color: var(--_muted);
  }
  .zone {
    display: grid;
    place-items: center;
    min-block-size: 66px;
    margin-block-start: var(--_s2);
    padding: var(--_s1);
    border: 1px dashed var(--_rule);
    border-radius: var(--_radius);
    text-align: center;
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    color: var(--_muted);
  }
  .over > .zone {
    border: 2px solid var(--_accent);
    padding: 3px;
    color: inherit;
  }

  /* cards */
  .cards {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_s2);
    margin: 0;
    padding: var(--_s2) 0 0;
    list-style: none;
  }
  .card {
    position: relative;
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
    overflow: hidden;
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
  .card-what {
    gap: var(--_s2);
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    color: var(--_muted);
  }
  .card-name {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .card-owner {
    flex: none;
    max-inline-size: 60%;
    overflow: hidden;
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
  .card-pending {
    margin-block-start: 2px;
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    color: var(--_muted);
  }
  .card[aria-busy='true'] {
    background: none;
  }
  .line {
    position: relative;
    block-size: 2px;
    margin-block: -1px;
    border-radius: 1px;
    background: var(--_accent);
    list-style: none;
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

  /* layers */
  .lift,
  .menu {
    position: fixed;
    inset: auto;
    left: 0;
    top: 0;
    margin: 0;
    border: 0;
    translate: var(--_x, 0) var(--_y, 0);
    text-align: start;
    color: var(--_on);
  }
  .lift {
    padding: 0;
    inline-size: var(--_w, auto);
    overflow: visible;
    background: none;
    pointer-events: none;
  }
  .lift > .card,
  .lift > .card:hover {
    box-shadow:
      inset 0 0 0 2px var(--_accent),
      var(--_shadow);
    cursor: grabbing;
  }
  .menu {
    padding: var(--_s1);
    inline-size: max-content;
    min-inline-size: 220px;
    max-inline-size: min(320px, calc(100vw - 8px));
    max-block-size: calc(100vh - 8px);
    overflow: auto;
    background: var(--_surface);
    border-radius: var(--pipeline-radius-layer, 10px);
    box-shadow: var(--_shadow);
  }
  .menu-title {
    padding: var(--_s1) var(--_s2);
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    color: var(--_muted);
  }
  .menu-item {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_s2);
    min-block-size: max(calc(28px * var(--_density)), var(--_target));
    padding: var(--_s1) var(--_s2);
    border-radius: var(--_control);
    cursor: pointer;
  }
  .menu-item:is(:hover, :focus):not([aria-disabled]) {
    background: var(--_hover);
  }
  .menu-item:focus-visible {
    outline-offset: -2px;
  }
  .menu-item[aria-disabled] {
    cursor: default;
  }
  .menu-item[aria-disabled]:not([aria-current]) {
    color: var(--_muted);
  }
  .menu-mark {
    flex: none;
    inline-size: 16px;
    color: var(--_muted);
  }
  .menu-label {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .menu-hint,
  .menu-reason {
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    color: var(--_muted);
  }
  .menu-reason {
    flex-basis: 100%;
    padding-inline-start: var(--_s5);
  }

  /* the bar after a move: floats at the bottom end, of the board or of the window, whichever comes first */
  .dock {
    position: sticky;
    inset-block-end: 12px;
    z-index: 4;
    display: flex;
    justify-content: flex-end;
    align-items: flex-end;
    block-size: 0;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: var(--_s4);
    max-inline-size: 100%;
    padding: var(--_s2) var(--_s2) var(--_s2) var(--_s4);
    padding-inline: var(--_s4) var(--_s2);
    background: var(--pipeline-surface-inverse, light-dark(#1b1f24, #e8eaed));
    color: var(--pipeline-ink-inverse, light-dark(#ffffff, #16191d));
    border-radius: var(--_control);
    box-shadow: var(--_shadow);
  }
  .bar strong {
    font-weight: var(--_strong);
  }
  .bar-words {
    min-inline-size: 0;
    overflow-wrap: anywhere;
    padding-inline-end: var(--_s2);
  }
  .bar button {
    flex: none;
    min-block-size: var(--_target);
    padding: 2px var(--_s2);
    border: 0;
    border-radius: var(--_control);
    background: none;
    font-weight: var(--_strong);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .bar button:focus-visible {
    outline-color: currentColor;
    outline-offset: -2px;
  }
  .bar kbd {
    flex: none;
    font: inherit;
    font-size: var(--pipeline-text-1, 12px);
    opacity: 0.75;
    padding-inline-end: var(--_s2);
  }

  /* one stage at a time */
  .chooser {
    display: none;
    margin-block-end: var(--_s2);
  }
  .chooser select {
    inline-size: 100%;
    min-block-size: max(calc(32px * var(--_density)), var(--_target));
    padding-inline: var(--_s2);
    border: 1px solid var(--_rule);
    border-radius: var(--_control);
    background: var(--_surface);
    color: var(--_on);
  }

  @container (inline-size < 640px) {
    .scroller:not(.dragging) {
      scroll-snap-type: inline proximity;
      scroll-padding-inline: 4px;
    }
    .column {
      scroll-snap-align: start;
    }
    .bar kbd {
      display: none;
    }
  }
  @container (inline-size < 400px) {
    .chooser {
      display: block;
    }
    .chosen > .column-head .column-name,
    .column-fold {
      display: none;
    }
    .column-head,
    .column.over > .column-head {
      min-block-size: 0;
      padding-block-end: 0;
      border: 0;
    }
    .column-select {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      align-content: center;
      gap: 0 var(--_s1);
    }
    .column-sum {
      font-size: var(--pipeline-text-1, 12px);
      line-height: var(--pipeline-leading-1, 16px);
      letter-spacing: normal;
    }
    .card-what {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .card,
    .bar,
    .menu {
      outline: 1px solid CanvasText;
      outline-offset: -1px;
    }
    .card.origin {
      outline-style: dashed;
    }
    .card:focus-visible,
    .bar button:focus-visible,
    .menu-item:focus-visible {
      outline: 2px solid Highlight;
      outline-offset: 2px;
    }
    .menu-item:focus-visible {
      outline-offset: -2px;
    }
    .lift > .card {
      outline: 2px solid Highlight;
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
    .card-actions,
    .more,
    .column-fold,
    .dock,
    .chooser {
      display: none;
    }
    .card {
      break-inside: avoid;
    }
    .scroller {
      overflow: visible;
    }
  }
`;

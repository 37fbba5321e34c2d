import { css } from 'lit';

/** What floats above the board: the lifted card, the menu, the bar after a move. */
export const layerStyles = css`
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
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    overflow-wrap: anywhere;
    /* no padding, in which the line after the last would show */
    margin: var(--_s1) var(--_s2);
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

  @container (inline-size < 640px) {
    .bar kbd {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .bar,
    .menu {
      outline: 1px solid CanvasText;
      outline-offset: -1px;
    }
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
  }
  @media print {
    .dock {
      display: none;
    }
  }
`;

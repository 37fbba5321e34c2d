import { css } from 'lit';

/** What a frame holds once there is something to show; adopted with it. */
export const bodyStyles = css`
  :host {
    --_hairline: var(--pipeline-hairline, light-dark(rgb(27 31 36 / 0.13), rgb(232 234 237 / 0.16)));
    --_rule: var(--pipeline-rule, light-dark(#868e99, #6f7782));
    --_accent: var(--pipeline-accent, var(--pipeline-palette-accent, light-dark(#2566d2, #6ea3f5)));
    --_compare: var(--pipeline-compare, light-dark(#757e8a, #98a1ac));
    --_warning: var(--pipeline-warning, var(--pipeline-palette-amber, light-dark(#986600, #e8bb50)));
    --_negative: var(--pipeline-negative, var(--pipeline-palette-red, light-dark(#a60f26, #fa6b70)));
    --_surface: var(--pipeline-surface-raised, light-dark(#ffffff, #1e2228));
    --_hover: var(--pipeline-fill-hover, light-dark(rgb(27 31 36 / 0.05), rgb(232 234 237 / 0.07)));
    --_soft: var(--pipeline-accent-soft, color-mix(in srgb, var(--_accent) 12%, transparent));
    --_focus: var(--pipeline-focus, var(--_accent));
    --_target: var(--pipeline-target, 24px);
  }
  ul {
    list-style: none;
  }
  .small,
  .subtitle,
  .note,
  .notice,
  .legend,
  .footer {
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
  }
  .subtitle,
  .note,
  .notice,
  .footer {
    color: var(--_muted);
  }
  /* Swatches stay in the ink, which is the text's own colour where no token sets it. */
  .legend {
    -webkit-text-fill-color: var(--_muted);
  }
  .subtitle,
  .note,
  .takeaway {
    text-wrap: pretty;
    overflow-wrap: anywhere;
    /* A sentence reads in its own direction, also where its language is not that of the page. */
    unicode-bidi: plaintext;
  }
  :is(.subtitle, .note, .takeaway):dir(rtl) {
    text-align: right;
  }
  .badge {
    display: inline-flex;
    gap: calc(var(--_s1) * 1.25);
    align-items: center;
    padding: 1px calc(var(--_s2) - 1px);
    border-radius: var(--pipeline-radius-layer, 10px);
    box-shadow: inset 0 0 0 1px var(--_rule);
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
  }
  .takeaway {
    margin-block-start: var(--_s3);
    font-variant-numeric: lining-nums;
  }
  .note,
  .notice {
    margin-block-start: var(--_s2);
  }
  .notice summary {
    inline-size: fit-content;
    min-block-size: var(--_target);
    align-content: center;
    cursor: pointer;
  }
  .notice li {
    padding-block: 2px;
    overflow-wrap: anywhere;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_s4);
    margin-block-start: var(--_s3);
  }
  .key {
    display: flex;
    align-items: center;
    gap: calc(var(--_s1) * 1.5);
    min-block-size: 24px;
  }
  svg {
    display: block;
    flex: none;
  }
  .icon {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .warn {
    color: var(--_warning);
  }
  .bad {
    color: var(--_negative);
  }
  .footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_s1);
    margin-block-start: var(--_s3);
    padding-block-start: calc(var(--_s2) - 1px);
    border-block-start: 1px solid var(--_hairline);
  }
  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    border-radius: var(--_control);
    min-block-size: var(--_target);
    cursor: pointer;
  }
  .quiet {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--_s1) * 1.5);
    padding: 0 var(--_s2);
  }
  /* The line breaks rather than its buttons. */
  .footer span {
    flex: 1 1 0;
    min-inline-size: 8ch;
  }
  .footer .quiet:last-child {
    margin-inline-end: calc(-1 * var(--_s2));
  }
  .more-button {
    justify-content: center;
    min-inline-size: max(32px, var(--_target));
  }
  .dots {
    fill: currentColor;
    stroke: none;
  }
  .switch {
    padding-inline: calc(var(--_s1) * 1.5);
    margin-inline: calc(var(--_s1) * -1.5);
  }
  .switch:hover {
    background: var(--_hover);
  }
  .switch[aria-pressed='false'] {
    text-decoration: line-through;
  }
  .switch[aria-pressed='false'] .swatch {
    opacity: 0.35;
  }
  .switch[aria-disabled='true'] {
    cursor: default;
  }
  .quiet:hover {
    background: var(--_hover);
  }
  .quiet[aria-pressed='true'] {
    background: var(--_soft);
  }
  .button {
    min-block-size: max(calc(32px * var(--_density)), var(--_target));
    padding: 0 calc(var(--_s1) * 3.5);
    font-weight: var(--_strong);
    box-shadow: inset 0 0 0 1px var(--_rule);
  }
  .button:hover {
    background: var(--_hover);
  }
  :is(button, summary, [tabindex]):focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .state {
    display: grid;
    align-content: center;
    justify-items: start;
    gap: var(--_s1);
    min-block-size: 168px;
    margin-block-start: var(--_s4);
  }
  .state .muted {
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  .state-title {
    display: flex;
    gap: calc(var(--_s1) * 1.5);
    font-weight: var(--_strong);
    overflow-wrap: anywhere;
  }
  .state-title .icon {
    margin-block-start: 2px;
  }
  .state .button,
  .state ::slotted(*) {
    margin-block-start: var(--_s2);
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    inline-size: 100%;
  }
  th,
  td {
    block-size: calc(32px * var(--_density));
    padding: 0;
    padding-inline-start: var(--_s3);
    border-block-start: 1px solid var(--_hairline);
    font-weight: inherit;
    text-align: start;
  }
  thead th {
    border: 0;
    color: var(--_muted);
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    white-space: nowrap;
    vertical-align: bottom;
    padding-block-end: calc(var(--_s2) - 1px);
  }
  tr > :first-child {
    padding-inline-start: 0;
  }
  .number {
    text-align: end;
    white-space: nowrap;
  }
  .tip {
    position: fixed;
    inset: auto;
    inline-size: max-content;
    max-inline-size: min(320px, 100vw - 16px);
    margin: 0;
    padding: calc(var(--_s1) * 2.5) var(--_s3);
    border: 0;
    border-radius: var(--pipeline-radius-layer, 10px);
    background: var(--_surface);
    color: var(--pipeline-ink, light-dark(#1b1f24, #e8eaed));
    box-shadow: var(
      --pipeline-shadow-layer,
      0 0 0 1px var(--_hairline),
      0 8px 28px light-dark(rgb(16 20 26 / 0.16), rgb(0 0 0 / 0.55))
    );
    font-family: var(--pipeline-font, inherit);
    font-size: var(--pipeline-text-2, 13px);
    line-height: var(--pipeline-leading-2, 20px);
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .tip-title,
  .tip .strong dd {
    font-weight: var(--_strong);
  }
  .tip dl > div {
    display: flex;
    justify-content: space-between;
    gap: calc(var(--_s1) * 5);
  }
  .tip .rule {
    margin-block: calc(var(--_s1) * 1.5);
    border-block-start: 1px solid var(--_hairline);
  }
  .tip dt {
    display: flex;
    align-items: center;
    gap: var(--_s2);
    color: var(--_muted);
  }
  .tip dd {
    text-align: end;
  }
  @container (inline-size < 240px) {
    .subtitle,
    .legend,
    .note,
    .notice {
      display: none;
    }
    .takeaway {
      margin-block-start: var(--_s1);
    }
  }
  @media (pointer: coarse) {
    :host {
      --_target: var(--pipeline-target, 44px);
    }
  }
  @media (forced-colors: active) {
    :host {
      --_accent: Highlight;
      --_focus: Highlight;
      --_hairline: CanvasText;
      --_rule: CanvasText;
      --_compare: CanvasText;
      --_muted: CanvasText;
      --_warning: CanvasText;
      --_negative: CanvasText;
      --_track: GrayText;
      --_surface: Canvas;
    }
    .tip,
    .badge,
    .button {
      border: 1px solid CanvasText;
    }
    .quiet[aria-pressed='true'] {
      border: 1px solid Highlight;
    }
  }
  @media print {
    .frame {
      break-inside: avoid;
      color: #000;
    }
    button:not(.switch),
    .tip {
      display: none !important;
    }
    /* Paper is light, whatever the page is. */
    :host {
      color-scheme: light;
      --_rule: #000;
      --_muted: #333;
      --_ink: #000;
    }
  }
  @media (prefers-contrast: more) {
    :host {
      --_muted: var(--pipeline-ink, light-dark(#000000, #ffffff));
      --_hairline: var(--pipeline-rule, light-dark(#59616b, #a3abb5));
      --_rule: var(--pipeline-ink, currentColor);
      --_compare: light-dark(#3c444d, #d3d8de);
    }
    .quiet,
    .switch {
      box-shadow: inset 0 0 0 1px var(--_rule);
    }
  }
`;

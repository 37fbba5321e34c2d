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
  .legend,
  .footer {
    color: var(--_muted);
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
    gap: 5px;
    align-items: center;
    padding: 1px 7px;
    border-radius: 10px;
    box-shadow: inset 0 0 0 1px var(--_rule);
    font-size: var(--pipeline-text-1, 12px);
    line-height: 16px;
  }
  .takeaway {
    margin-block-start: 12px;
    font-variant-numeric: lining-nums;
  }
  .note,
  .notice {
    margin-block-start: 8px;
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
    gap: 0 16px;
    margin-block-start: 12px;
  }
  .key {
    display: flex;
    align-items: center;
    gap: 6px;
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
    gap: 0 4px;
    margin-block-start: 12px;
    padding-block-start: 7px;
    border-block-start: 1px solid var(--_hairline);
  }
  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    border-radius: var(--pipeline-radius-control, 6px);
    min-block-size: var(--_target);
    cursor: pointer;
  }
  .quiet {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 0 8px;
  }
  .footer .quiet {
    margin-inline: auto -8px;
  }
  .quiet:hover {
    background: var(--_hover);
  }
  .quiet[aria-pressed='true'] {
    background: var(--_soft);
  }
  .button {
    min-block-size: max(32px, var(--_target));
    padding: 0 14px;
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
    gap: 4px;
    min-block-size: 168px;
    margin-block-start: 16px;
  }
  .state .muted {
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  .state-title {
    display: flex;
    gap: 6px;
    font-weight: var(--_strong);
    overflow-wrap: anywhere;
  }
  .state-title .icon {
    margin-block-start: 2px;
  }
  .state .button,
  .state ::slotted(*) {
    margin-block-start: 8px;
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
    block-size: 32px;
    padding: 0;
    padding-inline-start: 12px;
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
    padding-block-end: 7px;
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
    padding: 10px 12px;
    border: 0;
    border-radius: 8px;
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
    gap: 20px;
  }
  .tip .rule {
    margin-block: 6px;
    border-block-start: 1px solid var(--_hairline);
  }
  .tip dt {
    display: flex;
    align-items: center;
    gap: 8px;
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
      margin-block-start: 4px;
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
    button,
    .tip {
      display: none !important;
    }
  }
`;

import { css } from 'lit';

/** The funnel itself; adopted with what draws it. */
export const drawingStyles = css`
  :host {
    --_bar: var(--pipeline-funnel-bar, var(--_accent));
    --_wedge: var(
      --pipeline-funnel-wedge,
      var(--pipeline-accent-wedge, color-mix(in srgb, var(--_bar) 18%, transparent))
    );
    --_here: var(
      --pipeline-funnel-here,
      var(--pipeline-accent-half, color-mix(in srgb, var(--_bar) 45%, transparent))
    );
    --_lost: var(--pipeline-funnel-lost, var(--_compare));
  }
  .chart {
    direction: ltr;
    overflow: visible;
    max-inline-size: 100%;
  }
  text {
    fill: var(--_ink);
    font-size: var(--pipeline-text-2, 13px);
  }
  text.small,
  .small text {
    font-size: var(--pipeline-text-1, 12px);
  }
  text.muted,
  .muted text {
    fill: var(--_muted);
  }
  .axis {
    stroke: var(--_rule);
  }
  .wedge {
    fill: var(--_wedge);
  }
  .moved {
    fill: var(--_bar);
  }
  .here {
    fill: var(--_here);
    stroke: var(--_bar);
  }
  .lost,
  .skipped {
    fill: transparent;
    stroke: var(--_lost);
    rx: var(--_mark);
  }
  .thin {
    fill: var(--_lost);
  }
  .hatch {
    fill: none;
    stroke: var(--_lost);
    stroke-width: 1.25;
  }
  .swatch .moved {
    rx: var(--_mark);
  }
  .flag {
    fill: var(--_warning);
  }
  .mark {
    cursor: pointer;
  }
  .mark:focus-visible {
    border-radius: var(--_mark);
  }
  .chart .mark:focus-visible {
    outline: none;
  }
  .hit {
    fill: transparent;
    rx: var(--_mark);
  }
  .mark:hover .hit {
    fill: var(--_hover);
  }
  .ring {
    fill: none;
  }
  .mark:focus-visible .ring {
    stroke: var(--_focus);
    stroke-width: 2;
  }
  .grid {
    display: grid;
    column-gap: calc(var(--_s1) * 4.5);
  }
  .columns-1 {
    grid-template-columns: minmax(0, 1fr) auto;
  }
  .columns-2 {
    grid-template-columns: minmax(0, 1fr) repeat(2, auto);
  }
  .columns-3 {
    grid-template-columns: minmax(0, 1fr) repeat(3, auto);
  }
  .row {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: baseline;
    position: relative;
  }
  .row.mark {
    padding-block-end: calc(var(--_s1) * 2.5);
  }
  .row.small {
    padding-block-end: calc(var(--_s1) * 1.5);
  }
  .row.mark:hover {
    background: var(--_hover);
  }
  .name {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_s2);
    overflow-wrap: anywhere;
  }
  .bar {
    grid-column: 1 / -1;
    margin-block-start: 3px;
  }
  .weak {
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    white-space: nowrap;
  }
  .weak svg {
    display: inline-block;
    vertical-align: -1px;
    margin-inline-end: var(--_s1);
  }
  .list {
    grid-template-columns: minmax(0, 1fr) auto;
    column-gap: var(--_s3);
  }
  .list .row {
    min-block-size: max(calc(44px * var(--_density)), var(--_target));
    padding-block: calc(var(--_s1) * 1.5) calc(var(--_s3) - 1px);
  }
  .list .row::after {
    content: '';
    position: absolute;
    inset: auto 0 0;
    block-size: 1px;
    background: var(--_hairline);
  }
  .list .row:last-child::after {
    display: none;
  }
  .list .bar {
    position: absolute;
    inset: auto 0 0;
    z-index: 1;
  }
  .figure b {
    display: block;
    font-size: var(--pipeline-text-6, 28px);
    line-height: var(--pipeline-leading-6, 36px);
    letter-spacing: var(--pipeline-tracking-figure, -0.015em);
  }
  @media (forced-colors: active) {
    :host {
      --_bar: CanvasText;
      --_wedge: transparent;
      --_here: Canvas;
      --_lost: CanvasText;
    }
    .chart,
    .bar,
    .swatch {
      forced-color-adjust: none;
    }
    text {
      fill: CanvasText;
    }
    .wedge {
      stroke: CanvasText;
      stroke-width: 0.5;
    }
  }
  @media print {
    text {
      fill: #000;
    }
    .chart,
    .bar {
      inline-size: 100%;
      block-size: auto;
      print-color-adjust: exact;
    }
  }
`;

import { css } from 'lit';

/** The heatmap itself; adopted with what draws it. */
export const drawingStyles = css`
  :host {
    --_gap: var(--pipeline-heatmap-gap, 2px);
    --_bar: var(--pipeline-heatmap-bar, currentColor);
    --_few: var(--pipeline-heatmap-few, var(--_compare));
    --_hatch: repeating-linear-gradient(
      135deg,
      color-mix(in srgb, var(--_few) 45%, transparent) 0 1px,
      transparent 1px 5px
    );
    --_pad: 10px;
  }
  .heat {
    table-layout: fixed;
    border-collapse: separate;
    border-spacing: var(--_gap);
    inline-size: calc(100% + 2 * var(--_gap));
    min-inline-size: var(--_least, 0);
    margin-inline: calc(-1 * var(--_gap));
  }
  .heat.transposed {
    --_pad: 6px;
  }
  .heat.tight {
    --_pad: 5px;
  }
  .heat.tight thead {
    --_pad: 3px;
  }
  .heat :is(th, td) {
    block-size: var(--pipeline-row, calc(36px * var(--_density)));
    padding: 0;
    border: 0;
  }
  .heat thead th {
    block-size: auto;
    padding: 0 0 calc(var(--_s1) * 1.25);
    white-space: normal;
  }
  .heat .names {
    inline-size: var(--_names);
  }
  .heat thead .margin {
    inline-size: var(--_margin);
  }
  /* Digits keep their right edge in both directions, so that units line up. */
  .heat td.end {
    text-align: right;
  }

  .head {
    display: flex;
    align-items: end;
    gap: 2px;
    inline-size: 100%;
    max-inline-size: 100%;
    padding: 0;
    padding-inline-start: var(--_pad);
    text-align: start;
    border-radius: var(--_mark);
  }
  tbody .head {
    padding-inline-start: 0;
  }
  .heat thead .margin .head {
    justify-content: flex-end;
    padding-inline: 0 2px;
    text-align: end;
  }
  .heat thead .margin .head:dir(rtl) {
    justify-content: flex-start;
    text-align: right;
  }
  tbody .head {
    align-items: center;
    block-size: 100%;
    padding-block-end: calc(var(--_s1) * 1.25);
  }
  .head:hover {
    background: var(--_hover);
  }
  .heat [aria-sort] {
    color: var(--pipeline-ink, inherit);
  }
  .head .name {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    overflow-wrap: anywhere;
    hyphens: auto;
    min-inline-size: 0;
  }
  tbody .head .name {
    -webkit-line-clamp: 2;
    line-height: var(--pipeline-leading-1, 16px);
  }
  .sort {
    flex: none;
    align-self: center;
  }
  .heat td {
    padding: 0 var(--_pad) calc(var(--_s1) * 1.25);
    border-radius: var(--_mark);
    font-weight: var(--_strong);
    cursor: pointer;
    white-space: nowrap;
    line-height: calc(var(--pipeline-leading-1, 16px) - 2px);
  }
  .heat .cell {
    background: var(--_fill);
    color: var(--_on);
  }
  /* The bar of a figure. It is a background, since boxes of their own in hundreds of cells take longer to lay out than
     all the rest. */
  .heat :is(.cell, .below):not(.none) {
    background-image: linear-gradient(var(--_bar), var(--_bar));
    background-position: left var(--_pad) bottom 5px;
    background-size: calc((100% - 2 * var(--_pad)) * var(--_share, 0)) 2px;
    background-repeat: no-repeat;
  }
  .heat .below:not(.none) {
    --_bar: var(--_compare);
  }
  .heat.transposed .below {
    background-image: none;
  }
  .heat td.unreached {
    padding-inline: calc(var(--_s1) * 1.5);
    font-size: var(--pipeline-text-1, 12px);
    font-weight: inherit;
    white-space: normal;
    box-shadow: inset 0 0 0 1px var(--_hairline);
  }
  .heat td.none {
    color: var(--_muted);
    font-weight: inherit;
    cursor: default;
  }
  .heat td.margin {
    font-weight: inherit;
  }
  .heat td.end {
    padding-inline: calc(var(--_s1) * 1.5) 2px;
  }
  .all > th,
  .heat .all > td.margin {
    font-weight: var(--_strong);
  }
  .heat .few-margin {
    color: var(--_muted);
  }
  .heat td:hover {
    box-shadow: 0 0 0 1px var(--_rule);
  }
  .heat td:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
    position: relative;
    z-index: 1;
  }
  .few {
    background: var(--_hatch);
    box-shadow: inset 0 0 0 1px var(--_rule);
  }
  .heat .cell.few {
    background:
      linear-gradient(var(--_bar), var(--_bar)) left var(--_pad) bottom 5px /
        calc((100% - 2 * var(--_pad)) * var(--_share, 0)) 2px no-repeat,
      var(--_hatch);
  }
  .heat :is(.cell, .below):dir(rtl) {
    background-position-x: right var(--_pad);
  }
  .heat td.few {
    color: var(--pipeline-ink, inherit);
    font-weight: inherit;
  }
  .scroll {
    padding-block-end: 2px;
  }
  .scroll .heat {
    margin: 0;
  }
  /* Names stay in sight. Each that may stick is a layer of its own, so that none is before somebody scrolls. */
  .scroll:is(:hover, :focus-within, .moved) :is(tr > th:first-child) {
    position: sticky;
    inset-inline-start: 0;
    z-index: 2;
    background: var(--pipeline-surface, light-dark(#ffffff, #16191d));
  }
  .diverging-1 {
    --_fill: var(--pipeline-diverging-1, light-dark(#0c54a0, #85bcf5));
    --_on: var(--pipeline-diverging-ink-1, light-dark(#ffffff, #0f1318));
  }
  .diverging-2 {
    --_fill: var(--pipeline-diverging-2, light-dark(#5787c4, #5d8ab9));
    --_on: var(--pipeline-diverging-ink-2, #0f1318);
  }
  .diverging-3 {
    --_fill: var(--pipeline-diverging-3, light-dark(#9ebbe1, #3f5b77));
    --_on: var(--pipeline-diverging-ink-3, light-dark(#0f1318, #ffffff));
  }
  .diverging-4 {
    --_fill: var(--pipeline-diverging-4, light-dark(#eaeff5, #2a2e33));
    --_on: var(--pipeline-diverging-ink-4, light-dark(#0f1318, #ffffff));
  }
  .diverging-5 {
    --_fill: var(--pipeline-diverging-5, light-dark(#e4b196, #745134));
    --_on: var(--pipeline-diverging-ink-5, light-dark(#0f1318, #ffffff));
  }
  .diverging-6 {
    --_fill: var(--pipeline-diverging-6, light-dark(#c6794c, #b67b48));
    --_on: var(--pipeline-diverging-ink-6, #0f1318);
  }
  .diverging-7 {
    --_fill: var(--pipeline-diverging-7, light-dark(#9c4700, #f6ab6b));
    --_on: var(--pipeline-diverging-ink-7, light-dark(#ffffff, #0f1318));
  }
  .sequential-1 {
    --_fill: var(--pipeline-sequential-1, light-dark(#eef4fc, #1a2834));
    --_on: var(--pipeline-sequential-ink-1, light-dark(#0f1318, #ffffff));
  }
  .sequential-2 {
    --_fill: var(--pipeline-sequential-2, light-dark(#bbd4f3, #254560));
    --_on: var(--pipeline-sequential-ink-2, light-dark(#0f1318, #ffffff));
  }
  .sequential-3 {
    --_fill: var(--pipeline-sequential-3, light-dark(#89b3e9, #2f6590));
    --_on: var(--pipeline-sequential-ink-3, light-dark(#0f1318, #ffffff));
  }
  .sequential-4 {
    --_fill: var(--pipeline-sequential-4, light-dark(#5692dd, #3786c3));
    --_on: var(--pipeline-sequential-ink-4, #0f1318);
  }
  .sequential-5 {
    --_fill: var(--pipeline-sequential-5, light-dark(#3a72b7, #6ca8da));
    --_on: var(--pipeline-sequential-ink-5, light-dark(#ffffff, #0f1318));
  }
  .sequential-6 {
    --_fill: var(--pipeline-sequential-6, light-dark(#1f5492, #9ccaf1));
    --_on: var(--pipeline-sequential-ink-6, light-dark(#ffffff, #0f1318));
  }
  .sequential-7 {
    --_fill: var(--pipeline-sequential-7, light-dark(#02376f, #d6ebfe));
    --_on: var(--pipeline-sequential-ink-7, light-dark(#ffffff, #0f1318));
  }
  .more {
    margin-block-start: var(--_s2);
    margin-inline-start: calc(-1 * var(--_s2));
  }
  .scale {
    align-items: flex-start;
  }
  .steps {
    display: grid;
    grid-template-columns: repeat(14, 15px);
    row-gap: 2px;
    padding-block-start: calc(var(--_s2) - 1px);
  }
  .steps > * {
    grid-column: span 2;
    text-align: center;
    white-space: nowrap;
  }
  .steps i {
    block-size: 10px;
    background: var(--_fill);
  }
  .steps i + span {
    grid-column: 2 / span 2;
  }
  /* Where there are no colours, the bars still have their length. */
  .lengths {
    display: none;
  }
  .lengths i {
    inline-size: 18px;
    border-block-start: 2px solid CanvasText;
  }
  .scale > bdi {
    padding-block-start: var(--_s1);
  }
  .swatch {
    inline-size: 18px;
    block-size: 10px;
  }
  .chooser select {
    inline-size: 100%;
    min-block-size: max(32px, var(--_target));
    margin-block-end: var(--_s1);
    padding-inline: calc(var(--_s1) * 2.5);
    border: 1px solid var(--_rule);
    border-radius: var(--_control);
    background: var(--_surface);
    color: inherit;
    font: inherit;
    text-overflow: ellipsis;
  }
  .chooser select:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .item {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    column-gap: var(--_s3);
    align-items: baseline;
    min-block-size: max(calc(44px * var(--_density)), var(--_target));
    padding-block: calc(var(--_s1) * 1.5) calc(var(--_s3) - 1px);
    cursor: pointer;
  }
  .item .name {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  .item:hover {
    background: var(--_hover);
  }
  .item::before {
    content: '';
    position: absolute;
    inset: auto 0 0;
    block-size: 1px;
    background: var(--_hairline);
  }
  .item::after {
    content: '';
    position: absolute;
    inset-block-end: 0;
    inset-inline-start: 0;
    block-size: 3px;
    inline-size: calc(100% * var(--_share, 0));
    border-start-end-radius: var(--_mark);
    background: var(--_fill, var(--_compare));
  }
  .figure b {
    display: block;
    font-size: var(--pipeline-text-5, 20px);
    line-height: var(--pipeline-leading-5, 28px);
    letter-spacing: var(--pipeline-tracking-figure, -0.015em);
  }
  @media (pointer: coarse) {
    .heat :is(th, td) {
      block-size: max(44px, var(--_target));
    }
  }
  @media (forced-colors: active) {
    .swatch,
    .heat .few {
      border: 1px solid CanvasText;
    }
    :host {
      --_bar: CanvasText;
      --_hatch: repeating-linear-gradient(135deg, GrayText 0 1px, transparent 1px 5px);
    }
    .item::after {
      forced-color-adjust: none;
      background: CanvasText;
    }
    .few,
    .heat :is(.cell, .below) {
      forced-color-adjust: none;
      background-color: Canvas;
    }
    .few,
    .heat :is(td.cell, td.below) {
      color: CanvasText;
    }
    .scale {
      display: none;
    }
    .lengths {
      display: flex;
    }
  }
  @media print {
    .cell,
    .below,
    .steps i,
    .swatch,
    .item::after {
      print-color-adjust: exact;
    }
    .heat .head {
      display: flex !important;
    }
    .heat .sort,
    .chooser {
      display: none;
    }
    .scroll {
      overflow: visible;
    }
    .scroll.scroll :is(tr > th:first-child) {
      position: static;
    }
  }
`;

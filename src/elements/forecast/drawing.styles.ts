import { css } from 'lit';

/** The forecast itself; adopted with what draws it. */
export const drawingStyles = css`
  :host {
    --_won: var(--pipeline-forecast-won, var(--_accent));
    --_weighted: var(--pipeline-forecast-weighted, var(--_won));
    --_open: var(
      --pipeline-forecast-open,
      var(--pipeline-accent-half, color-mix(in srgb, var(--_weighted) 45%, transparent))
    );
    --_previous: var(--pipeline-forecast-previous, var(--_compare));
    --_forecast: var(--pipeline-forecast-line, var(--_won));
    --_most: var(--pipeline-fan-80, color-mix(in srgb, var(--_forecast) 12%, transparent));
    --_half: var(--pipeline-fan-50, color-mix(in srgb, var(--_forecast) 22%, transparent));
    --_fresh: var(
      --pipeline-forecast-fresh,
      var(--pipeline-accent-wedge, color-mix(in srgb, var(--_forecast) 18%, transparent))
    );
    --_goal: var(--pipeline-goal, var(--_ink));
    --_positive: var(--pipeline-positive, var(--pipeline-palette-green, light-dark(#006657, #5adbc8)));
    --_page: var(--pipeline-surface, light-dark(#ffffff, #16191d));
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
  text.small {
    font-size: var(--pipeline-text-1, 12px);
  }
  text.muted,
  tspan.muted {
    fill: var(--_muted);
  }
  tspan.strong {
    fill: var(--_ink);
  }
  tspan.tinted {
    fill: var(--_accent);
  }
  text.inside {
    fill: var(--pipeline-on-accent, light-dark(#ffffff, #0b0e12));
  }
  .halo {
    paint-order: stroke;
    stroke: var(--_page);
    stroke-width: 3px;
    stroke-linejoin: round;
  }
  .axis,
  .across,
  .line,
  .edge,
  .whisker,
  .today,
  .bracket,
  .cursor,
  .ring {
    fill: none;
  }
  .axis,
  .today {
    stroke: var(--_rule);
  }
  .across {
    stroke: var(--_hairline);
  }
  .line {
    stroke-width: var(--pipeline-line-data, 2px);
    stroke-linejoin: round;
  }
  .line.won {
    stroke: var(--_won);
    stroke-linecap: round;
  }
  .line.weighted {
    stroke: var(--_weighted);
    stroke-dasharray: var(--pipeline-dash-forecast, 5 4);
  }
  .line.forecast {
    stroke: var(--_forecast);
    stroke-dasharray: var(--pipeline-dash-forecast, 5 4);
  }
  .band.most {
    fill: var(--_most);
  }
  .band.half {
    fill: var(--_half);
  }
  .swatch .band {
    stroke: var(--_forecast);
    stroke-dasharray: 1 3;
  }
  .edge {
    stroke: var(--_forecast);
    stroke-dasharray: 1 3;
  }
  .whisker {
    stroke: var(--_ink);
    stroke-width: 1px;
  }
  .whisker.thick {
    stroke-width: 3px;
  }
  .whisker.back {
    stroke: var(--_page);
    stroke-width: 3px;
  }
  .stale :is(.band, .edge, .line.forecast, .whisker) {
    opacity: 0.5;
  }
  .track {
    fill: var(--_track);
  }
  .fresh {
    fill: var(--_fresh);
    stroke: var(--_forecast);
    stroke-dasharray: 2 2;
  }
  .fresh.thin,
  .done {
    stroke: none;
  }
  .line.previous {
    stroke: var(--_previous);
    stroke-width: var(--pipeline-line-compare, 1.5px);
  }
  .line.goal {
    stroke: var(--_goal);
    stroke-width: var(--pipeline-line-compare, 1.5px);
  }
  .bracket {
    stroke: var(--_negative);
  }
  .dot {
    fill: var(--_won);
  }
  .spot {
    fill: var(--_won);
    stroke: var(--_won);
    stroke-width: 2px;
  }
  .spot.hollow {
    fill: var(--_page);
    stroke: var(--_weighted);
  }
  .booked {
    fill: var(--_won);
  }
  .open {
    fill: var(--_open);
    stroke: var(--_weighted);
  }
  .tick {
    fill: var(--_goal);
  }
  .around {
    fill: var(--_page);
  }
  .swatch rect {
    rx: var(--_mark);
  }
  .mark {
    cursor: pointer;
  }
  .chart .mark:focus-visible {
    outline: none;
  }
  .hit {
    fill: transparent;
  }
  .cursor {
    stroke: var(--_ink);
    stroke-opacity: 0.5;
  }
  .mark .cursor,
  .mark .spot:not(.shown) {
    visibility: hidden;
  }
  .mark:is(:hover, :focus-visible) :is(.cursor, .spot) {
    visibility: visible;
  }
  .mark:focus-visible .cursor {
    stroke: var(--_focus);
    stroke-opacity: 1;
    stroke-width: 2px;
  }
  .mark:focus-visible .ring {
    stroke: var(--_focus);
    stroke-width: 2px;
  }
  .mark:hover .ring {
    fill: var(--_hover);
  }
  .strip {
    display: grid;
    grid-auto-columns: auto;
    grid-auto-flow: column;
    margin-block-end: var(--_s4);
  }
  .strip.few {
    justify-content: start;
  }
  .strip > div {
    padding-inline: calc(var(--_s1) * 3.5);
    border-inline-start: 1px solid var(--_hairline);
  }
  .strip > :first-child {
    padding-inline-start: 0;
    border: 0;
  }
  .strip dt,
  .strip .base {
    color: var(--_muted);
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
  }
  .strip dd:not(.base) {
    font-size: var(--pipeline-text-5, 20px);
    font-weight: var(--_strong);
    line-height: var(--pipeline-leading-5, 28px);
    letter-spacing: var(--pipeline-tracking-figure, -0.015em);
  }
  .good {
    color: var(--_positive);
  }
  .figure b {
    display: block;
    font-size: var(--pipeline-text-6, 28px);
    line-height: var(--pipeline-leading-6, 36px);
    letter-spacing: var(--pipeline-tracking-figure, -0.015em);
  }
  .ways {
    inline-size: 100%;
    margin-block-start: var(--_s4);
    border-collapse: collapse;
    font-size: var(--pipeline-text-2, 13px);
    line-height: var(--pipeline-leading-2, 20px);
  }
  .ways-title {
    padding-block-end: var(--_s1);
    font-weight: var(--_strong);
    text-align: start;
  }
  .working {
    padding-inline-start: var(--_s2);
    font-weight: var(--pipeline-weight, 400);
  }
  .ways :is(th, td) {
    padding-block: var(--_s1);
    padding-inline: var(--_s3) 0;
    border-block-end: 1px solid var(--_hairline);
    font-weight: var(--pipeline-weight, 400);
    text-align: start;
  }
  .ways :is(th, td):first-child {
    padding-inline-start: 0;
  }
  .ways thead th {
    color: var(--_muted);
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    vertical-align: bottom;
  }
  .ways :is(th, td).number {
    text-align: end;
  }
  .ways thead th.number {
    white-space: normal;
  }
  .ways td.strong {
    font-weight: var(--_strong);
  }
  .rows {
    margin-block-start: var(--_s3);
  }
  .rows > div {
    display: flex;
    justify-content: space-between;
    gap: var(--_s3);
    padding-block: var(--_s2);
    border-block-start: 1px solid var(--_hairline);
  }
  .rows dt {
    color: var(--_muted);
  }
  .rows dd {
    font-weight: var(--_strong);
  }
  .list {
    display: grid;
  }
  .list .mark {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    column-gap: var(--_s3);
    min-block-size: max(calc(44px * var(--_density)), var(--_target));
    padding-block: calc(var(--_s1) * 1.5) calc(var(--_s3) - 1px);
  }
  .list .mark:hover {
    background: var(--_hover);
  }
  .list .mark::after {
    content: '';
    position: absolute;
    inset: auto 0 0;
    block-size: 1px;
    background: var(--_hairline);
  }
  .list .mark:last-child::after {
    display: none;
  }
  .list .bar {
    position: absolute;
    inset: auto 0 0;
    z-index: 1;
  }
  @container (inline-size < 400px) {
    .ways .leans {
      display: none;
    }
  }
  @container (inline-size < 600px) {
    .strip {
      grid-auto-flow: row;
      grid-template-columns: repeat(3, 1fr);
      row-gap: var(--_s3);
    }
    .strip > :only-child {
      grid-column: 1 / -1;
    }
    .strip > :nth-child(3n + 1) {
      padding-inline-start: 0;
      border: 0;
    }
  }
  @media (forced-colors: active) {
    :host {
      --_won: Highlight;
      --_weighted: Highlight;
      --_open: color-mix(in srgb, Highlight 45%, Canvas);
      --_forecast: Highlight;
      --_most: color-mix(in srgb, Highlight 12%, transparent);
      --_half: color-mix(in srgb, Highlight 25%, transparent);
      --_fresh: Canvas;
      --_track: Canvas;
      --_previous: CanvasText;
      --_goal: CanvasText;
      --_ink: CanvasText;
      --_page: Canvas;
      --_positive: CanvasText;
    }
    .chart,
    .bar,
    .swatch {
      forced-color-adjust: none;
    }
    text,
    text.muted,
    tspan.strong,
    tspan.muted,
    tspan.tinted {
      fill: CanvasText;
    }
    text.inside {
      fill: HighlightText;
    }
    .across,
    .track {
      stroke: GrayText;
    }
    .across {
      stroke-dasharray: 1 5;
    }
    .edge.half {
      stroke-dasharray: 4 2;
    }
    .swatch .band.most {
      stroke: var(--_forecast);
      stroke-dasharray: 1 3;
    }
    .swatch .band.half {
      stroke: var(--_forecast);
      stroke-dasharray: 4 2;
    }
    .line.previous {
      stroke-dasharray: 2 2;
    }
  }
  @media print {
    text,
    tspan {
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

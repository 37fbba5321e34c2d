import { css } from 'lit';

/** The leaderboard itself; adopted with what draws it. */
export const drawingStyles = css`
  :host {
    --_won: var(--pipeline-leaderboard-bar, var(--_accent));
    --_goal-ink: var(--pipeline-leaderboard-goal, var(--pipeline-goal, var(--_ink)));
    --_me: var(--pipeline-leaderboard-me, var(--_soft));
    --_page: var(--pipeline-surface, light-dark(#ffffff, #16191d));
  }
  .leaders :is(td, th) {
    block-size: var(--pipeline-row, calc(36px * var(--_density)));
    padding: 0;
    white-space: nowrap;
  }
  .leaders thead th {
    block-size: auto;
    padding-block: var(--_s1);
    line-height: var(--pipeline-leading-4, 24px);
    vertical-align: middle;
  }
  /* Digits keep their right edge in both directions, so that units line up. */
  .leaders .number {
    padding-inline-start: var(--_s3);
    text-align: right;
  }
  .leaders .rank {
    inline-size: 34px;
    padding-inline: 0 calc(var(--_s1) * 2.5);
    color: var(--_muted);
  }
  .leaders thead .rank {
    padding-inline-end: calc(var(--_s1) * 2.5);
  }
  .leaders .change {
    padding-inline-end: var(--_s3);
    color: var(--_muted);
    font-size: var(--pipeline-text-1, 12px);
  }
  .leaders tr > .bars {
    padding-inline-start: var(--_s4);
  }
  .leaders td.bars {
    inline-size: 99%;
    min-inline-size: 80px;
  }
  .head {
    display: inline-flex;
    align-items: center;
    gap: var(--_s1);
    padding: 0;
  }
  .head:hover {
    color: var(--pipeline-ink, inherit);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .leaders [aria-sort] {
    color: var(--pipeline-ink, inherit);
  }
  /* A row can't be a containing block in every engine, so what covers it hangs on two of its cells: fill and ring on the
     first one, as wide as the widget and a space beyond, the target of the name on its own, clipped by what is around. */
  .rows {
    overflow-x: clip;
    margin-inline: calc(-1 * var(--_s2));
    padding-inline: var(--_s2);
  }
  .leaders tbody :is(.rank, th) {
    position: relative;
  }
  .leaders tbody .rank::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: calc(-1 * var(--_s2));
    inline-size: calc(100cqi + 2 * var(--_s2));
    border-radius: var(--_control);
    pointer-events: none;
  }
  .who {
    display: flex;
    align-items: center;
    gap: var(--_s1);
    max-inline-size: var(--_names);
    padding: 0;
    text-align: start;
  }
  .named {
    display: inline-flex;
    gap: var(--_s1);
    min-inline-size: 0;
  }
  .who .name {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .who::after {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline: -100cqi;
  }
  .who:focus-visible {
    outline: none;
  }
  tr:has(.who:focus-visible) .rank::before {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }
  tbody tr:hover .rank::before {
    background: var(--_hover);
  }
  tbody .me .rank::before {
    background: var(--_me);
  }
  .me :is(.muted, .rank, .change) {
    color: inherit;
  }
  .unranked th,
  .unranked .won {
    font-weight: inherit;
  }
  .bar {
    position: relative;
    display: block;
    block-size: 18px;
  }
  .bar i,
  .range i {
    position: absolute;
  }
  .track {
    inset-block: 4.5px;
    inset-inline-start: var(--_zero, 0%);
    inline-size: var(--_track-size);
    background: var(--_track);
    border-radius: var(--_mark);
  }
  .fill {
    inset-block: 4px;
    inset-inline-start: var(--_from);
    inline-size: max(var(--_size), 2px);
    background: var(--_won);
    border-radius: var(--_mark);
  }
  .signed::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: var(--_zero);
    inline-size: 1px;
    background: var(--_rule);
  }
  .bar .goal,
  .item .goal {
    inset-inline-start: var(--_goal);
    inline-size: 2px;
    margin-inline-start: -1px;
    background: var(--_goal-ink);
    box-shadow: 0 0 0 1px var(--_page);
  }
  .bar .goal {
    inset-block: 0;
  }
  .ranges {
    padding-inline-start: calc(var(--_s1) * 5) !important;
  }
  .range {
    position: relative;
    display: block;
    inline-size: 60px;
    block-size: 18px;
  }
  .range .all {
    inset-block: 0;
    inset-inline-start: var(--_all);
    inline-size: 1px;
    background: var(--_rule);
  }
  .whisker {
    inset-block-start: 8.25px;
    inset-inline-start: var(--_low);
    inline-size: calc(var(--_high) - var(--_low));
    block-size: 1.5px;
    background: var(--_compare);
  }
  .dot {
    inset-block-start: 5.5px;
    inset-inline-start: var(--_rate);
    inline-size: 7px;
    block-size: 7px;
    margin-inline-start: -3.5px;
    border-radius: 50%;
    background: var(--_ink);
  }
  .more {
    margin-block-start: var(--_s2);
    margin-inline-start: calc(-1 * var(--_s2));
  }
  .swatch.fill {
    inline-size: 14px;
    block-size: 10px;
  }
  .swatch.goal {
    inline-size: 2px;
    block-size: 12px;
    margin-inline: 3px;
    background: var(--_goal-ink);
  }
  .swatch.range {
    --_low: 0%;
    --_high: 100%;
    --_rate: 50%;
    inline-size: 22px;
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
  .item .title {
    flex-wrap: nowrap;
    gap: 0 calc(var(--_s1) * 1.5);
    align-items: baseline;
    min-inline-size: 0;
  }
  .item .name {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  .item .place {
    min-inline-size: 12px;
  }
  .item.me .name {
    font-weight: var(--_strong);
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
    inset-inline-start: var(--_from, 0);
    block-size: 3px;
    inline-size: var(--_size, 0);
    border-start-end-radius: var(--_mark);
    background: var(--_won);
  }
  .item .goal {
    position: absolute;
    inset-block-end: -1px;
    block-size: 9px;
    z-index: 1;
  }
  .figure b {
    display: block;
    font-size: var(--pipeline-text-5, 20px);
    line-height: var(--pipeline-leading-5, 28px);
    letter-spacing: var(--pipeline-tracking-figure, -0.015em);
  }
  @media (pointer: coarse) {
    .leaders :is(td, th) {
      block-size: max(44px, var(--_target));
    }
  }
  @media (forced-colors: active) {
    .fill,
    .goal,
    .track,
    .whisker,
    .dot,
    .range .all,
    .signed::before,
    .item::after {
      forced-color-adjust: none;
    }
    .fill,
    .item::after {
      background: CanvasText;
    }
    .goal {
      background: Highlight !important;
    }
    .whisker,
    .dot,
    .range .all,
    .signed::before {
      background: CanvasText;
    }
    .track {
      background: Canvas;
      border: 1px solid CanvasText;
    }
    .leaders .me .rank::before {
      border: 1px solid Highlight;
    }
  }
  @media print {
    :is(.fill, .goal, .track, .whisker, .dot, .all, .item::after) {
      print-color-adjust: exact;
    }
    .leaders :is(.head, .who) {
      display: inline-flex !important;
    }
    .leaders .sort {
      display: none;
    }
  }
`;

import { css } from 'lit';

/** Lanes across the columns; adopted when a board first has some. */
export const lanesStyles = css`
  .columns.laned {
    display: block;
  }
  .columns.laned .row {
    display: flex;
    align-items: stretch;
    gap: var(--pipeline-board-gap, var(--_s4));
  }
  /* as wide as the heads above, whatever is in them: cells and heads are no one grid */
  .columns.laned .column.collapsed {
    inline-size: 104px;
    max-inline-size: none;
  }
  .lane {
    margin-block-start: var(--_s3);
    border-block-start: 1px solid var(--_hairline);
  }
  .heads + .lane {
    border-block-start: 0;
  }
  /* stays in sight while the columns scroll below it */
  .lane-head {
    position: sticky;
    inset-inline-start: 0;
    inline-size: fit-content;
    max-inline-size: min(100%, 100cqi);
  }
  .lane-fold {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_s2);
    min-block-size: max(calc(32px * var(--_density)), var(--_target));
    max-inline-size: 100%;
    padding-block: var(--_s1);
    padding-inline: 0 var(--_s2);
    border: 0;
    border-radius: var(--_control);
    background: none;
    color: inherit;
    text-align: start;
  }
  .lane-fold:hover {
    background: var(--_hover);
  }
  .lane-fold > .icon {
    flex: none;
    align-self: center;
    color: var(--_muted);
    transform: rotate(90deg);
  }
  .folded > .lane-head .icon {
    transform: none;
  }
  .folded > .lane-head .icon:dir(rtl) {
    transform: rotate(180deg);
  }
  .lane-name {
    min-inline-size: 0;
    overflow-wrap: anywhere;
    font-weight: var(--_strong);
  }
  .lane-total,
  .cell-total {
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    color: var(--_muted);
  }
  .cell {
    position: relative;
    padding-block-end: 2px;
  }
  .cell-total {
    min-block-size: var(--pipeline-leading-1, 16px);
    margin: 0;
    overflow-wrap: anywhere;
  }
  /* room for a card where none lies yet: nothing moves while one hangs over the board */
  .lane:not(.folded) > .row {
    min-block-size: 92px;
  }
  .cell.over {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
    border-radius: var(--_radius);
  }
  .cell > .zone {
    position: absolute;
    z-index: 1;
    inset: 16px 0 auto;
    box-sizing: border-box;
    background: var(--_surface);
    color: var(--_on);
  }
  .folded .cell > .zone {
    inset: 0;
    min-block-size: 0;
    margin: 0;
    padding: 0;
    opacity: 0.9;
  }
  .cell > .zone.refused {
    color: var(--_negative);
  }
  @container (inline-size < 640px) {
    .columns.laned .row {
      gap: var(--pipeline-board-gap, var(--_s3));
    }
  }
  @container (inline-size < 400px) {
    .columns.laned .row {
      display: block;
    }
    .lane:not(.folded) > .row {
      min-block-size: 48px;
    }
    .columns.laned .column.column {
      inline-size: auto;
    }
  }
  @media (forced-colors: active) {
    .lane {
      border-color: CanvasText;
    }
    .cell.over {
      outline-color: Highlight;
    }
  }
  @media print {
    .lane-head {
      position: static;
      break-after: avoid;
    }
  }
`;

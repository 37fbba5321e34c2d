import { css } from 'lit';

/**
 * What the board needs before there is data: where columns lie, and their silhouette. The frame's sheet comes before
 * it, and reads the shared tokens into private properties. The rest is in `drawing.styles.ts`.
 */
export const boardStyles = css`
  /* columns: as wide as there is room; before they get too narrow the board scrolls, and never the page */
  .scroller {
    /* also of what is there for screen readers only: without it that would widen the page */
    position: relative;
    overflow-x: auto;
    overscroll-behavior-x: contain;
    scrollbar-width: thin;
    /* room for the focus ring, which overflow would cut */
    margin: -4px;
    padding: 4px;
  }
  .columns {
    display: flex;
    align-items: stretch;
    gap: var(--pipeline-board-gap, var(--_s4));
    min-inline-size: max-content;
  }
  .column {
    flex: 1 1 calc(var(--pipeline-board-column-width, 232px) * 0.88);
    inline-size: calc(var(--pipeline-board-column-width, 232px) * 0.88);
    min-inline-size: 0;
    display: flex;
    flex-direction: column;
  }
  .column.collapsed {
    flex: none;
    /* As wide as its sum: compact money is long in some languages. */
    inline-size: min-content;
    min-inline-size: 84px;
    max-inline-size: 120px;
  }
  .column-head {
    min-block-size: 71px;
    padding-block-end: calc(var(--_s2) - 1px);
    border-block-end: 1px solid var(--_rule);
  }
  /* while data is on its way */
  .skeleton {
    overflow: hidden;
  }
  .ghost {
    display: block;
    block-size: 12px;
    inline-size: 60%;
    margin-block: 4px;
    border-radius: var(--_mark);
    background: var(--_track);
  }
  .ghost.large {
    block-size: 18px;
    inline-size: 40%;
    margin-block-start: 8px;
  }
  .ghost.block {
    block-size: 66px;
    inline-size: 100%;
    margin-block: 8px 0;
    border-radius: var(--pipeline-card-radius, 6px);
  }
  @container (inline-size < 640px) {
    .columns {
      gap: var(--pipeline-board-gap, var(--_s3));
    }
    .column:not(.collapsed) {
      flex: 1 0 var(--pipeline-board-column-width, 236px);
      inline-size: var(--pipeline-board-column-width, 236px);
    }
  }
  @container (inline-size < 400px) {
    .columns {
      display: block;
      min-inline-size: 0;
    }
    .column.column {
      inline-size: auto;
    }
    .column:not(.chosen) {
      display: none;
    }
  }
`;

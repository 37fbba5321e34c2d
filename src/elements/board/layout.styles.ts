import { css } from 'lit';

/** Which pipeline is shown, one column at a time, and what columns would hold. */
export const layoutStyles = css`
  .pipelines {
    display: flex;
    align-items: center;
    gap: var(--_s2);
    max-inline-size: 100%;
    margin-block-end: var(--_s3);
    inline-size: fit-content;
    color: var(--_muted);
  }
  .pipelines select {
    min-inline-size: 0;
    flex: 0 1 auto;
    min-block-size: max(calc(32px * var(--_density)), var(--_target));
    padding-inline: var(--_s2);
    border: 1px solid var(--_rule);
    border-radius: var(--_control);
    background: var(--_surface);
    color: var(--_on);
    text-overflow: ellipsis;
  }
  .column.preview > .column-head :is(.column-count, .column-sum, .column-note),
  .preview > .cell-total,
  .preview > .lane-head .lane-total {
    color: var(--_on);
    text-decoration: underline dotted;
    text-underline-offset: 3px;
  }
  @container (inline-size < 400px) {
    .scroller {
      touch-action: pan-y pinch-zoom;
    }
    .columns[data-swiping] {
      translate: var(--_swipe);
    }
    .pipelines {
      inline-size: auto;
    }
    .pipelines select {
      flex: 1;
    }
  }
  @media print {
    .pipelines {
      display: none;
    }
  }
`;

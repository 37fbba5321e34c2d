import { css } from 'lit';

/** Columns with their heads, and what stands for them where there is room for one. */
export const columnStyles = css`
  .column.over > .column-head {
    border-block-end: 2px solid var(--_accent);
    padding-block-end: calc(var(--_s1) * 1.5);
  }
  .column-select {
    display: block;
    inline-size: 100%;
    padding: 0;
    border: 0;
    border-radius: var(--_mark);
    background: none;
    text-align: start;
  }
  .column-select:hover .column-title {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .column-name {
    display: flex;
    justify-content: space-between;
    gap: var(--_s2);
  }
  .column-title {
    min-inline-size: 0;
    overflow-wrap: anywhere;
    font-weight: var(--_strong);
  }
  .column-count {
    flex: none;
    color: var(--_muted);
  }
  .collapsed .column-count {
    display: none;
  }
  .column-sum {
    display: block;
    font-size: var(--pipeline-text-4, 16px);
    line-height: var(--pipeline-leading-4, 24px);
    font-weight: var(--_strong);
    letter-spacing: var(--pipeline-tracking-figure, -0.015em);
    overflow-wrap: anywhere;
  }
  .collapsed .column-sum {
    overflow-wrap: break-word;
  }
  .column-sum.unknown {
    font-weight: var(--pipeline-weight, 400);
    font-size: var(--pipeline-text-2, 13px);
    color: var(--_muted);
    letter-spacing: normal;
  }
  .column-note {
    display: block;
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    color: var(--_muted);
  }
  .column-limit {
    display: flex;
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    color: var(--_muted);
  }
  .column-limit.flag {
    color: var(--_warning);
  }
  .collapsed .column-limit {
    display: none;
  }
  /* what a column means, behind its words */
  .column.won:not(.over) > .column-head {
    border-block-end-color: var(--_positive);
  }
  .column.lost:not(.over) > .column-head {
    border-block-end-color: var(--_negative);
  }
  .column.unmapped:not(.over) > .column-head {
    border-block-end-style: dashed;
  }
  .column-fold {
    min-block-size: var(--_target);
    min-inline-size: var(--_target);
    padding: 0 var(--_s2);
    border: 0;
    border-radius: var(--_control);
    background: none;
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    color: var(--_muted);
    text-align: start;
  }
  .column-fold {
    margin-block-start: var(--_s1);
    margin-inline-start: calc(-1 * var(--_s2));
    align-self: start;
  }
  :is(.column-fold, .card-actions):hover {
    background: var(--_hover);
    color: var(--_on);
  }
  .column-empty {
    margin-block-start: var(--_s2);
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    color: var(--_muted);
  }
  .zone {
    display: grid;
    place-items: center;
    min-block-size: 66px;
    margin-block-start: var(--_s2);
    padding: var(--_s1);
    border: 1px dashed var(--_rule);
    border-radius: var(--_radius);
    text-align: center;
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    color: var(--_muted);
  }
  .over > .zone {
    border: 2px solid var(--_accent);
    padding: 3px;
    color: inherit;
  }

  /* one stage at a time */
  .chooser {
    display: none;
    margin-block-end: var(--_s2);
  }
  .chooser select {
    inline-size: 100%;
    min-block-size: max(calc(32px * var(--_density)), var(--_target));
    padding-inline: var(--_s2);
    border: 1px solid var(--_rule);
    border-radius: var(--_control);
    background: var(--_surface);
    color: var(--_on);
  }

  @container (inline-size < 640px) {
    .scroller:not(.dragging) {
      scroll-snap-type: inline proximity;
      scroll-padding-inline: 4px;
    }
    .column {
      scroll-snap-align: start;
    }
  }
  @container (inline-size < 400px) {
    .chooser {
      display: block;
    }
    .chosen > .column-head .column-name,
    .column-fold {
      display: none;
    }
    .column-head,
    .column.over > .column-head {
      min-block-size: 0;
      padding-block-end: 0;
      border: 0;
    }
    .column-select {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      align-content: center;
      gap: 0 var(--_s1);
    }
    .column-sum {
      font-size: var(--pipeline-text-1, 12px);
      line-height: var(--pipeline-leading-1, 16px);
      letter-spacing: normal;
    }
  }
  @media print {
    .column-fold,
    .chooser {
      display: none;
    }
    .scroller {
      overflow: visible;
    }
  }
`;

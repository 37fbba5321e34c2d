import { css } from 'lit';

/** What a board shows of cards that are being moved, picked up or selected, and of rules. */
export const movingStyles = css`
  .card.carried,
  .card.carried:focus-visible {
    outline: 2px dashed var(--_accent);
    outline-offset: 1px;
  }
  .card.selected {
    box-shadow: inset 0 0 0 2px var(--_accent);
  }
  .card-check {
    flex: none;
    inline-size: max(16px, calc(var(--_target) * 0.66));
    block-size: max(16px, calc(var(--_target) * 0.66));
    margin: 2px var(--_s1) 0 0;
    accent-color: var(--_accent);
  }
  .card-check + .card-title {
    margin-inline-end: auto;
  }
  .flag.broken {
    align-items: flex-start;
    margin-block-start: 2px;
    white-space: normal;
    color: var(--_warning);
  }
  .flag.broken > .icon {
    flex: none;
    margin-block-start: 2px;
  }
  .flag.broken bdi {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .zone.refused {
    border: 2px solid var(--_negative);
    padding: 3px;
    color: var(--_negative);
    overflow-wrap: anywhere;
  }
  .column.over > .column-head[part~='refused'] {
    border-color: var(--_negative);
  }
  .lift > [data-count]::after {
    content: attr(data-count);
    position: absolute;
    inset-block-start: -8px;
    inset-inline-end: -8px;
    min-inline-size: 24px;
    padding-inline: var(--_s2);
    border-radius: var(--pipeline-radius-layer, 10px);
    background: var(--_accent);
    color: var(--pipeline-on-accent, light-dark(#ffffff, #0b0e12));
    font-weight: var(--_strong);
    line-height: var(--pipeline-leading-4, 24px);
    text-align: center;
  }
  .menu-rule {
    block-size: 1px;
    margin: var(--_s1) 0;
    background: var(--_hairline);
  }
  /* There for the keyboard only: takes its room always, so that nothing moves when it comes. */
  .key-hint {
    min-block-size: var(--pipeline-leading-1, 16px);
    margin-block-start: var(--_s1);
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    color: var(--_muted);
    visibility: hidden;
  }
  .board:has(.card:focus-visible) > .key-hint {
    visibility: visible;
  }
  .selection {
    margin-inline-end: auto;
  }
  @media (forced-colors: active) {
    .card.selected {
      outline: 2px solid Highlight;
    }
    .zone.refused {
      border-style: dashed;
    }
  }
  @media print {
    .key-hint,
    .card-check {
      display: none;
    }
  }
`;

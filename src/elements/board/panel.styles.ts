import { css } from 'lit';

/** A deal's panel, and the search; they come with them. */
export const panelStyles = css`
  .panel {
    position: absolute;
    inset-block-start: 0;
    inset-inline: auto 0;
    z-index: 5;
    display: block;
    box-sizing: border-box;
    inline-size: min(360px, 100%);
    max-block-size: 640px;
    margin: 0;
    padding: var(--_s3) var(--_s4);
    overflow: auto;
    border: 0;
    background: var(--_surface);
    color: var(--_on);
    border-radius: var(--pipeline-radius-layer, 10px);
    box-shadow: var(--_shadow);
    text-align: start;
  }
  .panel-head {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: var(--_s2);
  }
  .panel h2,
  .panel h3 {
    margin: 0;
    font: inherit;
    font-weight: var(--_strong);
    overflow-wrap: anywhere;
  }
  .panel h3 {
    margin-block: var(--_s3) var(--_s1);
  }
  .panel-close {
    flex: none;
    min-block-size: var(--_target);
    padding: 0 var(--_s2);
    border: 1px solid var(--_rule);
    border-radius: var(--_control);
    background: none;
    color: inherit;
  }
  .panel-flag {
    margin: 0;
    color: var(--_warning);
  }
  .panel-none,
  .panel :is(dt, li > span) {
    color: var(--_muted);
  }
  .panel-facts {
    margin: var(--_s2) 0 0;
  }
  .panel-facts > div,
  .panel :is(.panel-visits, .panel-criteria, .panel-changes) > li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--_s2);
  }
  .panel dd {
    margin: 0;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .panel :is(ol, ul) {
    margin: 0;
    padding: 0;
    list-style: none;
    overflow-wrap: anywhere;
  }
  .panel a {
    color: inherit;
  }
  .panel-criteria > li > bdi::before {
    content: '○ ' / '';
  }
  .panel-criteria > .done > bdi::before {
    content: '● ' / '';
  }
  .strip {
    display: flex;
    gap: 2px;
    block-size: 8px;
    margin-block-end: var(--_s1);
  }
  .stay {
    flex: var(--_days, 1) 1 2px;
    min-inline-size: 2px;
    border-radius: 1px;
    background: var(--_rule);
  }
  .stay.on {
    background: var(--_accent);
  }
  .stay.won {
    background: var(--_positive);
  }
  .stay.lost {
    background: var(--_negative);
  }
  .find {
    display: flex;
    align-items: center;
    gap: var(--_s2);
    margin-block-end: var(--_s3);
  }
  .find input {
    inline-size: min(260px, 100%);
    min-inline-size: 0;
    box-sizing: border-box;
    min-block-size: max(calc(32px * var(--_density)), var(--_target));
    padding-inline: var(--_s2);
    border: 1px solid var(--_rule);
    border-radius: var(--_control);
    background: var(--_surface);
    color: var(--_on);
    font: inherit;
  }
  .find output {
    color: var(--_muted);
    white-space: nowrap;
  }
  .card.found {
    box-shadow: inset 0 0 0 2px var(--_accent);
  }
  @media (forced-colors: active) {
    .panel {
      outline: 1px solid CanvasText;
    }
    .stay {
      forced-color-adjust: none;
      background: GrayText;
    }
    .stay.on {
      background: Highlight;
    }
    .card.found {
      outline: 2px solid Highlight;
    }
  }
  @media print {
    .panel,
    .find {
      display: none;
    }
  }
`;

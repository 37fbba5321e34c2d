import { css } from 'lit';

/** The menu at the foot and the list of keys; adopted with them. */
export const moreStyles = css`
  .more-menu,
  .key-list {
    position: fixed;
    inset: 0 auto auto 0;
    translate: var(--_x, 0) var(--_y, 0);
    max-inline-size: min(360px, 100vw - 8px);
    max-block-size: calc(100vh - 8px);
    margin: 0;
    overflow: auto;
    border: 0;
    border-radius: var(--pipeline-radius-layer, 10px);
    background: var(--_surface);
    /* On a surface of its own the page's colour would not be sure to show. */
    color: var(--pipeline-ink, light-dark(#1b1f24, #e8eaed));
    box-shadow: var(
      --pipeline-shadow-layer,
      0 0 0 1px var(--_hairline),
      0 8px 28px light-dark(rgb(16 20 26 / 0.16), rgb(0 0 0 / 0.55))
    );
    font-family: var(--pipeline-font, inherit);
    font-size: var(--pipeline-text-2, 13px);
    line-height: var(--pipeline-leading-2, 20px);
    text-align: start;
  }
  .more-menu {
    min-inline-size: 200px;
    padding: var(--_s1);
  }
  .more-item {
    display: flex;
    align-items: center;
    min-block-size: max(28px, var(--_target));
    padding: var(--_s1) var(--_s2);
    border-radius: var(--_control);
    cursor: pointer;
  }
  .more-item:is(:hover, :focus) {
    background: var(--_hover);
  }
  .more-menu .more-item:focus-visible {
    outline-offset: -2px;
  }
  .more-rule {
    block-size: 1px;
    margin: var(--_s1) var(--_s2);
    background: var(--_hairline);
  }
  .key-list {
    padding: var(--_s3) var(--_s4) var(--_s2);
  }
  .key-list:focus-visible {
    outline: none;
  }
  .key-list p {
    font-size: var(--pipeline-text-3, 14px);
    font-weight: var(--_strong);
  }
  .key-list dl {
    margin-block: var(--_s2);
  }
  .key-list dl > div {
    display: grid;
    grid-template-columns: 132px minmax(0, 1fr);
    gap: 0 var(--_s3);
    padding-block: var(--_s1);
    border-block-start: 1px solid var(--_hairline);
  }
  .key-list dd {
    color: var(--_muted);
  }
  .key-list .quiet {
    margin-inline: calc(-1 * var(--_s2));
  }
  @media (forced-colors: active) {
    .more-menu,
    .key-list {
      outline: 1px solid CanvasText;
      outline-offset: -1px;
    }
    .more-item:focus-visible {
      outline-color: Highlight;
    }
    .more-rule {
      background: CanvasText;
    }
  }
  @media print {
    .more-menu,
    .key-list {
      display: none;
    }
  }
`;

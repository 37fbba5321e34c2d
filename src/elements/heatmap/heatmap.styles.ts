import { css } from 'lit';

/** The heatmap's silhouette. */
export const heatmapStyles = css`
  .skeleton {
    display: grid;
    grid-template-columns: 124px repeat(5, 1fr);
    gap: var(--pipeline-heatmap-gap, 2px);
  }
  .skeleton i {
    block-size: var(--pipeline-row, calc(36px * var(--_density)));
    border-radius: var(--_mark);
    background: var(--_track);
  }
  .skeleton i:nth-child(6n + 1) {
    block-size: 12px;
    inline-size: 88px;
    align-self: center;
  }
  @container (inline-size < 400px) {
    .skeleton {
      grid-template-columns: 1fr;
      gap: 41px;
    }
    .skeleton i:nth-child(n) {
      block-size: 3px;
      inline-size: auto;
    }
    .skeleton i:nth-child(n + 7) {
      display: none;
    }
  }
`;

import { css } from 'lit';

/** The forecast's silhouette. */
export const forecastStyles = css`
  .skeleton {
    display: grid;
    gap: 20px;
  }
  .skeleton > div {
    display: flex;
    gap: var(--_s6);
  }
  .skeleton i {
    display: block;
    inline-size: 64px;
    block-size: 10px;
    margin-block: 3px 8px;
    background: var(--_track);
    border-radius: var(--_mark);
  }
  .skeleton i + i {
    inline-size: 48px;
    block-size: 18px;
    margin-block: 0;
  }
  .skeleton svg {
    inline-size: 100%;
    block-size: 200px;
  }
  .skeleton :is(path, rect) {
    fill: none;
    stroke: var(--_track);
    stroke-width: 2px;
    vector-effect: non-scaling-stroke;
  }
  @container (inline-size < 600px) {
    .skeleton > div > :nth-child(n + 4) {
      display: none;
    }
  }
  @container (inline-size < 400px) {
    .skeleton > div > :nth-child(n + 2) {
      display: none;
    }
    .skeleton svg {
      block-size: 80px;
    }
  }
`;

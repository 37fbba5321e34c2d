import { css } from 'lit';

/** The funnel's silhouette. */
export const funnelStyles = css`
  .skeleton {
    display: grid;
    gap: var(--_s5);
    padding-block: 22px 2px;
  }
  .skeleton i {
    block-size: 24px;
    background: var(--_track);
    border-radius: var(--_mark);
  }
  .bar-2 {
    inline-size: 72%;
  }
  .bar-3 {
    inline-size: 56%;
  }
  .bar-4 {
    inline-size: 42%;
  }
  .bar-5 {
    inline-size: 22%;
  }
  .bar-6 {
    inline-size: 13%;
  }
  @container (inline-size >= 600px) {
    .skeleton {
      padding-inline: 26% 30%;
    }
  }
  @container (inline-size < 400px) {
    .skeleton {
      gap: 41px;
    }
    .skeleton i {
      block-size: 3px;
    }
  }
`;

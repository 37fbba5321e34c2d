import { css } from 'lit';

/** The leaderboard's silhouette. */
export const leaderboardStyles = css`
  .skeleton {
    display: grid;
    grid-template-columns: 24px 110px 1fr;
    column-gap: var(--_s4);
    padding-block-start: 23px;
  }
  .skeleton i {
    block-size: 10px;
    margin-block: 13px;
    border-radius: var(--_mark);
    background: var(--_track);
  }
  @container (inline-size < 400px) {
    .skeleton {
      grid-template-columns: 1fr;
      padding: 0;
    }
    .skeleton i {
      block-size: 3px;
      margin-block: 41px 0;
    }
    .skeleton i:nth-child(n + 6) {
      display: none;
    }
  }
`;

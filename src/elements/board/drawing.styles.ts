import { css } from 'lit';
import { cardStyles } from './card.styles.js';
import { columnStyles } from './columns.styles.js';
import { layerStyles } from './layers.styles.js';

/** Of what is drawn once there is data; adopted with it, behind `board.styles.ts`. */
export const drawingStyles = css`
  .board,
  .lift,
  .menu {
    --_shadow: var(
      --pipeline-shadow-layer,
      0 0 0 1px var(--_hairline),
      0 8px 28px light-dark(rgb(16 20 26 / 0.16), rgb(0 0 0 / 0.55))
    );
    /* on a surface of our own, so the page's own colour would not be sure to show */
    --_on: var(--pipeline-ink, light-dark(#1b1f24, #e8eaed));
    --_positive: var(--pipeline-positive, var(--pipeline-palette-green, light-dark(#006657, #5adbc8)));
    --_radius: var(--pipeline-card-radius, var(--_control));
  }
  .board {
    position: relative;
  }
  .icon.small {
    stroke-width: 1.25;
  }
  button,
  select {
    font: inherit;
    letter-spacing: inherit;
    cursor: pointer;
  }
  ${columnStyles}
  ${cardStyles}
  ${layerStyles}
`;

import { board } from './de/board.js';
import { forecast } from './de/forecast.js';
import { frame } from './de/frame.js';
import { funnel } from './de/funnel.js';
import { heatmap } from './de/heatmap.js';
import { layout } from './de/layout.js';
import { leaderboard } from './de/leaderboard.js';
import { more } from './de/more.js';
import { moving } from './de/moving.js';
import { outcomes } from './de/outcomes.js';
import { panel } from './de/panel.js';
import { problems } from './de/problems.js';
import type { Messages } from './messages.js';

/** All German words, in one module: a page in German asks for them once. */
export const de: Messages = {
  frame,
  more,
  problems,
  funnel,
  board,
  layout,
  moving,
  panel,
  heatmap,
  leaderboard,
  forecast,
  outcomes,
};

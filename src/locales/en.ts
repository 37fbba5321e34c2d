import { board } from './en/board.js';
import { forecast } from './en/forecast.js';
import { frame } from './en/frame.js';
import { funnel } from './en/funnel.js';
import { heatmap } from './en/heatmap.js';
import { layout } from './en/layout.js';
import { leaderboard } from './en/leaderboard.js';
import { more } from './en/more.js';
import { moving } from './en/moving.js';
import { outcomes } from './en/outcomes.js';
import { panel } from './en/panel.js';
import { problems } from './en/problems.js';
import type { Messages } from './messages.js';

/** All English words. Elements import the sections they show; this is for hosts that want to change some. */
export const en: Messages = {
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

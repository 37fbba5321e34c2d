import type { BoardMessages } from './messages/board.js';
import type { ForecastMessages } from './messages/forecast.js';
import type { FrameMessages } from './messages/frame.js';
import type { FunnelMessages } from './messages/funnel.js';
import type { HeatmapMessages } from './messages/heatmap.js';
import type { LayoutMessages } from './messages/layout.js';
import type { LeaderboardMessages } from './messages/leaderboard.js';
import type { MoreMessages } from './messages/more.js';
import type { MovingMessages } from './messages/moving.js';
import type { OutcomeMessages } from './messages/outcomes.js';
import type { PanelMessages } from './messages/panel.js';
import type { ProblemMessages } from './messages/problems.js';

/** All words of one language, by section: an element takes only those it shows. */
export interface Messages {
  readonly frame: FrameMessages;
  readonly more: MoreMessages;
  readonly problems: ProblemMessages;
  readonly funnel: FunnelMessages;
  readonly board: BoardMessages;
  readonly layout: LayoutMessages;
  readonly moving: MovingMessages;
  readonly panel: PanelMessages;
  readonly heatmap: HeatmapMessages;
  readonly leaderboard: LeaderboardMessages;
  readonly forecast: ForecastMessages;
  readonly outcomes: OutcomeMessages;
}

export type { BoardMessages } from './messages/board.js';
export type { ForecastMessages } from './messages/forecast.js';
export type { FrameMessages } from './messages/frame.js';
export type { FunnelMessages } from './messages/funnel.js';
export type { HeatmapMessages } from './messages/heatmap.js';
export type { LayoutMessages } from './messages/layout.js';
export type { LeaderboardMessages } from './messages/leaderboard.js';
export type { KeyAct, KeyName, MoreMessages } from './messages/more.js';
export type { MovingMessages } from './messages/moving.js';
export type { OutcomeMessages } from './messages/outcomes.js';
export type { PanelMessages } from './messages/panel.js';
export type { ProblemMessages, Place, StateWords, Words } from './messages/problems.js';

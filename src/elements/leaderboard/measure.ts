import { measureFor } from '../../context/memo.js';
import { monthsOf, monthStart } from '../../core/calendar/days.js';
import { leaderboardTables, measureLeaderboard } from '../../core/measures/leaderboard.js';
import type {
  LeaderboardColumn,
  LeaderboardOptions,
  LeaderboardRow,
} from '../../core/measures/leaderboard.js';
import type { Measure } from '../../core/measures/types.js';
import type { PipelineSummary } from '../../core/summary/types.js';
import type { DayRange } from '../../core/view/types.js';
import type { LeaderboardSort } from '../../locales/messages/leaderboard.js';

export { leaderboardTables };

/** What a leaderboard shows of one summary. */
export interface LeaderboardMeasures {
  readonly options: LeaderboardOptions;
  readonly now: Measure<LeaderboardRow>;
  /** The period before, of the same length; undefined where ranks can't be compared with it. */
  readonly before?: { readonly window: DayRange; readonly rows: readonly LeaderboardRow[] };
}

/** The measure's column for what an element sorts by: a win rate counts by its lower bound, so 2 of 2 never beats 40 of 60. */
export const columnOf: Readonly<Record<LeaderboardSort, LeaderboardColumn>> = {
  won: 'won',
  attainment: 'attainment',
  'win-rate': 'winRateLow',
  average: 'averageWon',
  cycle: 'cycle',
  'open-weighted': 'openWeighted',
};

/** The measures of a summary; computed once for all widgets of a page that ask for the same. */
export const leaderboardOf = (summary: PipelineSummary, options: LeaderboardOptions): LeaderboardMeasures =>
  measureFor(`leaderboard ${JSON.stringify(options)}`, summary, () => {
    const now = measureLeaderboard(summary, options);
    const window = options.sort === 'openWeighted' ? undefined : windowBefore(options.window);
    const rows = window ? measureLeaderboard(summary, { ...options, window }).rows : [];
    const isRanked = rows.some(({ rank }) => rank !== null);
    return { options, now, ...(window && isRanked && { before: { window, rows } }) };
  });

/**
 * The window of the same number of whole months before; tables are kept by month. undefined: the window is none of
 * whole months, or open.
 */
function windowBefore(window: DayRange | undefined): DayRange | undefined {
  const { from, to } = (window && monthsOf(window)) ?? {};
  if (from === undefined || to === undefined) return undefined;
  return { from: monthStart(from - (to - from)), to: monthStart(from) };
}

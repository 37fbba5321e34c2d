/**
 * Every number that the forecast does not learn: the same for all data; the reason stands beside each. They were chosen
 * on the three measured sets together and on simulated teams, so the printed errors of those sets flatter them a little.
 */
import { AGE_EDGES, ageBin } from '../history/ages.js';
import type { Day } from '../view/types.js';

export { AGE_EDGES };

export const BINS = AGE_EDGES.length;
/** Older than that is as old as that. */
export const OLDEST = 366;
/** Bin of an age 0..OLDEST. */
export const BIN_OF: Uint8Array = Uint8Array.from({ length: OLDEST + 1 }, (_, age) => ageBin(age));

/** Days after which an event counts half; at least, and in median cycles: what is older describes another team. */
export const HALF_LIFE = { days: 120, cycles: 2 };
/** Pseudo-events that hold a bin's hazard to its younger neighbour's. */
export const BIN_PRIOR = 1;
/** All ways out of a stage on one day together. */
export const MOST_PER_DAY = 0.98;
/** Deals that a configured probability is worth: the error of a stage's probability is lowest there after 20 closed deals. */
export const PRIOR_DEALS = 5;
/** Mean stay where neither history nor `idleAfterDays` says one. */
export const PRIOR_STAY: Day = 30;

/** New deals, their amounts and the run-rate are those of the last 12 weeks: a quarter holds each season's class once. */
export const RECENT: Day = 84;
/** Won amounts that stand for new business: those of the last 16 weeks, and so many deals at the mean of the created. */
export const WON_WINDOW: Day = 112;
export const CREATED_DEALS = 20;
/**
 * An amount counts up to so many times the largest ever won, from so many wins on. Where one win dwarfs all others (or a
 * few do: a fiftieth at most), it is no experience with such deals: the largest of the others counts. With fewer wins
 * only amounts that dwarf all other listed ones are capped. Ten times: log-normal amounts of a usual spread (σ 1) leave
 * such a gap above all others less than once in 1,000 sets.
 */
export const CAP = { times: 1.5, wins: 20, dwarfs: 10, few: 0.02 };

/** Standard deviations, on the log scale, expected before looking: of a season's class, and of one visit to it; each is worth so many degrees of freedom. */
export const SEASON = { between: 0.25, betweenDf: 2, within: 0.15, withinDf: 4, days: 14 };

/** Trust in the pipeline model before any replay, and the origins that belief is worth. Horizons share half of what each learns. */
export const TRUST = { model: 0.9, origins: 12, shared: 0.5 };
/** Log-scale deviation expected of a lasting bias: small, or a year of ramp-up is taken for one. */
export const BIAS = 0.02;
/** Origins that the series' own roughness is worth as a measure of spread; degrees of freedom beside the replayed ones. */
export const SPREAD = { origins: 8, df: 4, predictive: 3 };
/** Origins, newest first, that count half. */
export const ORIGIN_HALF_LIFE = 52;

/** Days of history before the first origin; origins with an outcome without which no range is given. */
export const REPLAY = { days: 28, origins: 26, enough: 3 };
/** Wins expected in a period, up to which its outcomes are counted one by one instead of smoothed; deals that stand on their own then. */
export const FEW = { wins: 25, deals: 40 };
/** Stages modelled on their own; what is seen less is one stage together. */
export const MOST_STAGES = 60;
/** Days of history that are read: what is older has no weight left. */
export const DEEPEST: Day = 1460;
/** A short history: the forecast is provisional. */
export const SHORT = { days: 150, closed: 20, wins: 10 };

import type { Chance, Fan, FanRow } from './fan.js';
import { figureFocus } from './model.js';
import type { ForecastModel, ForecastWords } from './model.js';

export type StripKey = 'won' | 'attainment' | 'weighted' | 'gap' | 'coverage' | 'forecast' | 'chance';

/** One figure of the strip, with what it rests on. */
export interface StripItem {
  readonly key: StripKey;
  readonly label: string;
  readonly figure: string;
  readonly base: string;
  /** A change before the base, with its sign. */
  readonly change?: { readonly text: string; readonly isUp: boolean };
}

/** As text: never more certain than the quantiles are. */
export function chanceText(chance: Chance, { own, format }: ForecastWords): string {
  const share = format.percent(chance.share);
  return chance.beyond ? own.fan.strip[chance.beyond]({ share }) : share;
}

/**
 * Forecast, attainment, gap, coverage and the chance to reach the goal; without a goal what is won and weighted. The
 * same figures stand there while the forecast is being worked out, so that nothing moves when it comes.
 */
export function fanStrip(
  model: ForecastModel,
  words: ForecastWords,
  fan: Fan | undefined,
  weighted: readonly StripItem[],
): readonly StripItem[] {
  const { own, frame } = words;
  const { short } = model;
  const { strip, between } = own.fan;
  const { goal } = figureFocus(model);
  const range = fan && rangeOf(fan.total, short);
  const share = words.format.percent(0.8);
  const waiting = '…';
  const first: StripItem = {
    key: 'forecast',
    label: strip.forecast,
    figure: fan ? short(fan.total.mean) : waiting,
    base: fan
      ? range
        ? between({ share, ...range })
        : strip.noRange
      : between({ share, low: waiting, high: waiting }),
  };
  const kept = weighted.filter(({ key }) =>
    goal === null ? key === 'won' || key === 'weighted' : key === 'attainment' || key === 'coverage',
  );
  if (goal === null) return [first, ...kept];
  const gap = fan ? fan.total.mean - goal : undefined;
  const chance = fan?.total.chance;
  const goalText = own.strip.goal({ goal: short(goal) });
  return [
    first,
    ...kept.filter(({ key }) => key === 'attainment'),
    {
      key: 'gap',
      label: own.strip.gap,
      figure: gap === undefined ? waiting : `${gap > 0 ? '+' : ''}${short(gap)}`,
      base: goalText,
    },
    ...kept.filter(({ key }) => key === 'coverage'),
    {
      key: 'chance',
      label: strip.chance,
      figure: !fan ? waiting : chance ? chanceText(chance, words) : frame.none,
      base: fan && !chance ? strip.noRange : strip.toReach({ goal: short(goal) }),
    },
  ];
}

/**
 * Both ends of most of what may come, as text at the precision of estimates; with the median where the middle estimate
 * lies outside of them.
 */
export function rangeOf(
  row: FanRow,
  short: ForecastModel['short'],
): { readonly low: string; readonly high: string; readonly median?: string } | undefined {
  if (!row.range) return undefined;
  const [low, high] = row.range.most;
  const median = medianOutside(row);
  return {
    low: short(low),
    high: short(high),
    ...(median !== undefined && { median: short(median) }),
  };
}

/** The median where the middle estimate lies outside of its own range: a few large deals make up most of it. */
export function medianOutside({ mean, range }: FanRow): number | undefined {
  if (!range) return undefined;
  const [low, high] = range.most;
  // Not by a rounding error.
  const slack = 1e-6 * Math.abs(mean);
  return mean > high + slack || mean < low - slack ? range.median : undefined;
}

import type { Said } from '../../locales/say.js';
import type { Chance, Fan, FanRow } from './fan.js';
import { figureFocus } from './model.js';
import type { ForecastLine, ForecastModel, ForecastWords, StripItem } from './model.js';

/** Figures of a row as text, at the precision of estimates. */
const rangeOf = (
  { range }: FanRow,
  short: ForecastModel['short'],
): { readonly low: string; readonly high: string } | undefined =>
  range && { low: short(range.most[0]), high: short(range.most[1]) };

export function fanTakeaway(model: ForecastModel, { own }: ForecastWords, { total }: Fan): Said {
  const { short } = model;
  const { goal, period } = figureFocus(model);
  const gap = goal === null ? undefined : total.mean - goal;
  const range = rangeOf(total, short);
  return own.fan.takeaway({
    period,
    mean: short(total.mean),
    ...(range && { range }),
    ...(total.booked > 0 && { won: short(total.booked) }),
    ...(goal !== null && { goal: short(goal) }),
    ...(gap !== undefined && { gap: { amount: short(Math.abs(gap)), isShort: gap < 0 } }),
    met: goal !== null && goal > 0 && total.booked >= goal,
  });
}

export function fanMark(
  model: ForecastModel,
  { own }: ForecastWords,
  row: FanRow,
  { name, row: { phase, upTo, goal } }: ForecastLine,
): string {
  const { short } = model;
  const { mode } = model.range;
  const range = rangeOf(row, short);
  const aim = mode === 'cumulative' ? upTo.goal : goal;
  return own.fan.mark({
    mode,
    interval: name,
    mean: short(row.mean),
    ...(range && { range }),
    ...(phase === 'current' && row.booked > 0 && { won: short(row.booked) }),
    ...(aim !== null && { goal: short(aim) }),
  });
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

/** What the forecast rests on, its error, and what it could not use; the error first: it stands nearest to the figures. */
export function fanNotes(model: ForecastModel, { own, format }: ForecastWords, fan: Fan): readonly string[] {
  const { notes, error } = own.fan;
  const { past, hasRange, reasons, leftOut } = fan;
  const { short } = model;
  return [
    ...(past ? [error({ ...past, off: format.percent(past.off) }, format)] : []),
    ...(hasRange ? [] : [notes.noRange]),
    ...reasons
      .filter((reason) => hasRange || reason !== 'no-replay')
      .map((reason) => notes.provisional[reason]),
    notes.definition,
    ...leftOut.map(({ code, n, amount, used }) =>
      notes.leftOut(
        {
          code,
          n,
          ...(amount !== undefined && { amount: short(amount) }),
          ...(used !== undefined && { used: short(used) }),
        },
        format,
      ),
    ),
  ];
}

import type { ForecastModel, ForecastWords } from './model.js';
import type { StripItem, StripKey } from './strip.js';

/** Won, share of the goal, weighted pipeline, gap and coverage: what the data can give of them. */
export function stripOf(model: ForecastModel, words: ForecastWords): readonly StripItem[] {
  const { own, frame, format } = words;
  const { outlook, short, rough, previous, phase } = model;
  const { won, open, goal, gap, attainment, coverage, toGo, elapsed } = outlook;
  const { strip } = own;
  const wonDeals = strip.wonDeals({ n: won.n }, format);
  const byThen = outlook.previous?.wonByNow;
  const change =
    previous && phase !== 'future' && byThen !== undefined && byThen !== null && won.amount !== null
      ? won.amount - byThen
      : undefined;
  const item = (key: Exclude<StripKey, 'forecast' | 'chance'>, figure: string, base: string): StripItem => ({
    key,
    label: strip[key],
    figure,
    base,
  });
  const isOver = phase === 'past';
  const isAhead = phase === 'future';
  const wonItem: StripItem = {
    ...item(
      'won',
      won.amount === null ? frame.none : short(won.amount),
      change ? strip.onPrevious({ period: previous?.name, running: !isOver }) : wonDeals,
    ),
    ...(change ? { change: { text: short(Math.abs(change)), isUp: change > 0 } } : {}),
  };
  return [
    ...(isAhead ? [] : [wonItem]),
    ...(isAhead || attainment === null
      ? []
      : [
          item(
            'attainment',
            format.percent(attainment),
            isOver
              ? strip.goal({ goal: short(goal ?? 0) })
              : strip.elapsed({ share: format.percent(elapsed) }),
          ),
        ]),
    ...(isOver
      ? []
      : [
          item(
            'weighted',
            rough(open.weighted),
            open.weighted === null
              ? frame.needsShort.probabilities
              : strip.ofOpen({ n: open.n, amount: rough(open.sum.amount) }, format),
          ),
        ]),
    ...(gap === null || goal === null
      ? []
      : [item('gap', `${gap > 0 ? '+' : ''}${short(gap)}`, strip.goal({ goal: short(goal) }))]),
    ...(isOver || goal === null || toGo === null
      ? []
      : [
          coverage === null
            ? item('coverage', frame.none, toGo > 0 ? frame.notAvailable : strip.goalMet)
            : item(
                'coverage',
                strip.times({ times: format.number(coverage, { maximumFractionDigits: 1 }) }),
                strip.coverageBase({ toGo: short(toGo) }),
              ),
        ]),
  ];
}

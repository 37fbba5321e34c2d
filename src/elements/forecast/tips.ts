import type { TipRow } from '../shared/frame.js';
import type { FanMark } from './ahead.js';
import { shareOf } from './model.js';
import type { ForecastLine, ForecastModel, ForecastWords } from './model.js';
import { swatch } from './swatch.js';

/** What explains an interval. */
export function tipOf(
  model: ForecastModel,
  words: ForecastWords,
  line: ForecastLine,
  fan: FanMark | undefined,
): readonly TipRow[] {
  const rows = rowsOf(model, words, line, fan);
  return rows[0] === 'rule' ? rows.slice(1) : rows;
}

function rowsOf(
  model: ForecastModel,
  words: ForecastWords,
  { row }: ForecastLine,
  fan: FanMark | undefined,
): readonly TipRow[] {
  const { own, frame, format } = words;
  const { full, rough } = model;
  const { columns } = own;
  const isCumulative = model.range.mode === 'cumulative';
  const { booked, open, weighted, upTo, phase } = row;
  const goal = isCumulative ? upTo.goal : row.goal;
  const share = isCumulative || phase === 'future' ? undefined : shareOf(row, format);
  const deals = (n: number, amount: string): string => `${amount} · ${own.deals({ n }, format)}`;
  const keyed = (series: 'booked' | 'open' | 'spot') => (isCumulative ? {} : { swatch: swatch(series) });
  return [
    ...(isCumulative && upTo.won !== null
      ? [{ label: columns.wonUpTo, value: full(upTo.won), swatch: swatch('won'), strong: phase === 'past' }]
      : []),
    ...(fan?.rows() ?? []),
    ...(isCumulative && upTo.expected !== null && !fan
      ? [
          {
            label: columns.expectedUpTo,
            value: rough(upTo.expected),
            swatch: swatch('weighted'),
            strong: true,
          },
        ]
      : []),
    ...(goal === null
      ? []
      : [
          {
            label: isCumulative ? columns.goalUpTo : columns.goal,
            value: full(goal),
            swatch: swatch('goal'),
          },
        ]),
    ...(share ? [{ label: columns.ofGoal, value: share }] : []),
    'rule',
    ...(phase === 'future'
      ? []
      : [
          {
            label: columns.won,
            value: deals(booked.n, full(booked.value)),
            ...keyed('booked'),
            ...(isCumulative ? {} : { strong: true }),
          },
        ]),
    ...(phase === 'past'
      ? []
      : [
          {
            label: columns.weighted,
            value: open.n > 0 && weighted === null ? frame.needsShort.probabilities : rough(weighted),
            ...keyed('open'),
          },
          { label: own.legend.open, value: deals(open.n, full(open.sum.amount)), ...keyed('spot') },
        ]),
    ...(open.overdue.n > 0 ? [{ label: columns.overdue, value: format.number(open.overdue.n) }] : []),
  ];
}

import type { Room } from '../shared/frame.js';
import type { LegendKey } from '../shared/legend.js';
import type { Ahead, KeyOf } from './ahead.js';
import { needsProbabilities, spanOf } from './model.js';
import type { ForecastModel, ForecastWords } from './model.js';
import { swatch } from './swatch.js';

/** Keys of the series that are drawn. */
export function keysOf(
  model: ForecastModel,
  words: ForecastWords,
  fan: Ahead | undefined,
  room: Room,
): readonly LegendKey[] {
  const { own, format } = words;
  const { legend } = own;
  const { outlook, previous, phase } = model;
  const isCumulative = model.range.mode === 'cumulative';
  const hasOpen = phase !== 'past' && !needsProbabilities(model);
  const hasGoal = isCumulative ? outlook.goals !== null : outlook.rows.some(({ goal }) => goal !== null);
  const key: KeyOf = (series, text) => ({
    swatch: swatch(series),
    text,
    // A list draws all of a row in one bar.
    ...(room !== 'list' && { series }),
  });
  const ahead = fan?.keys(isCumulative, room, format, key);
  return isCumulative
    ? [
        ...(phase === 'future' ? [] : [key('won', legend.won)]),
        ...(ahead ?? (hasOpen ? [key('weighted', legend.weighted)] : [])),
        ...(previous && outlook.previous
          ? [key('previous', own.span(spanOf(outlook.previous.window, words)))]
          : []),
        ...(hasGoal ? [key('goal', legend.goal)] : []),
      ]
    : [
        key('booked', legend.won),
        ...(ahead ?? (hasOpen ? [key('open', legend.weighted)] : [])),
        ...(ahead || phase === 'past' || room === 'list' ? [] : [key('spot', legend.open)]),
        ...(hasGoal ? [key('goal', legend.goal)] : []),
      ];
}

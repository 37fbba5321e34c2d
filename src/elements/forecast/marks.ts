import type { Mark, TipRow } from '../shared/frame.js';
import type { FanMark } from './ahead.js';
import { shareOf } from './model.js';
import type { ForecastLine, ForecastModel, ForecastWords } from './model.js';

/**
 * An interval's mark.
 * @param tip makes what explains it, when it is looked at
 */
export function markOf(
  model: ForecastModel,
  words: ForecastWords,
  line: ForecastLine,
  fan: FanMark | undefined,
  tip: () => readonly TipRow[],
): Mark {
  const { row, name } = line;
  return {
    key: row.key,
    label: fan?.label ?? labelOf(model, words, line),
    row,
    get tip() {
      return { title: name, rows: tip() };
    },
  };
}

function labelOf(model: ForecastModel, words: ForecastWords, { row, name }: ForecastLine): string {
  const { own, format } = words;
  const { short } = model;
  const isCumulative = model.range.mode === 'cumulative';
  const { open, weighted, upTo, phase } = row;
  const goal = isCumulative ? upTo.goal : row.goal;
  const won = isCumulative ? upTo.won : row.booked.value;
  const share = isCumulative || phase === 'future' ? undefined : shareOf(row, format);
  return own.mark(
    {
      mode: model.range.mode,
      interval: name,
      ...(phase !== 'future' && won !== null ? { won: short(won) } : {}),
      ...(open.n > 0 && weighted !== null ? { weighted: short(weighted) } : {}),
      ...(isCumulative && phase !== 'past' && upTo.expected !== null
        ? { expected: short(upTo.expected) }
        : {}),
      ...(goal === null ? {} : { goal: short(goal) }),
      ...(share && goal !== null ? { ofGoal: { share, goal: short(goal) } } : {}),
      overdue: open.overdue.n,
    },
    format,
  );
}

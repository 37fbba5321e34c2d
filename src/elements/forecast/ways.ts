import { measureFor } from '../../context/memo.js';
import { addMoney, emptySums, addRow, moneyOf } from '../../core/measures/sums.js';
import { readTable } from '../../core/measures/read.js';
import type { SeriesInterval } from '../../core/measures/weighted-pipeline.js';
import type { PipelineSummary } from '../../core/summary/types.js';
import { figureFocus } from './model.js';
import type { ForecastModel, ForecastWords } from './model.js';
import type { Fan, PastError } from './fan.js';

/** One way to say what will come, in words. */
export interface Way {
  readonly key: 'model' | 'weighted' | 'commit' | 'bestCase' | 'submitted';
  readonly name: string;
  readonly says: string;
  readonly off: string;
  readonly leans: string;
}

/** Open amounts by forecast category; null: amounts in several currencies can't be added up. */
export interface Categories {
  readonly commit: number | null;
  readonly bestCase: number | null;
  /** Deals in either. */
  readonly n: number;
}

/**
 * Open deals expected to close in a window, by their forecast category (a deal's own, else its stage's); overdue ones
 * count in the window that as-of lies in.
 */
export const categoriesOf = (
  summary: PipelineSummary,
  window: SeriesInterval,
  { pipeline, currency }: { readonly pipeline?: string; readonly currency?: string },
): Categories =>
  measureFor(`categories ${JSON.stringify([window, pipeline, currency])}`, summary, () => {
    const { asOfDay } = summary.frame;
    const { rows } = readTable(summary, 'expected', { pipeline });
    const money = moneyOf(summary, rows, currency);
    const sums = { commit: emptySums(), 'best-case': emptySums() };
    for (const row of rows) {
      const day = row.expected === null ? -Infinity : Math.max(row.expected, asOfDay);
      const { category } = row;
      if (day < window.from || day >= window.to) continue;
      if (category === 'commit' || category === 'best-case') addRow(sums[category], row);
    }
    const both = new Map(sums.commit.per);
    for (const [code, minor] of sums['best-case'].per) addMoney(both, code, minor);
    return {
      commit: money(sums.commit.per).amount,
      bestCase: money(both).amount,
      n: sums.commit.n + sums['best-case'].n,
    };
  });

/** The forecast beside what people know, for the same time: which of them was right more often? */
export function waysOf(
  model: ForecastModel,
  words: ForecastWords,
  fan: Fan | undefined,
  categories: Categories | undefined,
): readonly Way[] {
  const { own, frame, format } = words;
  const { ways } = own.fan;
  const { rough } = model;
  const { won, weighted } = figureFocus(model);
  const { open, leftOut } = model.outlook;
  // Where no open deal says when it may close, that none weighs anything is no figure to believe.
  const isBlind = open.n === 0 && leftOut.some(({ code }) => code === 'no-expected-date');
  const errors = fan?.errors;
  const plus = (amount: number | null | undefined): number | null =>
    amount === null || amount === undefined ? null : (won ?? 0) + amount;
  const way = (key: Way['key'], says: number | null, error: PastError | undefined): Way => {
    const bias = error?.bias ?? 0;
    const share = format.percent(Math.abs(bias));
    return {
      key,
      name: ways.rows[key],
      says: rough(says),
      off: error ? format.percent(error.off) : fan ? frame.none : '…',
      leans: !fan
        ? '…'
        : !error
          ? ways.unknown
          : Math.abs(bias) < 0.005
            ? ways.neither
            : bias > 0
              ? ways.tooHigh({ share })
              : ways.tooLow({ share }),
    };
  };
  const submitted = errors?.get('submitted');
  return [
    fan
      ? way('model', fan.total.mean, errors?.get('model'))
      : { key: 'model', name: ways.rows.model, says: '…', off: '…', leans: '…' },
    ...(weighted === null || isBlind ? [] : [way('weighted', plus(weighted), errors?.get('weighted'))]),
    ...(categories && categories.n > 0
      ? [
          way('commit', plus(categories.commit), errors?.get('category')),
          way('bestCase', plus(categories.bestCase), undefined),
        ]
      : []),
    ...(submitted || fan?.submitted !== undefined
      ? [way('submitted', fan?.submitted ?? null, submitted)]
      : []),
  ];
}

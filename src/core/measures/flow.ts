import { PipelineError } from '../errors.js';
import { fromMinor, toMinor } from '../numeric/money.js';
import type { Dimension, FlowKind, FlowRow, PipelineSummary, SummaryRequest } from '../summary/types.js';
import { readTable } from './read.js';
import { addMoney, addRow, emptySums, leftOutOf, moneyOf, type Sums } from './sums.js';
import type { Definition, Measure, MoneyTotal, Row } from './types.js';
import type { SeriesInterval } from './weighted-pipeline.js';

export interface FlowOptions {
  /** The period. */
  readonly window: SeriesInterval;
  /** Id of the pipeline; default all. */
  readonly pipeline?: string;
  /** Default `expected`: open deals expected to close before the period ends, overdue ones among them. `open`: all open deals. */
  readonly scope?: 'expected' | 'open';
  readonly by?: Dimension;
  readonly currency?: string;
}

/** A bar of the flow. `value` is its amount, to be added or taken off as `sign` says; `n` counts what happened. */
export interface FlowBar extends Row {
  readonly kind: FlowKind;
  /** Value of the dimension, `''` where none was asked for, and for deals that have none. */
  readonly group: string;
  /** 1: adds, −1: takes off; of `opening` and `closing` 0. */
  readonly sign: 1 | 0 | -1;
  /** Of them with an amount. */
  readonly nAmount: number;
  /** By currency, as it was. */
  readonly per: MoneyTotal['per'];
  /** Where the bar ends: what was open in scope so far. */
  readonly upTo: number | null;
}

export interface Flow extends Measure<FlowBar> {
  /** The one that all figures are in; null: amounts are in several, and no rates are stated. */
  readonly currency: string | null;
  /** Closing less all that leads to it: 0. */
  readonly unexplained: number | null;
}

/** The bars in their order, and what each does. */
const SIGNS: Readonly<Record<FlowKind, 1 | 0 | -1>> = {
  opening: 0,
  created: 1,
  reopened: 1,
  'transferred-in': 1,
  'pulled-in': 1,
  up: 1,
  down: -1,
  'pushed-out': -1,
  'transferred-out': -1,
  lost: -1,
  won: -1,
  closing: 0,
};
const KINDS = Object.keys(SIGNS) as readonly FlowKind[];

/** The tables that {@link measureFlow} reads. */
export const flowTables = ({ window: { from, to }, scope, by }: FlowOptions): SummaryRequest => ({
  flow: { periods: [{ from, to }], ...(scope && { scope }), ...(by && { by: [by] }) },
});

/**
 * How the open pipeline came from its value at the start of a period to that at its end: opening + created + reopened +
 * transferred in + pulled in + up − down − pushed out − transferred out − lost − won = closing, exact to the cent. Each
 * change of a deal is in one bar: a deal won is taken off with the amount that it had then.
 *
 * In scope are the open deals expected to close before the period ends: pulled in are those whose expected close moved
 * here from later (or from no date), pushed out those whose went beyond (or is gone). With the scope `open` all open
 * deals are, and neither occurs. Changes of a day on which a deal was closed count before its close. A deal that changed
 * its pipeline is transferred out of one and into the other: over all pipelines both bars show it.
 *
 * Amounts and expected closes are those of the time, as far as changes are recorded; without stage history (`needs`)
 * deals are only seen to be created and closed. Converted amounts are rounded along the way, so that the bars still add
 * up: a bar may differ from its own conversion by a cent.
 *
 * @throws PipelineError `summary-lacks`
 * @example // 100 at the start, 40 came, 60 was pushed out
 *   measureFlow(summary, { window: q1 }).rows.map(({ kind, value }) => [kind, value])
 *   // [['opening', 100], ['created', 40], …, ['pushed-out', 60], …, ['closing', 80]]
 */
export function measureFlow(summary: PipelineSummary, options: FlowOptions): Flow {
  const { window, pipeline, scope = 'expected', by, currency } = options;
  const flow = readTable(summary, 'flow', { pipeline, by });
  const asked = summary.request.flow;
  const isIn = (row: FlowRow): boolean => row.from === window.from && row.to === window.to;
  const isAsked = asked?.periods.some(({ from, to }) => from === window.from && to === window.to) ?? false;
  if (!isAsked || (asked?.scope ?? 'expected') !== scope)
    throw new PipelineError('summary-lacks', { table: 'flow' });
  const table = flow.rows.filter(isIn);
  const bars = table.filter((row) => row.what in SIGNS);
  const money = moneyOf(summary, bars, currency);
  const all = emptySums();
  for (const row of bars) addRow(all, row);
  const shown = money(all.per).currency;
  const definition: Definition = {
    measure: 'flow',
    pipeline: pipeline ?? null,
    window,
    scope,
    by: by ?? null,
    currency: currency ?? null,
  };
  const groups = new Set(by === undefined ? [''] : bars.map((row) => flow.dim(row)));
  const unexplained = new Map<string, number>();

  const barsOf = (group: string): FlowBar[] => {
    const sums = new Map<string, Sums>();
    for (const row of bars) {
      if (by !== undefined && flow.dim(row) !== group) continue;
      const own = sums.get(row.what) ?? emptySums();
      sums.set(row.what, own);
      addRow(own, row);
    }
    const soFar = new Map<string, number>();
    const at = (): number | null => {
      const { amount } = money(soFar);
      return amount === null || shown === null ? null : (toMinor(amount, shown) ?? null);
    };
    return KINDS.map((kind): FlowBar => {
      const own = sums.get(kind) ?? emptySums();
      const before = at();
      const sign = kind === 'opening' ? 1 : kind === 'closing' ? 0 : SIGNS[kind];
      for (const [code, minor] of own.per) addMoney(soFar, code, sign * minor);
      if (kind === 'closing') {
        for (const code of new Set([...own.per.keys(), ...soFar.keys()]))
          addMoney(unexplained, code, (own.per.get(code) ?? 0) - (soFar.get(code) ?? 0));
      }
      const after = at();
      const total = money(own.per);
      const value =
        kind === 'closing'
          ? total.amount
          : before === null || after === null
            ? null
            : fromMinor((after - before) * sign + 0, shown ?? '');
      return {
        key: by === undefined ? kind : `${by}:${group}|${kind}`,
        value,
        n: own.n,
        definition,
        behind: flow.behind(
          (row) => isIn(row) && row.what === kind && (by === undefined || flow.dim(row) === group),
        ),
        kind,
        group,
        sign: SIGNS[kind],
        nAmount: own.nAmount,
        per: total.per,
        upTo: after === null ? null : fromMinor(after, shown ?? ''),
      };
    });
  };

  const rows = [...groups].sort().flatMap(barsOf);
  const nOf = (what: FlowRow['what']): number =>
    table.reduce((n, row) => n + (row.what === what ? row.n : 0), 0);
  const rest = new Map([...unexplained].filter(([, minor]) => minor !== 0));
  const isMixed = shown === null;
  return {
    rows,
    definition,
    leftOut: leftOutOf([
      ['no-created-date', nOf('no-created-date')],
      ['no-closed-date', nOf('no-closed-date')],
      ['no-expected-date', scope === 'expected' ? nOf('no-expected-date') : 0],
      [
        'no-amount',
        rows.reduce(
          (n, row) =>
            n + (row.sign >= 0 && row.kind !== 'closing' && row.kind !== 'up' ? row.n - row.nAmount : 0),
          0,
        ),
      ],
      ['mixed-currencies', isMixed ? all.nAmount : 0],
    ]),
    needs: summary.frame.provenance?.history === 'none' ? ['history'] : [],
    currency: shown,
    unexplained: money(rest).amount,
  };
}

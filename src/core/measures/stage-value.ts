import { aalenJohansen } from '../numeric/aalen-johansen.js';
import { kaplanMeier, restrictedMean } from '../numeric/kaplan-meier.js';
import { weekStartOf } from '../calendar/days.js';
import { PipelineError } from '../errors.js';
import type { MoveRow, PipelineSummary, StayRow, SummaryRequest } from '../summary/types.js';
import type { Day } from '../view/types.js';
import { readTable } from './read.js';
import { valueOfChain, type ChainStage } from './stage-chain.js';
import { stagesOf, type Stages } from './stages.js';
import { addRow, emptySums, leftOutOf, moneyOf, ratio } from './sums.js';
import { addRunning, addStay, emptyStays } from './time-in-stage.js';
import type { Definition, Measure, Row } from './types.js';

export interface StageValueOptions {
  /** Id of the pipeline. */
  readonly pipeline: string;
  /** Mean days until the horizon; default 90. */
  readonly horizonDays?: number;
  /** Whole weeks before as-of that arrivals are counted in; default 13. */
  readonly arrivalWeeks?: number;
  readonly currency?: string;
}

/**
 * What it is worth to fix a stage. `value` is what one percentage point more of conversion would bring until the
 * horizon, in major units of the result's currency; `n` counts finished visits.
 */
export interface StageValueRow extends Row {
  /** Stage id. */
  readonly stage: string;
  readonly name: string;
  readonly archived: boolean;
  readonly nOpen: number;
  /** Share of the visits that ends otherwise than lost, in the end; null while none has ended. */
  readonly conversion: number | null;
  /** Mean days of a visit, as far as the data see. */
  readonly days: number | null;
  /** ∂ expected revenue ÷ ∂ conversion; a hundredth of it is `value`. */
  readonly byConversion: number | null;
  /** − ∂ expected revenue ÷ ∂ days: what one day less would bring. */
  readonly perDaySaved: number | null;
  /** Chance that a deal which is in the stage now is won before the horizon, by this model. */
  readonly wonByHorizon: number | null;
}

export interface StageValue extends Measure<StageValueRow> {
  readonly currency: string | null;
  /** Revenue expected until the horizon, of open deals and of those to come; no forecast: see `forecastRevenue`. */
  readonly expected: number | null;
  readonly averageWon: number | null;
}

/** The tables that {@link measureStageValue} reads. */
export const stageValueTables = (): SummaryRequest => ({ stay: {}, open: {}, closed: {}, move: {} });

/**
 * The value of fixing a stage: how much more revenue is expected until a horizon if one more of a hundred deals went on
 * from it rather than be lost, or if deals stayed in it a day less. The gradient of {@link valueOfChain}: a Markov chain
 * over the open stages, with each stage's settled destinations (Aalen–Johansen, open visits censored) and mean stay
 * (Kaplan–Meier), started from the open deals by their amounts and from the deals that arrive (mean of the last 13 weeks,
 * at the average won amount). Those that go on split between their destinations as they do now.
 *
 * It compares stages; it is no forecast: stays are taken to be without memory, and so is the horizon. A stage that no
 * visit has left is worth nothing that anybody knows (null), and what starts there counts as nothing. Visits that went to
 * another pipeline or an unmapped stage count as "at least so long". Amounts that are negative take off.
 *
 * @throws PipelineError `summary-lacks`, `pipeline-unknown`
 * @example measureStageValue(summary, { pipeline: 'p' }).rows[1]
 *   // { stage: 'proposal', value: 3200, perDaySaved: 450, conversion: 0.6, days: 21, … }
 */
export function measureStageValue(summary: PipelineSummary, options: StageValueOptions): StageValue {
  const { pipeline, horizonDays = 90, arrivalWeeks = 13, currency } = options;
  const stages = stagesOf(summary, pipeline);
  const stay = readTable(summary, 'stay', { pipeline });
  const open = readTable(summary, 'open', { pipeline });
  const closed = readTable(summary, 'closed', { pipeline });
  const move = readTable(summary, 'move', { pipeline });
  const { asOfDay, provenance } = summary.frame;
  const won = closed.rows.filter((row) => row.outcome === 'won');
  const money = moneyOf(summary, [...won, ...open.rows], currency);
  const all = emptySums();
  for (const row of [...won, ...open.rows]) addRow(all, row);
  const shown = money(all.per).currency;
  const wonSums = emptySums();
  for (const row of won) addRow(wonSums, row);
  const averageWon = shown === null ? null : ratio(money(wonSums.per).amount, wonSums.nAmount);

  const places = stages.open.map((stage) => ({
    stage,
    counts: emptyStays(),
    to: new Map<string, Map<number, number>>(),
    n: 0,
    nOpen: 0,
    openSums: emptySums(),
  }));
  for (const row of stay.rows) {
    const place = places[stages.openAt(row.stage)];
    if (place === undefined) continue;
    const isKnown = row.event === 'joins' || stages.byId.has(row.next);
    addStay(place.counts, row);
    if (row.event !== 'left') continue;
    place.n += row.n;
    // Gone where this chain does not follow: seen for so long.
    const ages = place.to.get(isKnown ? row.next : '') ?? new Map<number, number>();
    place.to.set(isKnown ? row.next : '', ages);
    ages.set(row.days, (ages.get(row.days) ?? 0) + row.n);
  }
  let undated = 0;
  for (const row of open.rows) {
    if (row.entered === null) undated += row.n;
    const place = places[stages.openAt(row.stage)];
    if (place === undefined) continue;
    addRunning(place.counts, row, asOfDay);
    addRow(place.openSums, row);
    place.nOpen += row.n;
  }
  const perDay = arrivalsOf(summary, move.rows, stages, arrivalWeeks);

  const known = places.map((place) => {
    const ways = [...place.to.keys()].filter((to) => to !== '').sort();
    const gone = place.to.get('') ?? new Map<number, number>();
    const running = new Map(place.counts.running);
    for (const [age, n] of gone) running.set(age, (running.get(age) ?? 0) + n);
    const { incidence } = aalenJohansen({
      ended: ways.map((to) => place.to.get(to)!),
      running,
      joined: place.counts.joined,
    });
    const shares = incidence.map((curve) => curve.at(-1) ?? 0);
    const ended = shares.reduce((sum, share) => sum + share, 0);
    const days = restrictedMean(kaplanMeier(place.counts));
    if (!(ended > 0) || days === null) return { conversion: null, days, on: [] };
    const on = ways.flatMap((to, i) => {
      const kind = stages.byId.get(to)?.kind;
      return kind === 'lost' ? [] : [{ to: kind === 'won' ? -1 : stages.openAt(to), share: shares[i]! }];
    });
    const moved = on.reduce((sum, { share }) => sum + share, 0);
    return {
      conversion: Math.min(1, moved / ended),
      days,
      on: moved > 0 ? on.map(({ to, share }) => ({ to, share: share / moved })) : [],
    };
  });
  const chain = known.map(({ conversion, days, on }, k): ChainStage => {
    const { openSums } = places[k]!;
    const waiting = money(openSums.per).amount ?? 0;
    const unpriced = (openSums.n - openSums.nAmount) * (averageWon ?? 0);
    const coming = perDay[k]! * horizonDays * (averageWon ?? 0);
    return { conversion: conversion ?? 0, days: days ?? 0, on, start: waiting + unpriced + coming };
  });
  const value = averageWon === null ? null : valueOfChain({ stages: chain, horizon: horizonDays });

  const definition: Definition = {
    measure: 'stage-value',
    pipeline,
    horizonDays,
    arrivalWeeks,
    currency: currency ?? null,
  };
  const rows = places.flatMap(({ stage, n, nOpen }, k): StageValueRow[] => {
    if (stage.archived === true && n + nOpen === 0) return [];
    const { conversion, days, on } = known[k]!;
    const isKnown = value !== null && conversion !== null && on.length > 0;
    const byConversion = isKnown ? value.byConversion[k]! : null;
    return [
      {
        key: `stage:${stage.id}`,
        value: byConversion === null ? null : byConversion / 100,
        n,
        definition,
        behind: stay.behind((row: StayRow) => row.stage === stage.id && row.event === 'left'),
        stage: stage.id,
        name: stage.name,
        archived: stage.archived ?? false,
        nOpen,
        conversion,
        days,
        byConversion,
        perDaySaved: isKnown ? 0 - value.byDays[k]! : null,
        wonByHorizon: isKnown ? value.worth[k]! : null,
      },
    ];
  });
  return {
    rows,
    definition,
    leftOut: leftOutOf([
      ['no-entry-date', undated],
      ['no-amount', wonSums.n - wonSums.nAmount],
      ['mixed-currencies', shown === null ? all.nAmount : 0],
    ]),
    needs: [
      ...(provenance?.history === 'none' ? (['history'] as const) : []),
      ...(won.length === 0 ? (['closed-deals'] as const) : []),
    ],
    currency: shown,
    expected: value && value.revenue,
    averageWon,
  };
}

/** Deals a day that come into each open stage from outside: created, from another pipeline, opened again. */
function arrivalsOf(
  { frame, request }: PipelineSummary,
  moves: readonly MoveRow[],
  stages: Stages,
  weeks: number,
): readonly number[] {
  const { interval = 'week', weekStart } = request.move ?? {};
  if (interval !== 'week') throw new PipelineError('summary-lacks', { table: 'move' });
  const end = weekStartOf(frame.asOfDay + 1, weekStart);
  let first: Day = end;
  const isFromOutside = ({ from }: MoveRow): boolean =>
    from === null ||
    from === '' ||
    from.startsWith('←') ||
    (stages.byId.get(from)?.kind ?? 'open') !== 'open';
  for (const { start } of moves) if (start !== null && start < first) first = start;
  const from = Math.max(first, end - 7 * weeks);
  const arrived = stages.open.map(() => 0);
  for (const row of moves) {
    const { start, to, n } = row;
    const place = stages.openAt(to);
    if (start !== null && start >= from && start < end && place >= 0 && isFromOutside(row))
      arrived[place]! += n;
  }
  return arrived.map((n) => (end > from ? n / (end - from) : 0));
}

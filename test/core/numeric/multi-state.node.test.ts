import { dirname, resolve } from 'node:path';
import { aalenJohansen, stepAt } from '../../../src/core/numeric/aalen-johansen.js';
import { incidenceErrors } from '../../../src/core/numeric/incidence-errors.js';
import { kaplanMeier, restrictedMean, survivalQuantile } from '../../../src/core/numeric/kaplan-meier.js';
import { stateOccupancy, type OccupancyCurves } from '../../../src/core/numeric/multi-state.js';
import {
  countPaths,
  occupancyErrors,
  type WatchedPath,
  type WatchedStay,
} from '../../../src/core/numeric/multi-state-errors.js';
import {
  restrictedMeanError,
  survivalErrors,
  survivalQuantileInterval,
} from '../../../src/core/numeric/survival-errors.js';
import { itWithShared } from '../../shared-data.js';
import { expectClose, expectMatrix, mergeTies, readJson, tableOf, tally } from './reference.js';

/** The reference files name the tables they were computed from by a path beside their own folder. */
const dataOf = (file: string, set: string, table: string) =>
  tableOf(resolve(dirname(file), '../data/backtest', set, `${table}.csv`));

interface Quantiles {
  readonly probs: number[];
  readonly quantile: (number | null)[];
  readonly lower: (number | null)[];
  readonly upper: (number | null)[];
}
interface Occupancy {
  readonly times: number[];
  readonly pstate: number[][];
  readonly 'std.err': number[][];
}
interface Duration {
  readonly days: number;
  /** Way it ended, null where it still runs. */
  readonly end: string | null;
  readonly entry?: number;
}

const curvesOf = (durations: readonly Duration[], ends: readonly string[]) =>
  aalenJohansen({
    ended: ends.map((end) => tally(durations.flatMap((d) => (d.end === end ? [d.days] : [])))),
    running: tally(durations.flatMap((d) => (d.end === null ? [d.days] : []))),
    joined: tally(durations.flatMap(({ entry = 0 }) => (entry > 0 ? [entry] : []))),
  });
const survivalOf = (durations: readonly Duration[]) =>
  kaplanMeier({
    ended: tally(durations.flatMap((d) => (d.end === null ? [] : [d.days]))),
    running: tally(durations.flatMap((d) => (d.end === null ? [d.days] : []))),
    joined: tally(durations.flatMap(({ entry = 0 }) => (entry > 0 ? [entry] : []))),
  });
const pathsOf = (durations: readonly Duration[], ends: readonly string[]): readonly WatchedPath[] =>
  durations.map(({ days, end, entry = 0 }) => ({
    stays: [{ state: 0, from: entry, to: days, next: end === null ? null : 1 + ends.indexOf(end) }],
    n: 1,
  }));

const sharesAt = ({ ages, shares, start }: OccupancyCurves, age: number): number[] =>
  shares.map((values, state) => stepAt(ages, values, age, start[state] ?? 0));

function expectCompeting(
  durations: readonly Duration[],
  ends: readonly string[],
  { times, pstate, 'std.err': wanted }: Occupancy,
): void {
  const curves = curvesOf(durations, ends);
  const errors = incidenceErrors(curves);
  const rows = (remaining: readonly number[], incidence: readonly (readonly number[])[], before: number) =>
    times.map((age) => [
      stepAt(curves.ages, remaining, age, before),
      ...incidence.map((values) => stepAt(curves.ages, values, age, 0)),
    ]);
  expectMatrix(rows(curves.remaining, curves.incidence, 1), pstate);
  expectMatrix(rows(errors.remaining, errors.incidence, 0), wanted);
}

function expectSurvival(durations: readonly Duration[], { probs, quantile, lower, upper }: Quantiles): void {
  const curve = survivalOf(durations);
  expectClose(
    probs.map((p) => survivalQuantile(curve, p)),
    quantile,
    'quantile',
  );
  const limits = probs.map((p) => survivalQuantileInterval(curve, p, { scale: 'log' }));
  expectClose(
    limits.map(({ low }) => low),
    lower,
    'lower',
  );
  expectClose(
    limits.map(({ high }) => high),
    upper,
    'upper',
  );
}

describe('multi-state estimates against R, on real histories', () => {
  itWithShared('maven: won and lost, watched from the start and late', 'reference/maven_aj.json', (file) => {
    const reference = readJson<
      Occupancy & {
        km_any_close: { surv: number[]; se: number[]; quantiles: Quantiles };
        delayed_entry: Omit<Occupancy, 'times'> & { km_surv: number[]; km_quantiles: Quantiles };
        by_region: Occupancy & { strata: string[] };
      }
    >(file);
    const ends = ['won', 'lost'];
    const deals = dataOf(file, 'maven', 'deals').map((deal) => {
      const created = Number(deal.created);
      const closed = deal.closed === '' ? 17531 : Number(deal.closed);
      return {
        days: Math.max(closed - created, 0.5),
        // As R had it, before days of 0 became half ones.
        entry: Math.max(0, 17226 - created - 0.5),
        end: deal.status === 'open' ? null : deal.status!,
        pipeline: deal.pipeline!,
      };
    });
    const whole = deals.map(({ days, end }) => ({ days, end }));
    expectCompeting(whole, ends, reference);
    const { km_any_close: km, delayed_entry: delayed, by_region: region, times } = reference;
    const curve = survivalOf(whole);
    const errors = survivalErrors(curve);
    expectClose(
      times.map((age) => stepAt(curve.ages, curve.survival, age, 1)),
      km.surv,
    );
    expectClose(
      times.map((age) => stepAt(curve.ages, errors, age, 0)),
      km.se,
    );
    expectSurvival(whole, km.quantiles);
    for (const name of ['Central', 'East', 'West']) {
      const rows = [...region.strata.keys()].filter((i) => region.strata[i] === `pipeline=${name}`);
      expectCompeting(
        deals.filter(({ pipeline }) => pipeline === name).map(({ days, end }) => ({ days, end })),
        ends,
        {
          times: rows.map((i) => region.times[i]!),
          pstate: rows.map((i) => region.pstate[i]!),
          'std.err': rows.map((i) => region['std.err'][i]!),
        },
      );
    }

    const late = deals.filter(({ days, entry }) => days > entry);
    const lateCurve = survivalOf(late);
    expectClose(
      times.map((age) => stepAt(lateCurve.ages, lateCurve.survival, age, 1)),
      delayed.km_surv,
    );
    expectSurvival(late, delayed.km_quantiles);
    const curves = curvesOf(late, ends);
    expectMatrix(
      times.map((age) => [
        stepAt(curves.ages, curves.remaining, age, 1),
        ...curves.incidence.map((values) => stepAt(curves.ages, values, age, 0)),
      ]),
      delayed.pstate,
    );
    const paths = pathsOf(late, ends);
    const occupancy = stateOccupancy(countPaths(paths, 3));
    expectMatrix(
      times.map((age) => sharesAt(occupancy, age)),
      delayed.pstate,
    );
    expectMatrix(occupancyErrors(paths, 3, times), delayed['std.err']);
  });

  itWithShared('bpi2012: the whole process and each stage', 'reference/bpi2012_aj.json', (file) => {
    const reference = readJson<
      Occupancy & {
        end: number;
        per_stage: Record<
          string,
          {
            sojourn: Quantiles;
            rmean60: number;
            rmean60_se: number;
            aj_states: string[];
            aj_times: number[];
            aj: number[][];
            aj_se: number[][];
          }
        >;
      }
    >(file);
    const deals = dataOf(file, 'bpi2012', 'deals');
    const stays = staysOf(deals, dataOf(file, 'bpi2012', 'stages'), reference.end);
    expectCompeting(
      mergeTies(
        deals.map(({ created, closed, status }) => ({
          days: Math.max((closed === '' ? reference.end : Number(closed)) - Number(created), 1e-6),
          end: status === 'open' ? null : status!,
        })),
        ['days'],
      ),
      ['won', 'lost'],
      reference,
    );
    for (const [stage, wanted] of Object.entries(reference.per_stage)) {
      const durations = mergeTies(
        stays
          .filter((stay) => stay.stage === stage)
          .map(({ entered, left, next }) => ({ days: Math.max(left - entered, 1e-6), end: next })),
        ['days'],
      );
      expectSurvival(durations, wanted.sojourn);
      const curve = survivalOf(durations);
      expectClose(
        [restrictedMean(curve, 60), restrictedMeanError(curve, 60)],
        [wanted.rmean60, wanted.rmean60_se],
        stage,
      );
      expectCompeting(durations, wanted.aj_states.slice(1), {
        times: wanted.aj_times,
        pstate: wanted.aj,
        'std.err': wanted.aj_se,
      });
    }
  });

  itWithShared('bpi2012 as of a day', 'reference/bpi2012_snapshot_2012-01-01.json', (file) => {
    const asOf = Date.UTC(2012, 0, 1) / 86_400_000;
    const durations = dataOf(file, 'bpi2012', 'deals')
      .filter(({ created }) => Number(created) < asOf)
      .map(({ created, closed, status }) => {
        const end = closed === '' ? Infinity : Number(closed);
        return {
          days: Math.max(Math.min(end, asOf) - Number(created), 1e-6),
          end: end < asOf ? status! : null,
        };
      });
    expectCompeting(mergeTies(durations, ['days']), ['won', 'lost'], readJson<Occupancy>(file));
  });

  itWithShared('bpi2020: stages entered again', 'reference/bpi2020dom_multistate.json', (file) => {
    const reference = readJson<Occupancy & { states: string[] }>(file);
    const { states, times } = reference;
    const deals = dataOf(file, 'bpi2020dom', 'deals');
    const visits = dataOf(file, 'bpi2020dom', 'stages');
    const end = Math.max(
      ...deals.flatMap(({ closed }) => (closed === '' ? [] : [Number(closed)])),
      ...visits.map(({ entered }) => Number(entered)),
    );
    const created = new Map(deals.map((deal) => [deal.id!, Number(deal.created)]));
    // As R had it: the end of a visit a millionth of a day after its begin at least, the next pushed on.
    const rows = staysOf(deals, visits, end).map((stay) => ({
      ...stay,
      next: stay.next === 'lost' ? null : stay.next,
      from: stay.entered - created.get(stay.id)!,
      to: Math.max(stay.left - created.get(stay.id)!, stay.entered - created.get(stay.id)! + 1e-6),
    }));
    for (const [i, row] of rows.entries()) {
      const before = rows[i - 1];
      if (before?.id !== row.id || row.from >= before.to) continue;
      row.from = before.to;
      row.to = Math.max(row.to, row.from + 1e-6);
    }
    const paths = new Map<string, { stays: WatchedStay[]; n: number }>();
    for (const { id, stage, from, to, next } of mergeTies(rows, ['from', 'to'])) {
      const path = paths.get(id) ?? { stays: [], n: 1 };
      paths.set(id, path);
      const state = states.indexOf(stage);
      path.stays.push({ state, from, to, next: next === null ? null : states.indexOf(next) });
    }
    const list = [...paths.values()];
    const occupancy = stateOccupancy(countPaths(list, states.length));
    expectMatrix(
      times.map((age) => sharesAt(occupancy, age)),
      reference.pstate,
    );
    expectMatrix(occupancyErrors(list, states.length, times), reference['std.err']);
  });
});

type Table = ReturnType<typeof tableOf>;

/** Visits in order, each with what came after it: the next stage, how its deal closed, or nothing yet. */
function staysOf(deals: Table, visits: Table, end: number) {
  const dealOf = new Map(deals.map((deal) => [deal.id!, deal]));
  const sorted = visits
    .map(({ id = '', stage = '', entered }) => ({ id, stage, entered: Number(entered) }))
    .filter(({ id }) => dealOf.has(id))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.entered - b.entered));
  return sorted.map((visit, i) => {
    const after = sorted[i + 1];
    const { status, closed } = dealOf.get(visit.id)!;
    if (after?.id === visit.id) return { ...visit, left: after.entered, next: after.stage };
    return status === 'open'
      ? { ...visit, left: end, next: null }
      : { ...visit, left: Number(closed), next: status! };
  });
}

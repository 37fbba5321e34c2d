import { aalenJohansen, stepAt } from '../../../src/core/numeric/aalen-johansen.js';
import { grayErrors, incidenceErrors } from '../../../src/core/numeric/incidence-errors.js';
import { shareInterval } from '../../../src/core/numeric/survival-errors.js';
import { itWithShared } from '../../shared-data.js';
import { expectClose, expectMatrix, readJson, tally } from './reference.js';

interface Occupancy {
  readonly times: number[];
  readonly pstate: number[][];
  readonly 'std.err': number[][];
}

/** Curves of durations: `end` is 0 for one that still runs, else the way it ended, from 1. */
const curvesOf = (times: readonly number[], ends: readonly number[], ways = 2) =>
  aalenJohansen({
    ended: Array.from({ length: ways }, (_, way) => tally(times.filter((_, i) => ends[i] === way + 1))),
    running: tally(times.filter((_, i) => ends[i] === 0)),
  });

const at = (curves: ReturnType<typeof curvesOf>, time: number): number[] => [
  stepAt(curves.ages, curves.remaining, time, 1),
  ...curves.incidence.map((values) => stepAt(curves.ages, values, time, 0)),
];
const errorsAt = (curves: ReturnType<typeof curvesOf>, time: number): number[] => {
  const { remaining, incidence } = incidenceErrors(curves);
  return [remaining, ...incidence].map((values) => stepAt(curves.ages, values, time, 0));
};
const expectOccupancy = (curves: ReturnType<typeof curvesOf>, reference: Occupancy): void => {
  expectMatrix(
    reference.times.map((time) => at(curves, time)),
    reference.pstate,
  );
  expectMatrix(
    reference.times.map((time) => errorsAt(curves, time)),
    reference['std.err'],
  );
};

describe('aalenJohansen against R', () => {
  itWithShared('mgus2: progression and death', 'reference/aj_mgus2.json', (file) => {
    const reference = readJson<
      Occupancy & {
        input: { etime: number[]; event: number[] };
        'n.risk': number[];
        lower: (number | null)[][];
        upper: (number | null)[][];
      }
    >(file);
    const { etime, event } = reference.input;
    const curves = curvesOf(etime, event);
    expectOccupancy(curves, reference);
    const log = (time: number) =>
      at(curves, time).map((share, i) => shareInterval(share, errorsAt(curves, time)[i]!, { scale: 'log' }));
    expectMatrix(
      reference.times.map((time) => log(time).map((interval) => interval?.low ?? null)),
      reference.lower,
    );
    expectMatrix(
      reference.times.map((time) => log(time).map((interval) => interval?.high ?? null)),
      reference.upper,
    );
  });

  itWithShared('mgus2 by sex', 'reference/aj_mgus2_by_sex.json', (file) => {
    const {
      sex,
      strata,
      times,
      pstate,
      'std.err': errors,
    } = readJson<Occupancy & { sex: string[]; strata: string[] }>(file);
    const { etime, event } = readJson<{ input: { etime: number[]; event: number[] } }>(
      file.replace('_by_sex', ''),
    ).input;
    for (const which of ['F', 'M']) {
      const isIn = (_: unknown, i: number): boolean => sex[i] === which;
      const rows = [...strata.keys()].filter((i) => strata[i] === `sex=${which}`);
      expectOccupancy(curvesOf(etime.filter(isIn), event.filter(isIn)), {
        times: rows.map((i) => times[i]!),
        pstate: rows.map((i) => pstate[i]!),
        'std.err': rows.map((i) => errors[i]!),
      });
    }
  });

  itWithShared('cmprsk: its own variance', 'reference/cif_cmprsk_example.json', (file) => {
    const {
      input,
      times,
      rows,
      est,
      var: variances,
      all_rows,
      all_est,
      all_var,
    } = readJson<{
      input: { ftime: number[]; fstatus: number[]; group: string[] };
      times: number[];
      rows: string[];
      est: (number | null)[][];
      var: (number | null)[][];
      all_rows: string[];
      all_est: (number | null)[][];
      all_var: (number | null)[][];
    }>(file);
    const check = (row: string, wanted: (number | null)[], squares: (number | null)[]): void => {
      const [group, end] = row.split(' ');
      const isIn = (_: unknown, i: number): boolean => group === '1' || input.group[i] === group;
      const curves = curvesOf(input.ftime.filter(isIn), input.fstatus.filter(isIn));
      const way = Number(end) - 1;
      const errors = grayErrors(curves, way);
      for (const [i, time] of times.entries()) {
        if (wanted[i] === null) continue;
        expectClose([stepAt(curves.ages, curves.incidence[way]!, time, 0)], [wanted[i]!]);
        expectClose([stepAt(curves.ages, errors, time, 0) ** 2], [squares[i]!]);
      }
    };
    for (const [i, row] of rows.entries()) check(row, est[i]!, variances[i]!);
    for (const [i, row] of all_rows.entries()) check(row, all_est[i]!, all_var[i]!);
  });
});

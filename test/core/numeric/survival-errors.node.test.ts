import { stepAt } from '../../../src/core/numeric/aalen-johansen.js';
import {
  kaplanMeier,
  restrictedMean,
  survivalQuantile,
  type SurvivalCurve,
} from '../../../src/core/numeric/kaplan-meier.js';
import {
  restrictedMeanError,
  shareInterval,
  survivalErrors,
  survivalQuantileInterval,
} from '../../../src/core/numeric/survival-errors.js';
import { itWithShared } from '../../shared-data.js';
import { expectClose, readJson, tally } from './reference.js';

type Figures = readonly (number | null)[];
interface Table {
  readonly time: number[];
  readonly surv: number[];
  readonly 'std.err': number[];
  readonly lower: Figures;
  readonly upper: Figures;
}
interface Quantiles {
  readonly probs: number[];
  readonly quantile: Figures;
  readonly lower: Figures;
  readonly upper: Figures;
}

const curveOf = (times: readonly number[], status: readonly number[], starts: readonly number[] = []) =>
  kaplanMeier({
    ended: tally(times.filter((_, i) => status[i] === 1)),
    running: tally(times.filter((_, i) => status[i] !== 1)),
    joined: tally(starts.filter((start) => start > 0)),
  });

/** R's intervals in these files are on the scale of the logarithm, its default, where nothing else is said. */
function expectTable(curve: SurvivalCurve, { time, surv, 'std.err': wanted, lower, upper }: Table): void {
  const errors = survivalErrors(curve);
  const shares = time.map((age) => stepAt(curve.ages, curve.survival, age, 1));
  const found = time.map((age) => stepAt(curve.ages, errors, age, 0));
  expectClose(shares, surv, 'share');
  expectClose(found, wanted, 'error');
  const limits = shares.map((share, i) => shareInterval(share, found[i]!, { scale: 'log' }));
  expectClose(
    limits.map((limit) => limit!.low),
    lower,
    'lower',
  );
  expectClose(
    limits.map((limit) => limit!.high),
    upper,
    'upper',
  );
}

function expectQuantiles(curve: SurvivalCurve, { probs, quantile, lower, upper }: Quantiles): void {
  const limits = probs.map((p) => survivalQuantileInterval(curve, p, { scale: 'log' }));
  expectClose(
    probs.map((p) => survivalQuantile(curve, p)),
    quantile,
  );
  expectClose(
    limits.map(({ low }) => low),
    lower,
  );
  expectClose(
    limits.map(({ high }) => high),
    upper,
  );
}

describe('errors of survival curves against R', () => {
  itWithShared('aml: both scales, the whole curve', 'reference/km_aml_maintained.json', (file) => {
    const { input, full, quantiles, rmean } = readJson<{
      input: { time: number[]; status: number[] };
      full: {
        surv: number[];
        'std.err.cumhaz.scale': number[];
        lower_log: Figures;
        upper_log: Figures;
        lower_loglog: Figures;
        upper_loglog: Figures;
      };
      quantiles: Quantiles;
      rmean: { rmean: number; 'se(rmean)': number };
    }>(file);
    const curve = curveOf(input.time, input.status);
    const errors = survivalErrors(curve);
    expectClose(
      errors.map((error, i) => error / curve.survival[i]!),
      full['std.err.cumhaz.scale'],
    );
    for (const [scale, low, high] of [
      ['log', full.lower_log, full.upper_log],
      ['log-log', full.lower_loglog, full.upper_loglog],
    ] as const) {
      const limits = curve.survival.map((share, i) => shareInterval(share, errors[i]!, { scale }));
      expectClose(
        limits.map((limit) => limit!.low),
        low,
        scale,
      );
      expectClose(
        limits.map((limit) => limit!.high),
        high,
        scale,
      );
    }
    expectQuantiles(curve, quantiles);
    expectClose(
      [restrictedMean(curve, 150), restrictedMeanError(curve, 150)],
      [rmean.rmean, rmean['se(rmean)']],
    );
    // Where R's log-log limits come down to one half and to three quarters: read off the curve in the same file.
    const crossing = (limits: Figures, height: number): number | null =>
      curve.ages[limits.findIndex((limit) => limit! <= height)] ?? null;
    for (const p of [0.25, 0.5]) {
      const { low, high } = survivalQuantileInterval(curve, p);
      expectClose([low, high], [crossing(full.lower_loglog, 1 - p), crossing(full.upper_loglog, 1 - p)]);
    }
  });

  itWithShared('lung, and by sex', 'reference/km_lung.json', (file) => {
    const { input, at, quantiles, table_rmean1022 } = readJson<{
      input: { time: number[]; status: number[] };
      at: Table;
      quantiles: Quantiles;
      table_rmean1022: { rmean: number; 'se(rmean)': number };
    }>(file);
    const { time, status } = input;
    const curve = curveOf(time, status);
    expectTable(curve, at);
    expectQuantiles(curve, quantiles);
    expectClose(
      [restrictedMean(curve, 1022), restrictedMeanError(curve, 1022)],
      [table_rmean1022.rmean, table_rmean1022['se(rmean)']],
    );
    const { sex, median, lcl, ucl } = readJson<{
      sex: number[];
      median: number[];
      lcl: number[];
      ucl: number[];
    }>(file.replace('km_lung', 'km_lung_by_sex'));
    for (const [i, which] of [1, 2].entries()) {
      const isIn = (_: unknown, row: number): boolean => sex[row] === which;
      const ofSex = curveOf(time.filter(isIn), status.filter(isIn));
      const { low, high } = survivalQuantileInterval(ofSex, 0.5, { scale: 'log' });
      expectClose([survivalQuantile(ofSex, 0.5), low, high], [median[i]!, lcl[i]!, ucl[i]!]);
    }
  });

  itWithShared('heart transplants: delayed entry', 'reference/km_delayed_entry_heart.json', (file) => {
    const { input, at, quantiles } = readJson<{
      input: { start: number[]; stop: number[]; event: number[] };
      at: Table;
      quantiles: Quantiles;
    }>(file);
    const curve = curveOf(input.stop, input.event, input.start);
    expectTable(curve, at);
    expectQuantiles(curve, quantiles);
  });
});

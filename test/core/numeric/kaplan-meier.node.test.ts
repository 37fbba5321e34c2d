import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import {
  kaplanMeier,
  restrictedMean,
  survivalQuantile,
  type Durations,
} from '../../../src/core/numeric/kaplan-meier.js';
import { logRank } from '../../../src/core/numeric/log-rank.js';
import { itWithShared } from '../../shared-data.js';

/** Figures by R's survival package (`survfit`, `quantile.survfit`, `summary(rmean =)`), written with 13 digits. */
interface Reference {
  readonly input: {
    readonly time?: readonly number[];
    readonly status?: readonly number[];
    readonly start?: readonly number[];
    readonly stop?: readonly number[];
    readonly event?: readonly number[];
  };
  readonly full?: { readonly time: number[]; readonly 'n.risk': number[]; readonly surv: number[] };
  readonly at?: { readonly time: number[]; readonly surv: number[] };
  readonly quantiles: { readonly probs: number[]; readonly quantile: (number | null)[] };
  readonly rmean?: { readonly rmean: number };
  readonly table_rmean1022?: { readonly rmean: number };
}
const read = <T = Reference>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

const tally = (values: readonly number[]): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};
const curveOf = (times: readonly number[], status: readonly number[], starts: readonly number[] = []) =>
  kaplanMeier({
    ended: tally(times.filter((_, i) => status[i] === 1)),
    running: tally(times.filter((_, i) => status[i] !== 1)),
    joined: tally(starts.filter((start) => start > 0)),
  });
type Curve = ReturnType<typeof curveOf>;
const heightAt = (curve: Curve, age: number): number =>
  curve.survival[curve.ages.findLastIndex((a) => a <= age)] ?? 1;

const expectClose = (found: readonly (number | null)[], wanted: readonly (number | null)[]): void => {
  expect(found.length).to.equal(wanted.length);
  for (const [i, value] of wanted.entries()) {
    if (value === null) expect(found[i], String(i)).to.equal(null);
    else expect(found[i], String(i)).to.be.closeTo(value, 1e-9);
  }
};
const expectQuantiles = (curve: Curve, { quantiles }: Pick<Reference, 'quantiles'>): void =>
  expectClose(
    quantiles.probs.map((p) => survivalQuantile(curve, p)),
    quantiles.quantile,
  );

describe('kaplanMeier against R', () => {
  itWithShared('aml, maintained: the whole curve', 'reference/km_aml_maintained.json', (file) => {
    const reference = read(file);
    const curve = curveOf(reference.input.time!, reference.input.status!);
    expect(curve.ages).to.deep.equal(reference.full!.time);
    expect(curve.atRisk).to.deep.equal(reference.full!['n.risk']);
    expectClose(curve.survival, reference.full!.surv);
    expectQuantiles(curve, reference);
    expect(restrictedMean(curve, 150)).to.be.closeTo(reference.rmean!.rmean, 1e-9);
  });

  itWithShared('lung', 'reference/km_lung.json', (file) => {
    const reference = read(file);
    const curve = curveOf(reference.input.time!, reference.input.status!);
    expectClose(
      reference.at!.time.map((age) => heightAt(curve, age)),
      reference.at!.surv,
    );
    expectQuantiles(curve, reference);
    expect(restrictedMean(curve)).to.be.closeTo(reference.table_rmean1022!.rmean, 1e-9);
  });

  itWithShared('lung by sex', 'reference/km_lung_by_sex.json', (file) => {
    const { sex, median, logrank_chisq } = read<{
      sex: number[];
      median: number[];
      logrank_chisq: number;
    }>(file);
    const { time, status } = read(file.replace('km_lung_by_sex', 'km_lung')).input;
    const medians = [1, 2].map((which) =>
      survivalQuantile(
        curveOf(
          time!.filter((_, i) => sex[i] === which),
          status!.filter((_, i) => sex[i] === which),
        ),
        0.5,
      ),
    );
    expectClose(medians, median);
    const durations = (which: number): Durations => {
      const times = (is: number): number[] => time!.filter((_, i) => sex[i] === which && status![i] === is);
      return { ended: tally(times(1)), running: tally(times(0)) };
    };
    expect(logRank(durations(1), durations(2)).chiSquared).to.be.closeTo(logrank_chisq, 1e-9);
  });

  itWithShared('heart transplants: delayed entry', 'reference/km_delayed_entry_heart.json', (file) => {
    const reference = read(file);
    const { start, stop, event } = reference.input;
    const curve = curveOf(stop!, event!, start);
    expectClose(
      reference.at!.time.map((age) => heightAt(curve, age)),
      reference.at!.surv,
    );
    expectQuantiles(curve, reference);
  });
});

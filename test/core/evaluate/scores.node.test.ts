import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { quantileSorted } from 'd3-array';
import { crpsOfQuantiles, crpsOfSample, gaussianCrps, pinball } from '../../../src/core/evaluate/scores.js';
import { isotonic, isotonicCalibration } from '../../../src/core/numeric/isotonic.js';
import {
  betaBinomialLogLikelihood,
  fitBetaBinomial,
  posteriorMean,
} from '../../../src/core/numeric/beta-binomial.js';
import {
  massQuantile,
  poissonBinomial,
  sumDistribution,
} from '../../../src/core/numeric/poisson-binomial.js';
import { itWithShared } from '../../shared-data.js';

const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;
const expectClose = (found: Iterable<number>, wanted: readonly number[], tolerance = 1e-9): void => {
  const values = [...found];
  expect(values.length).to.equal(wanted.length);
  for (const [i, value] of wanted.entries())
    expect(values[i], String(i)).to.be.closeTo(value, tolerance * Math.max(1, Math.abs(value)));
};

describe('scores and small distributions against R', () => {
  itWithShared('scores', 'reference/scores.json', (file) => {
    const {
      sample,
      y,
      crps,
      quantile7,
      pinball: loss,
      gaussian_crps,
    } = read<{
      sample: number[];
      y: number[];
      crps: number[];
      quantile7: { probs: number[]; q: number[] };
      pinball: { q: number; y: number[]; tau: number; loss: number[] };
      gaussian_crps: { mu: number; sd: number; y: number; crps: number };
    }>(file);
    expectClose(
      y.map((actual) => crpsOfSample(sample, actual)),
      crps,
    );
    const sorted = [...sample].sort((a, b) => a - b);
    expectClose(
      quantile7.probs.map((p) => quantileSorted(sorted, p)!),
      quantile7.q,
    );
    expectClose(
      loss.y.map((actual) => pinball(loss.tau, loss.q, actual)),
      loss.loss,
    );
    expectClose(
      loss.y.map((actual) => crpsOfQuantiles([loss.tau], [loss.q], actual)),
      loss.loss.map((value) => 2 * value),
    );
    const { mu, sd, y: actual, crps: wanted } = gaussian_crps;
    expectClose([gaussianCrps(mu, sd, actual)], [wanted]);
  });

  itWithShared('isotonic calibration', 'reference/isotonic_calibration.json', (file) => {
    const { p, y, sorted_x, fit } = read<{ p: number[]; y: number[]; sorted_x: number[]; fit: number[] }>(
      file,
    );
    const curve = isotonicCalibration(p, y);
    expectClose(curve.at, sorted_x);
    expectClose(curve.values, fit);
    const order = [...p.keys()].sort((a, b) => p[a]! - p[b]!);
    expectClose(isotonic(order.map((i) => y[i]!)), fit);
  });

  itWithShared('Poisson-binomial distribution', 'reference/poisson_binomial.json', (file) => {
    const { p, pmf, mean, weighted } = read<{
      p: number[];
      pmf: number[];
      mean: number;
      weighted: {
        amount: number[];
        p: number[];
        mean: number;
        var: number;
        k3: number;
        probs: number[];
        quantile: number[];
      };
    }>(file);
    const found = poissonBinomial(p);
    for (const [k, mass] of pmf.entries()) expect(found[k]! / mass, String(k)).to.be.closeTo(1, 1e-9);
    expectClose([found.reduce((sum, mass, k) => sum + k * mass, 0)], [mean]);
    const sums = sumDistribution(weighted.amount, weighted.p)!;
    const moment = (power: number): number =>
      sums.masses.reduce((sum, mass, i) => sum + mass * (sums.values[i]! - weighted.mean) ** power, 0);
    expectClose(
      [moment(1) + weighted.mean, moment(2), moment(3)],
      [weighted.mean, weighted.var, weighted.k3],
    );
    expectClose(
      weighted.probs.map((level) => massQuantile(sums, level)),
      weighted.quantile,
    );
  });

  itWithShared('beta-binomial empirical Bayes', 'reference/beta_binomial_eb.json', (file) => {
    const { win, n, alpha, beta, loglik, post_mean } = read<{
      win: number[];
      n: number[];
      alpha: number;
      beta: number;
      loglik: number;
      post_mean: number[];
    }>(file);
    const tallies = win.map((successes, i) => ({ successes, n: n[i]! }));
    expectClose([betaBinomialLogLikelihood(tallies, { alpha, beta })], [loglik]);
    expectClose(
      tallies.map((tally) => posteriorMean(tally, { alpha, beta })),
      post_mean,
    );
    // R's search (differences for a gradient) stops where the likelihood is level to 1e-14: some 1e-6 off the top.
    const prior = fitBetaBinomial(tallies)!;
    expect(prior.logLikelihood).to.be.at.least(loglik - 1e-12);
    expectClose([prior.logLikelihood], [loglik]);
    expectClose([prior.alpha, prior.beta], [alpha, beta], 2e-6);
  });
});

import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import {
  betaQuantile,
  gammaQuantile,
  logGamma,
  negativeBinomialQuantile,
  normalCdf,
} from '../../../src/core/numeric/special.js';
import { itWithShared } from '../../shared-data.js';

/** Tables by R, 13 digits; `q[i][j]` belongs to the i-th parameters and the j-th probability. */
interface Reference {
  readonly qbeta: {
    readonly a: number[];
    readonly b: number[];
    readonly p: number[];
    readonly q: number[][];
  };
  readonly qgamma: { readonly shape: number[]; readonly p: number[]; readonly q: number[][] };
  readonly qnbinom: {
    readonly mu: number;
    readonly size: number[];
    readonly p: number[];
    readonly q: number[][];
  };
  readonly lgamma: { readonly x: number[]; readonly y: number[] };
  readonly pnorm: { readonly x: number[]; readonly y: number[] };
}

describe('special functions against R', () => {
  itWithShared('quantiles, log gamma, normal probabilities', 'reference/special_functions.json', (file) => {
    const { qbeta, qgamma, qnbinom, lgamma, pnorm } = JSON.parse(readFileSync(file, 'utf8')) as Reference;
    const close = (found: number, wanted: number, label: string): void => {
      expect(Math.abs(found / wanted - 1), label).to.be.at.most(1e-11);
    };
    for (const [i, row] of qbeta.q.entries())
      for (const [j, q] of row.entries())
        close(betaQuantile(qbeta.p[j]!, qbeta.a[i]!, qbeta.b[i]!), q, `qbeta ${i} ${j}`);
    for (const [i, row] of qgamma.q.entries())
      for (const [j, q] of row.entries())
        close(gammaQuantile(qgamma.p[j]!, qgamma.shape[i]!), q, `qgamma ${i} ${j}`);
    for (const [i, row] of qnbinom.q.entries())
      for (const [j, q] of row.entries())
        expect(negativeBinomialQuantile(qnbinom.p[j]!, qnbinom.mu, qnbinom.size[i]!)).to.equal(q);
    for (const [i, x] of lgamma.x.entries()) close(logGamma(x), lgamma.y[i]!, `lgamma ${x}`);
    for (const [i, x] of pnorm.x.entries()) close(normalCdf(x), pnorm.y[i]!, `pnorm ${x}`);
  });
});

/** The forecast on real pasts: actuals are those an outside tool worked out, and the errors stay within what is promised. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'chai';
import { backtest, type Backtest } from '../../bench/backtest/run.js';
import { itWithShared, sharedData } from '../../shared-data.js';

interface Bars {
  readonly n: number;
  readonly WAPE_max: number;
  readonly h1_WAPE_max?: number;
  readonly CRPS_max: number;
  readonly cov80: readonly [number, number];
  readonly cov95_min: number;
  readonly brier_h4_max: number;
  readonly ece_h4_max: number;
  readonly runrate: { readonly WAPE: number };
}

const json = <T>(path: string): T => JSON.parse(readFileSync(sharedData(path) as string, 'utf8')) as T;
/** What the guides promise of the three sets together: WAPE in per cent. */
const PROMISED: Readonly<Record<string, number>> = { maven: 17.5, bpi2012: 19.5, bpi2020dom: 32 };

describe('the forecast, replayed week by week', function () {
  this.timeout(60_000);
  for (const [set, promised] of Object.entries(PROMISED)) {
    const run = (file: string): Backtest => backtest(dirname(file), { period: 'week' });
    const deals = `data/backtest/${set}/deals.csv`;

    itWithShared(`${set}: what came is what others counted`, deals, (file) => {
      const { rows } = json<{ rows: { origin: string; actual: number[] }[] }>(
        `reference/backtest_${set}_week.json`,
      );
      const { origins } = run(file);
      expect(origins.map(({ at }) => at)).to.deep.equal(rows.map(({ origin }) => origin));
      origins.forEach(({ forecasts }, i) => {
        const actual = forecasts.flatMap((one) => (one.actual === undefined ? [] : [one.actual]));
        expect(actual.length).to.equal(rows[i]?.actual.length);
        // Amounts of a fraction of a cent are rounded deal by deal.
        actual.forEach((value, h) => expect(value).to.be.closeTo(rows[i]?.actual[h] as number, 0.5));
      });
    });

    itWithShared(`${set}: error, range and chances are within the bars`, deals, (file) => {
      const bars = json<Record<string, Bars>>('reference/bars_dev.json')[`${set}_week`] as Bars;
      const { lines, chances } = run(file);
      const model = lines.find(({ way }) => way === 'model');
      const rate = lines.find(({ way }) => way === 'run-rate');
      expect(model?.n).to.equal(bars.n);
      expect(100 * (rate?.wape as number)).to.be.closeTo(bars.runrate.WAPE, 0.05);
      expect(100 * (model?.wape as number)).to.be.at.most(Math.min(bars.WAPE_max, promised));
      if (bars.h1_WAPE_max !== undefined)
        expect(100 * (model?.byHorizon[0] as number)).to.be.at.most(bars.h1_WAPE_max);
      expect(model?.crps).to.be.at.most(bars.CRPS_max);
      expect(model?.held80)
        .to.be.within(0.74, 0.88)
        .and.within(...bars.cov80);
      expect(model?.held95).to.be.at.least(bars.cov95_min);
      expect(chances?.days).to.equal(28);
      expect(chances?.brier).to.be.at.most(bars.brier_h4_max);
      expect(chances?.calibrationError).to.be.at.most(bars.ece_h4_max);
    });
  }
});

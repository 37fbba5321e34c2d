/** A team whose laws are known: ranges hold what they say, and the middle leans to neither side. */
import { expect } from 'chai';
import { parseDay } from '../../../src/core/calendar/days.js';
import { forecastRevenue } from '../../../src/core/forecast/index.js';
import { DAY, simulate } from './simulate.js';

const START = 18_993; // 2022-01-01
const YEAR = 365;

/** Share of outcomes within the 80 and 50 % ranges, bias, and how often a goal was reached where its chance was said. */
function measure(
  perDay: number,
  runs: number,
): {
  held80: number;
  held50: number;
  bias: number;
  said: number;
  came: number;
} {
  const sum = { held80: 0, held50: 0, n: 0, off: 0, actual: 0, said: 0, came: 0 };
  for (let run = 0; run < runs; run++) {
    const { data, won } = simulate(`known ${run}`, perDay, YEAR + 190, START);
    const goal = 30 * perDay * 2200;
    const { periods } = forecastRevenue(data, { asOf: (START + YEAR) * DAY, period: 'month', goal });
    for (const { from, to, mean, quantiles, chanceOfGoal } of periods) {
      const actual = won((parseDay(from) as number) - START, (parseDay(to) as number) - START);
      const [low = NaN, lower = NaN, , upper = NaN, high = NaN] = quantiles;
      if (actual >= low && actual <= high) sum.held80++;
      if (actual >= lower && actual <= upper) sum.held50++;
      sum.n++;
      sum.off += mean - actual;
      sum.actual += actual;
      sum.said += chanceOfGoal as number;
      if (actual >= goal) sum.came++;
    }
  }
  return {
    held80: sum.held80 / sum.n,
    held50: sum.held50 / sum.n,
    bias: sum.off / sum.actual,
    said: sum.said / sum.n,
    came: sum.came / sum.n,
  };
}

describe('a forecast of a team whose laws are known', function () {
  this.timeout(120_000);

  it('holds what it says at 1.5 deals a day over a year', () => {
    const { held80, held50, bias, said, came } = measure(1.5, 100);
    expect(held80).to.be.within(0.76, 0.84);
    expect(held50).to.be.within(0.44, 0.56);
    expect(Math.abs(bias)).to.be.at.most(0.05);
    expect(said).to.be.closeTo(came, 0.06);
  });

  it('says the same of a period however many are asked for, and of the first period as of all up to its end', () => {
    const { data } = simulate('reach', 1.5, 500, START);
    const of = (periods: number) =>
      forecastRevenue(data, { asOf: (START + 370) * DAY, period: 'month', periods });
    const [one, three, eight] = [of(1), of(3), of(8)];
    expect(three.periods[0]).to.deep.equal(one.periods[0]);
    expect(eight.periods.slice(0, 3)).to.deep.equal(three.periods);
    expect(one.cumulative).to.deep.equal(one.periods);
  });

  it('says that little history makes it provisional', () => {
    const { data } = simulate('short', 0.3, 180, START);
    const forecast = forecastRevenue(data, { asOf: (START + 120) * DAY, period: 'week' });
    expect(forecast.provisional).to.equal(true);
    expect(forecast.provisionalReasons).to.include('little-history');
  });
});

/** What must hold of every forecast, and tables worked by hand. */
import { expect } from 'chai';
import fc from 'fast-check';
import { countLexis } from '../../../src/core/forecast/lexis.js';
import { NEVER, readBook, WON } from '../../../src/core/forecast/book.js';
import { learnWeights } from '../../../src/core/forecast/calibrate.js';
import { BINS, OLDEST } from '../../../src/core/forecast/constants.js';
import { fewWins } from '../../../src/core/forecast/distribution.js';
import { fitHazards, type Hazards } from '../../../src/core/forecast/hazards.js';
import { forecastRevenue } from '../../../src/core/forecast/index.js';
import { chancesOf, estimatePipeline } from '../../../src/core/forecast/pipeline.js';
import { propagate } from '../../../src/core/forecast/propagate.js';
import { seasonOf } from '../../../src/core/forecast/season.js';
import type { Forecast, ForecastOptions } from '../../../src/core/forecast/types.js';
import type { Deal } from '../../../src/core/model.js';
import { viewAt } from '../../../src/core/view/view.js';
import { data as oddData } from '../arbitraries.js';
import { dataOf, dateOf, dealOf, flaws, history, JAN, provenance, sales } from './walk.js';

const DAYS = 260;
const AT = JAN + 200;
const LAST = dateOf(AT - 1);
const OPTIONS: ForecastOptions = { asOf: LAST, period: 'week', goal: 12_000 };
const few = { numRuns: 6 };
const seeds = fc.nat(1e6).map((n) => `properties ${n}`);

/** All numbers of a forecast but of its list of deals, by path. */
function figures({ deals: _, movers: __, ...rest }: Forecast): Map<string, number> {
  const found = new Map<string, number>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'number') found.set(path, value);
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`);
  };
  walk(rest, '');
  return found;
}

function expectSame(one: Forecast, other: Forecast, tolerance = 0.011): void {
  const [a, b] = [figures(one), figures(other)];
  expect([...a.keys()]).to.deep.equal([...b.keys()]);
  for (const [path, value] of a) expect(value, path).to.be.closeTo(b.get(path) as number, tolerance);
  const byId = new Map(other.deals.map((deal) => [deal.id, deal]));
  expect(one.deals.length).to.equal(byId.size);
  for (const { id, win, amount } of one.deals) {
    expect(amount).to.be.closeTo(byId.get(id)?.amount as number, 1e-5);
    win.forEach((q, p) => expect(q).to.be.closeTo(byId.get(id)?.win[p] as number, 2e-8));
  }
}

/** The history without anything at or after day AT, and in other words the same until then. */
const known = (deals: readonly Deal[]): Deal[] =>
  deals
    .filter(({ createdAt }) => (createdAt as string) <= LAST)
    .map((deal): Deal => {
      const { closedAt, ...rest } = deal;
      const visits = deal.visits.filter(({ enteredAt }) => enteredAt <= LAST);
      const isClosed = closedAt != null && closedAt <= LAST;
      const stage = visits[visits.length - 1]?.stage ?? 'new';
      return isClosed ? deal : { ...rest, stage, visits };
    });

describe('a forecast', function () {
  this.timeout(60_000);

  it('adds up: parts to the mean, deals to the open part, periods to the sums, whatever the data', () => {
    fc.assert(
      fc.property(oddData(60), fc.constantFrom('week', 'month', 'quarter'), (data, period) => {
        expect(
          flaws(
            forecastRevenue(data, { asOf: '2025-03-15', period, periods: 4, goal: 1e5, currency: 'EUR' }),
          ),
        ).to.deep.equal([]);
      }),
      { numRuns: 40 },
    );
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(flaws(forecastRevenue(dataOf(history(seed, DAYS)), OPTIONS))).to.deep.equal([]);
      }),
      few,
    );
  });

  it('reads nothing that happens at or after as-of: stages, closes, amounts, new deals', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 2, max: 50 }), (seed, factor) => {
        const deals = history(seed, DAYS);
        const now = forecastRevenue(dataOf(deals), OPTIONS);
        expectSame(now, forecastRevenue(dataOf(known(deals)), OPTIONS), 0);
        const other = known(deals).map((deal, i): Deal => {
          const revalued: Deal = {
            ...deal,
            amount: (deal.amount as number) * factor,
            changes: [
              { at: dateOf(AT + (i % 9)), field: 'amount', from: deal.amount as number, to: 0 },
              { at: dateOf(AT + 10), field: 'owner', from: null, to: 'anna' },
            ],
          };
          if (deal.closedAt != null) return revalued;
          const end = i % 2 === 0 ? 'won' : 'lost';
          const at = dateOf(AT + (i % 4));
          return {
            ...revalued,
            stage: end,
            closedAt: at,
            visits: [...deal.visits, { stage: end, enteredAt: at }],
          };
        });
        other.push(dealOf({ id: 'later', created: AT, closed: AT, end: 'won', amount: 1e6 }));
        expectSame(now, forecastRevenue(dataOf(other), OPTIONS), 0);
      }),
      few,
    );
  });

  it('within the day of as-of, too, reads no change of a later hour, in whatever order they stand', () => {
    const deals = known(history('hours', DAYS));
    const asOf = `${dateOf(AT)}T20:00:00Z`;
    const change = (hour: number, from: number, to: number) => ({
      at: `${dateOf(AT)}T${hour}:00:00Z`,
      field: 'amount' as const,
      from,
      to,
    });
    const revalued = (later: boolean): Deal[] =>
      deals.map((deal) => {
        const amount = deal.amount as number;
        const before = change(10, 2 * amount, amount);
        return later
          ? { ...deal, amount: 9 * amount, changes: [change(21, amount, 9 * amount), before] }
          : { ...deal, changes: [before] };
      });
    const [one, other] = [false, true].map((later) =>
      forecastRevenue(dataOf(revalued(later)), { ...OPTIONS, asOf }),
    ) as [Forecast, Forecast];
    expectSame(one, other, 0);
  });

  it('does not hang on the order of deals, on stages nobody uses, on an empty pipeline', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const deals = history(seed, DAYS);
        const plain = forecastRevenue(dataOf(deals), OPTIONS);
        expectSame(plain, forecastRevenue(dataOf([...deals].reverse()), OPTIONS));
        const idle = { id: 'idle', name: 'Idle', kind: 'open' as const, probability: 0.9 };
        const more = { ...sales, stages: [sales.stages[0]!, idle, ...sales.stages.slice(1)] };
        expectSame(plain, forecastRevenue(dataOf(deals, { pipelines: [more] }), OPTIONS), 0);
        const empty = { ...more, id: 'empty' };
        expectSame(plain, forecastRevenue(dataOf(deals, { pipelines: [empty, sales] }), OPTIONS), 0);
      }),
      few,
    );
  });

  it('is the same in any zone for the same days and hours there', () => {
    const local = history('zones', DAYS).map((deal, i): Deal => {
      const hour = (when: unknown): string => `${when as string}T${10 + (i % 13)}:30:00`;
      const visits = deal.visits.map((visit) => ({ ...visit, enteredAt: hour(visit.enteredAt) }));
      const closed = deal.closedAt == null ? {} : { closedAt: hour(deal.closedAt) };
      return { ...deal, createdAt: hour(deal.createdAt), visits, ...closed };
    });
    const inZone = (timeZone: string): Forecast =>
      forecastRevenue(dataOf(local, { provenance: { ...provenance, timeZone } }), OPTIONS);
    const utc = inZone('UTC');
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Kiritimati']) {
      const other = inZone(zone);
      expect(other.timeZone).to.equal(zone);
      expectSame(utc, other, 0);
    }
  });

  it('all amounts times k is all money times k', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(2, 7, 100), (seed, k) => {
        const deals = history(seed, DAYS);
        const one = forecastRevenue(dataOf(deals), OPTIONS);
        const many = forecastRevenue(
          dataOf(
            deals.map((deal) => ({ ...deal, amount: Math.round((deal.amount as number) * 100) * (k / 100) })),
          ),
          { ...OPTIONS, goal: 12_000 * k },
        );
        one.periods.forEach((row, p) => {
          const other = many.periods[p] as typeof row;
          for (const part of ['mean', 'open', 'fresh', 'booked'] as const)
            expect(other[part]).to.be.closeTo(row[part] * k, 0.02 * k);
          row.quantiles.forEach((q, i) =>
            expect(other.quantiles[i]).to.be.closeTo(q * k, 0.02 * k + 1e-6 * q * k),
          );
          expect(other.chanceOfGoal).to.be.closeTo(row.chanceOfGoal as number, 1e-6);
        });
        expect(many.deals.map(({ win }) => win)).to.deep.equal(one.deals.map(({ win }) => win));
      }),
      few,
    );
  });

  it('twice the amount of one open deal adds its chance times its amount, and changes no chance', () => {
    const created = AT - 100;
    const told = (amount: number): Deal[] => [
      ...history('double', DAYS),
      dealOf({ id: 'one', created, offered: AT - 10, amount }),
    ];
    const ends = [7, 14, 30];
    const estimated = (amount: number) => {
      const book = readBook(viewAt(dataOf(told(amount)), { asOf: LAST }), 'EUR', AT);
      const estimate = estimatePipeline(book, countLexis(book), AT, ends);
      const i = book.deals.findIndex(({ id }) => id === 'one');
      const start = chancesOf(book, i, AT, estimate.outlook);
      return { ...estimate, win: [...estimate.outlook.open.subarray(start, start + ends.length)] };
    };
    const [one, two] = [estimated(1000), estimated(2000)];
    expect(two.win).to.deep.equal(one.win);
    expect(two.win.every((q) => q > 0)).to.equal(true);
    expect([...two.fresh]).to.deep.equal([...one.fresh]);
    expect(one.amounts.cap).to.be.above(2000);
    two.win.forEach((q, p) =>
      expect((two.open[p] as number) - (one.open[p] as number)).to.be.closeTo(
        q * 1000 * one.amounts.ratio,
        1e-8,
      ),
    );
  });

  it('is the same to the last byte with any seed: nothing is drawn', () => {
    const data = dataOf(history('seeds', DAYS));
    const plain = JSON.stringify(forecastRevenue(data, OPTIONS));
    for (const seed of [0, 1, 12345])
      expect(JSON.stringify(forecastRevenue(data, { ...OPTIONS, seed }))).to.equal(plain);
  });

  it('of a filtered view is that of its deals alone', () => {
    const deals = history('owners', DAYS, 2).map((deal, i) => ({
      ...deal,
      owner: i % 3 === 0 ? 'anna' : 'ben',
    }));
    const view = viewAt(dataOf(deals), { asOf: LAST, filter: { owner: ['anna'] } });
    const alone = dataOf(deals.filter(({ owner }) => owner === 'anna'));
    expectSame(forecastRevenue(view, OPTIONS), forecastRevenue(alone, OPTIONS), 0);
  });

  it('replayed at an origin is the forecast made on that day', () => {
    const deals = history('replay', DAYS);
    const { replay } = forecastRevenue(dataOf(deals), OPTIONS);
    const origins = replay?.origins.slice(-12) ?? [];
    expect(origins).to.have.length(12);
    for (const { at, forecasts } of origins) {
      const then = forecastRevenue(dataOf(deals), { ...OPTIONS, asOf: `${at}T00:00:00Z` });
      // To the cent: a replay rounds the mean, a forecast its parts.
      forecasts.forEach(({ mean }, p) => expect(mean).to.be.closeTo(then.periods[p]?.mean as number, 0.011));
    }
  });

  it('gives a higher goal less chance, as its quantiles say', () => {
    for (const [seed, perDay, tolerance] of [
      ['few wins', 0.4, 0.06],
      ['many wins', 8, 0.005],
    ] as const) {
      const data = dataOf(history(seed, DAYS, perDay));
      const options: ForecastOptions = { ...OPTIONS, period: 'month', periods: 3, levels: [0.1, 0.5, 0.9] };
      const { periods } = forecastRevenue(data, options);
      const chanceOf = (goal: number, p: number): number =>
        forecastRevenue(data, { ...options, goal }).periods[p]?.chanceOfGoal as number;
      periods.forEach(({ quantiles }, p) => {
        const chances = quantiles.map((goal) => chanceOf(goal, p));
        expect(chances[0]).to.be.closeTo(0.9, tolerance);
        expect(chances[1]).to.be.closeTo(0.5, tolerance);
        expect(chances[2]).to.be.closeTo(0.1, tolerance);
      });
    }
  });
});

describe('a forecast worked by hand', () => {
  it('hazards: four deals from day 0 on, at age 2 one won and one lost, two stay to day 9', () => {
    const stories = [
      dealOf({ id: 'a', created: JAN, closed: JAN + 2, end: 'won' }),
      dealOf({ id: 'b', created: JAN, closed: JAN + 2, end: 'lost' }),
      dealOf({ id: 'c', created: JAN }),
      dealOf({ id: 'd', created: JAN }),
    ];
    const from = { ...provenance, historyFrom: dateOf(JAN) };
    const book = readBook(
      viewAt(dataOf(stories, { provenance: from }), { asOf: dateOf(JAN + 9) }),
      'EUR',
      JAN + 10,
    );
    expect([...book.visitTo]).to.deep.equal([JAN + 2, JAN + 2, NEVER, NEVER]);
    expect(book.visitNext[0]).to.equal(WON);
    const { won, lost, moves } = fitHazards(countLexis(book), JAN + 10, 1e12);
    // Days at risk by age 0 1 2 3 4 5-6 7-8 9-10: 4 4 4 2 2 4 4 2, in all 26; so ĥ starts at 1.5 / 27 = 1 / 18.
    const expected = [
      1 / (4 + 18),
      1 / (4 + 22),
      2 / (4 + 26),
      1 / (2 + 15),
      1 / 19,
      1 / 23,
      1 / 27,
      1 / 29,
      1 / 29,
    ];
    expected.forEach((hazard, bin) => {
      expect(won[bin], `won, bin ${bin}`).to.be.closeTo(hazard, 1e-9);
      expect(lost[bin], `lost, bin ${bin}`).to.be.closeTo(hazard, 1e-9);
    });
    expect(moves[0]).to.deep.equal([]);
  });

  it('propagation: two stages, two days, one period each; a season of 2 on the second', () => {
    const all = (value: number): number[] => Array<number>(BINS).fill(value);
    const hazards: Hazards = {
      won: Float64Array.from([...all(0), ...all(0.4)]),
      lost: Float64Array.from([...all(0.1), ...all(0.2)]),
      moves: [[{ to: 1, daily: Float64Array.from(all(0.5)) }], []],
    };
    const of = (season?: (day: number) => number): number[] => {
      const { open } = propagate(hazards, 0, [1, 2], season);
      const second = (OLDEST + 1) * 2;
      return [...open.subarray(0, 2), ...open.subarray(second, second + 2)];
    };
    // In the second stage: .4 today, stays .4 and is won tomorrow .4. In the first: moves .5 and goes on the same day, or stays .4.
    const expected = [0.5 * 0.4, 0.5 * 0.16 + 0.4 * (0.5 * 0.4), 0.4, 0.4 * 0.4];
    of().forEach((chance, i) => expect(chance).to.be.closeTo(expected[i] as number, 1e-12));
    // .8 + .2 is more than .98 a day: all ways shrink alike, won to .784.
    const seasonal = [0.2, 0.5 * (0.4 * 0.784) + 0.4 * (0.5 * 0.784), 0.4, 0.4 * 0.784];
    of((day) => day + 1).forEach((chance, i) => expect(chance).to.be.closeTo(seasonal[i] as number, 1e-12));
  });

  it('few wins: each sum of three stakes counted out', () => {
    const stakes = [
      { amount: 100, chance: 0.3 },
      { amount: 250, chance: 0.5 },
      { amount: 400, chance: 0.2 },
    ];
    const law = fewWins(stakes, { wins: 0, mean: 0, second: 0 }, 0, 10);
    for (const goal of [50, 175, 300, 375, 450, 575, 700]) {
      let exact = 0;
      for (let set = 0; set < 8; set++) {
        let [sum, chance] = [0, 1];
        stakes.forEach((stake, i) => {
          const isWon = (set >> i) % 2 === 1;
          chance *= isWon ? stake.chance : 1 - stake.chance;
          if (isWon) sum += stake.amount;
        });
        if (sum >= goal) exact += chance;
      }
      expect(law.reaches(goal), `${goal}`).to.be.closeTo(exact, 1e-9);
    }
    // Nothing is won with .7 × .5 × .8 = .28.
    expect(law.quantile(0.27)).to.equal(0);
    expect(law.quantile(0.5)).to.be.closeTo(250, 3);
  });

  it('season: the third month of two quarters won twice as much', () => {
    const visits = [0, 1, 2, 3, 4, 5].map((month) => ({
      month,
      won: month % 3 === 2 ? 199.5 : 99.5,
      expected: 100,
    }));
    const season = seasonOf(visits);
    // y = 0, 0, log 2; within (0 + 4 × .0225) / 7 = .01286; apart .16015 − .00643; between (2 × .15372 + 2 × .0625) / 4 = .10811;
    // kept .10811 / (.10811 + .00643 + .0001) = .94306; e^−.21789 = .80421, e^.43578 = 1.54617; their mean 1.05153.
    expect(season?.(0)).to.be.closeTo(0.7648, 1e-4);
    expect(season?.(31)).to.be.closeTo(0.7648, 1e-4);
    expect(season?.(59)).to.be.closeTo(1.4704, 1e-4);
    expect(seasonOf(visits.slice(0, 3))).to.equal(undefined);
    expect(seasonOf(visits.filter(({ month }) => month % 3 !== 1))).to.equal(undefined);
  });

  it('weights: one outcome of 90 between a model of 100 and a run-rate of 60', () => {
    const one = (actual: number) => ({
      at: 0,
      ends: [7],
      pipeline: Float64Array.of(100),
      runRate: Float64Array.of(60),
      variance: Float64Array.of(0),
      cumulativeVariance: Float64Array.of(0),
      wins: Float64Array.of(1),
      actual: Float64Array.of(actual),
    });
    // 30 × 40 / 80² = .1875, (40 / 80)² = .25, both × 2^(−1/52) = .98676; the prior .9 weighs 12 × .25 = 3.
    expect(learnWeights([one(90)], 7, 1)[0]).to.be.closeTo((0.18502 + 0.9 * 3) / (0.24669 + 3), 1e-5);
    expect(learnWeights([one(90)], 6, 1)).to.deep.equal([0.9]);
    expect(learnWeights([one(NaN)], 7, 1)).to.deep.equal([0.9]);
  });
});

import { expect } from 'chai';
import fc from 'fast-check';
import { comparisonTables, measureComparison } from '../../../src/core/measures/comparison.js';
import { fisherTest, holm } from '../../../src/core/measures/comparison-tests.js';
import { createRandom } from '../../../src/core/numeric/random.js';
import { closed, summaryOf } from './tables.js';

/** Wins and losses of each group, as closed deals. */
const of = (groups: Readonly<Record<string, readonly [number, number]>>, options = {}) =>
  measureComparison(
    summaryOf({
      request: comparisonTables(),
      closed: Object.entries(groups)
        .flatMap(([group, [won, lost]]) => [
          closed({ dims: [group], n: won }),
          closed({ dims: [group], n: lost, outcome: 'lost' }),
        ])
        .filter((row) => row.n > 0),
    }),
    options,
  );

const choose = (n: number, k: number): bigint => {
  let product = 1n;
  for (let i = 1; i <= k; i++) product = (product * BigInt(n - k + i)) / BigInt(i);
  return product;
};

describe('Fisher’s exact test', () => {
  it('of the lady tasting tea: 34 of 70 ways', () => {
    expect(fisherTest(3, 4, 4, 8)).to.be.closeTo(34 / 70, 1e-12);
  });

  it('is the sum over all ways that are no likelier, counted with whole numbers', () => {
    const tables = fc
      .tuple(fc.integer({ min: 1, max: 60 }), fc.nat(60), fc.nat(60), fc.nat(60))
      .map(([total, n, wins, at]) => {
        const own = Math.min(n, total);
        const all = Math.min(wins, total);
        const [low, high] = [Math.max(0, own - (total - all)), Math.min(own, all)];
        return { total, n: own, wins: all, low, high, won: low + (at % (high - low + 1)) };
      });
    fc.assert(
      fc.property(tables, ({ total, n, wins, low, high, won }) => {
        const ways = (k: number) => choose(wins, k) * choose(total - wins, n - k);
        let sum = 0n;
        for (let k = low; k <= high; k++) if (ways(k) <= ways(won)) sum += ways(k);
        expect(fisherTest(won, n, wins, total)).to.be.closeTo(Number(sum) / Number(choose(total, n)), 1e-9);
      }),
    );
  });

  it('copes with many deals', () => {
    expect(fisherTest(30_000, 60_000, 50_000, 100_000)).to.be.closeTo(1, 0.01);
    expect(fisherTest(40_000, 60_000, 50_000, 100_000)).to.be.within(0, 1e-100);
  });
});

describe('Holm’s guard', () => {
  it('multiplies the least by all, the next by one less, and never falls', () => {
    // 0.01 × 3, 0.03 × 2, and 0.04 × 1 = 0.04 < 0.06
    expect(holm([0.01, 0.04, 0.03]).map((p) => Math.round(p * 1e12) / 1e12)).to.deep.equal([
      0.03, 0.06, 0.06,
    ]);
    expect(holm([0.9, 0.8])).to.deep.equal([1, 1]);
    expect(holm([])).to.deep.equal([]);
  });
});

describe('measureComparison', () => {
  it('draws small groups towards all: 2 of 2 does not beat 40 of 60', () => {
    const { rows, prior } = of({ ana: [2, 0], ben: [40, 20], cem: [10, 30], dia: [15, 25] });
    const [ana, ben] = rows;
    expect([ana!.rate, ana!.n, ben!.rate]).to.deep.equal([1, 2, 40 / 60]);
    expect(ana!.value).to.be.lessThan(ben!.value!);
    expect(prior!.mean).to.be.within(0.3, 0.7);
    // Too few to be compared.
    expect([ana!.pValue, ana!.differs]).to.deep.equal([null, null]);
  });

  it('names who differs by more than chance, against all others', () => {
    const { rows, compared } = of({ ana: [30, 30], ben: [30, 30], cem: [8, 52], '': [1, 30] });
    const cem = rows.find((row) => row.group === 'cem')!;
    expect(cem).to.include({ differs: 'below', others: 0.5, n: 60 });
    expect(cem.adjusted).to.be.closeTo(3 * cem.pValue!, 1e-15);
    expect(rows.find((row) => row.group === '')).to.include({
      differs: null,
      pValue: null,
      others: 68 / 180,
    });
    expect(compared).to.equal(3);
  });

  it('one owner, no wins, no losses, nothing at all', () => {
    expect(of({ ana: [5, 5] }).rows[0]).to.include({ others: null, pValue: null, differs: null });
    for (const groups of [
      { ana: [9, 0], ben: [5, 0] },
      { ana: [0, 9], ben: [0, 5] },
    ] as const) {
      const { rows, prior } = of(groups);
      expect(prior).to.equal(null);
      for (const row of rows) {
        expect(row).to.include({ pValue: 1, differs: null });
        expect(row.value).to.be.within(0.01, 0.99);
      }
    }
    const none = of({});
    expect([none.rows.length, none.needs, none.compared]).to.deep.equal([0, ['closed-deals'], 0]);
  });

  it('calls anybody different in at most 5 % of runs where all are equally good', () => {
    const random = createRandom('identical reps');
    let flagged = 0;
    const runs = 1000;
    for (let run = 0; run < runs; run++) {
      const rate = 0.1 + 0.8 * random();
      const reps = 2 + Math.floor(random() * 12);
      const groups: Record<string, [number, number]> = {};
      for (let rep = 0; rep < reps; rep++) {
        const n = 5 + Math.floor(random() * 60);
        let won = 0;
        for (let i = 0; i < n; i++) if (random() < rate) won++;
        groups[`rep${rep}`] = [won, n - won];
      }
      if (of(groups).rows.some((row) => row.differs !== null)) flagged++;
    }
    expect(flagged / runs).to.be.at.most(0.05);
    // and the guard is no mere refusal
    expect(flagged).to.be.greaterThan(0);
  });

  it('finds one rep of ten who wins 20 instead of 50 % of 60 deals, and nobody else, in most runs', () => {
    const random = createRandom('one differs');
    let found = 0;
    for (let run = 0; run < 200; run++) {
      const groups = Object.fromEntries(
        Array.from({ length: 10 }, (_, rep): [string, [number, number]] => {
          let won = 0;
          for (let i = 0; i < 60; i++) if (random() < (rep === 0 ? 0.2 : 0.5)) won++;
          return [`rep${rep}`, [won, 60 - won]];
        }),
      );
      const different = of(groups).rows.filter((row) => row.differs !== null);
      if (different.length === 1 && different[0]!.group === 'rep0') found++;
    }
    expect(found).to.be.greaterThan(150);
  });
});

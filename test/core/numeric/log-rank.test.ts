import { expect } from 'chai';
import fc from 'fast-check';
import { logRank } from '../../../src/core/numeric/log-rank.js';
import type { Durations } from '../../../src/core/numeric/kaplan-meier.js';
import { createRandom } from '../../../src/core/numeric/random.js';

const of = (
  ended: readonly (readonly [number, number])[],
  running: readonly (readonly [number, number])[] = [],
  joined: readonly (readonly [number, number])[] = [],
): Durations => ({ ended: new Map(ended), running: new Map(running), joined: new Map(joined) });

describe('logRank', () => {
  it('worked by hand: ends at 1 and 3 against two at 2', () => {
    const one = of([
      [1, 1],
      [3, 1],
    ]);
    const { chiSquared, observed, expected } = logRank(one, of([[2, 2]]));
    // At 1: 2 of 4 at risk, 1 ends: ½, variance ½ · ½ · 3 / 3. At 2: 1 of 3, 2 end: ⅔, 2 · ⅓ · ⅔ · 1 / 2. At 3: 1 of 1.
    expect(observed).to.equal(2);
    expect(expected).to.be.closeTo(0.5 + 2 / 3 + 1, 1e-12);
    expect(chiSquared).to.be.closeTo((2 - (0.5 + 2 / 3 + 1)) ** 2 / (1 / 4 + 2 / 9), 1e-12);
  });

  it('who is still there counts at risk, who joined later only from then on', () => {
    // At 2 the second group has one that left at 1 behind it, one that runs, and one that is only watched after 2.
    const other = of([[5, 1]], [[1, 1], [4, 1]], [[2, 1]]); // prettier-ignore
    const { observed, expected } = logRank(of([[2, 1]]), other);
    expect(observed).to.equal(1);
    expect(expected).to.be.closeTo(1 / 2, 1e-12);
  });

  it('nothing to compare: no difference', () => {
    for (const [one, other] of [
      [of([]), of([])],
      [of([[2, 3]]), of([])],
      [of([], [[2, 3]]), of([], [[1, 1]])],
    ] as const)
      expect(logRank(one, other)).to.include({ chiSquared: 0, p: 1 });
  });

  it('says the same whichever group is named first', () => {
    const counts = fc.array(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 5 })), { maxLength: 8 });
    fc.assert(
      fc.property(counts, counts, counts, counts, (a, b, c, d) => {
        const [one, other] = [of(a, b), of(c, d)];
        const [there, back] = [logRank(one, other), logRank(other, one)];
        expect(there.chiSquared).to.be.closeTo(back.chiSquared, 1e-9 * (1 + there.chiSquared));
        expect(there.p).to.be.within(0, 1);
      }),
    );
  });

  it('identical groups are called different in about 5 of 100 runs of 4,000', () => {
    const random = createRandom('log-rank');
    const draw = (): Durations => {
      const counts = { ended: new Map<number, number>(), running: new Map<number, number>() };
      for (let i = 0; i < 60; i++) {
        const [end, seen] = [-20 * Math.log(1 - random()), 40 * random()];
        const to = end <= seen ? counts.ended : counts.running;
        const age = Math.floor(Math.min(end, seen));
        to.set(age, (to.get(age) ?? 0) + 1);
      }
      return counts;
    };
    let found = 0;
    for (let run = 0; run < 4000; run++) if (logRank(draw(), draw()).p < 0.05) found++;
    // Three standard deviations of a binomial count about 200, and a little for the test's being approximate.
    expect(found).to.be.within(158, 250);
  });
});

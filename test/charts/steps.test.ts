import { expect } from 'chai';
import { barOf, extentOf, shareIn } from '../../src/charts/bars.js';
import { divergingStep, evenBounds, RATIO_BOUNDS, stepOf } from '../../src/charts/steps.js';

describe('charts/steps', () => {
  it('puts a value on a bound into the step above it', () => {
    expect([0, 9.99, 10, 19, 20, 1e12].map((value) => stepOf(value, [10, 20]))).to.deep.equal([
      1, 1, 2, 2, 3, 3,
    ]);
  });

  it('compares by ratio, the middle around the base itself', () => {
    expect([64, 65, 80, 92, 100, 108, 125, 160].map((value) => divergingStep(value, 100))).to.deep.equal([
      1, 2, 3, 4, 4, 5, 6, 7,
    ]);
    expect(RATIO_BOUNDS.every((bound, at) => at === 0 || bound > (RATIO_BOUNDS[at - 1] ?? 0))).to.equal(true);
  });

  it('has no ratio to a base of 0: the same is in the middle, more is the most', () => {
    expect([divergingStep(0, 0), divergingStep(1, 0)]).to.deep.equal([4, 7]);
  });

  it('makes six round bounds of equal distance that reach the largest value', () => {
    expect(evenBounds(33)).to.deep.equal([5, 10, 15, 20, 25, 30]);
    expect(evenBounds(0)).to.deep.equal([1, 2, 3, 4, 5, 6]);
    expect(evenBounds(7)).to.deep.equal([1, 2, 3, 4, 5, 6]);
    for (const max of [1, 9, 57, 100, 365, 4321, 1e6]) {
      const bounds = evenBounds(max);
      const step = bounds[0] ?? 0;
      expect(step * 7, `${max}`).to.be.at.least(max);
      expect(bounds.every((bound, at) => Math.abs(bound - step * (at + 1)) < 0.06)).to.equal(true);
    }
  });
});

describe('charts/bars', () => {
  it('has zero in every extent', () => {
    expect(extentOf([])).to.deep.equal([0, 0]);
    expect(extentOf([5, 8])).to.deep.equal([0, 8]);
    expect(extentOf([-5, -8])).to.deep.equal([-8, 0]);
  });

  it('draws from zero, below it to the other side', () => {
    const extent = extentOf([-2, 8]);
    expect(barOf(extent, 8)).to.deep.equal({ from: 0.2, size: 0.8 });
    expect(barOf(extent, -1).from).to.be.closeTo(0.1, 1e-12);
    expect(barOf(extent, 0).size).to.equal(0);
    expect(shareIn(extent, 99)).to.equal(1);
  });

  it('draws nothing where there is nothing to compare', () => {
    expect(barOf(extentOf([0, 0]), 0)).to.deep.equal({ from: 0, size: 0 });
  });
});

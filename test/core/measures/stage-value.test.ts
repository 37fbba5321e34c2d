import { expect } from 'chai';
import fc from 'fast-check';
import { valueOfChain, type Chain } from '../../../src/core/measures/stage-chain.js';
import { measureStageValue, stageValueTables } from '../../../src/core/measures/stage-value.js';
import { abc, closed, day, move, open, pipelineOf, stage, stay, summaryOf } from './tables.js';

describe('the value of a chain of stages', () => {
  it('of one stage: 100 × half × 90 ÷ (90 + 10)', () => {
    const value = valueOfChain({
      horizon: 90,
      stages: [{ conversion: 0.5, days: 10, on: [{ to: -1, share: 1 }], start: 100 }],
    })!;
    expect(value.revenue).to.be.closeTo(45, 1e-12);
    expect(value.byConversion[0]).to.be.closeTo(90, 1e-12);
    // 100 × 0.5 × −90 ÷ 100²
    expect(value.byDays[0]).to.be.closeTo(-0.45, 1e-12);
  });

  it('of two stages with a way back, by the inverse of a matrix of two', () => {
    // Horizon 100; A: 25 days, φ = 0.8, goes on with 0.75, all to B. B: 100 days, φ = 0.5, goes on with 0.8: half back
    // to A, half won. ΦP = [[0, 0.6], [0.2, 0]], Φw = [0, 0.2]; det(I − ΦP) = 0.88; v = [0.6 × 0.2, 0.2] ÷ 0.88.
    const stages = [
      { conversion: 0.75, days: 25, on: [{ to: 1, share: 1 }], start: 1000 },
      {
        conversion: 0.8,
        days: 100,
        on: [
          { to: 0, share: 0.5 },
          { to: -1, share: 0.5 },
        ],
        start: 100,
      },
    ];
    const { worth, through, revenue } = valueOfChain({ horizon: 100, stages })!;
    expect(worth[0]).to.be.closeTo(0.12 / 0.88, 1e-14);
    expect(worth[1]).to.be.closeTo(0.2 / 0.88, 1e-14);
    // yᵀ = startᵀ (I − ΦP)⁻¹ = [1000 + 0.2 × 100, 0.6 × 1000 + 100] ÷ 0.88
    expect(through[0]).to.be.closeTo(1020 / 0.88, 1e-9);
    expect(through[1]).to.be.closeTo(700 / 0.88, 1e-9);
    expect(revenue).to.be.closeTo((120 + 20) / 0.88, 1e-9);
  });

  const chains: fc.Arbitrary<Chain> = fc
    .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 5, max: 400 }))
    .chain(([size, horizon]) =>
      fc
        .array(
          fc.record({
            conversion: fc.integer({ min: 5, max: 95 }).map((p) => p / 100),
            days: fc.integer({ min: 1, max: 300 }),
            start: fc.integer({ min: 0, max: 100_000 }),
            weights: fc.array(fc.nat(10), { minLength: size + 1, maxLength: size + 1 }),
          }),
          { minLength: size, maxLength: size },
        )
        .map((list) => ({
          horizon,
          stages: list.map(({ weights, ...rest }, k) => {
            const ways = weights
              .map((share, i) => ({ to: i - 1, share }))
              .filter(({ to, share }) => to !== k && share > 0);
            const sum = ways.reduce((total, { share }) => total + share, 0);
            const on =
              sum > 0 ? ways.map(({ to, share }) => ({ to, share: share / sum })) : [{ to: -1, share: 1 }];
            return { ...rest, on };
          }),
        })),
    );

  it('has the gradient that finite differences have, to a millionth', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const value = valueOfChain(chain)!;
        const size = chain.stages.reduce((sum, { start }) => sum + start, 1);
        for (const [k, { conversion, days }] of chain.stages.entries()) {
          const changed = (more: object): number =>
            valueOfChain({
              ...chain,
              stages: chain.stages.map((one, i) => (i === k ? { ...one, ...more } : one)),
            })!.revenue;
          // Central differences of fourth order: the error of the quotient is far below a millionth.
          const slope = (step: number, at: (by: number) => number): number =>
            (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
          const byConversion = slope(1e-3, (by) => changed({ conversion: conversion + by }));
          const byDays = slope(1e-3 * (days + chain.horizon), (by) => changed({ days: days + by }));
          const close = (exact: number, numeric: number, least: number): void =>
            void expect(numeric).to.be.closeTo(exact, 1e-6 * Math.abs(exact) + least);
          close(value.byConversion[k]!, byConversion, size * 1e-11);
          close(value.byDays[k]!, byDays, size * 1e-12);
        }
      }),
    );
  });

  it('is worth at most what starts, and a longer horizon brings no less', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const value = valueOfChain(chain)!;
        for (const one of value.worth) expect(one).to.be.within(0, 1);
        const longer = valueOfChain({ ...chain, horizon: chain.horizon * 2 })!;
        expect(longer.revenue).to.be.at.least(value.revenue * (1 - 1e-12));
      }),
    );
  });

  it('goes round for ever: no value, no hang; thousands of stages: at once', () => {
    const round = [0, 1].map((k) => ({ conversion: 1, days: 0, on: [{ to: 1 - k, share: 1 }], start: 1 }));
    expect(valueOfChain({ horizon: 90, stages: round })).to.equal(null);
    const many = Array.from({ length: 5000 }, (_, k) => ({
      conversion: 0.9999,
      days: 0.001,
      on: [{ to: k === 4999 ? -1 : k + 1, share: 1 }],
      start: 1,
    }));
    expect(valueOfChain({ horizon: 90, stages: many })!.revenue).to.be.within(3000, 5000);
    expect(valueOfChain({ horizon: 90, stages: [] })).to.deep.include({ revenue: 0 });
  });
});

describe('measureStageValue', () => {
  // 10 left A after 30 days: 6 to B, 4 lost. 4 left B after 60: 2 won, 1 back to A, 1 lost. Average won 1,000.
  const rows = [
    stay({ days: 30, next: 'b', n: 6 }),
    stay({ days: 30, next: 'lost', n: 4 }),
    stay({ stage: 'b', days: 60, next: 'won', n: 2 }),
    stay({ stage: 'b', days: 60, next: 'a', n: 1 }),
    stay({ stage: 'b', days: 60, next: 'lost', n: 1 }),
  ];
  const made = {
    request: stageValueTables(),
    stay: rows,
    open: [open({ stage: 'a', entered: day('2026-03-31'), n: 3, nAmount: 2, amount: 500_00 })],
    closed: [closed({ n: 2, nAmount: 2, amount: 2000_00 }), closed({ outcome: 'lost', n: 5 })],
    // 26 whole weeks; in the last 13 (of 91 days) 7 came in: one in 13 days
    move: [
      move({ start: day('2025-09-29'), n: 9 }),
      move({ start: day('2026-03-02'), n: 4 }),
      move({ start: day('2026-03-09'), n: 2, from: '' }),
      move({ start: day('2026-03-09'), n: 1, from: 'lost' }),
      move({ start: day('2026-03-09'), n: 5, from: 'b' }),
      move({ start: day('2026-03-30'), n: 8 }),
    ],
    asOf: '2026-03-31',
  };

  it('starts from open deals and arrivals, with settled shares and mean stays', () => {
    const measure = measureStageValue(summaryOf(made), { pipeline: 'p' });
    const [a, b, c] = measure.rows;
    // 500 for two, 1,000 for the one without an amount, and 90 days × 1/13 × 1,000 to come
    const start = 1500 + (90 / 13) * 1000;
    const [pa, pb] = [0.6 * (90 / 120), 0.75 * (90 / 150)];
    const worthB = (pb * (2 / 3)) / (1 - (pb / 3) * pa);
    expect(a).to.deep.include({ conversion: 0.6, days: 30, n: 10, nOpen: 3 });
    expect(b).to.deep.include({ conversion: 0.75, days: 60, n: 4, nOpen: 0 });
    expect(b!.wonByHorizon).to.be.closeTo(worthB, 1e-12);
    expect(measure.expected).to.be.closeTo(start * pa * worthB, 1e-6);
    expect(measure.averageWon).to.equal(1000);
    // Through A: the start, and what comes back from B.
    const through = start / (1 - pa * (pb / 3));
    expect(a!.value).to.be.closeTo((through * pa * worthB) / 0.6 / 100, 1e-6);
    expect(a!.perDaySaved).to.be.closeTo((through * pa * worthB) / 120, 1e-6);
    // No visit has left C.
    expect(c).to.include({ value: null, perDaySaved: null, conversion: null, wonByHorizon: null });
  });

  it('nothing won, no history, mixed currencies: no value', () => {
    const none = measureStageValue(summaryOf({ ...made, closed: [], history: 'none' }), { pipeline: 'p' });
    expect([none.expected, none.rows[0]!.value, none.needs]).to.deep.equal([
      null,
      null,
      ['history', 'closed-deals'],
    ]);
    const mixed = measureStageValue(
      summaryOf({ ...made, closed: [...made.closed, closed({ currency: 'USD' })] }),
      {
        pipeline: 'p',
      },
    );
    expect([mixed.expected, mixed.currency]).to.deep.equal([null, null]);
  });

  it('all won: whoever leaves goes on; a transfer is neither', () => {
    const won = measureStageValue(
      summaryOf({
        ...made,
        pipelines: [pipelineOf([stage('a'), ...abc.stages.slice(3)])],
        stay: [
          stay({ next: 'won', days: 0, n: 3 }),
          stay({ next: '→other', days: 9 }),
          stay({ next: 'gone', days: 9 }),
        ],
        open: [],
        move: [],
      }),
      { pipeline: 'p' },
    );
    expect(won.rows[0]).to.include({ conversion: 1, n: 5, value: 0 });
    expect(won.expected).to.equal(0);
  });
});

/** Deals read one after the other say what is said of them one by one. */
import { expect } from 'chai';
import fc from 'fast-check';
import { Clock } from '../../../src/core/history/clock.js';
import { momentOf } from '../../../src/core/history/visits.js';
import { readerOf, viewAt } from '../../../src/core/view/view.js';
import { asOfs, data, moments, zones } from '../arbitraries.js';

/** A text that is nearly a moment: one character of one is another. */
const nearly = fc
  .tuple(moments, fc.nat(24), fc.constantFrom(...'0123456789TZtz:.,+- x'))
  .map(([text, at, character]) => text.slice(0, at) + character + text.slice(at + 1));
const texts = fc.oneof(
  moments,
  nearly,
  fc.constantFrom('', '2024-02-30T10:00:00Z', '2024-02-29T24:00:00Z', '2024-06-30T23:59:60Z'),
  fc.constantFrom('2024-01-01T10:00:00.5Z', '2024-01-01T10:00:00,123Z', '2024-01-01 10:00:00.123Z'),
);

describe('a clock', () => {
  it('says what momentOf says, whatever it has read before', () => {
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 12 }), fc.constantFrom(...zones), (list, zone) => {
        const clock = new Clock(zone);
        for (const text of list.flatMap((one) => [one, one])) {
          const moment = momentOf(text, zone);
          expect(clock.read(text), text).to.equal(moment !== undefined);
          expect(clock.read(undefined)).to.equal(false);
          if (moment !== undefined) expect({ at: clock.at, day: clock.day }, text).to.deep.equal(moment);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('a reader of a view', () => {
  it('says of each deal what its facts say, and counts the same ones', () => {
    const filters = fc.constantFrom({}, { owner: ['anna'] }, { kind: ['open' as const] }, { pipeline: [] });
    fc.assert(
      fc.property(data(), asOfs, filters, fc.boolean(), (random, asOf, filter, present) => {
        const view = viewAt(random, { asOf, filter, present });
        const { read, deal: now } = readerOf(view);
        for (const deal of random.deals) {
          const facts = view.factsOf(deal);
          expect(read(deal)).to.equal(facts !== undefined);
          if (facts === undefined) continue;
          const { pipeline, stage, kind, currency, amount, probability, created, closed, expected } = now;
          expect({
            pipeline,
            stage,
            kind,
            currency,
            amount,
            probability,
            created,
            closed,
            expected,
          }).to.include({
            pipeline: facts.pipeline,
            stage: facts.stage,
            kind: facts.kind,
            currency: facts.currency,
            amount: facts.amount,
            probability: facts.probability,
            created: facts.created,
            closed: facts.closed,
            expected: facts.expected,
          });
          expect(now.entryDay.slice(0, now.stays)).to.deep.equal(facts.visits.map(({ entered }) => entered));
          expect(facts.visits.map((_, k) => now.leftOf(k))).to.deep.equal(
            facts.visits.map(({ left }) => left),
          );
        }
      }),
      { numRuns: 60 },
    );
  });
});

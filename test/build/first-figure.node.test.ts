import { expect } from 'chai';
import { bundleAsConsumer, chartsSource, ensureBuilt, firstFigureLimit } from '../tooling/consumer.mjs';
import { firstFigure } from '../tooling/first-figure.mjs';

describe('a page with the four charts and a CSV', function () {
  this.timeout(120_000);
  before(ensureBuilt);

  it(`loads at most ${firstFigureLimit} KiB (gzip) until each chart shows a figure`, async function () {
    const found = await firstFigure();
    if (!found) {
      if (process.env.CI === 'true') throw new Error('chromium is missing');
      this.skip();
    }
    // More than what stands in the page from the start: the drawings, the reader, and what computes.
    const { gzip: first } = await bundleAsConsumer(chartsSource);
    expect(found.gzip).to.be.greaterThan(first);
    expect(found.gzip / 1024).to.be.at.most(firstFigureLimit);
  });
});

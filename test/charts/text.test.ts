import { expect } from 'chai';
import fc from 'fast-check';
import { hatch } from '../../src/charts/hatch.js';
import { fitText, textWidth } from '../../src/charts/text.js';

describe('charts/text', () => {
  it('takes wide letters for wider, and strong ones', () => {
    expect(textWidth('iiii', 10)).to.be.below(textWidth('aaaa', 10));
    expect(textWidth('案件', 10)).to.equal(20);
    expect(textWidth('Won', 10, true)).to.be.above(textWidth('Won', 10));
  });

  it('shortens what does not fit, and never splits a letter in two', () => {
    expect(fitText('Contract negotiation', 13, 400)).to.equal('Contract negotiation');
    expect(fitText('Contract negotiation', 13, 90)).to.match(/^Contract.*…$/);
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.integer({ min: 20, max: 200 }),
        (text, room) => {
          const fitted = fitText(text, 13, room);
          expect(fitted).not.to.match(/[\ud800-\udbff](?![\udc00-\udfff])/);
          if (fitted !== text) expect(fitted.endsWith('…')).to.equal(true);
          if ([...fitted].length > 2) expect(textWidth(fitted, 13)).to.be.at.most(room);
        },
      ),
    );
  });
});

describe('charts/hatch', () => {
  it('draws its lines inside the box only', () => {
    const side = fc.integer({ min: 1, max: 200 });
    fc.assert(
      fc.property(side, side, side, side, (x, y, width, height) => {
        for (const [, x1, y1, x2, y2] of hatch({ x, y, width, height }).matchAll(
          /M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)/g,
        )) {
          for (const at of [x1, x2]) expect(Number(at)).to.be.within(x - 0.1, x + width + 0.1);
          for (const at of [y1, y2]) expect(Number(at)).to.be.within(y - 0.1, y + height + 0.1);
        }
      }),
    );
  });
});

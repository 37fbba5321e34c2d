import { expect } from 'chai';
import fc from 'fast-check';
import { hasBit, topBit } from '../../../src/core/measures/mask.js';

describe('masks of stages', () => {
  it('are read as hex digits, however many stages there are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(130), { maxLength: 12 }), (bits) => {
        const mask = bits.reduce((sum, bit) => sum | (1n << BigInt(bit)), 0n).toString(16);
        expect(topBit(mask)).to.equal(Math.max(-1, ...bits));
        for (let k = 0; k <= 135; k++) expect(hasBit(mask, k), `${mask} ${k}`).to.equal(bits.includes(k));
      }),
    );
    expect([topBit(''), topBit('0'), hasBit('', 0)]).to.deep.equal([-1, -1, false]);
  });
});

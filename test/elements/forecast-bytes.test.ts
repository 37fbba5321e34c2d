/** The same data gives the same bytes as in Node: `test/core/forecast/same-bytes.test.ts`. */
import { expect } from 'chai';
import { FINGERPRINT, fingerprint } from '../core/forecast/same-bytes.js';

it('the same data gives the same forecast as in Node, byte by byte', () => {
  expect(fingerprint()).to.equal(FINGERPRINT);
});

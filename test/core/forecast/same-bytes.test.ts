/** The same data gives the same bytes in every engine; the browsers' half is `test/elements/forecast-bytes.test.ts`. */
import { expect } from 'chai';
import { FINGERPRINT, fingerprint } from './same-bytes.js';

it('the same data gives the same forecast, byte by byte', () => {
  expect(fingerprint()).to.equal(FINGERPRINT);
});

/** What crosses between a page and its worker comes out as it went in. */
import { expect } from 'chai';
import { packResult, unpackResult } from '../../src/context/forecast-wire.js';
import { forecastRevenue, replayForecasts } from '../../src/core/forecast/index.js';
import { DAY, simulate } from '../core/forecast/simulate.js';

const start = 18_993;
const { data } = simulate('wire', 1, 200, start);
const options = { asOf: (start + 180) * DAY, period: 'week', periods: 3, origins: 4 } as const;

describe('a result on its way', () => {
  it('is the same after it, deals included', () => {
    const result = forecastRevenue(data, options);
    expect(result.deals.length).to.be.above(10);
    expect(unpackResult(structuredClone(packResult(result)))).to.deep.equal(result);
  });

  it('is the same without deals, with odd ids, and for a replay', () => {
    const none = forecastRevenue({ ...data, deals: [] }, options);
    expect(unpackResult(structuredClone(packResult(none)))).to.deep.equal(none);
    const renamed = data.deals.map((deal, i) => ({ ...deal, id: `"\\\n,☃\u2028 ${i}` }));
    const odd = forecastRevenue({ ...data, deals: renamed }, options);
    expect(unpackResult(structuredClone(packResult(odd)))).to.deep.equal(odd);
    const replay = replayForecasts(data, options);
    expect(unpackResult(structuredClone(packResult(replay)))).to.deep.equal(replay);
  });

  it('makes its deals once, when they are read', () => {
    const result = unpackResult(packResult(forecastRevenue(data, options)));
    if (!('deals' in result)) throw new Error('This is a forecast.');
    expect(result.deals).to.equal(result.deals);
  });
});

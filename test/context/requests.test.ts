import { expect } from '@open-wc/testing';
import { applyRequest, changeSettings, invert } from '../../src/context/requests.js';
import type { Applied, DataChangeRequest, Outcome } from '../../src/context/requests.js';
import type { PipelineData } from '../../src/core/model.js';
import { dealOf, move, sampleData } from './sample.js';

const at = '2026-03-01T11:59:59.999Z';
const apply = (data: PipelineData, request: DataChangeRequest): Outcome =>
  applyRequest(data, request, { at });
const applied = (outcome: Outcome): Applied => {
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome;
};

describe('requests as pure functions', () => {
  it('moves a deal, enters the new stage in its history and leaves everything else alone', () => {
    const data = sampleData();
    const { data: after, deals } = applied(apply(data, move('d0', 'lead', 'offer')));
    expect(dealOf(after, 'd0').stage).to.equal('offer');
    expect(dealOf(after, 'd0').visits.at(-1)).to.deep.equal({ stage: 'offer', enteredAt: at });
    expect(dealOf(after, 'd0').closedAt).to.equal(undefined);
    expect(deals).to.have.length(1);
    expect(deals[0]?.before).to.equal(data.deals[0]);
    expect(after.pipelines).to.equal(data.pipelines);
    expect(after.deals.slice(1)).to.deep.equal(data.deals.slice(1));
    expect(after.deals[1]).to.equal(data.deals[1]);
    expect(dealOf(data, 'd0').stage).to.equal('lead');
  });

  it('closes on won and lost, and opens again without date and reason', () => {
    const won = applied(apply(sampleData(), move('d0', 'lead', 'won'))).data;
    expect(dealOf(won, 'd0').closedAt).to.equal(at);
    const lost = applied(
      apply(won, {
        type: 'pipeline-deal-move-request',
        detail: {
          moves: [{ dealId: 'd0', fromStage: 'won', toStage: 'lost' }],
          changes: [{ dealId: 'd0', set: { lostReason: 'price' } }],
        },
      }),
    ).data;
    expect(dealOf(lost, 'd0')).to.include({ closedAt: at, lostReason: 'price' });
    const open = applied(apply(lost, move('d0', 'lost', 'offer'))).data;
    expect(dealOf(open, 'd0')).to.not.have.property('closedAt');
    expect(dealOf(open, 'd0')).to.not.have.property('lostReason');
  });

  it('begins no history where none is known', () => {
    const data = sampleData(2, { provenance: { system: 'csv', history: 'none', complete: true } });
    const bare = { ...data, deals: data.deals.map((deal) => ({ ...deal, visits: [] })) };
    const after = applied(apply(bare, move('d0', 'lead', 'won'))).data;
    expect(dealOf(after, 'd0')).to.deep.include({ stage: 'won', closedAt: at, visits: [] });
  });

  it('refuses unknown deals, unknown stages and stale stages, with a code', () => {
    const data = sampleData();
    expect(apply(data, move('nobody', 'lead', 'offer'))).to.equal('deal-unknown');
    expect(apply(data, move('d0', 'lead', 'nowhere'))).to.equal('stage-unknown');
    expect(apply(data, move('d0', 'lead', '__proto__'))).to.equal('stage-unknown');
    expect(apply(data, move('d0', 'offer', 'won'))).to.equal('stage-stale');
  });

  it('applies all moves of a request or none', () => {
    const data = sampleData();
    const outcome = apply(data, {
      type: 'pipeline-deal-move-request',
      detail: {
        moves: [
          { dealId: 'd0', fromStage: 'lead', toStage: 'offer' },
          { dealId: 'd2', fromStage: 'offer', toStage: 'won' },
        ],
      },
    });
    expect(outcome).to.equal('stage-stale');
    expect(data).to.deep.equal(sampleData());
  });

  it('sets and clears fields, and records what changed where history is kept', () => {
    const data = sampleData();
    const after = applied(
      apply(data, {
        type: 'pipeline-deal-change-request',
        detail: {
          changes: [
            { dealId: 'd0', set: { amount: 5, nextStep: 'call', fields: { size: 3 } } },
            { dealId: 'd1', set: { amount: null } },
          ],
        },
      }),
    ).data;
    expect(dealOf(after, 'd0')).to.deep.include({ amount: 5, nextStep: 'call', fields: { size: 3 } });
    expect(dealOf(after, 'd0').changes).to.deep.equal([{ at, field: 'amount', from: 100, to: 5 }]);
    expect(dealOf(after, 'd1')).to.not.have.property('amount');
  });

  it('leaves a deal the very object where nothing changes', () => {
    const data = sampleData();
    const set = { amount: 100, owner: 'anna', nextStep: undefined };
    const outcome = applied(
      apply(data, { type: 'pipeline-deal-change-request', detail: { changes: [{ dealId: 'd0', set }] } }),
    );
    expect(outcome.deals).to.deep.equal([]);
    expect(outcome.data).to.equal(data);
  });

  it('takes no prototype from a request', () => {
    const set = JSON.parse('{"__proto__": {"lostReason": "x"}, "fields": {"__proto__": {"y": 1}}}') as object;
    const { data } = applied(
      apply(sampleData(), {
        type: 'pipeline-deal-change-request',
        detail: { changes: [{ dealId: 'd0', set }] },
      }),
    );
    expect(dealOf(data, 'd0').lostReason).to.equal(undefined);
    expect(Object.getPrototypeOf(dealOf(data, 'd0'))).to.equal(Object.prototype);
    expect(({} as { y?: number }).y).to.equal(undefined);
  });

  it('treats a stage in a change as a move, also into another pipeline', () => {
    const data = sampleData();
    const won = applied(
      apply(data, {
        type: 'pipeline-deal-change-request',
        detail: { changes: [{ dealId: 'd0', set: { stage: 'won' } }] },
      }),
    ).data;
    expect(dealOf(won, 'd0').closedAt).to.equal(at);
    const elsewhere = applied(
      apply(data, {
        type: 'pipeline-deal-change-request',
        detail: { changes: [{ dealId: 'd0', set: { pipeline: 'other', stage: 'new' } }] },
      }),
    ).data;
    expect(dealOf(elsewhere, 'd0').visits).to.deep.equal([
      { stage: 'lead', enteredAt: '2026-01-05', pipeline: 'sales' },
      { stage: 'new', enteredAt: at },
    ]);
  });

  it('writes the inverse request for a server: stages back, fields back, what was absent cleared', () => {
    const { deals } = applied(apply(sampleData(), move('d0', 'lead', 'won')));
    expect(invert(deals)).to.deep.equal({
      type: 'pipeline-deal-move-request',
      detail: {
        moves: [{ dealId: 'd0', fromStage: 'won', toStage: 'lead' }],
        changes: [{ dealId: 'd0', set: { closedAt: null } }],
      },
    });
  });

  it('takes back a custom field that was not there before', () => {
    const data = sampleData();
    const { data: changed, deals } = applied(
      apply(data, {
        type: 'pipeline-deal-change-request',
        detail: { changes: [{ dealId: 'd0', set: { fields: { region: 'north', tier: 1 } } }] },
      }),
    );
    expect(dealOf(changed, 'd0').fields).to.deep.equal({ region: 'north', tier: 1 });
    const inverse = invert(deals);
    expect(inverse.detail).to.deep.equal({
      changes: [{ dealId: 'd0', set: { fields: { region: null, tier: null } } }],
    });
    // The server's copy: other objects, the same content.
    const back = applied(apply(structuredClone(changed), inverse));
    expect(dealOf(back.data, 'd0').fields).to.deep.equal({});
  });

  it('changes settings; null clears', () => {
    const settings = { pipeline: 'sales', period: '2026', goal: 3 };
    expect(changeSettings(settings, { pipeline: null, filter: { owner: ['anna'] } })).to.deep.equal({
      pipeline: undefined,
      period: '2026',
      goal: 3,
      filter: { owner: ['anna'] },
    });
  });
});

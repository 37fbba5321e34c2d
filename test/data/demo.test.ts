import { expect } from 'chai';
import { createDemoData, createSmallDemo } from '../../src/data/demo/index.js';
import type { Deal, Pipeline, PipelineData } from '../../src/core/model.js';

const data = createDemoData();
const [business, shop] = data.pipelines as [Pipeline, Pipeline];
const of = (pipeline: Pipeline): Deal[] => data.deals.filter((deal) => deal.pipeline === pipeline.id);
const kindOf = (pipeline: Pipeline, deal: Deal) =>
  pipeline.stages.find((stage) => stage.id === deal.stage)?.kind;
const now = data.provenance?.fetchedAt ?? '';

/** Everything that happened, as written. */
function events(deal: Deal): string[] {
  return [
    deal.createdAt,
    deal.updatedAt,
    deal.closedAt,
    deal.lastActivityAt,
    ...deal.visits.map((visit) => visit.enteredAt),
    ...(deal.changes ?? []).map((change) => change.at),
  ].filter((when): when is string => typeof when === 'string');
}

/** How far a deal got, counted by hand: the index of its furthest open stage, past the last one if won. */
function reached(pipeline: Pipeline, deal: Deal): number {
  const open = pipeline.stages.filter((stage) => stage.kind === 'open').map((stage) => stage.id);
  if (kindOf(pipeline, deal) === 'won') return open.length;
  return Math.max(...deal.visits.map((visit) => open.indexOf(visit.stage)));
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

describe('demo data', () => {
  it('is the same for the same seed and another for another', () => {
    expect(JSON.stringify(createDemoData())).to.equal(JSON.stringify(data));
    expect(JSON.stringify(createDemoData({ seed: 2 }))).not.to.equal(JSON.stringify(data));
  });

  it('has 600 deals with their own ids in two pipelines of five owners in two teams', () => {
    expect(data.deals).to.have.length(600);
    expect(new Set(data.deals.map((deal) => deal.id)).size).to.equal(600);
    expect(of(business).length + of(shop).length).to.equal(600);
    expect(of(business)).to.have.length(420);
    expect(new Set(data.owners?.map((owner) => owner.team)).size).to.equal(2);
    expect(new Set(data.deals.map((deal) => deal.owner))).to.deep.equal(
      new Set(data.owners?.map((owner) => owner.id)),
    );
  });

  for (const asOf of ['2026-11-18', '2024-02-29', '2027-01-01'] as const) {
    it(`knows nothing of what happens after ${asOf}`, () => {
      const at = createDemoData({ asOf, deals: 150 });
      const fetched = at.provenance?.fetchedAt ?? '';
      expect(fetched.slice(0, 10)).to.equal(asOf);
      for (const deal of at.deals)
        for (const when of events(deal)) expect(when < fetched, `${deal.id} ${when}`).to.be.true;
    });
  }

  it('has visits and changes in order, each from where the one before left off', () => {
    for (const pipeline of data.pipelines) {
      const ids = new Set(pipeline.stages.map((stage) => stage.id));
      for (const deal of of(pipeline)) {
        expect(deal.visits[0]?.enteredAt).to.equal(deal.createdAt);
        expect(deal.visits.at(-1)?.stage).to.equal(deal.stage);
        deal.visits.forEach((visit, index) => {
          expect(ids.has(visit.stage)).to.be.true;
          const before = deal.visits[index - 1];
          if (before) {
            expect(before.enteredAt < visit.enteredAt, deal.id).to.be.true;
            expect(before.stage).not.to.equal(visit.stage);
          }
        });
        const present = { amount: deal.amount, expectedCloseAt: deal.expectedCloseAt, owner: deal.owner };
        for (const field of ['amount', 'expectedCloseAt', 'owner'] as const) {
          const changes = (deal.changes ?? []).filter((change) => change.field === field);
          changes.forEach((change, index) => {
            expect(change.from).not.to.equal(change.to);
            const before = changes[index - 1];
            if (before) expect(change.from).to.equal(before.to);
          });
          if (changes.length > 0) expect(changes.at(-1)?.to).to.equal(present[field]);
        }
        const times = (deal.changes ?? []).map((change) => change.at);
        expect(times).to.deep.equal([...times].sort());
      }
    }
  });

  it('closes deals where their last visit is, and gives a reason to each lost one', () => {
    for (const pipeline of data.pipelines) {
      for (const deal of of(pipeline)) {
        const kind = kindOf(pipeline, deal);
        if (kind === 'open') expect(deal.closedAt).to.equal(undefined);
        else expect(deal.closedAt).to.equal(deal.visits.at(-1)?.enteredAt);
        expect(typeof deal.lostReason === 'string').to.equal(kind === 'lost');
      }
    }
  });

  it('keeps the days of Berlin and of UTC the same, so that tests may use either', () => {
    for (const deal of data.deals) {
      for (const when of events(deal)) expect(Number(when.slice(11, 13)), when).to.be.within(7, 21);
    }
  });

  it('has skips, ways back, reopened and handed-over deals', () => {
    const closed = data.pipelines.flatMap((p) => p.stages.filter((s) => s.kind !== 'open').map((s) => s.id));
    expect(
      data.deals.filter((deal) => deal.visits.slice(0, -1).some((v) => closed.includes(v.stage))).length,
    ).to.be.above(5);
    expect(
      data.deals.filter((deal) => new Set(deal.visits.map((v) => v.stage)).size < deal.visits.length).length,
    ).to.be.above(5);
    const open = shop.stages.filter((stage) => stage.kind === 'open').map((stage) => stage.id);
    expect(
      of(shop).filter((d) => d.stage === 'purchased' && !d.visits.some((v) => v.stage === open[3])).length,
    ).to.be.above(5);
    expect(data.deals.filter((deal) => deal.changes?.some((c) => c.field === 'owner')).length).to.be.above(0);
  });

  describe('tells its story', () => {
    it('about 45 open B2B deals, some overdue, some idle', () => {
      const open = of(business).filter((deal) => kindOf(business, deal) === 'open');
      expect(open.length).to.be.within(40, 50);
      expect(open.filter((deal) => (deal.expectedCloseAt ?? '') < now.slice(0, 10)).length).to.be.within(
        3,
        10,
      );
      const idle = open.filter((deal) => {
        const allowed = business.stages.find((stage) => stage.id === deal.stage)?.idleAfterDays ?? Infinity;
        return (Date.parse(now) - Date.parse(deal.visits.at(-1)?.enteredAt ?? now)) / 86_400_000 > allowed;
      });
      expect(idle.length).to.be.within(4, 15);
    });

    it('the weakest step is proposal to negotiation', () => {
      const depth = of(business).map((deal) => reached(business, deal));
      const counts = [0, 1, 2, 3, 4, 5].map((index) => depth.filter((d) => d >= index).length);
      const steps = counts.slice(1).map((count, index) => count / (counts[index] as number));
      expect(Math.min(...steps)).to.equal(steps[3]);
      expect(steps[3]).to.be.within(0.4, 0.55);
    });

    it('one owner is slow in needs analysis', () => {
      const days = (owner: string): number =>
        median(
          of(business)
            .filter((deal) => deal.owner === owner)
            .flatMap((deal) =>
              deal.visits.flatMap((visit, index) => {
                const next = deal.visits[index + 1];
                if (visit.stage !== 'needs-analysis' || !next) return [];
                return [(Date.parse(next.enteredAt) - Date.parse(visit.enteredAt)) / 86_400_000];
              }),
            ),
        );
      for (const other of ['vogt', 'keller', 'clarke', 'hughes'])
        expect(days('brandt')).to.be.above(1.4 * days(other));
    });
  });

  it('has goals per owner and quarter that add up to everyone’s', () => {
    const quarters = new Set(data.goals?.map((goal) => goal.from));
    expect(quarters).to.include('2026-10-01');
    for (const from of quarters) {
      const goals = data.goals?.filter((goal) => goal.from === from) ?? [];
      const owners = goals.filter((goal) => goal.owner !== undefined);
      const everyone = goals.filter((goal) => goal.owner === undefined);
      expect(everyone).to.have.length(1);
      expect(owners.reduce((sum, goal) => sum + goal.amount, 0)).to.equal(everyone[0]?.amount);
    }
  });

  it('has a small slice of the B2B pipeline alone', () => {
    const small: PipelineData = createSmallDemo();
    expect(small.deals).to.have.length(40);
    expect(small.pipelines.map((pipeline) => pipeline.id)).to.deep.equal(['new-business']);
    expect(small.deals.every((deal) => deal.pipeline === 'new-business')).to.be.true;
    expect(createSmallDemo({ deals: 12 }).deals).to.have.length(12);
  });
});

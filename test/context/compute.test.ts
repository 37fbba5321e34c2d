import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { Ledger } from '../../src/context/ledger.js';
import { orderFor, summaryFor, viewFor } from '../../src/context/compute.js';
import { measureFor } from '../../src/context/memo.js';
import { Store } from '../../src/context/store.js';
import type { StoreState } from '../../src/context/types.js';
import type { PipelineData } from '../../src/core/model.js';
import { summarize } from '../../src/core/summary/summarize.js';
import type { PipelineSummary, SummaryRequest, TableName } from '../../src/core/summary/types.js';
import { viewAt } from '../../src/core/view/view.js';
import { deferred, move, sampleData, tick } from './sample.js';

const REQUEST: SummaryRequest = {
  cohort: { by: ['owner'] },
  closed: { by: ['owner'] },
  cycle: {},
  open: {},
  expected: {},
  stay: {},
};

async function storeOf(data: PipelineData, save?: () => Promise<unknown>): Promise<Store> {
  const ledger = new Ledger();
  ledger.save = save;
  const store = new Store(ledger, { host: new EventTarget() });
  store.connect(ledger);
  await ledger.load(() => Promise.resolve({ data, issues: [] }));
  return store;
}

const viewOf = (state: StoreState) => {
  const view = viewFor(state);
  if (!view) throw new Error('no view');
  return view;
};
const sum = (state: StoreState): PipelineSummary => summaryFor(state, viewOf(state), REQUEST);

/** The tables as plain rows in a fixed order: what is equal whatever way it was summed. */
function rows({ tables, deals }: PipelineSummary): unknown {
  const names = Object.keys(tables).sort() as TableName[];
  return [
    deals,
    ...names.map((name) => [name, [...(tables[name] ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))]),
  ];
}
const afresh = ({ data, asOf, timeZone, settings }: StoreState): unknown => {
  if (!data || !asOf) throw new Error('no data');
  // Copies, so that nothing that is remembered for the deals can help.
  const copy = { ...data, deals: data.deals.map((deal) => ({ ...deal })) };
  return rows(summarize(viewAt(copy, { asOf: asOf.at, timeZone, filter: settings.filter }), REQUEST));
};

describe('what is computed once', () => {
  it('two askers get the same view, summary, order and measure', async () => {
    const store = await storeOf(sampleData());
    const state = store.getState();
    expect(viewFor({ ...state })).to.equal(viewFor(state));
    expect(sum({ ...state })).to.equal(sum(state));
    expect(orderFor(state, viewOf(state))).to.equal(orderFor({ ...state }, viewOf(state)));
    let computed = 0;
    const measure = (): object => measureFor('m', sum(state), () => ({ n: ++computed }));
    expect(measure()).to.equal(measure());
    expect(computed).to.equal(1);
    store.set({ filter: { owner: ['anna'] } });
    expect(viewOf(store.getState())).to.not.equal(viewOf(state));
  });

  it('a moved deal keeps the frame, and gives what summing again gives', async () => {
    const store = await storeOf(sampleData(20));
    const before = viewOf(store.getState());
    sum(store.getState());
    orderFor(store.getState(), before).column('sales', 'lead');
    await store.dispatch(move('d0', 'lead', 'won'));
    const state = store.getState();
    const view = viewOf(state);
    expect(view.frame).to.equal(before.frame);
    expect(rows(sum(state))).to.deep.equal(afresh(state));
    const ids = orderFor(state, view)
      .column('sales', 'lead')
      .map(({ deal }) => deal.id);
    expect(ids).to.not.include('d0');
    expect(ids).to.have.length(9);
  });

  it('also after several moves that nobody summed in between', async () => {
    const store = await storeOf(sampleData(20));
    const state = store.getState();
    viewFor(state);
    sum(state);
    store.subscribe(() => viewFor(store.getState()));
    for (const id of ['d0', 'd2', 'd4']) await store.dispatch(move(id, 'lead', 'offer'));
    const now = store.getState();
    expect(viewOf(now).frame).to.equal(viewOf(state).frame);
    expect(rows(sum(now))).to.deep.equal(afresh(now));
  });

  it('reads only the moved deal: the others are not even looked at', async () => {
    const store = await storeOf(sampleData(50));
    viewFor(store.getState());
    sum(store.getState());
    await store.dispatch(move('d0', 'lead', 'offer'));
    sum(store.getState());
    let reads = 0;
    const state = store.getState();
    const spied = {
      ...state,
      data: {
        ...state.data!,
        deals: new Proxy(state.data!.deals as unknown[], {
          get(deals, key, receiver) {
            if (typeof key === 'string' && /^\d+$/.test(key)) reads++;
            return Reflect.get(deals, key, receiver) as unknown;
          },
        }) as unknown as PipelineData['deals'],
      },
    };
    const changed = {
      ...spied,
      change: {
        from: state.data!,
        deals: [{ before: state.data!.deals[2]!, after: { ...state.data!.deals[2]!, amount: 9 } }],
      },
    };
    summaryFor(changed, viewOf(changed), REQUEST);
    expect(reads).to.equal(0);
  });
});

describe('any sequence of moves, changes and undos', () => {
  const stages = ['lead', 'offer', 'won', 'lost'];
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('move' as const),
        deal: fc.nat(5),
        to: fc.constantFrom(...stages),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('change' as const),
        deal: fc.nat(5),
        amount: fc.option(fc.nat(1000)),
      }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('undo' as const) }) },
  );
  type Step =
    | { kind: 'move'; deal: number; to: string }
    | { kind: 'change'; deal: number; amount: number | null }
    | { kind: 'undo' };

  async function take(store: Store, one: Step): Promise<void> {
    const deal = one.kind === 'undo' ? undefined : store.getState().data?.deals[one.deal];
    if (one.kind === 'undo') await store.dispatch({ type: 'pipeline-undo-request', detail: {} });
    else if (!deal) throw new Error('no deal');
    else if (one.kind === 'move') await store.dispatch(move(deal.id, deal.stage, one.to));
    else {
      await store.dispatch({
        type: 'pipeline-deal-change-request',
        detail: { changes: [{ dealId: deal.id, set: { amount: one.amount, owner: 'ben' } }] },
      });
    }
  }

  it('is summed as if anew after each step, and undone to the very data it started from', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.boolean(), async (steps, saves) => {
        const data = sampleData(6);
        const store = await storeOf(data, saves ? () => Promise.resolve() : undefined);
        sum(store.getState());
        for (const one of steps) {
          await take(store, one);
          const state = store.getState();
          expect(rows(sum(state))).to.deep.equal(afresh(state));
        }
        while (store.getState().canUndo) await take(store, { kind: 'undo' });
        const end = store.getState();
        expect(end.data?.deals).to.deep.equal(data.deals);
        expect(end.data?.deals.every((deal, at) => deal === data.deals[at])).to.equal(true);
        expect(rows(sum(end))).to.deep.equal(afresh(end));
      }),
      { numRuns: 60 },
    );
  });

  it('with saves that fail or come late, all at once: only what was saved stays, and sums are right throughout', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, fc.boolean()), { maxLength: 10 }), async (steps) => {
        const answers = steps.map(([, isGood]) => isGood);
        const saves: ReturnType<typeof deferred>[] = [];
        const store = await storeOf(sampleData(6), () => {
          const save = deferred();
          saves.push(save);
          return save.promise;
        });
        store.subscribe(() => {
          const state = store.getState();
          if (state.data) sum(state);
        });
        const results = [];
        for (const [one] of steps) {
          results.push(take(store, one));
          await tick();
          expect(rows(sum(store.getState()))).to.deep.equal(afresh(store.getState()));
        }
        for (let done = 0; done < saves.length; done++) {
          if (answers[done] ?? true) saves[done]?.resolve(undefined);
          else saves[done]?.reject(new Error('no'));
          await tick();
          expect(rows(sum(store.getState()))).to.deep.equal(afresh(store.getState()));
        }
        await Promise.all(results);
        expect(store.getState().pending.size).to.equal(0);
      }),
      { numRuns: 40 },
    );
  });
});

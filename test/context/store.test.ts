import { expect } from '@open-wc/testing';
import { PipelineRequestEvent } from '../../src/context/events.js';
import { Ledger } from '../../src/context/ledger.js';
import { Store } from '../../src/context/store.js';
import type { PipelineSource } from '../../src/context/types.js';
import type { PipelineData } from '../../src/core/model.js';
import { dealOf, deferred, JUST_BEFORE, move, sampleData, tick } from './sample.js';

const facts = [
  'pipeline-deal-moved',
  'pipeline-deal-changed',
  'pipeline-data-loaded',
  'pipeline-data-issues',
  'pipeline-load-failed',
  'pipeline-save-failed',
] as const;

async function setUp(save?: PipelineSource['save'], data: PipelineData = sampleData()) {
  const host = document.createElement('div');
  const heard: { type: string; detail: unknown }[] = [];
  for (const name of facts)
    host.addEventListener(name, ({ type, detail }) => void heard.push({ type, detail: detail }));
  const ledger = new Ledger();
  ledger.save = save;
  const store = new Store(ledger, { host });
  // What carries out requests is loaded with the first of them: not to be waited for in each test.
  await store.dispatch({ type: 'pipeline-undo-request', detail: {} });
  store.connect(ledger);
  await ledger.load(() => Promise.resolve({ data, issues: [] }));
  heard.length = 0;
  return { host, ledger, store, heard, stage: (id: string) => dealOf(store.getState().data, id).stage };
}

describe('store', () => {
  it('says that the past of data without history is not known', async () => {
    const data = sampleData();
    const flat: PipelineData = {
      ...data,
      deals: data.deals.map((deal) => ({ ...deal, visits: [] })),
      provenance: { ...data.provenance!, history: 'none' },
    };
    const codes = (store: Store) => store.getState().issues.map(({ code }) => code);
    const { store } = await setUp(undefined, flat);
    expect(codes(store)).to.deep.equal([]);
    store.set({ asOf: '2026-01-31' });
    expect(codes(store)).to.deep.equal(['past-unknown']);
    store.set({ asOf: '2026-04-30' });
    expect(codes(store)).to.deep.equal([]);
    const { store: full } = await setUp();
    full.set({ asOf: '2026-01-31' });
    expect(codes(full)).to.deep.equal([]);
  });

  it('says that there are no rates for the currency to report in', async () => {
    const base = sampleData();
    const deals = base.deals.map((deal) => ({ ...deal, currency: 'EUR', amount: 100 }));
    const lacking = async (reportCurrency: string, more: Partial<PipelineData>): Promise<unknown[]> => {
      const { store } = await setUp(undefined, { ...base, deals, ...more });
      store.set({ reportCurrency });
      return store
        .getState()
        .issues.filter(({ code }) => code === 'rates-missing')
        .map(({ severity, params }) => [severity, params['currency']]);
    };
    expect(await lacking('CHF', {})).to.deep.equal([['warning', 'CHF']]);
    expect(await lacking('EUR', {})).to.deep.equal([]);
    expect(await lacking('CHF', { rates: { base: 'EUR', per: { USD: 0.9 } } })).to.have.length(1);
    expect(await lacking('CHF', { rates: { base: 'EUR', per: { CHF: 1.05 } } })).to.deep.equal([]);
    const unpriced = deals.map((deal) => ({ ...deal, amount: null }));
    expect(await lacking('CHF', { deals: unpriced })).to.deep.equal([]);
  });

  it('hands out a frozen handle and one snapshot until something changes', async () => {
    const { store } = await setUp();
    expect(Object.keys(store.handle)).to.have.members(['protocol', 'getState', 'subscribe', 'dispatch']);
    expect(store.handle.getState()).to.equal(store.handle.getState());
    const before = store.getState();
    await store.dispatch(move('d0', 'lead', 'offer'));
    expect(store.getState()).to.not.equal(before);
    expect(before.data).to.deep.equal(sampleData());
  });

  it('applies a move, says how the data came from the one before, and fires the fact', async () => {
    const { store, heard, stage } = await setUp();
    const before = store.getState().data;
    expect(await store.dispatch(move('d0', 'lead', 'offer'))).to.deep.equal({ ok: true });
    expect(stage('d0')).to.equal('offer');
    const { change, data } = store.getState();
    expect(change?.from).to.equal(before);
    expect(change?.deals).to.deep.equal([{ before: before?.deals[0], after: data?.deals[0] }]);
    expect(dealOf(data, 'd0').visits.at(-1)?.enteredAt).to.equal(JUST_BEFORE);
    expect(heard).to.deep.equal([
      { type: 'pipeline-deal-moved', detail: move('d0', 'lead', 'offer').detail },
    ]);
  });

  it('refuses with a code, and fires no fact', async () => {
    const { store, heard } = await setUp();
    expect(await store.dispatch(move('d0', 'offer', 'won'))).to.deep.equal({
      ok: false,
      reason: 'stage-stale',
    });
    expect(await store.dispatch(move('x', 'offer', 'won'))).to.deep.equal({
      ok: false,
      reason: 'deal-unknown',
    });
    expect(await store.dispatch({ type: 'pipeline-undo-request', detail: {} })).to.deep.equal({
      ok: false,
      reason: 'nothing-to-undo',
    });
    expect(heard).to.deep.equal([]);
  });

  it('refuses moves where a past as-of was set, and lets them happen now where a future one was', async () => {
    const { store, stage } = await setUp();
    store.set({ asOf: '2026-02-01' });
    expect(await store.dispatch(move('d0', 'lead', 'offer'))).to.deep.equal({
      ok: false,
      reason: 'as-of-past',
    });
    store.set({ asOf: '9998-01-01' });
    expect(await store.dispatch(move('d0', 'lead', 'offer'))).to.deep.equal({ ok: true });
    expect(stage('d0')).to.equal('offer');
    const entered = Date.parse(dealOf(store.getState().data, 'd0').visits.at(-1)?.enteredAt ?? '');
    expect(Math.abs(entered - Date.now())).to.be.below(60_000);
  });

  describe('veto', () => {
    it('at once, by any listener above', async () => {
      const { store, host, stage, heard } = await setUp();
      const above = document.createElement('div');
      above.append(host);
      above.addEventListener('pipeline-deal-move-request', (event) => event.preventDefault());
      expect(await store.dispatch(move('d0', 'lead', 'offer'))).to.deep.equal({
        ok: false,
        reason: 'vetoed',
      });
      expect(stage('d0')).to.equal('lead');
      expect(heard).to.deep.equal([]);
    });

    it('later, by a promise: the deal stays where it is, marked as pending', async () => {
      const { store, host, stage } = await setUp();
      const answer = deferred();
      host.addEventListener('pipeline-deal-move-request', (event) => event.waitUntil(answer.promise), {
        once: true,
      });
      const result = store.dispatch(move('d0', 'lead', 'offer'));
      await tick();
      expect(stage('d0')).to.equal('lead');
      expect([...store.getState().pending]).to.deep.equal(['d0']);
      answer.reject(new Error('Legal has to agree'));
      expect(await result).to.deep.equal({ ok: false, reason: 'Legal has to agree' });
      expect(store.getState().pending.size).to.equal(0);

      host.addEventListener(
        'pipeline-deal-move-request',
        (event) => event.waitUntil(Promise.resolve(false)),
        { once: true },
      );
      expect(await store.dispatch(move('d0', 'lead', 'offer'))).to.deep.equal({
        ok: false,
        reason: 'vetoed',
      });

      host.addEventListener(
        'pipeline-deal-move-request',
        (event) => event.waitUntil(Promise.resolve('fine')),
        { once: true },
      );
      expect(await store.dispatch(move('d0', 'lead', 'offer'))).to.deep.equal({ ok: true });
      expect(stage('d0')).to.equal('offer');
    });

    it('warns once about one that comes too late', async () => {
      const { store, host, stage } = await setUp();
      const warn = console.warn;
      const said: unknown[] = [];
      console.warn = (text: unknown) => void said.push(text);
      try {
        for (const [from, to] of [
          ['lead', 'offer'],
          ['offer', 'lead'],
        ] as const) {
          let late: PipelineRequestEvent | undefined;
          host.addEventListener('pipeline-deal-move-request', (event) => (late = event), { once: true });
          await store.dispatch(move('d0', from, to));
          late?.preventDefault();
          expect(late?.defaultPrevented).to.equal(false);
          expect(stage('d0')).to.equal(to);
        }
      } finally {
        console.warn = warn;
      }
      expect(said.filter((text) => String(text).includes('preventDefault'))).to.have.length(1);
    });

    it('takes a plain CustomEvent of a host as well, once', async () => {
      const { host, stage } = await setUp();
      host.dispatchEvent(
        new CustomEvent('pipeline-deal-move-request', {
          detail: move('d0', 'lead', 'offer').detail,
          cancelable: true,
        }),
      );
      await tick();
      expect(stage('d0')).to.equal('offer');
    });

    it('lets only one owner apply a request, however often it is fired', async () => {
      const inner = await setUp();
      const outer = await setUp();
      outer.host.append(inner.host);
      const event = new PipelineRequestEvent(
        'pipeline-deal-move-request',
        move('d0', 'lead', 'offer').detail,
      );
      inner.host.dispatchEvent(event);
      outer.host.dispatchEvent(event);
      expect(await event.result).to.deep.equal({ ok: true });
      expect(inner.stage('d0')).to.equal('offer');
      expect(outer.stage('d0')).to.equal('lead');
      const meant = new PipelineRequestEvent(
        'pipeline-deal-move-request',
        move('d0', 'lead', 'offer').detail,
        outer.store.handle,
      );
      inner.host.dispatchEvent(meant);
      expect(await meant.result).to.deep.equal({ ok: true });
      expect(outer.stage('d0')).to.equal('offer');
    });
  });

  describe('saving', () => {
    it('shows the move at once, marks it while it is saved, then tells the fact', async () => {
      const saving = deferred();
      const { store, heard, stage } = await setUp(() => saving.promise);
      expect(store.getState().canSave).to.equal(true);
      const result = store.dispatch(move('d0', 'lead', 'won'));
      await tick();
      expect(stage('d0')).to.equal('won');
      expect([...store.getState().pending]).to.deep.equal(['d0']);
      expect(heard).to.deep.equal([]);
      saving.resolve(undefined);
      expect(await result).to.deep.equal({ ok: true });
      expect(store.getState().pending.size).to.equal(0);
      expect(heard.map(({ type }) => type)).to.deep.equal(['pipeline-deal-moved']);
    });

    it('rolls back with the reason, to the very objects of before', async () => {
      const { store, heard, stage } = await setUp(() => Promise.reject(new Error('No permission')));
      const before = store.getState().data;
      const request = move('d0', 'lead', 'won');
      expect(await store.dispatch(request)).to.deep.equal({ ok: false, reason: 'No permission' });
      expect(stage('d0')).to.equal('lead');
      expect(store.getState().data?.deals).to.deep.equal(before?.deals);
      expect(store.getState().data?.deals[0]).to.equal(before?.deals[0]);
      expect(store.getState().change?.deals).to.have.length.at.most(1);
      expect(store.getState().canUndo).to.equal(false);
      expect(heard).to.deep.equal([
        { type: 'pipeline-save-failed', detail: { request, reason: 'No permission' } },
      ]);
    });

    it('survives a save that throws at once, and a host listener of the store that throws', async () => {
      const { store, stage } = await setUp(() => {
        throw new Error('broken');
      });
      store.subscribe(() => {
        throw new Error('listener');
      });
      expect(await store.dispatch(move('d0', 'lead', 'won'))).to.deep.equal({ ok: false, reason: 'broken' });
      expect(stage('d0')).to.equal('lead');
    });

    it('saves one after the other, and takes back only the one that failed', async () => {
      const saves: ReturnType<typeof deferred>[] = [];
      const { store, stage } = await setUp(() => {
        const save = deferred();
        saves.push(save);
        return save.promise;
      });
      const first = store.dispatch(move('d0', 'lead', 'offer'));
      const second = store.dispatch(move('d2', 'lead', 'won'));
      await tick();
      expect(saves).to.have.length(1);
      expect([stage('d0'), stage('d2')]).to.deep.equal(['offer', 'won']);
      saves[0]?.reject(new Error('no'));
      expect(await first).to.deep.equal({ ok: false, reason: 'no' });
      expect([stage('d0'), stage('d2')]).to.deep.equal(['lead', 'won']);
      await tick();
      expect(saves).to.have.length(2);
      saves[1]?.resolve(undefined);
      expect(await second).to.deep.equal({ ok: true });
      expect([stage('d0'), stage('d2')]).to.deep.equal(['lead', 'won']);
    });

    it('gives up a later move that rested on the failed one, without saving it', async () => {
      const saves: ReturnType<typeof deferred>[] = [];
      const { store, stage } = await setUp(() => {
        saves.push(deferred());
        return saves.at(-1)!.promise;
      });
      const first = store.dispatch(move('d0', 'lead', 'offer'));
      const second = store.dispatch(move('d0', 'offer', 'won'));
      await tick();
      expect(stage('d0')).to.equal('won');
      saves[0]?.reject(new Error('no'));
      expect((await first).ok).to.equal(false);
      expect((await second).ok).to.equal(false);
      expect(stage('d0')).to.equal('lead');
      expect(saves).to.have.length(1);
    });
  });

  describe('undo', () => {
    it('takes the last change back by the same path, also a saved one', async () => {
      const saved: unknown[] = [];
      const { store, host, heard } = await setUp((change) => Promise.resolve(saved.push(change)));
      const before = store.getState().data;
      const heardRequests: unknown[] = [];
      host.addEventListener('pipeline-deal-move-request', ({ detail }) => void heardRequests.push(detail));
      await store.dispatch(move('d0', 'lead', 'won'));
      expect(store.getState().canUndo).to.equal(true);
      expect(await store.dispatch({ type: 'pipeline-undo-request', detail: {} })).to.deep.equal({ ok: true });
      expect(store.getState().data?.deals).to.deep.equal(before?.deals);
      expect(store.getState().data?.deals[0]).to.equal(before?.deals[0]);
      expect(store.getState().canUndo).to.equal(false);
      const inverse = {
        moves: [{ dealId: 'd0', fromStage: 'won', toStage: 'lead' }],
        changes: [{ dealId: 'd0', set: { closedAt: null } }],
      };
      expect(saved).to.deep.equal([
        move('d0', 'lead', 'won'),
        { type: 'pipeline-deal-move-request', detail: inverse },
      ]);
      expect(heardRequests).to.deep.equal([move('d0', 'lead', 'won').detail, inverse]);
      expect(heard.map(({ type }) => type)).to.deep.equal([
        'pipeline-deal-moved',
        'pipeline-deal-moved',
        'pipeline-deal-changed',
      ]);
    });

    it('lets go of what can’t be taken back any more, and takes back what was before it', async () => {
      const { store, ledger, stage } = await setUp();
      const undo = () => store.dispatch({ type: 'pipeline-undo-request', detail: {} });
      await store.dispatch(move('d0', 'lead', 'offer'));
      await store.dispatch(move('d2', 'lead', 'offer'));
      const present = store.getState().data as PipelineData;
      const closed = present.deals.map((deal) => (deal.id === 'd2' ? { ...deal, stage: 'won' } : deal));
      await ledger.load(() => Promise.resolve({ data: { ...present, deals: closed }, issues: [] }));
      expect(await undo()).to.deep.equal({ ok: false, reason: 'stage-stale' });
      expect(await undo()).to.deep.equal({ ok: true });
      expect(stage('d0')).to.equal('lead');
      expect(store.getState().canUndo).to.equal(false);
    });

    it('can be refused, and comes back when its save fails', async () => {
      let fails = false;
      const { store, host, stage } = await setUp(() =>
        fails ? Promise.reject(new Error('down')) : Promise.resolve(),
      );
      await store.dispatch(move('d0', 'lead', 'won'));
      host.addEventListener('pipeline-deal-move-request', (event) => event.preventDefault(), { once: true });
      expect(await store.dispatch({ type: 'pipeline-undo-request', detail: {} })).to.deep.equal({
        ok: false,
        reason: 'vetoed',
      });
      expect(stage('d0')).to.equal('won');
      fails = true;
      expect(await store.dispatch({ type: 'pipeline-undo-request', detail: {} })).to.deep.equal({
        ok: false,
        reason: 'down',
      });
      expect(stage('d0')).to.equal('won');
      expect(store.getState().canUndo).to.equal(true);
      fails = false;
      expect(await store.dispatch({ type: 'pipeline-undo-request', detail: {} })).to.deep.equal({ ok: true });
      expect(stage('d0')).to.equal('lead');
    });

    it('of a change that is still being saved: when that fails, nothing is left to take back', async () => {
      const saves: ReturnType<typeof deferred>[] = [];
      const { store, stage } = await setUp(() => {
        saves.push(deferred());
        return saves.at(-1)!.promise;
      });
      const first = store.dispatch(move('d0', 'lead', 'won'));
      await tick();
      const undone = store.dispatch({ type: 'pipeline-undo-request', detail: {} });
      await tick();
      expect(stage('d0')).to.equal('lead');
      saves[0]?.reject(new Error('no'));
      expect(await first).to.deep.equal({ ok: false, reason: 'no' });
      expect(await undone).to.deep.equal({ ok: true });
      expect(stage('d0')).to.equal('lead');
      expect(saves).to.have.length(1);
      expect(store.getState().canUndo).to.equal(false);
      expect(store.getState().pending.size).to.equal(0);
    });
  });

  describe('new data while a change is being saved', () => {
    const changed = (id: string, over: object): PipelineData => {
      const data = sampleData();
      return {
        ...data,
        deals: data.deals.map((deal) => (deal.id === id ? { ...deal, ...over } : { ...deal })),
      };
    };

    it('has the change applied to it', async () => {
      const saving = deferred();
      const { store, ledger, stage } = await setUp(() => saving.promise);
      const result = store.dispatch(move('d0', 'lead', 'won'));
      await tick();
      await ledger.load(() =>
        Promise.resolve({
          data: changed('d0', { amount: 7, updatedAt: '2026-03-01T11:00:00Z' }),
          issues: [],
        }),
      );
      expect(stage('d0')).to.equal('won');
      expect(dealOf(store.getState().data, 'd0').amount).to.equal(7);
      expect([...store.getState().pending]).to.deep.equal(['d0']);
      saving.reject(new Error('no'));
      await result;
      expect(stage('d0')).to.equal('lead');
      expect(dealOf(store.getState().data, 'd0').amount).to.equal(7);
    });

    it('that already holds the change is taken as it is', async () => {
      const saving = deferred();
      const { store, ledger } = await setUp(() => saving.promise);
      const result = store.dispatch(move('d0', 'lead', 'won'));
      await tick();
      const echo = changed('d0', {
        stage: 'won',
        closedAt: '2026-03-01T11:30:00Z',
        updatedAt: '2026-03-01T11:30:00Z',
      });
      await ledger.load(() => Promise.resolve({ data: echo, issues: [] }));
      expect(dealOf(store.getState().data, 'd0').closedAt).to.equal('2026-03-01T11:30:00Z');
      saving.resolve(undefined);
      expect(await result).to.deep.equal({ ok: true });
      expect(dealOf(store.getState().data, 'd0').closedAt).to.equal('2026-03-01T11:30:00Z');
    });

    it('that says something else about the same deal wins, visibly', async () => {
      const saving = deferred();
      let aborted = false;
      const { store, ledger, heard, stage } = await setUp((_change, signal) => {
        signal.addEventListener('abort', () => (aborted = true));
        return saving.promise;
      });
      const request = move('d0', 'lead', 'won');
      const result = store.dispatch(request);
      await tick();
      await ledger.load(() =>
        Promise.resolve({
          data: changed('d0', { stage: 'offer', updatedAt: '2026-03-01T11:30:00Z' }),
          issues: [],
        }),
      );
      expect(stage('d0')).to.equal('offer');
      expect(await result).to.deep.equal({ ok: false, reason: 'conflict' });
      expect(aborted).to.equal(true);
      expect(heard.find(({ type }) => type === 'pipeline-save-failed')?.detail).to.deep.equal({
        request,
        reason: 'conflict',
      });
      expect(store.getState().pending.size).to.equal(0);
      saving.resolve(undefined);
      await tick();
      expect(stage('d0')).to.equal('offer');
    });
  });

  describe('loading', () => {
    it('keeps the last good data when a reload fails, and says since when', async () => {
      const { store, ledger, heard } = await setUp();
      const before = store.getState().data;
      await ledger.load(() => Promise.reject(new Error('offline')));
      const { data, status, stale } = store.getState();
      expect(data).to.equal(before);
      expect(status).to.equal('ready');
      expect(stale).to.deep.equal({
        since: '2026-03-01T12:00:00Z',
        problem: { code: 'load-failed', params: { reason: 'offline' } },
      });
      expect(heard.map(({ type }) => type)).to.deep.equal(['pipeline-load-failed']);
      await ledger.load(() => Promise.resolve({ data: sampleData(1), issues: [] }));
      expect(store.getState().stale).to.equal(undefined);
      expect(store.getState().data?.deals).to.have.length(1);
    });

    it('lets only the last of several loads count', async () => {
      const { store, ledger } = await setUp();
      const slow = deferred<{ data: PipelineData; issues: [] }>();
      const first = ledger.load(() => slow.promise);
      await ledger.load(() => Promise.resolve({ data: sampleData(2), issues: [] }));
      slow.resolve({ data: sampleData(3), issues: [] });
      expect(await first).to.deep.equal({ ok: false, reason: 'superseded' });
      expect(store.getState().data?.deals).to.have.length(2);
    });

    it('keeps as-of while deals move', async () => {
      const { store } = await setUp();
      const { asOf } = store.getState();
      await store.dispatch(move('d0', 'lead', 'won'));
      expect(store.getState().asOf).to.equal(asOf);
    });
  });
});

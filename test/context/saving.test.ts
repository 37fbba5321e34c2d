import { aTimeout, expect } from '@open-wc/testing';
import { Ledger } from '../../src/context/ledger.js';
import { Store } from '../../src/context/store.js';
import type { PipelineSource } from '../../src/context/types.js';
import type { Deal, Pipeline, PipelineData } from '../../src/core/model.js';
import { dealOf, deferred, move, sampleData, tick } from './sample.js';

async function setUp(save?: PipelineSource['save'], data: PipelineData = sampleData(), keepsOrder = false) {
  const host = document.createElement('div');
  const facts: string[] = [];
  for (const name of ['pipeline-deal-moved', 'pipeline-save-failed'] as const)
    host.addEventListener(name, ({ type }) => void facts.push(type));
  const ledger = new Ledger();
  ledger.save = save;
  ledger.savePatience = 30;
  ledger.keepsOrder = keepsOrder;
  const store = new Store(ledger, { host });
  await store.dispatch({ type: 'pipeline-undo-request', detail: {} });
  store.connect(ledger);
  await ledger.load(() => Promise.resolve({ data, issues: [] }));
  facts.length = 0;
  const load = (next: PipelineData) => ledger.load(() => Promise.resolve({ data: next, issues: [] }));
  return {
    host,
    ledger,
    store,
    facts,
    load,
    late: () => [...(store.getState().late ?? [])],
    pending: () => [...store.getState().pending],
    stage: (id: string) => dealOf(store.getState().data, id).stage,
    ask: (type: 'retry' | 'cancel') => store.dispatch({ type: `pipeline-save-${type}-request`, detail: {} }),
    undo: () => store.dispatch({ type: 'pipeline-undo-request', detail: {} }),
  };
}

/** Data in which deals are other objects, and some of their fields other values. */
const with_ = (data: PipelineData, changes: Readonly<Record<string, Partial<Deal>>>): PipelineData => ({
  ...data,
  deals: data.deals.map((deal) => ({ ...deal, ...changes[deal.id] })),
});

describe('a save', () => {
  it('that never answers becomes late; given up, its change is taken back and the next one is saved', async () => {
    const saves: { id: string; signal: AbortSignal }[] = [];
    const { store, stage, late, pending, ask, facts } = await setUp((change, signal) => {
      const { moves } = change.detail as { moves: { dealId: string }[] };
      saves.push({ id: moves[0]!.dealId, signal });
      return saves.length === 1 ? new Promise(() => undefined) : Promise.resolve();
    });
    expect((await ask('cancel')).ok, 'nothing is late').to.equal(false);
    const first = store.dispatch(move('d0', 'lead', 'won'));
    const second = store.dispatch(move('d2', 'lead', 'offer'));
    await tick();
    expect([late(), pending()]).to.deep.equal([[], ['d0', 'd2']]);
    await aTimeout(60);
    expect(late()).to.deep.equal(['d0', 'd2']);
    expect(stage('d0')).to.equal('won');
    expect(await ask('cancel')).to.deep.equal({ ok: true });
    expect(await first).to.deep.equal({ ok: false, reason: 'cancelled' });
    expect(saves[0]?.signal.aborted).to.equal(true);
    expect(await second).to.deep.equal({ ok: true });
    expect([stage('d0'), stage('d2'), late(), pending()]).to.deep.equal(['lead', 'offer', [], []]);
    expect(saves.map(({ id }) => id)).to.deep.equal(['d0', 'd2']);
    expect(facts).to.deep.equal(['pipeline-save-failed', 'pipeline-deal-moved']);
  });

  it('that is tried again counts once, whichever try succeeds', async () => {
    for (const winner of [0, 1]) {
      const tries: ReturnType<typeof deferred>[] = [];
      const { store, stage, late, ask, facts } = await setUp(() => {
        tries.push(deferred());
        return tries.at(-1)!.promise;
      });
      const result = store.dispatch(move('d0', 'lead', 'won'));
      await aTimeout(60);
      expect(await ask('retry')).to.deep.equal({ ok: true });
      expect(tries).to.have.length(2);
      expect(late()).to.deep.equal([]);
      if (winner === 1) tries[0]?.reject(new Error('aborted'));
      await tick();
      expect(stage('d0')).to.equal('won');
      tries[winner]?.resolve(undefined);
      tries[1 - winner]?.reject(new Error('too late'));
      expect(await result).to.deep.equal({ ok: true });
      expect(facts).to.deep.equal(['pipeline-deal-moved']);
    }
  });

  it('that answers twice is heard once', async () => {
    const twice = {
      then(done: (value: unknown) => void, fail: (reason: unknown) => void) {
        done(1);
        fail(new Error('no'));
        done(2);
      },
    };
    const { store, stage, facts } = await setUp(() => twice as Promise<unknown>);
    expect(await store.dispatch(move('d0', 'lead', 'won'))).to.deep.equal({ ok: true });
    await tick();
    expect([stage('d0'), facts]).to.deep.equal(['won', ['pipeline-deal-moved']]);
  });

  it('that returns no promise is done', async () => {
    const { store } = await setUp((() => 'saved') as unknown as PipelineSource['save']);
    expect(await store.dispatch(move('d0', 'lead', 'won'))).to.deep.equal({ ok: true });
  });

  it('is not asked for where nothing changes, and there is no fact', async () => {
    let saves = 0;
    const { store, facts } = await setUp(() => Promise.resolve(saves++));
    expect(await store.dispatch(move('d0', 'lead', 'lead'))).to.deep.equal({ ok: true });
    expect([saves, facts, store.getState().canUndo]).to.deep.equal([0, [], false]);
  });

  it('that rejects with nothing has failed, with a reason', async () => {
    // A host may reject with anything.
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    const { store, stage } = await setUp(() => Promise.reject(undefined));
    expect(await store.dispatch(move('d0', 'lead', 'won'))).to.deep.equal({ ok: false, reason: 'failed' });
    expect(stage('d0')).to.equal('lead');
  });

  it('without a connection waits, and is tried again when there is one', async () => {
    let online = false;
    const own = Object.getOwnPropertyDescriptor(navigator, 'onLine');
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => online });
    try {
      let tries = 0;
      const { store, stage, late } = await setUp(() =>
        ++tries === 1 ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(),
      );
      const result = store.dispatch(move('d0', 'lead', 'won'));
      await tick();
      await tick();
      expect([stage('d0'), late()]).to.deep.equal(['won', ['d0']]);
      online = true;
      window.dispatchEvent(new Event('online'));
      expect(await result).to.deep.equal({ ok: true });
      expect([tries, late()]).to.deep.equal([2, []]);
    } finally {
      if (own) Object.defineProperty(navigator, 'onLine', own);
      else delete (navigator as { onLine?: boolean }).onLine;
    }
  });

  it('does not stop the ones behind it when other data takes its place, however silent it is', async () => {
    let calls = 0;
    const { store, load, stage } = await setUp(() =>
      ++calls === 1 ? new Promise(() => undefined) : Promise.resolve(),
    );
    const first = store.dispatch(move('d0', 'lead', 'won'));
    await tick();
    await load(with_(sampleData(), { d0: { stage: 'offer', updatedAt: '2026-03-01T11:00:00Z' } }));
    expect(await first).to.deep.equal({ ok: false, reason: 'conflict' });
    expect(await store.dispatch(move('d2', 'lead', 'won'))).to.deep.equal({ ok: true });
    expect([stage('d0'), stage('d2'), calls]).to.deep.equal(['offer', 'won', 2]);
  });

  it('ends quietly after its store has gone', async () => {
    const saving = deferred();
    const { store, facts } = await setUp(() => saving.promise);
    const result = store.dispatch(move('d0', 'lead', 'won'));
    await tick();
    store.disconnect();
    saving.resolve(undefined);
    expect(await result).to.deep.equal({ ok: true });
    expect(facts).to.deep.equal(['pipeline-deal-moved']);
  });
});

describe('two users', () => {
  it('an older record does not win over a change that is being saved', async () => {
    const saving = deferred();
    const { store, load, stage } = await setUp(() => saving.promise);
    const result = store.dispatch(move('d0', 'lead', 'won'));
    await tick();
    await load(with_(sampleData(), { d0: { stage: 'offer', updatedAt: '2026-01-31T00:00:00Z' } }));
    expect(stage('d0')).to.equal('won');
    saving.resolve(undefined);
    expect(await result).to.deep.equal({ ok: true });
    expect(stage('d0')).to.equal('won');
  });

  it('data that was asked for before a save had ended does not take the saved change back', async () => {
    const saving = deferred();
    const reading = deferred<PipelineData>();
    const { store, ledger, load, stage, undo } = await setUp(() => saving.promise);
    const result = store.dispatch(move('d0', 'lead', 'won'));
    await tick();
    const loading = ledger.load(async () => ({ data: await reading.promise, issues: [] }));
    saving.resolve(undefined);
    await result;
    reading.resolve(with_(sampleData(), { d2: { amount: 1 } }));
    await loading;
    expect(stage('d0'), 'saved').to.equal('won');
    expect(dealOf(store.getState().data, 'd2').amount).to.equal(1);
    expect(await undo()).to.deep.equal({ ok: true });
    expect(stage('d0')).to.equal('lead');
    // What is asked for afterwards is the server's own word.
    await load(with_(sampleData(), { d0: { stage: 'offer' } }));
    expect(stage('d0')).to.equal('offer');
  });

  it('undo does not overwrite what somebody else has changed since', async () => {
    const { store, load, undo } = await setUp();
    await store.dispatch({
      type: 'pipeline-deal-change-request',
      detail: { changes: [{ dealId: 'd0', set: { amount: 5, fields: { size: 1 } } }] },
    });
    await load(with_(store.getState().data!, { d0: { amount: 77, updatedAt: '2026-03-01T11:59:00Z' } }));
    expect(await undo()).to.deep.equal({ ok: false, reason: 'conflict' });
    expect(dealOf(store.getState().data, 'd0').amount).to.equal(77);
    expect(store.getState().canUndo).to.equal(false);
    await store.dispatch(move('d2', 'lead', 'won'));
    await load(with_(store.getState().data!, { d2: { closedAt: '2026-03-01T10:00:00Z', amount: 9 } }));
    expect((await undo()).ok, 'the server has its own closing time').to.equal(true);
    expect(dealOf(store.getState().data, 'd2')).to.include({ stage: 'lead', amount: 9 });
  });
});

describe('rules hold for every request', () => {
  const strict = (): PipelineData => {
    const data = sampleData();
    const pipelines = data.pipelines.map(
      (pipeline): Pipeline =>
        pipeline.id === 'sales'
          ? {
              ...pipeline,
              noSkippingStagesRule: { enabledForAllStages: true },
              noBackwardsMovementRule: { pipelineStageIds: ['offer'] },
              stages: pipeline.stages.map((stage) =>
                stage.id === 'lost'
                  ? { ...stage, lostReasonRequired: true }
                  : stage.id === 'offer'
                    ? {
                        ...stage,
                        criteria: [
                          { id: 'n', label: 'Next', type: 'text', field: 'nextStep', required: true },
                        ],
                      }
                    : stage,
              ),
            }
          : pipeline,
    );
    return { ...data, pipelines };
  };
  const lost = (lostReason?: string) => ({
    type: 'pipeline-deal-move-request' as const,
    detail: {
      moves: [{ dealId: 'd0', fromStage: 'lead', toStage: 'lost' }],
      ...(lostReason && { changes: [{ dealId: 'd0', set: { lostReason } }] }),
    },
  });

  it('refuses with a code, asks no server, and may be undone all the same', async () => {
    const saved: unknown[] = [];
    const { store, stage, undo } = await setUp((change) => Promise.resolve(saved.push(change)), strict());
    const reason = async (request: Parameters<typeof store.dispatch>[0]) =>
      (await store.dispatch(request)).reason;
    expect(await reason(move('d0', 'lead', 'won'))).to.equal('stages-skipped');
    expect(await reason(move('d1', 'offer', 'lead'))).to.equal('stage-backwards');
    expect(await reason(move('d0', 'lead', 'offer'))).to.equal('criteria-missing');
    expect(await reason(lost())).to.equal('criteria-missing');
    expect(await reason(lost(' '))).to.equal('criteria-missing');
    expect(
      await reason({
        type: 'pipeline-deal-change-request',
        detail: { changes: [{ dealId: 'd0', set: { stage: 'won' } }] },
      }),
      'a form takes the same way',
    ).to.equal('stages-skipped');
    expect(saved).to.deep.equal([]);
    expect(await store.dispatch(lost('price'))).to.deep.equal({ ok: true });
    expect(dealOf(store.getState().data, 'd0').lostReason).to.equal('price');
    expect(await undo()).to.deep.equal({ ok: true });
    expect(stage('d0')).to.equal('lead');
    expect(dealOf(store.getState().data, 'd0')).to.not.have.any.keys('lostReason', 'closedAt');
  });

  it('are asked after the host, who may have filled in what is missing', async () => {
    const { store, host, stage } = await setUp(undefined, strict());
    host.addEventListener('pipeline-deal-move-request', (event) =>
      event.waitUntil(
        store.dispatch({
          type: 'pipeline-deal-change-request',
          detail: { changes: [{ dealId: 'd0', set: { nextStep: 'call' } }] },
        }),
      ),
    );
    expect(await store.dispatch(move('d0', 'lead', 'offer'))).to.deep.equal({ ok: true });
    expect(stage('d0')).to.equal('offer');
  });
});

describe('an order by hand', () => {
  const order = (data: PipelineData | undefined, stage: string): string[] =>
    data!.deals
      .map((deal, place) => ({ deal, rank: deal.order ?? place }))
      .filter(({ deal }) => deal.stage === stage)
      .sort((a, b) => a.rank - b.rank)
      .map(({ deal }) => deal.id);
  const place = (dealId: string, fromStage: string, toStage: string, index: number) => ({
    type: 'pipeline-deal-move-request' as const,
    detail: { moves: [{ dealId, fromStage, toStage, index }] },
  });

  it('counts where the source keeps one, within a stage and across, and is undone', async () => {
    const { store, undo } = await setUp(undefined, sampleData(), true);
    const shown = (stage: string) => order(store.getState().data, stage);
    expect(shown('lead')).to.deep.equal(['d0', 'd2', 'd4']);
    await store.dispatch(place('d0', 'lead', 'lead', 2));
    expect(shown('lead')).to.deep.equal(['d2', 'd4', 'd0']);
    expect(dealOf(store.getState().data, 'd0').visits).to.have.length(1);
    await store.dispatch(place('d2', 'lead', 'offer', 1));
    expect(shown('offer')).to.deep.equal(['d1', 'd2', 'd3', 'd5']);
    await undo();
    await undo();
    expect(shown('lead')).to.deep.equal(['d0', 'd2', 'd4']);
    expect(store.getState().data?.deals.map((deal) => deal.order)).to.deep.equal(Array(6).fill(undefined));
  });

  it('sets several down side by side', async () => {
    const { store } = await setUp(undefined, sampleData(), true);
    await store.dispatch({
      type: 'pipeline-deal-move-request',
      detail: {
        moves: [
          { dealId: 'd0', fromStage: 'lead', toStage: 'offer', index: 1 },
          { dealId: 'd4', fromStage: 'lead', toStage: 'offer', index: 2 },
        ],
      },
    });
    expect(order(store.getState().data, 'offer')).to.deep.equal(['d1', 'd0', 'd4', 'd3', 'd5']);
  });

  it('is nothing where the source keeps none', async () => {
    const { store } = await setUp();
    await store.dispatch(place('d0', 'lead', 'offer', 0));
    expect(dealOf(store.getState().data, 'd0').order).to.equal(undefined);
  });
});

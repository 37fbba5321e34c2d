/**
 * Whatever happens, in whatever order: what the store shows is what a plain reducer gives, and what its figures say is
 * the sum over its deals, to the cent.
 */
import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { summaryFor, viewFor } from '../../src/context/compute.js';
import { Ledger } from '../../src/context/ledger.js';
import { Store } from '../../src/context/store.js';
import { boardTables, measureBoard } from '../../src/core/measures/board.js';
import type { Deal, PipelineData } from '../../src/core/model.js';
import { deferred, sampleData } from './sample.js';

const stages = ['lead', 'offer', 'won', 'lost'] as const;
type Stage = (typeof stages)[number];
const ids = ['d0', 'd1', 'd2'] as const;

const someDeals = fc.uniqueArray(fc.nat(ids.length - 1), { minLength: 1, maxLength: 2 });
const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        type: fc.constant('move' as const),
        deals: someDeals,
        to: fc.constantFrom(...stages),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('vetoed' as const),
        deals: someDeals,
        to: fc.constantFrom(...stages),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('outside' as const),
        deals: someDeals,
        to: fc.constantFrom(...stages),
        amount: fc.integer({ min: -1_000_00, max: 1_000_000_00 }).map((cents) => cents / 100),
      }),
    },
    { weight: 2, arbitrary: fc.constant({ type: 'saved' as const }) },
    { weight: 2, arbitrary: fc.constant({ type: 'failed' as const }) },
    { weight: 3, arbitrary: fc.constant({ type: 'undo' as const }) },
    { weight: 1, arbitrary: fc.constant({ type: 'vetoed undo' as const }) },
  ),
  { maxLength: 25 },
);

/** The same in the plainest words: a base, what waits to be saved, what can be taken back. */
class Reducer {
  base: Record<string, Stage> = {};
  queue: Op[] = [];
  undoable: Op[] = [];

  shown(): Record<string, Stage> {
    return this.queue.reduce((now, op) => ({ ...now, ...op.to }), this.base);
  }
  move(deals: readonly string[], to: Stage): void {
    const now = this.shown();
    const op: Op = { from: pick(now, deals), to: Object.fromEntries(deals.map((id) => [id, to])) };
    this.queue.push(op);
    this.undoable.push(op);
  }
  undo(): void {
    const undone = this.undoable.pop();
    const now = this.shown();
    // Somebody else has moved one of them: it can't be taken back, and is let go of.
    if (!undone || Object.entries(undone.to).some(([id, stage]) => now[id] !== stage)) return;
    this.queue.push({ from: undone.to, to: undone.from, undone });
  }
  saved(): void {
    const op = this.queue.shift();
    this.base = { ...this.base, ...op?.to };
  }
  failed(): void {
    const [op] = this.queue;
    if (op) this.giveUp(op);
    this.replay();
  }
  outside(deals: readonly string[], to: Stage): void {
    for (const id of deals) this.base = { ...this.base, [id]: to };
    this.replay();
  }
  private giveUp(op: Op): void {
    this.queue = this.queue.filter((other) => other !== op);
    if (op.undone) this.undoable.push(op.undone);
    else this.undoable = this.undoable.filter((other) => other !== op);
    this.queue = this.queue.filter((other) => other.undone !== op);
  }
  /** A change whose deals are neither where it found them nor where it wants them is given up. */
  private replay(): void {
    let now = this.base;
    for (const op of [...this.queue]) {
      if (!this.queue.includes(op)) continue;
      const fits = Object.keys(op.to).every((id) => now[id] === op.from[id] || now[id] === op.to[id]);
      if (fits) now = { ...now, ...op.to };
      else this.giveUp(op);
    }
  }
}
interface Op {
  readonly from: Record<string, Stage>;
  readonly to: Record<string, Stage>;
  readonly undone?: Op;
}
const pick = (from: Record<string, Stage>, deals: readonly string[]): Record<string, Stage> =>
  Object.fromEntries(deals.map((id) => [id, from[id]!]));

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve();
};

function stagesIn(data: PipelineData): Record<string, Stage> {
  return Object.fromEntries(
    data.deals
      .filter(({ id }) => (ids as readonly string[]).includes(id))
      .map(({ id, stage }) => [id, stage as Stage]),
  );
}

function expectTotals(store: Store): void {
  const state = store.getState();
  const view = viewFor(state)!;
  const { rows } = measureBoard(summaryFor(state, view, boardTables({ pipeline: 'sales' })), {
    pipeline: 'sales',
  });
  for (const row of rows) {
    const deals = state.data!.deals.filter(({ stage }) => stage === row.stage);
    const cents = deals.reduce((sum, { amount }) => sum + Math.round((amount ?? 0) * 100), 0);
    expect([row.n, Math.round((row.sum.amount ?? 0) * 100)], row.stage).to.deep.equal([deals.length, cents]);
  }
}

describe('any sequence of moves, vetoes, failures, outside changes and undos', () => {
  it('ends in the state that a plain reducer gives, with sums to the cent', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const saves: ReturnType<typeof deferred>[] = [];
        const host = document.createElement('div');
        const ledger = new Ledger();
        ledger.save = (_change, signal) => {
          const save = deferred();
          saves.push(save);
          signal.addEventListener('abort', () => saves.splice(saves.indexOf(save), 1));
          return save.promise;
        };
        const store = new Store(ledger, { host });
        await store.dispatch({ type: 'pipeline-undo-request', detail: {} });
        store.connect(ledger);
        const source = sampleData(5);
        const first = {
          ...source,
          deals: source.deals.map(
            (deal, at): Deal => ({ ...deal, amount: [0.1, 0.2, 1e6 + 0.3, 33.33, -5][at]! }),
          ),
        };
        await ledger.load(() => Promise.resolve({ data: first, issues: [] }));
        let vetoes = false;
        host.addEventListener('pipeline-deal-move-request', (event) => vetoes && event.preventDefault());

        const reducer = new Reducer();
        reducer.base = stagesIn(first);
        /** The server's data: what was saved, and what others did. */
        let server: PipelineData = first;
        let minute = 0;
        for (const step of sequence) {
          vetoes = step.type === 'vetoed' || step.type === 'vetoed undo';
          const deals = 'deals' in step ? step.deals.map((at) => ids[at]!) : [];
          if (step.type === 'move' || step.type === 'vetoed') {
            const now = stagesIn(store.getState().data!);
            const going = deals.filter((id) => now[id] !== step.to);
            if (going.length === 0) continue;
            void store.dispatch({
              type: 'pipeline-deal-move-request',
              detail: {
                moves: going.map((dealId) => ({ dealId, fromStage: now[dealId]!, toStage: step.to })),
              },
            });
            if (step.type === 'move') reducer.move(going, step.to);
          } else if (step.type === 'undo' || step.type === 'vetoed undo') {
            void store.dispatch({ type: 'pipeline-undo-request', detail: {} });
            if (step.type === 'undo') reducer.undo();
          } else if (step.type === 'outside') {
            minute += 1;
            const updatedAt = `2026-02-28T10:${String(minute).padStart(2, '0')}:00Z`;
            const { to, amount } = step;
            server = {
              ...server,
              deals: server.deals.map((deal) =>
                deals.includes(deal.id as 'd0')
                  ? { ...deal, stage: to, amount, updatedAt }
                  : { ...deal, stage: reducer.base[deal.id] ?? deal.stage },
              ),
            };
            await ledger.load(() => Promise.resolve({ data: server, issues: [] }));
            reducer.outside(deals, to);
          } else {
            await settle();
            const save = saves.shift();
            expect(save !== undefined, 'the head of the queue is being saved').to.equal(
              reducer.queue.length > 0,
            );
            if (step.type === 'saved') {
              save?.resolve(undefined);
              reducer.saved();
            } else {
              save?.reject(new Error('no'));
              reducer.failed();
            }
          }
          await settle();
          expect(stagesIn(store.getState().data!), step.type).to.deep.equal(reducer.shown());
          expect(store.getState().canUndo, `${step.type}: undo`).to.equal(reducer.undoable.length > 0);
          expect([...store.getState().pending].sort(), `${step.type}: pending`).to.deep.equal(
            [...new Set(reducer.queue.flatMap(({ to }) => Object.keys(to)))].sort(),
          );
          expectTotals(store);
        }
        while (reducer.queue.length > 0) {
          await settle();
          saves.shift()?.resolve(undefined);
          reducer.saved();
          await settle();
        }
        expect(stagesIn(store.getState().data!)).to.deep.equal(reducer.base);
        expect(store.getState().pending.size).to.equal(0);
        expectTotals(store);
      }),
      {
        numRuns: 300,
        // Taken back before it was saved, then done and undone elsewhere.
        examples: [
          [
            [
              { type: 'move', deals: [2], to: 'won' },
              { type: 'undo' },
              { type: 'outside', deals: [2], to: 'won', amount: 100 },
              { type: 'outside', deals: [2], to: 'lead', amount: 100 },
            ],
          ],
        ],
      },
    );
  });
});

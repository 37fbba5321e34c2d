import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import type { PipelineGateDetail } from '../../src/context/types.js';
import type { PipelineRequestDetails } from '../../src/context/types.js';
import {
  card,
  choose,
  dataOf,
  deal,
  focused,
  heard,
  mount,
  press,
  small,
  stageOf,
  stages,
  textOf,
} from './board-fixture.js';
import type { Mounted } from './board-fixture.js';

describe('<pipeline-board> a gate of the host’s own', () => {
  const budget = { id: 'b', label: 'Budget', type: 'text' as const, field: 'budget', required: true };
  const gated = dataOf(small, {
    pipelines: [
      {
        id: 'sales',
        name: 'Sales',
        stages: stages.map((stage) => (stage.id === 'talk' ? { ...stage, criteria: [budget] } : stage)),
      },
    ],
  });
  async function taken(): Promise<{
    board: Mounted;
    asked: PipelineGateDetail[];
    moves: PipelineRequestDetails['pipeline-deal-move-request'][];
  }> {
    const board = await mount(gated);
    const asked: PipelineGateDetail[] = [];
    const moves: PipelineRequestDetails['pipeline-deal-move-request'][] = [];
    board.board.addEventListener('pipeline-gate-open', (event) => {
      event.preventDefault();
      asked.push(event.detail);
    });
    board.board.addEventListener('pipeline-deal-move-request', ({ detail }) => moves.push(detail));
    await choose(board, 'Acme', 'talk');
    await waitUntil(() => asked.length === 1);
    return { board, asked, moves };
  }

  it('hears what is asked, and its answer goes with the move', async () => {
    const { board, asked, moves } = await taken();
    const { answer, ...plain } = asked[0]!;
    expect(plain).to.deep.equal({
      dealIds: ['Acme'],
      toStage: 'talk',
      asks: [{ dealId: 'Acme', criteria: [budget] }],
    });
    await nextFrame();
    expect(board.root.querySelector('dialog.gate'), 'ours stays away').to.equal(null);
    expect(moves, 'nothing is asked for before').to.deep.equal([]);
    answer([{ dealId: 'Acme', set: { fields: { budget: 'Ida' } } }]);
    await waitUntil(() => stageOf(board, 'Acme') === 'talk');
    answer(null);
    expect(moves).to.deep.equal([
      {
        moves: [{ dealId: 'Acme', fromStage: 'new', toStage: 'talk' }],
        changes: [{ dealId: 'Acme', set: { fields: { budget: 'Ida' } } }],
      },
    ]);
    await waitUntil(() => focused(board).endsWith('Acme'), 'the focus is back on the card');
  });

  it('cancels the move with null, and an answer that lacks what is required is refused', async () => {
    const { board, asked, moves } = await taken();
    const said = heard(board);
    asked[0]!.answer(null);
    await waitUntil(() => said.at(-1) === 'Cancelled. Acme renewal stays in New.');
    expect(moves).to.deep.equal([]);
    await choose(board, 'Acme', 'talk');
    await waitUntil(() => asked.length === 2);
    asked[1]!.answer([]);
    await waitUntil(() => textOf(board.root.querySelector('.bar')).includes('is missing'));
    expect(stageOf(board, 'Acme')).to.equal('new');
  });

  it('a board that goes meanwhile moves nothing', async () => {
    const { board, asked, moves } = await taken();
    board.board.remove();
    asked[0]!.answer([{ dealId: 'Acme', set: { fields: { budget: 'Ida' } } }]);
    await nextFrame();
    expect(moves).to.deep.equal([]);
  });
});

describe('<pipeline-board> what a host adds to cards', () => {
  const addTo = (board: Mounted, id: string, text: string): HTMLElement => {
    const own = document.createElement('div');
    own.slot = `card-${id}`;
    const button = document.createElement('button');
    button.textContent = text;
    own.append(button, document.createElement('i'));
    board.board.append(own);
    return own;
  };

  it('lies in the card of its deal, goes with it, and goes', async () => {
    const board = await mount(dataOf(small));
    expect(board.root.querySelector('.card slot')).to.equal(null);
    const own = addTo(board, 'Acme', 'Call');
    await waitUntil(() => own.assignedSlot);
    expect(own.assignedSlot!.closest('[data-deal]')).to.equal(card(board, 'Acme'));
    await choose(board, 'Acme', 'offer');
    await waitUntil(() => stageOf(board, 'Acme') === 'offer');
    expect(own.assignedSlot!.closest('[data-deal]')).to.equal(card(board, 'Acme'));
    own.slot = 'card-Beta';
    await waitUntil(() => own.assignedSlot?.closest('[data-deal]') === card(board, 'Beta'));
    own.remove();
    await waitUntil(() => !board.root.querySelector('.card slot'));
  });

  it('has clicks and keys of its own; the rest of it is the card', async () => {
    const board = await mount(dataOf(small));
    const own = addTo(board, 'Acme', 'Call');
    await waitUntil(() => own.assignedSlot);
    const opened: string[] = [];
    board.board.addEventListener('pipeline-deal-open', (event) => {
      event.preventDefault();
      opened.push(event.detail.dealId);
    });
    own.querySelector('button')!.click();
    own
      .querySelector('button')!
      .dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true, composed: true }));
    await board.board.updateComplete;
    expect(opened).to.deep.equal([]);
    expect(board.root.querySelector('.carried')).to.equal(null);
    own.querySelector('i')!.click();
    expect(opened).to.deep.equal(['Acme']);
    await expect(board.board).to.be.accessible();
  });

  it('is still there when a long column has drawn the card anew', async () => {
    const many = Array.from({ length: 200 }, (_, at) =>
      deal(`D${String(at).padStart(3, '0')}`, 'new', 900 - at),
    );
    const board = await mount(dataOf(many));
    const own = addTo(board, 'D000', 'Call');
    await waitUntil(() => own.assignedSlot);
    card(board, 'D001')!.focus();
    press(board, 'End');
    await waitUntil(() => focused(board) === 'card D199');
    await waitUntil(() => !card(board, 'D000'), 'out of view');
    expect(own.assignedSlot).to.equal(null);
    press(board, 'Home');
    await waitUntil(() => own.assignedSlot && card(board, 'D000'));
    expect(own.assignedSlot!.closest('[data-deal]')).to.equal(card(board, 'D000'));
  });
});

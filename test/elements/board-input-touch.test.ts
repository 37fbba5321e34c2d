/** What a pen and a finger do, and what a drag scrolls. */
import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { resetMouse, sendMouse, setViewport } from '@web/test-runner-commands';
import type { Deal } from '../../src/core/model.js';
import { emulateTouch, penScreen, resetEmulation, touchScreen } from '../emulate.js';
import {
  card,
  column,
  dataOf,
  deal,
  focused,
  idsIn,
  isWebKit,
  mount,
  small,
  stageOf,
} from './board-fixture.js';
import type { Mounted } from './board-fixture.js';

type Point = [number, number];

const middle = (element: Element, dx = 0, dy = 0): Point => {
  const box = element.getBoundingClientRect();
  return [Math.round(box.left + box.width / 2 + dx), Math.round(box.top + box.height / 2 + dy)];
};
const inside = (board: Mounted, stage: string): Point => {
  const box = column(board, stage).getBoundingClientRect();
  return [Math.round(box.left + box.width / 2), Math.round(box.top + 130)];
};
const lifted = ({ root }: Mounted): Element | null => root.querySelector('.lift:popover-open .card');
const requestsOf = ({ board }: Mounted): unknown[] => {
  const requests: unknown[] = [];
  board.addEventListener('pipeline-deal-move-request', ({ detail }) => requests.push(detail));
  return requests;
};

/** Pointer events by hand, for pens and fingers that a driver does not have. */
function pointer(on: Element, pointerType: 'pen' | 'touch', pointerId = 7) {
  return (type: string, [clientX, clientY]: Point, more: PointerEventInit = {}): boolean =>
    on.dispatchEvent(
      new PointerEvent(type, {
        pointerId,
        pointerType,
        isPrimary: true,
        button: 0,
        clientX,
        clientY,
        bubbles: true,
        composed: true,
        cancelable: true,
        ...more,
      }),
    );
}

before(async () => {
  if (!isWebKit) await setViewport({ width: 1024, height: 768 });
});

describe('<pipeline-board> by pen', () => {
  it('one that does not scroll drags as a mouse does', async function () {
    const board = await mount(dataOf(small));
    const requests = requestsOf(board);
    const from = middle(card(board, 'Acme')!, -20, 10);
    if (!(await penScreen('move', from))) this.skip();
    await penScreen('down', from);
    const to = inside(board, 'offer');
    for (let step = 1; step <= 5; step++)
      await penScreen('move', [
        Math.round(from[0] + ((to[0] - from[0]) * step) / 5),
        Math.round(from[1] + ((to[1] - from[1]) * step) / 5),
      ]);
    await waitUntil(() => column(board, 'offer').getAttribute('part') === 'column over');
    await penScreen('up', to);
    await waitUntil(() => stageOf(board, 'Acme') === 'offer');
    expect(requests).to.deep.equal([{ moves: [{ dealId: 'Acme', fromStage: 'new', toStage: 'offer' }] }]);
    expect(focused(board)).to.equal('card Acme');
  });

  it('one that scrolls moves no card; resting, it picks one up', async () => {
    const board = await mount(dataOf(small));
    const requests = requestsOf(board);
    const from = card(board, 'Acme')!;
    const pen = pointer(from, 'pen');
    const [x, y] = middle(from, -20, 10);
    pen('pointerdown', [x, y]);
    // The first move beyond its own limit, then the browser takes the pointer for scrolling.
    pen('pointermove', [x, y + 40]);
    pen('pointercancel', [x, y + 40]);
    await aTimeout(320);
    expect(lifted(board)).to.equal(null);
    pen('pointerdown', [x, y]);
    pen('pointermove', [x + 3, y + 2]);
    await waitUntil(() => lifted(board), 'lifted after the hold');
    // A resting pen asks for the menu of the page, as a right button does.
    expect(pen('contextmenu', [x, y]), 'no menu of the page').to.equal(false);
    pen('pointermove', inside(board, 'talk'));
    pen('pointerup', inside(board, 'talk'));
    await waitUntil(() => stageOf(board, 'Acme') === 'talk');
    expect(requests).to.have.length(1);
  });

  it('one without the browser’s scrolling drags once it has moved on, in all browsers', async () => {
    const board = await mount(dataOf(small));
    const from = card(board, 'Acme')!;
    const pen = pointer(from, 'pen');
    const [x, y] = middle(from, -20, 10);
    pen('pointerdown', [x, y]);
    for (const way of [12, 18]) pen('pointermove', [x + way, y]);
    expect(lifted(board), 'it may still scroll').to.equal(null);
    pen('pointermove', [x + 30, y]);
    expect(lifted(board)).not.to.equal(null);
    pen('pointermove', inside(board, 'talk'));
    pen('pointerup', inside(board, 'talk'));
    await waitUntil(() => stageOf(board, 'Acme') === 'talk');
  });
});

describe('<pipeline-board> by finger', () => {
  afterEach(resetEmulation);

  it('one that moves at once scrolls the page, and moves no card', async function () {
    const many = Array.from({ length: 30 }, (_, at): Deal => deal(`D${at + 10}`, 'new', at));
    const board = await mount(dataOf(many));
    const requests = requestsOf(board);
    if (!(await emulateTouch())) this.skip();
    const [x, y] = middle(card(board, 'D35')!, -20, 10);
    await touchScreen('start', [x, y]);
    for (let step = 1; step <= 6; step++) await touchScreen('move', [x, y - step * 25]);
    await waitUntil(() => document.scrollingElement!.scrollTop > 60, 'the page scrolls');
    expect(lifted(board)).to.equal(null);
    await touchScreen('end', [x, y - 150]);
    expect(requests).to.deep.equal([]);
  });

  it('one that has picked a card up scrolls nothing', async function () {
    const many = Array.from({ length: 30 }, (_, at): Deal => deal(`D${at + 10}`, 'new', at));
    const board = await mount(dataOf(many));
    if (!(await emulateTouch())) this.skip();
    const [x, y] = middle(card(board, 'D35')!, -20, 10);
    await touchScreen('start', [x, y]);
    await waitUntil(() => lifted(board), 'lifted by a hold');
    for (let step = 1; step <= 4; step++) await touchScreen('move', [x + step * 50, y - step * 25]);
    await waitUntil(() => column(board, 'offer').getAttribute('part') === 'column over');
    expect(document.scrollingElement!.scrollTop).to.equal(0);
    await touchScreen('end', [x + 200, y - 100]);
    await waitUntil(() => stageOf(board, 'D35') === 'offer');
  });

  it('a second finger lets go of the card, and so does what the browser takes away', async () => {
    const board = await mount(dataOf(small));
    const requests = requestsOf(board);
    const from = card(board, 'Acme')!;
    for (const way of ['second finger', 'cancelled', 'window left'] as const) {
      const finger = pointer(from, 'touch');
      const [x, y] = middle(from, -20, 10);
      finger('pointerdown', [x, y]);
      await waitUntil(() => lifted(board), `lifted before: ${way}`);
      finger('pointermove', inside(board, 'talk'));
      if (way === 'second finger')
        pointer(card(board, 'Beta')!, 'touch', 8)('pointerdown', [x, y + 80], { isPrimary: false });
      else if (way === 'cancelled') finger('pointercancel', inside(board, 'talk'));
      else window.dispatchEvent(new Event('blur'));
      expect(lifted(board), way).to.equal(null);
      finger('pointerup', inside(board, 'talk'));
      await board.board.updateComplete;
      expect(column(board, 'talk').getAttribute('part'), way).to.equal('column');
    }
    expect([requests, stageOf(board, 'Acme')]).to.deep.equal([[], 'new']);
  });
});

describe('<pipeline-board> a drag by hand order', () => {
  afterEach(async () => {
    await resetMouse();
  });

  it('shows before which card it will lie, and lands there', async () => {
    const board = await mount(
      { load: () => Promise.resolve(dataOf(small)), save: () => Promise.resolve(), keepsOrder: true },
      { attributes: 'sort-by=hand' },
    );
    const requests = requestsOf(board);
    await sendMouse({ type: 'move', position: middle(card(board, 'Acme')!, -20, 10) });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: middle(card(board, 'Dune')!, -20, 10) });
    await waitUntil(() => lifted(board), 'lifted');
    // Below the middle of Dune, above Echo's.
    await sendMouse({ type: 'move', position: middle(card(board, 'Echo')!, 0, -14) });
    const parts = (): (string | null)[] =>
      [...column(board, 'offer').querySelectorAll('.cards > *')].map((one) => one.getAttribute('part'));
    await waitUntil(() => parts().join() === 'card,drop-line,card', parts().join());
    await sendMouse({ type: 'up' });
    await waitUntil(() => idsIn(board, 'offer').length === 3);
    expect(idsIn(board, 'offer')).to.deep.equal(['Dune', 'Acme', 'Echo']);
    expect(requests).to.deep.equal([
      { moves: [{ dealId: 'Acme', fromStage: 'new', toStage: 'offer', index: 1 }] },
    ]);
  });
});

import { aTimeout, expect, nextFrame, waitUntil } from '@open-wc/testing';
import type { Deal } from '../../src/core/model.js';
import { card, choose, column, dataOf, deal, focused, headOf, idsIn, mount, press } from './board-fixture.js';
import type { Mounted } from './board-fixture.js';

/** The first has the largest amount: `D00000` is the first card. Every 7th is idle, and so a line higher. */
const many = (count: number, stage = 'new', prefix = 'D'): Deal[] =>
  Array.from({ length: count }, (_, index) =>
    deal(`${prefix}${String(index).padStart(5, '0')}`, stage, 10 * (count - index), {
      visits: [{ stage, enteredAt: index % 7 === 0 ? '2026-05-01T08:00:00Z' : '2026-06-25T08:00:00Z' }],
    }),
  );

const listOf = (mounted: Mounted, stage = 'new'): HTMLElement =>
  column(mounted, stage).querySelector<HTMLElement>('.shaft')!;

const indexes = (mounted: Mounted, stage = 'new'): number[] =>
  [...listOf(mounted, stage).querySelectorAll<HTMLElement>('[data-index]:not(.kept)')].map((one) =>
    Number(one.dataset['index']),
  );

/** How much of the list's visible height no card covers, beyond the gaps between cards. */
function blank(list: HTMLElement): number {
  const view = list.getBoundingClientRect();
  const boxes = [...list.querySelectorAll('[data-deal]')]
    .map((one) => one.getBoundingClientRect())
    .filter((box) => box.bottom > view.top && box.top < view.bottom)
    .sort((a, b) => a.top - b.top);
  let reached = view.top;
  let hole = 0;
  for (const box of boxes) {
    hole = Math.max(hole, box.top - reached);
    reached = Math.max(reached, box.bottom);
  }
  return Math.max(hole, view.bottom - reached);
}

/** Once the column has its window: its first drawing holds ten cards, whatever is in view. */
async function windowed(mounted: Mounted, stage = 'new'): Promise<HTMLElement> {
  await waitUntil(() => idsIn(mounted, stage).length > 10, 'the window has come', { timeout: 8000 });
  await nextFrame();
  return listOf(mounted, stage);
}

async function scrollTo(list: HTMLElement, top: number): Promise<void> {
  list.scrollTop = top;
  await nextFrame();
  await nextFrame();
}

/** To the end, which moves away while cards are drawn that are higher than was thought. */
async function scrollToEnd(list: HTMLElement): Promise<void> {
  for (let tries = 0, there = 0; tries < 20 && there < 2; tries++) {
    there = list.scrollTop + list.clientHeight > list.scrollHeight - 2 ? there + 1 : 0;
    await scrollTo(list, list.scrollHeight);
  }
}

/** WebKit scrolls to what got the focus in a later task, and would undo what the test scrolls meanwhile. */
async function focusOn(mounted: Mounted, id: string): Promise<void> {
  card(mounted, id)!.focus();
  await nextFrame();
  await nextFrame();
}

describe('<pipeline-board> long columns', () => {
  it('draws the cards in view; the scroll bar is that of all', async () => {
    const board = await mount(dataOf([...many(1000), deal('one', 'offer', 5)]));
    const list = await windowed(board);
    expect(indexes(board)[0]).to.equal(0);
    expect(indexes(board).length).to.be.within(9, 30);
    const height = card(board, 'D00001')!.offsetHeight;
    // 1,000 cards and gaps; every 7th is a line higher
    expect(list.scrollHeight).to.be.within(1000 * (height + 8), 1000 * (height + 8 + 18));
    expect(list.clientHeight).to.equal(640);
    await scrollTo(list, list.scrollHeight / 2);
    expect(indexes(board)[0]).to.be.within(470, 500);
    expect(blank(list)).to.be.lessThan(10);
    await scrollToEnd(list);
    expect(indexes(board).at(-1)).to.equal(999);
    expect(blank(list)).to.be.lessThan(20);
    expect(board.root.querySelector('[data-stop=more]')).to.equal(null);
  });

  it('shows no blank while it scrolls, card heights varying', async () => {
    const board = await mount(dataOf(many(3000)));
    const list = await windowed(board);
    let worst = 0;
    for (let step = 0; step < 60; step++) {
      list.scrollTop += step < 40 ? 300 : -400;
      await nextFrame();
      worst = Math.max(worst, blank(list));
    }
    expect(worst).to.be.lessThan(12);
  });

  it('says place and number of all cards', async () => {
    const board = await mount(dataOf(many(500)));
    const list = await windowed(board);
    await scrollTo(list, 12_000);
    for (const one of list.querySelectorAll<HTMLElement>('[data-deal]')) {
      expect(one.getAttribute('aria-setsize')).to.equal('500');
      expect(one.getAttribute('aria-posinset')).to.equal(String(Number(one.dataset['deal']!.slice(1)) + 1));
    }
  });

  it('a short column draws all, and numbers nothing', async () => {
    const board = await mount(dataOf(many(60)));
    expect(idsIn(board, 'new')).to.have.length(60);
    expect(card(board, 'D00000')!.hasAttribute('aria-setsize')).to.equal(false);
  });

  it('arrow keys go on where nothing is drawn yet, End and Home to the ends', async () => {
    const board = await mount(dataOf(many(400)));
    await windowed(board);
    card(board, 'D00000')!.focus();
    for (let step = 1; step <= 60; step++) {
      press(board, 'ArrowDown');
      if (step % 10 === 0) await nextFrame();
    }
    expect(focused(board)).to.equal('card D00060');
    press(board, 'End');
    await nextFrame();
    await nextFrame();
    expect(focused(board)).to.equal('card D00399');
    const view = listOf(board).getBoundingClientRect();
    expect(card(board, 'D00399')!.getBoundingClientRect().bottom).to.be.at.most(view.bottom + 1);
    expect(idsIn(board, 'new'), 'its neighbours are drawn').to.include('D00398');
    press(board, 'Home');
    expect(focused(board)).to.equal('card D00000');
    press(board, 'ArrowUp');
    expect(focused(board)).to.equal('header new');
    press(board, 'ArrowDown');
    expect(focused(board)).to.equal('card D00000');
  });

  it('the focus survives what scrolls its card out of view', async () => {
    const board = await mount(dataOf(many(2000)));
    const list = await windowed(board);
    await focusOn(board, 'D00003');
    const focusedCard = board.root.activeElement;
    await scrollTo(list, 60_000);
    expect(idsIn(board, 'new')).not.to.include('D00004');
    expect(board.root.activeElement === focusedCard, 'the focused card is the same element').to.equal(true);
    expect(focusedCard?.getAttribute('aria-posinset')).to.equal('4');
    expect(blank(list), 'it does not lie among those in view').to.be.lessThan(12);
    press(board, 'ArrowDown');
    await nextFrame();
    await nextFrame();
    expect(focused(board)).to.equal('card D00004');
    expect(list.scrollTop, 'and the list goes there').to.be.lessThan(1000);
    await scrollTo(list, 0);
    expect(board.root.activeElement?.classList.contains('kept')).to.equal(false);
    expect(idsIn(board, 'new').slice(0, 6)).to.deep.equal([0, 1, 2, 3, 4, 5].map((n) => `D0000${n}`));
    expect(board.root.querySelectorAll('.columns [tabindex="0"]')).to.have.length(2);
  });

  it('the tab stop is where it was after cards came and went', async () => {
    const board = await mount(dataOf(many(2000)));
    const list = await windowed(board);
    await scrollTo(list, 50_000);
    await scrollTo(list, 20_000);
    const stops = [...board.root.querySelectorAll<HTMLElement>('.columns [data-stop=card]')].filter(
      (one) => one.tabIndex === 0,
    );
    expect(stops).to.have.length(1);
  });

  it('a deal that moves into a long column is drawn at its place, with the focus', async () => {
    const board = await mount(dataOf([...many(900), deal('Acme', 'offer', 5005)]));
    await windowed(board);
    await choose(board, 'Acme', 'new');
    await waitUntil(() => headOf(board, 'new').includes('901'));
    await waitUntil(() => focused(board) === 'actions Acme', 'the focus goes with it');
    await nextFrame();
    // Amounts run from 9,000 down by tens: 400 are larger.
    expect(card(board, 'Acme')!.getAttribute('aria-posinset')).to.equal('401');
    await nextFrame();
    expect(idsIn(board, 'new'), 'among its neighbours').to.include('D00401');
    expect(listOf(board).scrollTop).to.be.greaterThan(10_000);
  });

  it('follows other data, and lets go of what it watched', async () => {
    const board = await mount(dataOf(many(900)));
    const list = await windowed(board);
    await scrollTo(list, 40_000);
    board.board.data = dataOf(many(70, 'new', 'E'));
    await waitUntil(() => card(board, 'E00069') ?? card(board, 'E00000'));
    await nextFrame();
    await nextFrame();
    expect(blank(listOf(board))).to.be.lessThan(20);
    expect(idsIn(board, 'new').every((id) => id.startsWith('E'))).to.equal(true);
    board.board.data = dataOf(many(3));
    await waitUntil(() => idsIn(board, 'new').length === 3);
    const { parentElement } = board.board;
    board.board.remove();
    parentElement!.append(board.board);
    board.board.data = dataOf(many(300));
    await waitUntil(() => idsIn(board, 'new').length > 3);
    await scrollTo(listOf(board), 8000);
    await aTimeout(50);
    expect(blank(listOf(board))).to.be.lessThan(12);
  });

  it('40 stages, one of them with 9,000 cards', async () => {
    const stages = Array.from({ length: 40 }, (_, at) => ({
      id: `s${at}`,
      name: `Stage ${at}`,
      kind: 'open' as const,
    }));
    const deals = [
      ...many(9000, 's7'),
      ...stages.flatMap(({ id }) => (id === 's7' ? [] : many(30, id, `${id}-`))),
    ];
    const board = await mount(dataOf(deals, { pipelines: [{ id: 'sales', name: 'Sales', stages }] }));
    const list = await windowed(board, 's7');
    expect(headOf(board, 's7')).to.include('9,000');
    expect(idsIn(board, 's7').length).to.be.lessThan(40);
    await scrollTo(list, list.scrollHeight - 700);
    await scrollToEnd(list);
    expect(indexes(board, 's7').at(-1)).to.equal(8999);
    expect(blank(list)).to.be.lessThan(20);
  });
});

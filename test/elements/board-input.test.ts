import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { emulateMedia, emulateTouch, resetEmulation } from '../emulate.js';
import {
  card,
  column,
  dataOf,
  deal,
  focused,
  headOf,
  idsIn,
  mount,
  openMenu,
  press,
  small,
  stageOf,
  textOf,
} from './board-fixture.js';
import type { Mounted } from './board-fixture.js';

type Point = [number, number];

const middle = (element: Element, dx = 0, dy = 0): Point => {
  const box = element.getBoundingClientRect();
  return [Math.round(box.left + box.width / 2 + dx), Math.round(box.top + box.height / 2 + dy)];
};
const move = (position: Point): Promise<void> => sendMouse({ type: 'move', position });
const key = (name: string): Promise<void> => sendKeys({ press: name });
/** A place inside a column below its cards, inside the window. */
const inside = (mounted: Mounted, stage: string): Point => {
  const box = column(mounted, stage).getBoundingClientRect();
  return [Math.round(box.left + box.width / 2), Math.round(box.top + 150)];
};
const dragging = ({ root }: Mounted): Element | null => root.querySelector('.lift:popover-open .card');

/** A pointer event by hand: the drivers have a mouse, and no finger. */
function touch(on: Element, type: string, [clientX, clientY]: Point, more: PointerEventInit = {}): boolean {
  return on.dispatchEvent(
    new PointerEvent(type, {
      pointerId: 7,
      pointerType: 'touch',
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

async function lift(mounted: Mounted, id: string): Promise<void> {
  await move(middle(card(mounted, id)!, -20, 10));
  await sendMouse({ type: 'down' });
  await move(middle(card(mounted, id)!, -10, 22));
  await waitUntil(() => dragging(mounted), 'the card is lifted');
}

/** Wide enough for the whole board; WebKit's driver can't set it, and its window is. */
const widen = async (): Promise<void> => {
  const isWebKit = /AppleWebKit/.test(navigator.userAgent) && !/Chrome/.test(navigator.userAgent);
  if (!isWebKit) await setViewport({ width: 1024, height: 768 });
};

describe('<pipeline-board> by pointer', () => {
  before(widen);
  afterEach(async () => {
    await resetMouse();
  });

  it('drags a card to another column', async () => {
    const board = await mount(dataOf(small));
    let requests = 0;
    board.board.addEventListener('pipeline-deal-move-request', () => requests++);
    await lift(board, 'Acme');
    expect(card(board, 'Acme')!.getAttribute('part')).to.include('origin');
    await move(inside(board, 'offer'));
    await waitUntil(() => column(board, 'offer').getAttribute('part') === 'column over');
    // between 1,000 and 250, where 400 belongs
    expect(
      [...column(board, 'offer').querySelectorAll('.cards > *')].map((one) => one.getAttribute('part')),
    ).to.deep.equal(['card', 'drop-line', 'card']);
    await sendMouse({ type: 'up' });
    await waitUntil(() => stageOf(board, 'Acme') === 'offer');
    await board.board.updateComplete;
    expect(dragging(board)).to.equal(null);
    expect(focused(board)).to.equal('card Acme');
    expect(requests).to.equal(1);
    expect(idsIn(board, 'offer')).to.deep.equal(['Dune', 'Acme', 'Echo']);
  });

  it('drops on a collapsed column', async () => {
    const board = await mount(dataOf(small));
    await lift(board, 'Acme');
    await move(inside(board, 'won'));
    await waitUntil(() => column(board, 'won').querySelector('[part="drop-zone over"]'));
    await sendMouse({ type: 'up' });
    await waitUntil(() => headOf(board, 'won').includes('2 deals'));
    expect(stageOf(board, 'Acme')).to.equal(undefined);
  });

  it('takes a trembling press for a click, which selects', async () => {
    const board = await mount(dataOf(small));
    const selected: string[] = [];
    board.board.addEventListener('pipeline-select', (event) => selected.push(event.detail.rowKey));
    const [x, y] = middle(card(board, 'Acme')!, -20, 10);
    await move([x, y]);
    await sendMouse({ type: 'down' });
    await move([x + 3, y + 2]);
    expect(dragging(board)).to.equal(null);
    await sendMouse({ type: 'up' });
    expect(selected).to.deep.equal(['deal:Acme']);
  });

  it('a drag selects nothing when it ends', async () => {
    const board = await mount(dataOf(small));
    let selected = 0;
    board.board.addEventListener('pipeline-select', () => selected++);
    await lift(board, 'Acme');
    await move(middle(card(board, 'Acme')!));
    await sendMouse({ type: 'up' });
    await aTimeout(30);
    expect(selected).to.equal(0);
    expect(stageOf(board, 'Acme')).to.equal('new');
  });

  it('Esc cancels', async () => {
    const board = await mount(dataOf(small));
    await lift(board, 'Acme');
    await move(inside(board, 'offer'));
    await key('Escape');
    await waitUntil(() => !dragging(board));
    await sendMouse({ type: 'up' });
    await aTimeout(30);
    expect(stageOf(board, 'Acme')).to.equal('new');
    expect(column(board, 'offer').getAttribute('part')).to.equal('column');
  });

  it('never starts by the right button, on the actions button, or where the board is read only', async () => {
    const board = await mount(dataOf(small));
    // Made up: a real one opens the browser's own menu, which keeps the mouse to itself.
    const [x, y] = middle(card(board, 'Acme')!, -20, 10);
    touch(card(board, 'Acme')!, 'pointerdown', [x, y], { pointerType: 'mouse', button: 2 });
    touch(card(board, 'Acme')!, 'pointermove', [x + 80, y + 30], { pointerType: 'mouse', button: -1 });
    expect(dragging(board)).to.equal(null);
    await move(middle(card(board, 'Beta')!.querySelector('[data-stop=actions]')!));
    await sendMouse({ type: 'down' });
    await move(inside(board, 'offer'));
    expect(dragging(board)).to.equal(null);
    await sendMouse({ type: 'up' });
    board.board.readonly = true;
    await board.board.updateComplete;
    await move(middle(card(board, 'Acme')!, -20, 10));
    await sendMouse({ type: 'down' });
    await move(inside(board, 'offer'));
    expect(dragging(board)).to.equal(null);
    await sendMouse({ type: 'up' });
  });

  it('works two shadow roots deep', async () => {
    const outer = await fixture<HTMLElement>(html`<div></div>`);
    outer.attachShadow({ mode: 'open' });
    const inner = document.createElement('div');
    inner.attachShadow({ mode: 'open' });
    outer.shadowRoot!.append(inner);
    const element = document.createElement('pipeline-board');
    element.data = dataOf(small);
    inner.shadowRoot!.append(element);
    await waitUntil(() => element.shadowRoot?.querySelector('[data-column]'));
    const board = { board: element, root: element.shadowRoot! };
    await lift(board, 'Acme');
    await move(inside(board, 'offer'));
    await sendMouse({ type: 'up' });
    await waitUntil(() => stageOf(board, 'Acme') === 'offer');
  });

  it('scrolls sideways at the edge, and finds the columns that come', async () => {
    const board = await mount(dataOf(small), { width: 560 });
    const scroller = board.root.querySelector('.scroller')!;
    const page = document.documentElement.scrollWidth;
    await lift(board, 'Acme');
    const box = scroller.getBoundingClientRect();
    await move([Math.round(box.right - 6), Math.round(box.top + 150)]);
    await waitUntil(
      () => scroller.scrollLeft + scroller.clientWidth >= scroller.scrollWidth - 2,
      'scrolled',
      {
        timeout: 10_000,
      },
    );
    await waitUntil(() => column(board, 'lost').getAttribute('part')!.includes('over'));
    await sendMouse({ type: 'up' });
    await waitUntil(() => headOf(board, 'lost').includes('1 deal'));
    expect(document.documentElement.scrollWidth).to.equal(page);
  });

  it('by touch, after a hold; a swipe scrolls instead', async () => {
    const board = await mount(dataOf(small));
    const from = card(board, 'Acme')!;
    const [x, y] = middle(from, -20, 10);
    const send = (type: string, at: Point): boolean => touch(from, type, at);
    send('pointerdown', [x, y]);
    send('pointermove', [x, y + 30]);
    await aTimeout(350);
    expect(dragging(board)).to.equal(null);
    send('pointercancel', [x, y + 30]);
    send('pointerdown', [x, y]);
    send('pointermove', [x + 2, y]);
    await waitUntil(() => dragging(board), 'lifted after the hold');
    const scroll = new Event('touchmove', { bubbles: true, composed: true, cancelable: true });
    from.dispatchEvent(scroll);
    expect(scroll.defaultPrevented, 'the page does not scroll under a drag').to.equal(true);
    send('pointermove', inside(board, 'talk'));
    send('pointerup', inside(board, 'talk'));
    await waitUntil(() => stageOf(board, 'Acme') === 'talk');
  });

  it('a drag that is under way when the board goes leaves nothing behind', async () => {
    const board = await mount(dataOf(small));
    await lift(board, 'Acme');
    board.board.remove();
    await move([5, 5]);
    await sendMouse({ type: 'up' });
    document.body.append(board.board);
    await waitUntil(() => board.root.querySelector('[data-column]'));
    expect(dragging(board)).to.equal(null);
    expect(stageOf(board, 'Acme')).to.equal('new');
    board.board.remove();
  });
});

describe('<pipeline-board> by keyboard', () => {
  before(widen);

  async function start(board: Mounted): Promise<void> {
    card(board, 'Acme')!.focus();
    await board.board.updateComplete;
  }

  it('has one tab stop, then the controls of the card with the focus, then leaves', async () => {
    const board = await mount(dataOf(small));
    const before = document.createElement('button');
    board.board.before(before);
    before.focus();
    await key('Tab');
    expect(focused(board)).to.equal('card Acme');
    await key('ArrowDown');
    await key('Tab');
    expect(focused(board)).to.equal('actions Beta');
    await key('Tab');
    expect(board.root.activeElement?.closest('.columns') ?? null).to.equal(null);
    expect(board.root.querySelectorAll('.columns [tabindex="0"]')).to.have.length(2);
  });

  it('arrows go within and across columns, to headers where a column is empty', async () => {
    const board = await mount(dataOf(small));
    await start(board);
    const path: [string, string][] = [
      ['ArrowUp', 'header new'],
      ['ArrowDown', 'card Acme'],
      ['ArrowRight', 'card Dune'],
      ['ArrowDown', 'card Echo'],
      ['ArrowDown', 'card Echo'],
      ['ArrowRight', 'header talk'],
      ['ArrowRight', 'header won'],
      ['ArrowDown', 'fold won'],
      ['ArrowLeft', 'header talk'],
      ['ArrowLeft', 'header offer'],
      ['ArrowDown', 'card Dune'],
      ['ArrowLeft', 'card Acme'],
      ['ArrowLeft', 'card Acme'],
      ['End', 'card Cord'],
      ['Home', 'card Acme'],
    ];
    for (const [name, where] of path) {
      await key(name);
      expect(focused(board), name).to.equal(where);
    }
    press(board, 'End', { ctrlKey: true });
    expect(focused(board)).to.equal('header lost');
    press(board, 'Home', { ctrlKey: true });
    expect(focused(board)).to.equal('card Acme');
  });

  it('arrows turn round where text runs from right to left', async () => {
    document.documentElement.dir = 'rtl';
    try {
      const board = await mount(dataOf(small));
      await start(board);
      await key('ArrowLeft');
      expect(focused(board)).to.equal('card Dune');
      await key('ArrowRight');
      expect(focused(board)).to.equal('card Acme');
      const [first, second] = ['new', 'offer'].map((stage) => column(board, stage).getBoundingClientRect());
      expect(first!.left).to.be.greaterThan(second!.left);
    } finally {
      document.documentElement.dir = '';
    }
  });

  it('End goes to the last card, drawn or not, and no further', async () => {
    const deals = Array.from({ length: 80 }, (_, index) => deal(`D${index + 10}`, 'new', index));
    const board = await mount(dataOf(deals));
    card(board, 'D89')!.focus();
    await key('End');
    expect(focused(board)).to.equal('card D10');
    await key('ArrowDown');
    expect(focused(board)).to.equal('card D10');
    await key('Home');
    expect(focused(board)).to.equal('card D89');
  });

  it('Enter selects the deal', async () => {
    const board = await mount(dataOf(small));
    const selected: string[] = [];
    board.board.addEventListener('pipeline-select', (event) => selected.push(event.detail.rowKey));
    await start(board);
    await key('Enter');
    // It opens the deal's panel too, which takes the focus until it is closed.
    await waitUntil(() => board.root.querySelector('.panel'));
    await key('Escape');
    await waitUntil(() => focused(board) === 'card Acme');
    await key('ArrowUp');
    await key('Enter');
    expect(selected).to.deep.equal(['deal:Acme', 'stage:new']);
  });

  it('moves by the menu alone, and keeps the focus on the card', async () => {
    const board = await mount(dataOf(small));
    await start(board);
    press(board, 'F10', { shiftKey: true });
    await waitUntil(() => focused(board) === 'item offer', 'the first stage that can be chosen');
    const items = [...board.root.querySelectorAll('.menu [role=menuitem]')];
    expect(items.map(textOf)).to.deep.equal(['New here', 'Offer', 'Talk', 'Won', 'Lost', 'Open', 'Select']);
    expect(items[0]!.getAttribute('aria-disabled')).to.equal('true');
    await key('ArrowDown');
    await key('ArrowUp');
    await key('ArrowUp');
    expect(focused(board)).to.equal('item new');
    await key('Enter');
    expect(board.root.querySelector('.menu:popover-open')).not.to.equal(null);
    await key('End');
    expect(focused(board), 'the last one').to.equal('item select');
    await key('t');
    expect(focused(board)).to.equal('item talk');
    await key('Enter');
    await waitUntil(() => stageOf(board, 'Acme') === 'talk');
    await board.board.updateComplete;
    expect(focused(board)).to.equal('card Acme');
    expect(board.root.querySelector('.menu:popover-open')).to.equal(null);
  });

  it('Esc closes the menu and gives the focus back to where it was', async () => {
    const board = await mount(dataOf(small));
    await start(board);
    press(board, 'ContextMenu');
    await waitUntil(() => focused(board) === 'item offer');
    await key('Escape');
    await waitUntil(() => focused(board) === 'card Acme');
    await openMenu(board, 'Beta');
    await key('Escape');
    await waitUntil(() => focused(board) === 'actions Beta');
    expect(stageOf(board, 'Beta')).to.equal('new');
  });

  it('keeps lines that can’t be chosen, with the reason', async () => {
    const board = await mount(dataOf(small));
    board.board.addEventListener('pipeline-deal-move-request', (event) =>
      event.waitUntil(new Promise(() => undefined)),
    );
    (await openMenu(board, 'Acme')).find((item) => item.dataset['key'] === 'talk')!.click();
    await waitUntil(() => card(board, 'Acme')!.hasAttribute('aria-busy'));
    const items = await openMenu(board, 'Acme');
    expect(items.map(textOf)).to.include('Talk Saving …');
    expect(items.every((item) => item.getAttribute('aria-disabled') === 'true')).to.equal(true);
  });
});

describe('<pipeline-board> layouts', () => {
  before(widen);
  afterEach(resetEmulation);

  it('scrolls inside itself, never the page', async () => {
    for (const width of [980, 640, 420, 260]) {
      const board = await mount(dataOf(small), { width });
      expect(document.documentElement.scrollWidth, `${width}`).to.be.at.most(
        document.documentElement.clientWidth,
      );
      expect(board.board.getBoundingClientRect().width).to.equal(width);
    }
  });

  it('below 400 px shows one column, chosen by a select that names stages and counts', async () => {
    const board = await mount(dataOf(small), { width: 300 });
    const select = board.root.querySelector('select')!;
    const visible = (): (string | undefined)[] =>
      [...board.root.querySelectorAll<HTMLElement>('[data-column]')]
        .filter((one) => one.getClientRects().length > 0)
        .map((one) => one.dataset['column']);
    expect([...select.options].map(textOf)).to.deep.equal([
      'New (3)',
      'Offer (2)',
      'Talk (0)',
      'Won (1)',
      'Lost (0)',
    ]);
    expect(select.value).to.equal('new');
    expect(visible()).to.deep.equal(['new']);
    select.value = 'won';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await board.board.updateComplete;
    expect(visible()).to.deep.equal(['won']);
    expect(idsIn(board, 'won')).to.deep.equal(['Foxx']);
  });

  it('has no findings by axe: at rest, menu open, after a move, narrow, dark', async () => {
    const board = await mount(
      dataOf([...small, deal('Nil', '', 5, { visits: [], url: 'https://crm.example/1' })]),
    );
    await expect(board.board).to.be.accessible();
    const items = await openMenu(board, 'Beta');
    await expect(board.board).to.be.accessible();
    items.find((item) => item.dataset['key'] === 'talk')!.click();
    await waitUntil(() => board.root.querySelector('.bar'));
    await expect(board.board).to.be.accessible();
    document.documentElement.style.setProperty('color-scheme', 'dark');
    document.body.style.setProperty('background', '#16191d');
    document.body.style.setProperty('color', '#e8eaed');
    try {
      const dark = await mount(dataOf(small), { width: 300 });
      await expect(dark.board).to.be.accessible();
    } finally {
      document.documentElement.removeAttribute('style');
      document.body.removeAttribute('style');
    }
  });

  it('targets are 24 px, and 44 on coarse pointers', async function () {
    const sizes = (board: Mounted): number[] =>
      [...board.root.querySelectorAll('.board button')].map((button) => {
        const { width, height } = button.getBoundingClientRect();
        return Math.min(width, height);
      });
    expect(Math.min(...sizes(await mount(dataOf(small))))).to.be.at.least(24);
    if (!(await emulateTouch())) this.skip();
    expect(Math.min(...sizes(await mount(dataOf(small))))).to.be.at.least(44);
  });

  it('cards keep their outline in forced colours, and nothing moves where that is not wanted', async function () {
    if (!(await emulateMedia({ forcedColors: true, reducedMotion: true }))) this.skip();
    const board = await mount(dataOf(small));
    const style = getComputedStyle(card(board, 'Beta')!);
    expect(style.outlineStyle).to.equal('solid');
    expect(style.transitionDuration).to.equal('0s');
  });
});

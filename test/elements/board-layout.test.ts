import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { resetMouse, sendMouse, setViewport } from '@web/test-runner-commands';
import { emulateMedia, resetEmulation } from '../emulate.js';
import type { PipelineData, Provenance } from '../../src/core/model.js';
import '../../src/elements/provider/define.js';
import {
  card,
  column,
  dataOf,
  deal,
  focused,
  headOf,
  heard,
  idsIn,
  isWebKit,
  mount,
  press,
  small,
  stageOf,
  stages,
  textOf,
} from './board-fixture.js';
import type { Mounted } from './board-fixture.js';

before(async () => {
  if (!isWebKit) await setViewport({ width: 1024, height: 800 });
});

describe('<pipeline-board> several pipelines', () => {
  const shop = [
    { id: 'cart', name: 'Cart', kind: 'open', probability: 0.5 },
    { id: 'paid', name: 'Paid', kind: 'won' },
  ] as const;
  const pipelines: PipelineData['pipelines'] = [
    { id: 'sales', name: 'Sales', stages },
    { id: 'shop', name: 'Shop', stages: shop },
    { id: 'none', name: 'Nothing yet', stages: shop },
    { id: 'old', name: 'Old', stages: shop, archived: true },
  ];
  const data = dataOf([...small, deal('Cart', 'cart', 70, { pipeline: 'shop' })], { pipelines });
  const select = ({ root }: Mounted): HTMLSelectElement | null => root.querySelector('.pipelines select');
  const choose = (board: Mounted, id: string): void => {
    const of = select(board)!;
    of.value = id;
    of.dispatchEvent(new Event('change', { bubbles: true }));
  };

  it('can be chosen where the host allows it and there are several', async () => {
    expect(select(await mount(data))).to.equal(null);
    expect(select(await mount(dataOf(small), { attributes: 'pipeline-switch' }))).to.equal(null);
    const board = await mount(data, { attributes: 'pipeline-switch' });
    expect([...select(board)!.options].map(textOf)).to.deep.equal(['Sales', 'Shop', 'Nothing yet']);
    expect(textOf(select(board)!.labels[0]!.querySelector('span'))).to.equal('Pipeline');
    const chosen: string[] = [];
    board.board.addEventListener('pipeline-switch', ({ detail }) => chosen.push(detail.pipeline));
    choose(board, 'shop');
    await waitUntil(() => column(board, 'cart'));
    expect(idsIn(board, 'cart')).to.deep.equal(['Cart']);
    expect(textOf(board.root.querySelector('.subtitle'))).to.include('Shop');
    choose(board, 'none');
    await waitUntil(() => textOf(board.root.querySelector('.subtitle')).includes('Nothing yet'));
    expect(select(board)!.value, 'one that is empty keeps the switch').to.equal('none');
    choose(board, 'sales');
    await waitUntil(() => column(board, 'new'));
    expect(chosen).to.deep.equal(['shop', 'none', 'sales']);
    await expect(board.board).to.be.accessible();
  });

  it('a host can do it itself; nothing happens then', async () => {
    const board = await mount(data, { attributes: 'pipeline-switch' });
    board.board.addEventListener('pipeline-switch', (event) => event.preventDefault());
    choose(board, 'shop');
    await board.board.updateComplete;
    expect(select(board)!.value).to.equal('sales');
    expect(column(board, 'new')).not.to.equal(null);
    expect(board.board.pipeline).to.equal(undefined);
  });

  it('data that lacks what was chosen brings back what was set', async () => {
    const board = await mount(data, { attributes: 'pipeline-switch pipeline=none' });
    choose(board, 'shop');
    await waitUntil(() => column(board, 'cart'));
    board.board.data = dataOf(small, { pipelines: pipelines.filter(({ id }) => id !== 'shop') });
    await waitUntil(() => textOf(board.root.querySelector('.subtitle')).includes('Nothing yet'));
    expect(board.board.pipeline).to.equal('none');
  });

  it('is of this board only: the provider’s stays as it is', async () => {
    const board = await mount(data);
    const provider = document.createElement('pipeline-provider');
    provider.data = data;
    provider.pipeline = 'shop';
    const element = document.createElement('pipeline-board');
    element.pipelineSwitch = true;
    provider.append(element);
    board.board.replaceWith(provider);
    const own = { board: element, root: element.shadowRoot! };
    await waitUntil(() => element.shadowRoot && column({ board: element, root: element.shadowRoot }, 'cart'));
    const mounted = { ...own, root: element.shadowRoot! };
    expect(select(mounted)!.value, 'what is shown first is the provider’s').to.equal('shop');
    choose(mounted, 'sales');
    await waitUntil(() => column(mounted, 'new'));
    expect(provider.pipeline).to.equal('shop');
  });
});

describe('<pipeline-board> one column at a time', () => {
  afterEach(resetEmulation);

  const shown = ({ root }: Mounted): (string | undefined)[] =>
    [...root.querySelectorAll<HTMLElement>('[data-column]')]
      .filter((one) => one.checkVisibility())
      .map((one) => one.dataset['column']);

  type Point = readonly [number, number];
  function touch(on: Element, type: string, [clientX, clientY]: Point, more: PointerEventInit = {}): void {
    on.dispatchEvent(
      new PointerEvent(type, {
        ...{ pointerId: 7, pointerType: 'touch', isPrimary: true, button: 0, clientX, clientY },
        ...{ bubbles: true, composed: true, cancelable: true },
        ...more,
      }),
    );
  }
  /** A finger goes along these points, from a card. */
  function swipe(board: Mounted, ...by: Point[]): void {
    const from = board.root.querySelector('.column.chosen .column-head')!;
    const box = from.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + 4];
    touch(from, 'pointerdown', [x, y]);
    for (const [dx, dy] of by) touch(from, 'pointermove', [x + dx, y + dy]);
    const [dx, dy] = by.at(-1)!;
    touch(from, 'pointerup', [x + dx, y + dy]);
  }

  it('a swipe brings the next one, said once; up and down scrolls', async () => {
    const board = await mount(dataOf(small), { width: 300 });
    const said = heard(board);
    swipe(board, [-20, 2], [-100, 6]);
    await waitUntil(() => shown(board)[0] === 'offer');
    await waitUntil(() => said.includes('Offer, 2 deals'));
    expect(board.root.querySelector<HTMLSelectElement>('.chooser select')!.value).to.equal('offer');
    swipe(board, [10, 40], [100, 80]);
    swipe(board, [-8, 0], [-20, 0]);
    await nextFrame();
    expect(shown(board), 'neither along nor too short').to.deep.equal(['offer']);
    swipe(board, [100, 0]);
    await waitUntil(() => shown(board)[0] === 'new');
    swipe(board, [150, 0]);
    await nextFrame();
    expect(shown(board), 'there is nothing before it').to.deep.equal(['new']);
  });

  it('goes the other way where text runs from right to left', async () => {
    const board = await mount(dataOf(small), { width: 300 });
    board.board.dir = 'rtl';
    await board.board.updateComplete;
    swipe(board, [100, 0]);
    await waitUntil(() => shown(board)[0] === 'offer');
  });

  it('never picks a card up, and a finger that rests does not swipe', async () => {
    const board = await mount(dataOf(small), { width: 300 });
    const from = card(board, 'Acme')!;
    const box = from.getBoundingClientRect();
    const at = [box.left + 40, box.top + 20] as const;
    touch(from, 'pointerdown', at);
    await waitUntil(() => board.root.querySelector('.lift:popover-open .card'), 'lifted after the hold');
    touch(from, 'pointermove', [at[0] - 120, at[1]]);
    touch(from, 'pointercancel', [at[0] - 120, at[1]]);
    await waitUntil(() => !board.root.querySelector('.lift:popover-open'));
    expect(shown(board)).to.deep.equal(['new']);
    touch(from, 'pointerdown', at);
    touch(from, 'pointermove', [at[0] - 30, at[1]]);
    expect(board.root.querySelector('.columns')!.hasAttribute('data-swiping')).to.equal(true);
    touch(from, 'pointermove', [at[0] - 100, at[1]]);
    touch(from, 'pointerup', [at[0] - 100, at[1]]);
    await waitUntil(() => shown(board)[0] === 'offer');
    expect(stageOf(board, 'Acme')).to.equal('new');
    expect(board.root.querySelector('.columns')!.hasAttribute('data-swiping')).to.equal(false);
  });

  it('leaves scrolling up and down to the page, and wide boards their own', async () => {
    const narrow = await mount(dataOf(small), { width: 300 });
    expect(getComputedStyle(narrow.root.querySelector('.scroller')!).touchAction).to.include('pan-y');
    const wide = await mount(dataOf(small), { width: 640 });
    expect(getComputedStyle(wide.root.querySelector('.scroller')!).touchAction).to.equal('auto');
    swipe(wide, [-100, 0]);
    await nextFrame();
    expect(shown(wide)).to.have.length(5);
  });

  it('nothing moves where that is not wanted, and the column comes all the same', async function () {
    if (!(await emulateMedia({ reducedMotion: true }))) this.skip();
    const board = await mount(dataOf(small), { width: 300 });
    const columns = board.root.querySelector('.columns')!;
    swipe(board, [-100, 0]);
    await waitUntil(() => shown(board)[0] === 'offer');
    expect(columns.getAnimations()).to.deep.equal([]);
  });

  it('arrows turn on too, with the focus', async () => {
    const board = await mount(dataOf(small), { width: 300 });
    card(board, 'Acme')!.focus();
    press(board, 'ArrowRight');
    await waitUntil(() => focused(board) === 'card Dune');
    press(board, 'ArrowRight');
    await waitUntil(() => focused(board) === 'header talk', 'an empty one: its header');
    press(board, 'ArrowLeft');
    await waitUntil(() => focused(board) === 'card Dune');
  });
});

describe('<pipeline-board> figures while cards hang over it', () => {
  afterEach(() => resetMouse());
  const data = dataOf(small, {
    pipelines: [{ id: 'sales', name: 'Sales', stages }],
  });
  const heads = (board: Mounted): string[] =>
    ['new', 'offer', 'talk'].map((stage) => headOf(board, stage).replace('deals, ', 'deals '));

  async function over(board: Mounted, id: string, stage: string): Promise<void> {
    const [from, to] = [
      card(board, id)!.getBoundingClientRect(),
      column(board, stage).getBoundingClientRect(),
    ];
    const at = (x: number, y: number): [number, number] => [Math.round(x), Math.round(y)];
    await sendMouse({ type: 'move', position: at(from.left + 60, from.top + 20) });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: at(from.left + 72, from.top + 30) });
    await waitUntil(() => board.root.querySelector('.lift:popover-open .card'));
    await sendMouse({ type: 'move', position: at(to.left + to.width / 2, to.top + 130) });
    await waitUntil(() => column(board, stage).classList.contains('over'));
    await board.board.updateComplete;
  }

  it('are what they would be after the drop, and the others stay', async function () {
    if (isWebKit) this.skip();
    const board = await mount(data);
    const before = heads(board);
    await over(board, 'Acme', 'offer');
    // 400 of 900 go from 10 % to 50 %: by hand.
    expect(heads(board)).to.deep.equal([
      'New2 €500 2 deals €50 weighted at 10%',
      'Offer3 €1,650 3 deals €825 weighted at 50%',
      before[2],
    ]);
    expect(column(board, 'new').classList.contains('preview')).to.equal(true);
    press(board, 'Escape');
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await waitUntil(() => heads(board).join() === before.join(), 'cancelled, they are what they were');
    await sendMouse({ type: 'up' });
    await over(board, 'Acme', 'offer');
    const shown = heads(board);
    await sendMouse({ type: 'up' });
    await waitUntil(() => stageOf(board, 'Acme') === 'offer');
    expect(heads(board), 'dropped, they were right').to.deep.equal(shown);
    expect(board.root.querySelector('.preview')).to.equal(null);
  });

  it('a long column scrolls on while a card hangs at its edge', async function () {
    if (isWebKit) this.skip();
    const many = Array.from({ length: 200 }, (_, at) => deal(`D${at}`, 'offer', 900 - at));
    const board = await mount(dataOf([deal('Acme', 'new', 400), ...many]));
    // Its search comes above the columns, and moves them down.
    await waitUntil(() => board.root.querySelector('.find input') !== null, 'the search has come');
    await over(board, 'Acme', 'offer');
    const shaft = column(board, 'offer').querySelector('.shaft')!;
    expect(shaft.scrollTop).to.equal(0);
    const box = shaft.getBoundingClientRect();
    const y = Math.min(box.bottom, window.innerHeight) - 6;
    await sendMouse({ type: 'move', position: [Math.round(box.left + box.width / 2), Math.round(y)] });
    await waitUntil(() => shaft.scrollTop > 60, 'the column scrolls on', { timeout: 8000 });
    await sendMouse({ type: 'up' });
    await waitUntil(() => stageOf(board, 'Acme') === 'offer');
  });

  it('for several cards by keyboard, limits too, and not where a rule is against it', async () => {
    const rules = { noBackwardsMovementRule: { enabledForAllStages: true } };
    const board = await mount({ ...data, pipelines: [{ id: 'sales', name: 'Sales', stages, ...rules }] });
    board.board.limits = 'offer=3';
    await board.board.updateComplete;
    const before = heads(board);
    for (const id of ['Acme', 'Beta']) {
      card(board, id)!.dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true }));
    }
    await board.board.updateComplete;
    card(board, 'Acme')!.focus();
    press(board, ' ');
    press(board, 'ArrowRight');
    await waitUntil(() => headOf(board, 'offer').includes('€1,950'));
    expect(headOf(board, 'offer')).to.include('4 of 3');
    expect(headOf(board, 'new')).to.include('€200').and.to.include('€20 weighted');
    press(board, 'Escape');
    await waitUntil(() => heads(board).join() === before.join());
    board.root.querySelector<HTMLElement>('.selection button:last-child')!.click();
    card(board, 'Dune')!.focus();
    press(board, ' ');
    press(board, 'ArrowLeft');
    await waitUntil(() => column(board, 'new').querySelector('.zone.refused'));
    expect(heads(board)).to.deep.equal(before);
  });

  it('of lanes and their cells as well', async () => {
    const board = await mount(
      dataOf([...small, deal('Bolt', 'talk', 60, { owner: 'bob' })], {
        owners: [
          { id: 'ana', name: 'Ana' },
          { id: 'bob', name: 'Bob' },
        ],
      }),
      { attributes: 'lanes-by=owner' },
    );
    const lanes = (): string[] => [...board.root.querySelectorAll('.lane-total')].map(textOf);
    const cell = (lane: string, stage: string): string =>
      textOf(board.root.querySelector(`[data-lane="${lane}"][data-column="${stage}"] .cell-total bdi`));
    // 900 at 10 %, 1,250 at 50 %; 60 at 80 %.
    expect(lanes()).to.deep.equal(['5 open deals, €2,150, weighted €715', '1 open deal, €60, weighted €48']);
    card(board, 'Acme')!.focus();
    press(board, ' ');
    press(board, 'ArrowDown');
    press(board, 'ArrowRight');
    await waitUntil(() => cell('bob', 'offer') === '1 deal, €400');
    expect(lanes()).to.deep.equal([
      '4 open deals, €1,750, weighted €675',
      '2 open deals, €460, weighted €248',
    ]);
    expect(cell('ana', 'new')).to.equal('2 deals, €500');
    press(board, ' ');
    await waitUntil(() => stageOf(board, 'Acme') === 'offer');
    expect(lanes()).to.deep.equal([
      '4 open deals, €1,750, weighted €675',
      '2 open deals, €460, weighted €248',
    ]);
  });
});

describe('<pipeline-board> on a past day of data without history', () => {
  const provenance: Provenance = {
    system: 'test',
    fetchedAt: '2026-07-01T00:00:00Z',
    timeZone: 'UTC',
    history: 'none',
    complete: true,
  };
  const bare = (id: string, stage: string, more = {}) => deal(id, stage, 100, { visits: [], ...more });
  // Without it the data would be shown as of its newest event, an earlier day.
  const late = bare('Late', 'offer', { createdAt: '2026-06-20' });
  const closed = bare('Foxx', 'won', { createdAt: '2026-01-05', closedAt: '2026-02-01' });

  it('says that it needs stage history, and shows no nought where nobody knows', async () => {
    const data = dataOf([bare('Acme', 'new'), late, closed], { provenance });
    const board = await mount(data, { attributes: 'as-of=2026-05-20' });
    expect(headOf(board, 'new')).to.equal('New– – needs stage history');
    expect(textOf(column(board, 'new').querySelector('.column-empty'))).to.equal('needs stage history');
    expect(headOf(board, 'won')).to.include('1 deal');
    const shown = textOf(board.root.querySelector('.frame'));
    expect(shown).not.to.include('No deal is open').and.not.to.include('0 open deals');
    expect(shown).to.include('1 deal is left out: where it stood on that day is not in this data.');
    board.root.querySelector<HTMLElement>('[part=table-toggle]')!.click();
    await waitUntil(() => board.root.querySelector('table'));
    expect([...board.root.querySelectorAll('tbody tr')].map(textOf)[0]).to.equal('New–––');
    expect((await board.board.toCSV({ locale: 'en' })).split('\r\n')[1]).to.equal('New,,,');
  });

  it('is an empty board that says why, where nothing at all is known', async () => {
    const board = await mount(dataOf([closed], { provenance }));
    board.board.data = dataOf([bare('Acme', 'new'), late], { provenance });
    board.board.setAttribute('as-of', '2026-05-20');
    await waitUntil(() => textOf(board.root.querySelector('.state-title')) === 'Needs stage history');
    board.board.removeAttribute('as-of');
    await waitUntil(() => column(board, 'new') && idsIn(board, 'new').length === 1);
    expect(headOf(board, 'new')).to.include('1 deal');
  });
});

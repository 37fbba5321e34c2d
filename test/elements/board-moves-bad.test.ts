/** Deals, names and saves as they should not be, and what comes in between. */
import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import type { PipelineRequest, PipelineSource } from '../../src/context/types.js';
import type { Deal, Pipeline } from '../../src/core/model.js';
import {
  card,
  choose,
  column,
  dataOf,
  deal,
  focused,
  headOf,
  heard,
  idsIn,
  isWebKit,
  mount,
  openMenu,
  press,
  small,
  stageOf,
  stages,
  textOf,
} from './board-fixture.js';
import type { Mounted } from './board-fixture.js';

const gate = ({ root }: Mounted): HTMLDialogElement | null => root.querySelector('dialog.gate[open]');
const bar = ({ root }: Mounted): HTMLElement | null => root.querySelector('.bar:not(.selection)');
const button = (board: Mounted, name: string): HTMLElement | undefined =>
  [...(bar(board)?.querySelectorAll('button') ?? [])].find((one) => textOf(one) === name);
const requestsOf = ({ board }: Mounted): unknown[] => {
  const requests: unknown[] = [];
  board.addEventListener('pipeline-deal-move-request', ({ detail }) => requests.push(detail));
  return requests;
};
const middle = (element: Element, dx = 0, dy = 0): [number, number] => {
  const box = element.getBoundingClientRect();
  return [Math.round(box.left + box.width / 2 + dx), Math.round(box.top + box.height / 2 + dy)];
};
async function lift(board: Mounted, id: string): Promise<void> {
  await sendMouse({ type: 'move', position: middle(card(board, id)!, -20, 8) });
  await sendMouse({ type: 'down' });
  await sendMouse({ type: 'move', position: middle(card(board, id)!, -8, 22) });
  await waitUntil(() => board.root.querySelector('.lift:popover-open .card'), 'lifted');
}
const gated: readonly Pipeline[] = [
  {
    id: 'sales',
    name: 'Sales',
    stages: stages.map((stage) =>
      stage.id === 'offer'
        ? {
            ...stage,
            criteria: [
              { id: 'h', label: 'Budget holder', type: 'text', field: 'holder', required: true },
              { id: 'd', label: 'Close date', type: 'date', field: 'expectedCloseAt', required: true },
            ],
          }
        : stage,
    ),
  },
];

before(async () => {
  if (!isWebKit) await setViewport({ width: 1024, height: 768 });
});

describe('<pipeline-board> with deals as they should not be', () => {
  it('one without a name, amount, owner or stage has a card, a menu and a way on', async () => {
    const bare = [{ id: 'bare', pipeline: 'sales', stage: '', visits: [] }] as unknown as readonly Deal[];
    const board = await mount(dataOf([...small, ...bare]));
    const said = heard(board);
    const own = card(board, 'bare')!;
    expect(own.getAttribute('aria-label'), 'it is called something').to.match(/\S/);
    expect(textOf(own)).not.to.match(/undefined|null|NaN/);
    const items = await openMenu(board, 'bare');
    items.find((item) => item.dataset['key'] === 'offer')!.click();
    await waitUntil(() => stageOf(board, 'bare') === 'offer');
    await waitUntil(() => said.at(-1)?.includes('Offer'), 'said');
    expect(said.at(-1)).not.to.match(/undefined|null|NaN/);
    await lift(board, 'bare').finally(() => resetMouse());
    card(board, 'bare')!.focus();
    press(board, 'Enter');
    await waitUntil(() => board.root.querySelector('.panel'));
    expect(textOf(board.root.querySelector('.panel'))).not.to.match(/undefined|null|NaN/);
  });

  it('a name of 400 letters in one word widens nothing: card, menu, bar, selection, gate, panel', async () => {
    const long = 'Donaudampfschifffahrt'.repeat(20).slice(0, 400);
    const deals = small.map((one) => (one.id === 'Acme' ? { ...one, name: long, account: long } : one));
    for (const width of [980, 300]) {
      const board = await mount(dataOf(deals, { pipelines: gated }), { width });
      const page = document.documentElement;
      const fits = (where: string): void => {
        expect(page.scrollWidth, `${where} at ${width}`).to.be.at.most(page.clientWidth);
        for (const part of board.root.querySelectorAll<HTMLElement>('.card, .menu, .bar, .gate, .panel')) {
          if (!part.checkVisibility()) continue;
          expect(part.scrollWidth, `${part.className}, ${where} at ${width}`).to.be.at.most(
            part.clientWidth + 1,
          );
          const { left, right } = part.getBoundingClientRect();
          const isMoved = part.classList.contains('card');
          if (!isMoved)
            expect(left >= -1 && right <= innerWidth + 1, `${part.className}: ${where}`).to.equal(true);
        }
      };
      fits('at rest');
      await openMenu(board, 'Acme');
      fits('menu');
      press(board, 'Escape');
      board.root.querySelector<HTMLElement>('.menu')!.hidePopover();
      await choose(board, 'Acme', 'offer');
      await waitUntil(() => gate(board));
      fits('gate');
      gate(board)!.querySelector<HTMLInputElement>('#gate-0')!.value = long;
      gate(board)!.querySelector<HTMLElement>('[data-gate=submit]')!.click();
      await waitUntil(() => headOf(board, 'offer').includes('3 deals'));
      await waitUntil(() => bar(board));
      fits('bar');
      await waitUntil(() => button(board, 'Undo'));
      button(board, 'Undo')!.click();
      await waitUntil(() => stageOf(board, 'Acme') === 'new');
      card(board, 'Acme')!.focus();
      press(board, ' ', { ctrlKey: true });
      await waitUntil(() => board.root.querySelector('.selection'));
      fits('selection');
      press(board, 'Escape');
      press(board, 'Enter');
      await waitUntil(() => board.root.querySelector('.panel'));
      fits('panel');
    }
  });

  it('a name that runs from right to left keeps to itself wherever it stands in a sentence', async () => {
    const name = 'شركة النور';
    const deals = small.map((one) => (one.id === 'Acme' ? { ...one, name, account: name } : one));
    const board = await mount(dataOf(deals, { pipelines: gated }));
    const alone = (where: string): void => {
      let found = 0;
      const walker = document.createTreeWalker(board.root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { parentElement, textContent } = walker.currentNode;
        const element = parentElement!;
        if (!textContent?.includes(name) || !element.checkVisibility()) continue;
        if (element.closest('#live, .hidden, style, [aria-live]')) continue;
        found += 1;
        const isolated =
          element.closest('bdi') !== null ||
          ['isolate', 'plaintext'].includes(getComputedStyle(element).unicodeBidi);
        expect(isolated, `${where}: ${element.outerHTML.slice(0, 120)}`).to.equal(true);
      }
      expect(found, where).to.be.greaterThan(0);
    };
    alone('card');
    await openMenu(board, 'Acme');
    alone('menu');
    board.root.querySelector<HTMLElement>('.menu')!.hidePopover();
    await choose(board, 'Acme', 'offer');
    await waitUntil(() => gate(board));
    alone('gate');
    gate(board)!.querySelector<HTMLElement>('[data-gate=cancel]')!.click();
    await waitUntil(() => focused(board) === 'actions Acme', 'back where it began');
    await choose(board, 'Acme', 'talk');
    await waitUntil(() => gate(board), 'passing over asks too');
    gate(board)!.querySelector<HTMLInputElement>('#gate-0')!.value = name;
    gate(board)!.querySelector<HTMLElement>('[data-gate=submit]')!.click();
    await waitUntil(() => stageOf(board, 'Acme') === 'talk');
    await waitUntil(() => bar(board));
    alone('bar');
    card(board, 'Acme')!.focus();
    press(board, 'Enter');
    await waitUntil(() => board.root.querySelector('.panel'));
    alone('panel');
  });

  it('two with one id are two cards; the one that is moved moves, and the data’s fault is listed', async () => {
    const board = await mount(
      dataOf([deal('Twin', 'new', 10), deal('Twin', 'new', 20, { name: 'Twin second' }), ...small]),
    );
    expect(headOf(board, 'new')).to.include('5 deals');
    const twins = idsIn(board, 'new').filter((id) => id.startsWith('Twin'));
    expect(twins).to.have.length(2);
    expect(new Set(twins).size, 'each has an id of its own').to.equal(2);
    await choose(board, 'Twin', 'offer');
    await waitUntil(() => stageOf(board, 'Twin') === 'offer');
    expect(headOf(board, 'new')).to.include('4 deals');
    expect(headOf(board, 'offer')).to.include('3 deals');
    expect(textOf(board.root.querySelector('[part~=notice]'))).to.include('Twin');
  });
});

describe('<pipeline-board> what asks for nothing', () => {
  afterEach(async () => {
    await resetMouse();
  });

  it('a move to the stage that a deal is in: by pointer, keyboard and menu', async () => {
    const board = await mount(dataOf(small));
    const requests = requestsOf(board);
    await lift(board, 'Acme');
    const { left, width, top } = column(board, 'new').getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(left + width / 2), Math.round(top + 200)] });
    await sendMouse({ type: 'up' });
    await waitUntil(() => !board.root.querySelector('.lift:popover-open'));
    card(board, 'Acme')!.focus();
    press(board, ' ');
    await board.board.updateComplete;
    press(board, ' ');
    const [here] = await openMenu(board, 'Acme');
    here!.click();
    await board.board.updateComplete;
    expect([here!.getAttribute('aria-disabled'), requests, idsIn(board, 'new')]).to.deep.equal([
      'true',
      [],
      ['Acme', 'Beta', 'Cord'],
    ]);
  });

  it('the element that goes while a card is in the hand or a menu is open', async () => {
    for (const way of ['hand', 'menu'] as const) {
      const board = await mount(dataOf(small));
      const requests = requestsOf(board);
      card(board, 'Acme')!.focus();
      if (way === 'hand') {
        press(board, ' ');
        press(board, 'ArrowRight');
        await waitUntil(() => column(board, 'offer').getAttribute('part') === 'column over');
      } else await openMenu(board, 'Acme');
      const { parentElement: box } = board.board;
      board.board.remove();
      await aTimeout(0);
      box!.append(board.board);
      await waitUntil(() => card(board, 'Acme'), way);
      await board.board.updateComplete;
      expect(card(board, 'Acme')!.getAttribute('part'), way).to.equal('card');
      expect(column(board, 'offer').getAttribute('part'), way).to.equal('column');
      expect(board.root.querySelector('.menu:popover-open') === null, way).to.equal(true);
      expect(card(board, 'Acme')!.querySelector('[aria-expanded=true]') === null, way).to.equal(true);
      expect(requests, way).to.deep.equal([]);
    }
  });

  it('the menu of a deal that goes closes, and so does the one of a deal that is moved elsewhere', async () => {
    for (const after of [
      small.slice(1),
      small.map((one) => (one.id === 'Acme' ? { ...one, stage: 'talk' } : one)),
    ]) {
      const board = await mount(dataOf(small));
      await openMenu(board, 'Acme');
      board.board.data = dataOf(after);
      await waitUntil(() => stageOf(board, 'Acme') !== 'new');
      await waitUntil(() => !board.root.querySelector('.menu:popover-open'), 'closed');
      const next = stageOf(board, 'Acme') === undefined ? 'card Beta' : 'actions Acme';
      await waitUntil(() => focused(board) === next, `the focus is on ${focused(board)}, not on ${next}`);
    }
  });

  it('a gate whose deal somebody else moves meanwhile is refused, in words', async () => {
    const board = await mount(dataOf(small, { pipelines: gated }));
    const said = heard(board);
    await choose(board, 'Acme', 'offer');
    await waitUntil(() => gate(board));
    board.board.data = dataOf(
      small.map((one) => (one.id === 'Acme' ? { ...one, stage: 'talk' } : one)),
      { pipelines: gated },
    );
    await waitUntil(() => stageOf(board, 'Acme') === 'talk');
    gate(board)!.querySelector<HTMLInputElement>('#gate-0')!.value = 'Mo';
    gate(board)!.querySelector<HTMLElement>('[data-gate=submit]')!.click();
    await waitUntil(() => said.at(-1)?.startsWith('Acme renewal'), said.join(' | '));
    expect(said.at(-1)).to.equal(
      'Acme renewal has been changed by somebody else meanwhile and is in Talk. Your change was not saved.',
    );
    expect(stageOf(board, 'Acme')).to.equal('talk');
  });
});

describe('<pipeline-board> a gate by its keys', () => {
  it('Escape on the keyboard cancels it; a date that is half typed in is a fault', async function () {
    const board = await mount(dataOf(small, { pipelines: gated }));
    const requests = requestsOf(board);
    await choose(board, 'Cord', 'offer');
    await waitUntil(() => gate(board));
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !gate(board));
    await waitUntil(() => focused(board) === 'actions Cord');
    expect(requests).to.deep.equal([]);
    if (isWebKit) this.skip();
    await choose(board, 'Cord', 'offer');
    await waitUntil(() => gate(board));
    await sendKeys({ type: 'Mo Kim' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: '07' });
    await sendKeys({ press: 'Enter' });
    const date = gate(board)!.querySelector<HTMLInputElement>('#gate-1')!;
    await waitUntil(() => date.getAttribute('aria-invalid') === 'true', 'a fault');
    expect(board.root.activeElement).to.equal(date);
    expect(textOf(board.root.getElementById(date.getAttribute('aria-describedby')!))).to.include('date');
    expect(requests).to.deep.equal([]);
  });
});

describe('<pipeline-board> saves that go wrong', () => {
  const source = (save: PipelineSource['save'], more: Partial<PipelineSource> = {}): PipelineSource => ({
    load: () => Promise.resolve(dataOf(small)),
    save,
    ...more,
  });

  it('one that throws at once rolls back with its reason, and the focus is on the card', async () => {
    const board = await mount(
      source(() => {
        throw new Error('The server is being moved');
      }),
    );
    const said = heard(board);
    await choose(board, 'Acme', 'offer');
    await waitUntil(() => said.at(-1)?.includes('The server is being moved'), said.join(' | '));
    expect(said.at(-1)).to.equal('Could not save: The server is being moved. Acme renewal is back in New.');
    await waitUntil(() => focused(board) === 'actions Acme');
    expect([stageOf(board, 'Acme'), card(board, 'Acme')!.getAttribute('part')]).to.deep.equal([
      'new',
      'card',
    ]);
    expect(headOf(board, 'new')).to.include('3 deals');
  });

  it('without a connection the card says so, stays where it was put, and is saved when there is one', async () => {
    let online = false;
    let tries = 0;
    const own = Object.getOwnPropertyDescriptor(navigator, 'onLine');
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => online });
    try {
      const board = await mount(
        source(() => (++tries === 1 ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve())),
      );
      const said = heard(board);
      await choose(board, 'Acme', 'offer');
      await waitUntil(() => textOf(card(board, 'Acme')).includes('Not saved yet'));
      expect(card(board, 'Acme')!.getAttribute('aria-label')).to.include('Not saved yet');
      expect(stageOf(board, 'Acme')).to.equal('offer');
      await waitUntil(() => said.at(-1) === 'Acme renewal: not saved yet.', said.join(' | '));
      online = true;
      window.dispatchEvent(new Event('online'));
      await waitUntil(() => said.at(-1) === 'Acme renewal: saved.', said.join(' | '));
      expect([
        tries,
        stageOf(board, 'Acme'),
        textOf(card(board, 'Acme')).includes('Not saved'),
      ]).to.deep.equal([2, 'offer', false]);
    } finally {
      if (own) Object.defineProperty(navigator, 'onLine', own);
      else delete (navigator as { onLine?: boolean }).onLine;
    }
  });

  it('what was saved is taken back by button and by ⌘Z, the last first, each saved in its turn', async () => {
    const saved: PipelineRequest[] = [];
    const board = await mount(source((change) => Promise.resolve(saved.push(change))));
    const moves = (): unknown[] =>
      saved.map(({ detail }) =>
        (detail as { moves: { dealId: string; toStage: string }[] }).moves.map(
          ({ dealId, toStage }) => `${dealId} ${toStage}`,
        ),
      );
    const isSaved = (id: string, n: number): boolean =>
      saved.length === n && !card(board, id)!.hasAttribute('aria-busy');
    await choose(board, 'Acme', 'offer');
    await waitUntil(() => stageOf(board, 'Acme') === 'offer' && isSaved('Acme', 1));
    await choose(board, 'Beta', 'talk');
    await waitUntil(() => stageOf(board, 'Beta') === 'talk' && isSaved('Beta', 2));
    await waitUntil(() => button(board, 'Undo'));
    button(board, 'Undo')!.click();
    await waitUntil(() => stageOf(board, 'Beta') === 'new' && isSaved('Beta', 3));
    card(board, 'Acme')!.focus();
    press(board, 'z', { metaKey: true });
    await waitUntil(() => stageOf(board, 'Acme') === 'new' && isSaved('Acme', 4));
    expect(moves()).to.deep.equal([['Acme offer'], ['Beta talk'], ['Beta new'], ['Acme new']]);
    press(board, 'z', { metaKey: true });
    await aTimeout(50);
    expect(saved, 'nothing is left to take back').to.have.length(4);
  });
});

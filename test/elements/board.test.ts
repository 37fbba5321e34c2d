import { aTimeout, expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { PipelineRequestEvent } from '../../src/context/events.js';
import type { PipelineRequest, PipelineSelectDetail } from '../../src/context/types.js';
import type { Deal, PipelineData } from '../../src/core/model.js';
import type { PipelineProvider } from '../../src/elements/provider/provider.js';
import '../../src/elements/provider/define.js';
import {
  card,
  choose,
  column,
  dataOf,
  deal,
  focused,
  headOf,
  idsIn,
  live,
  mount,
  openMenu,
  press,
  small,
  stageOf,
  stages,
  textOf,
} from './board-fixture.js';
import type { Mounted } from './board-fixture.js';

const many = (count: number, stage = 'new'): Deal[] =>
  Array.from({ length: count }, (_, index) =>
    deal(`D${String(index).padStart(5, '0')}`, stage, 10 * (index + 1)),
  );

const bar = ({ root }: Mounted): string => textOf(root.querySelector('.bar'));

async function settled(mounted: Mounted): Promise<void> {
  await aTimeout(20);
  await mounted.board.updateComplete;
}

describe('<pipeline-board> figures', () => {
  it('names count, sum and weighted sum of all deals, not of the drawn ones', async () => {
    const board = await mount(dataOf(many(120)));
    // 10 + 20 + … + 1,200
    expect(headOf(board, 'new'))
      .to.include('120')
      .and.to.include('€72,600')
      .and.to.include('weighted at 10%');
    expect(idsIn(board, 'new').length).to.be.within(9, 40);
    expect(textOf(board.root.querySelector('.subtitle'))).to.include('120 open deals, €72,600');
    expect(board.root.querySelectorAll('[aria-setsize="120"]')).to.have.length(idsIn(board, 'new').length);
    expect(card(board, 'D00119')!.getAttribute('aria-posinset')).to.equal('1');
  });

  it('orders by amount, then id; deals without an amount come last and count', async () => {
    const deals = [deal('b', 'new', 5), deal('none', 'new', null), deal('c', 'new', 7), deal('a', 'new', 5)];
    const board = await mount(dataOf(deals));
    expect(idsIn(board, 'new')).to.deep.equal(['c', 'a', 'b', 'none']);
    expect(headOf(board, 'new')).to.include('4').and.to.include('€17');
    expect(textOf(card(board, 'none'))).to.include('no amount');
  });

  it('keeps empty columns, starts with closed ones collapsed, and opens them', async () => {
    const board = await mount(dataOf(small));
    expect(
      [...board.root.querySelectorAll<HTMLElement>('[data-column]')].map((one) => one.dataset['column']),
    ).to.deep.equal(stages.map(({ id }) => id));
    expect(textOf(column(board, 'talk')))
      .to.include('No deals')
      .and.to.include('€0');
    expect(idsIn(board, 'won')).to.deep.equal([]);
    expect(headOf(board, 'won')).to.include('€700').and.to.include('1 deal');
    const fold = column(board, 'won').querySelector<HTMLElement>('[data-stop=fold]')!;
    expect(fold.getAttribute('aria-expanded')).to.equal('false');
    expect(fold.getAttribute('aria-label')).to.equal('Show the deals of Won');
    fold.click();
    await settled(board);
    expect(idsIn(board, 'won')).to.deep.equal(['Foxx']);
    expect(textOf(card(board, 'Foxx'))).to.include('closed Jun 15');
    expect(fold.getAttribute('aria-expanded')).to.equal('true');
  });

  it('puts unmapped stages and deals without a stage after the open columns', async () => {
    const board = await mount(dataOf([...small, deal('Odd', 'gone', 5), deal('Nil', '', 5, { visits: [] })]));
    const keys = [...board.root.querySelectorAll<HTMLElement>('[data-column]')].map(
      (one) => one.dataset['column'],
    );
    expect(keys).to.deep.equal(['new', 'offer', 'talk', 'gone', '', 'won', 'lost']);
    expect(headOf(board, '')).to.include('No stage recorded');
    const items = await openMenu(board, 'Nil');
    expect(items.map((item) => item.dataset['key'])).to.deep.equal([
      'new',
      'offer',
      'talk',
      '',
      'won',
      'lost',
    ]);
  });

  it('shows archived stages only while they hold deals', async () => {
    const pipelines = [
      {
        id: 'sales',
        name: 'Sales',
        stages: [...stages, { id: 'old', name: 'Old', kind: 'open', archived: true }],
      },
    ] as PipelineData['pipelines'];
    const board = await mount(dataOf(small, { pipelines }));
    expect(column(board, 'old')).to.equal(null);
    const other = await mount(dataOf([...small, deal('Rest', 'old', 1)], { pipelines }));
    expect(idsIn(other, 'old')).to.deep.equal(['Rest']);
  });

  it('sums mixed currencies each by itself, and says so', async () => {
    const board = await mount(dataOf([deal('a', 'new', 100), deal('b', 'new', 200, { currency: 'USD' })]));
    expect(headOf(board, 'new')).to.include('€100 and $200');
    expect(textOf(board.root.querySelector('.takeaway')), 'nothing is the most').to.include('2 open deals.');
  });

  it('does not repeat the account in the name below it', async () => {
    for (const [name, shown] of [
      ['Acme · Basic plan', 'Basic plan'],
      ['Acme – Renewal', 'Renewal'],
      ['Acmeville', 'Acmeville'],
      ['Acme', ''],
    ] as const) {
      const board = await mount(dataOf([deal('a', 'new', 1, { account: 'Acme', name })]));
      expect(textOf(card(board, 'a')!.querySelector('.card-name')), name).to.equal(shown);
    }
  });

  it('says when amounts or probabilities are not there, and never 0', async () => {
    const pipelines = [
      { id: 'sales', name: 'Sales', stages: [{ id: 'new', name: 'New', kind: 'open' }] },
    ] as PipelineData['pipelines'];
    const bare = await mount(dataOf([deal('a', 'new', null)], { pipelines }));
    expect(headOf(bare, 'new')).to.include('no amounts').and.not.to.include('0');
    const priced = await mount(dataOf([deal('a', 'new', 5)], { pipelines }));
    expect(headOf(priced, 'new'))
      .to.match(/probabilit/)
      .and.not.to.match(/[€ ]0/);
  });

  it('marks what is idle and overdue in words, and nothing else', async () => {
    const board = await mount(dataOf(small));
    expect(textOf(card(board, 'Beta'))).to.include('13 d overdue');
    expect(textOf(card(board, 'Cord'))).to.include('29 d in stage, 10 allowed');
    expect(card(board, 'Cord')!.getAttribute('part')).to.equal('card idle');
    expect(card(board, 'Beta')!.getAttribute('part')).to.equal('card overdue');
    expect(card(board, 'Acme')!.getAttribute('part')).to.equal('card');
    expect(card(board, 'Cord')!.getAttribute('aria-label')).to.equal(
      'Cord renewal, Ana Gomez, €200, 29 days in this stage, 10 allowed',
    );
    expect(textOf(board.root.querySelector('.takeaway'))).to.equal(
      'Offer holds the most: €1,250, 58% of the open amount. 1 deal rests longer than its stage allows.',
    );
  });

  it('a period narrows the closed columns alone', async () => {
    const deals = [...small, deal('Gone', 'won', 90, { closedAt: '2026-03-03', visits: [] })];
    const board = await mount(dataOf(deals), { attributes: 'period=2026-06' });
    expect(headOf(board, 'won')).to.include('€700').and.to.include('1 deal');
    column(board, 'won').querySelector<HTMLElement>('[data-stop=fold]')!.click();
    await settled(board);
    expect(idsIn(board, 'won')).to.deep.equal(['Foxx']);
    expect(idsIn(board, 'new')).to.have.length(3);
  });

  it('shows the same rows as a table', async () => {
    const board = await mount(dataOf(small));
    board.root.querySelector<HTMLElement>('[part=table-toggle]')!.click();
    await waitUntil(() => board.root.querySelector('tbody tr'));
    const rows = [...board.root.querySelectorAll('tbody tr')].map((row) => [...row.children].map(textOf));
    expect(rows[0]).to.deep.equal(['New', '3', '€900', '€90']);
    expect(rows).to.have.length(5);
  });

  it('names from the data are text everywhere', async () => {
    const bad = '<img src=x onerror="window.hurt=1">';
    const pipelines = [
      { id: 'sales', name: bad, stages: [{ id: 'new', name: bad, kind: 'open' }, ...stages.slice(1)] },
    ] as PipelineData['pipelines'];
    const board = await mount(
      dataOf([deal('x', 'new', 5, { name: bad, account: bad, owner: 'evil', url: 'javascript:alert(1)' })], {
        pipelines,
        owners: [{ id: 'evil', name: bad }],
      }),
    );
    await choose(board, 'x', 'offer');
    await waitUntil(() => live(board).includes(bad), 'the move is announced');
    expect(bar(board)).to.include(bad);
    expect(board.root.querySelector('img')).to.equal(null);
    expect(board.root.querySelector('a')).to.equal(null);
    expect('hurt' in window).to.equal(false);
  });

  it('links a deal to its page where the address is a safe one', async () => {
    const board = await mount(dataOf([deal('a', 'new', 5, { url: 'https://crm.example/1' })]));
    const link = card(board, 'a')!.querySelector('a')!;
    expect(link.href).to.equal('https://crm.example/1');
    for (const url of ['javascript:alert(1)', 'java\nscript:alert(1)', ' data:text/html,x', 'vbscript:x']) {
      const other = await mount(dataOf([deal('a', 'new', 5, { url })]));
      expect(card(other, 'a')!.querySelector('a'), url).to.equal(null);
    }
  });

  it('keeps the page small with 10,000 deals', async () => {
    const board = await mount(
      dataOf([...many(6000), ...many(4000, 'offer').map((one) => ({ ...one, id: `o${one.id}` }))]),
    );
    expect(headOf(board, 'new')).to.include('6,000');
    expect(board.root.querySelectorAll('*').length).to.be.lessThan(2500);
  });
});

describe('<pipeline-board> moves', () => {
  it('moves at once, says so, and offers to undo', async () => {
    const board = await mount(dataOf(small));
    const moved = oneEvent(board.board, 'pipeline-deal-moved');
    await choose(board, 'Acme', 'offer');
    await moved;
    await settled(board);
    expect(idsIn(board, 'offer')).to.deep.equal(['Dune', 'Acme', 'Echo']);
    expect(headOf(board, 'new')).to.include('€500');
    expect(headOf(board, 'offer')).to.include('€1,650');
    expect(focused(board)).to.equal('actions Acme');
    await waitUntil(() => live(board) === 'Acme renewal moved from New to Offer. New 2 deals, Offer 3.');
    expect(bar(board)).to.include('Acme renewal moved to Offer');
    board.root.querySelector<HTMLElement>('.bar button')!.click();
    await waitUntil(() => stageOf(board, 'Acme') === 'new', 'undone');
    expect(headOf(board, 'new')).to.include('€900');
    await waitUntil(() => live(board) === 'Undone.');
    expect(bar(board)).to.equal('');
  });

  it('Ctrl+Z undoes while the focus is in the board, and follows the card', async () => {
    const board = await mount(dataOf(small));
    await choose(board, 'Acme', 'talk');
    await waitUntil(() => stageOf(board, 'Acme') === 'talk');
    press(board, 'z', { ctrlKey: true });
    await waitUntil(() => stageOf(board, 'Acme') === 'new');
    await settled(board);
    expect(focused(board)).to.equal('actions Acme');
  });

  it('fires one request for a move, with ids', async () => {
    const board = await mount(dataOf(small));
    const requests: unknown[] = [];
    board.board.addEventListener('pipeline-deal-move-request', (event) => requests.push(event.detail));
    await choose(board, 'Beta', 'talk');
    await waitUntil(() => stageOf(board, 'Beta') === 'talk');
    expect(requests).to.deep.equal([{ moves: [{ dealId: 'Beta', fromStage: 'new', toStage: 'talk' }] }]);
  });

  it('a veto leaves the card where it was, and is said', async () => {
    const board = await mount(dataOf(small));
    board.board.addEventListener('pipeline-deal-move-request', (event) => event.preventDefault());
    await choose(board, 'Acme', 'offer');
    await settled(board);
    expect(stageOf(board, 'Acme')).to.equal('new');
    expect(focused(board)).to.equal('actions Acme');
    await waitUntil(() => live(board) === 'Acme renewal stays in New: this change is not allowed.');
    expect(bar(board)).to.include('stays in New');
  });

  it('waits for a host that takes its time, with a mark on the card, and hears its no', async () => {
    const board = await mount(dataOf(small));
    let refuse: (error: Error) => void = () => undefined;
    board.board.addEventListener('pipeline-deal-move-request', (event: PipelineRequestEvent) =>
      event.waitUntil(new Promise((_, reject) => (refuse = reject))),
    );
    await choose(board, 'Acme', 'offer');
    await waitUntil(() => card(board, 'Acme')!.getAttribute('aria-busy') === 'true', 'pending');
    expect(stageOf(board, 'Acme')).to.equal('new');
    expect(textOf(card(board, 'Acme'))).to.include('Saving');
    expect(card(board, 'Acme')!.getAttribute('part')).to.equal('card pending');
    refuse(new Error('Needs a close date.'));
    await waitUntil(() => live(board) === 'Acme renewal stays in New: Needs a close date.');
    expect(stageOf(board, 'Acme')).to.equal('new');
    expect(card(board, 'Acme')!.hasAttribute('aria-busy')).to.equal(false);
    expect(focused(board)).to.equal('actions Acme');
  });

  it('rolls back what could not be saved, with the focus and a word', async () => {
    let fail: (error: Error) => void = () => undefined;
    const board = await mount({
      load: () => Promise.resolve(dataOf(small)),
      save: () => new Promise((_, reject) => (fail = reject)),
    });
    await choose(board, 'Acme', 'offer');
    await waitUntil(() => stageOf(board, 'Acme') === 'offer', 'shown at once');
    await settled(board);
    expect(card(board, 'Acme')!.getAttribute('aria-busy')).to.equal('true');
    expect(focused(board)).to.equal('actions Acme');
    fail(new Error('server is down'));
    await waitUntil(() => stageOf(board, 'Acme') === 'new', 'back');
    await waitUntil(
      () => live(board) === 'Could not save: server is down. Acme renewal is back in New.',
      `said, not "${live(board)}"`,
    );
    expect(focused(board)).to.equal('actions Acme');
    expect(bar(board)).to.include('Could not save');
  });

  it('does not jump back after a saved move', async () => {
    const saved: PipelineRequest[] = [];
    const board = await mount({
      load: () => Promise.resolve(dataOf(small)),
      save: (change) => Promise.resolve(saved.push(change)),
    });
    const seen = new Set<string | undefined>();
    const watch = setInterval(() => seen.add(stageOf(board, 'Acme')), 1);
    const moved = oneEvent(board.board, 'pipeline-deal-moved');
    await choose(board, 'Acme', 'offer');
    await waitUntil(() => stageOf(board, 'Acme') === 'offer');
    seen.clear();
    await moved;
    await aTimeout(60);
    clearInterval(watch);
    expect([...seen]).to.deep.equal(['offer']);
    expect(saved.map(({ type }) => type)).to.deep.equal(['pipeline-deal-move-request']);
    expect(textOf(board.root.querySelector('.frame'))).not.to.include('Changes stay in this page');
  });

  it('won and lost set the close date; out of them it and the reason go', async () => {
    const provider = await fixture<PipelineProvider>(
      html`<pipeline-provider><pipeline-board></pipeline-board></pipeline-provider>`,
    );
    provider.data = dataOf(small);
    const board = provider.querySelector('pipeline-board')!;
    const mounted = { board, root: board.shadowRoot! };
    await waitUntil(() => mounted.root.querySelector('[data-column]'));
    const now = (): Deal => provider.store.getState().data!.deals.find(({ id }) => id === 'Acme')!;
    mounted.root.querySelector<HTMLElement>('[data-column=lost] [data-stop=fold]')!.click();
    await choose(mounted, 'Acme', 'lost');
    await waitUntil(() => now().stage === 'lost');
    expect(now().closedAt).to.equal('2026-06-30T23:59:59.999Z');
    await waitUntil(() => stageOf(mounted, 'Acme') === 'lost');
    await choose(mounted, 'Acme', 'offer');
    await waitUntil(() => now().stage === 'offer');
    expect(now().closedAt).to.equal(undefined);
    expect(now().lostReason).to.equal(undefined);
  });

  it('a card that goes into a collapsed column leaves the focus to the next one', async () => {
    const board = await mount(dataOf(small));
    await choose(board, 'Acme', 'won');
    await waitUntil(() => headOf(board, 'won').includes('2 deals'));
    await settled(board);
    expect(focused(board)).to.equal('actions Beta');
  });

  it('draws the moved card though it is the last of a long column, because the focus is on it', async () => {
    const board = await mount(dataOf([...many(120), deal('Tiny', 'offer', 1)]));
    await choose(board, 'Tiny', 'new');
    await waitUntil(() => stageOf(board, 'Tiny') === 'new');
    await settled(board);
    expect(focused(board)).to.equal('actions Tiny');
    expect(idsIn(board, 'new').length).to.be.lessThan(60);
    expect(card(board, 'Tiny')!.getAttribute('aria-posinset')).to.equal('121');
  });

  it('a past day is not changed, and says why', async () => {
    const board = await mount(dataOf(small), { attributes: 'as-of=2026-06-25' });
    await choose(board, 'Acme', 'offer');
    await waitUntil(() => live(board).includes('the past can’t be changed'));
    expect(stageOf(board, 'Acme')).to.equal('new');
  });

  it('without a place to save, says that changes stay here', async () => {
    const board = await mount(dataOf(small));
    expect(textOf(board.root.querySelector('.note:last-of-type'))).to.equal('Changes stay in this page.');
  });

  it('readonly hides everything that moves', async () => {
    const board = await mount(dataOf(small), { attributes: 'readonly' });
    expect(board.root.querySelector('[data-stop=actions]')).to.equal(null);
    expect(textOf(board.root.querySelector('.frame'))).not.to.include('Changes stay');
    card(board, 'Acme')!.focus();
    press(board, 'F10', { shiftKey: true });
    await settled(board);
    expect(board.root.querySelector('.menu:popover-open')).to.equal(null);
  });

  it('selects a card and a column, cancelably, with the ids behind', async () => {
    const board = await mount(dataOf(small));
    const seen: PipelineSelectDetail[] = [];
    board.board.addEventListener('pipeline-select', (event) => {
      expect(event.cancelable && event.bubbles && event.composed).to.equal(true);
      seen.push(event.detail);
    });
    card(board, 'Beta')!.click();
    column(board, 'new').querySelector<HTMLElement>('[data-stop=header]')!.click();
    expect(seen).to.deep.equal([
      { rowKey: 'deal:Beta', value: 300, n: 1, dealIds: ['Beta'] },
      { rowKey: 'stage:new', value: 3, n: 3, dealIds: ['Acme', 'Beta', 'Cord'] },
    ]);
  });

  it('updates when another widget of the page moves the deal', async () => {
    const provider = await fixture<PipelineProvider>(
      html`<pipeline-provider><pipeline-board></pipeline-board></pipeline-provider>`,
    );
    provider.data = dataOf(small);
    const board = provider.querySelector('pipeline-board')!;
    const mounted = { board, root: board.shadowRoot! };
    await waitUntil(() => mounted.root.querySelector('[data-column]'));
    card(mounted, 'Acme')!.focus();
    const result = await provider.store.dispatch({
      type: 'pipeline-deal-move-request',
      detail: { moves: [{ dealId: 'Acme', fromStage: 'new', toStage: 'talk' }] },
    });
    expect(result.ok).to.equal(true);
    await waitUntil(() => stageOf(mounted, 'Acme') === 'talk');
    expect(focused(mounted)).to.equal('card Acme');
  });
});

import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import type { PipelineSelectDetail } from '../../src/context/types.js';
import type { Deal } from '../../src/core/model.js';
import {
  card,
  choose,
  column,
  dataOf,
  deal,
  headOf,
  idsIn,
  mount,
  openMenu,
  small,
  textOf,
} from './board-fixture.js';
import type { Mounted } from './board-fixture.js';

const keys = ({ root }: Mounted): string[] =>
  [...root.querySelectorAll<HTMLElement>('[data-column]')].map((one) => one.dataset['column']!);

const set = async (mounted: Mounted, more: Partial<Mounted['board']>): Promise<void> => {
  Object.assign(mounted.board, more);
  await mounted.board.updateComplete;
  await nextFrame();
};

describe('<pipeline-board> order in a column', () => {
  const deals = [
    deal('a', 'new', 1, { expectedCloseAt: '2026-09-01', lastActivityAt: '2026-06-01' }),
    deal('b', 'new', 2, { expectedCloseAt: '2026-08-01' }),
    deal('c', 'new', 3, { visits: [{ stage: 'new', enteredAt: '2026-05-01T08:00:00Z' }], order: 1 }),
  ];

  for (const [by, order] of [
    ['amount', 'cba'],
    ['close', 'bac'],
    ['age', 'cab'],
    ['activity', 'abc'],
    ['hand', 'abc'],
    ['nonsense', 'cba'],
  ] as const) {
    it(`${by}: ${order}`, async () => {
      const board = await mount(dataOf(deals), { attributes: `sort-by=${by}` });
      expect(idsIn(board, 'new').join('')).to.equal(order);
    });
  }
});

describe('<pipeline-board> limits', () => {
  it('marks in words what holds more than it is meant to, or for longer', async () => {
    const board = await mount(dataOf(small));
    await set(board, { limits: 'new=2, 20d; offer=5; nonsense; talk=x' });
    expect(headOf(board, 'new')).to.include('3 of 2, 1 over 20 d');
    expect(headOf(board, 'new')).to.include('3 deals, at most 2 are meant to be here');
    expect(column(board, 'new').querySelector('[part="column-limit passed"]')).not.to.equal(null);
    expect(headOf(board, 'offer')).to.include('2 of 5');
    expect(column(board, 'offer').querySelector('[part="column-limit passed"]')).to.equal(null);
    expect(column(board, 'talk').querySelector('.column-limit')).to.equal(null);
  });
});

describe('<pipeline-board> fields of cards', () => {
  const rich = deal('Acme', 'new', 400, {
    expectedCloseAt: '2026-07-20',
    nextStep: 'Send the quote',
    contact: 'Ida Blum',
    probability: 0.25,
    lastActivityAt: '2026-06-30T10:00:00Z',
    fields: { seats: 12000, trial: true, renewal: '2026-08-01', note: '<b>x</b>' },
  });

  it('shows what is asked for, each with its head, and nothing that a deal lacks', async () => {
    const board = await mount(dataOf([rich, deal('Bare', 'new', 1)]));
    await set(board, {
      cardFields: 'name, amount, next-step, probability, seats, trial, renewal, note, gone, source',
    });
    const shown = textOf(card(board, 'Acme'));
    for (const part of [
      'Next step Send the quote',
      'Probability 25%',
      'seats 12,000',
      'trial yes',
      'renewal Aug 1, 2026',
      'note <b>x</b>',
      '€400',
    ]) {
      expect(shown).to.include(part);
    }
    expect(shown).not.to.include('Ana Gomez').and.not.to.include('Jul 20');
    expect(card(board, 'Acme')!.getAttribute('aria-label')).to.include('Next step Send the quote');
    expect(card(board, 'Bare')!.querySelectorAll('dt')).to.have.length(1);
    expect(card(board, 'Acme')!.querySelector('b')).to.equal(null);
  });

  it('by pipeline, where a record says so', async () => {
    const board = await mount(dataOf([rich]));
    await set(board, { cardFields: { sales: 'contact', other: 'seats' } });
    expect(textOf(card(board, 'Acme')))
      .to.include('Contact Ida Blum')
      .and.not.to.include('seats');
  });

  it('initials in the owner’s place; a picture only where that is allowed, and from a safe address', async () => {
    const picture = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
    const owners = [{ id: 'ana', name: 'Ana Gomez', avatarUrl: picture }];
    const board = await mount(dataOf([rich], { owners }));
    await set(board, { cardFields: 'name, avatar' });
    expect(textOf(card(board, 'Acme')!.querySelector('.card-avatar'))).to.equal('AG');
    await set(board, { avatars: true });
    expect(card(board, 'Acme')!.querySelector('img'), 'data: is no address of a picture').to.equal(null);
    board.board.data = dataOf([rich], { owners: [{ ...owners[0]!, avatarUrl: '/favicon.ico' }] });
    await waitUntil(() => card(board, 'Acme')!.querySelector('img'));
    await set(board, { avatars: false });
    expect(card(board, 'Acme')!.querySelector('img')).to.equal(null);
  });
});

describe('<pipeline-board> in a page from right to left', () => {
  /** The letters of what a card shows, from left to right as they are drawn. */
  const drawn = (element: Element): string => {
    const letters: { readonly at: number; readonly letter: string }[] = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const [at, letter] of [...(node.nodeValue ?? '')].entries()) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        if (letter.trim()) letters.push({ at: range.getBoundingClientRect().left, letter });
      }
    }
    return letters
      .sort((a, b) => a.at - b.at)
      .map(({ letter }) => letter)
      .join('');
  };

  it('keeps the order of English words and figures', async () => {
    const late = {
      expectedCloseAt: '2026-06-01',
      visits: [{ stage: 'new', enteredAt: '2026-01-05T08:00:00Z' }],
    };
    const board = await mount(dataOf([deal('late', 'new', 5, late), deal('due', 'new', 4)]));
    board.board.dir = 'rtl';
    await board.board.updateComplete;
    const shown = card(board, 'late')!;
    expect(drawn(shown.querySelector('.overdue')!)).to.match(/^\d+doverdue$/);
    expect(drawn(shown.querySelector('.idle')!)).to.match(/^\d+dinstage,\d+allowed$/);
    expect(drawn(shown.querySelector('.card-title')!)).to.match(/^late/);
  });
});

describe('<pipeline-board> groups', () => {
  const deals: Deal[] = [
    deal('a', 'new', 100, { expectedCloseAt: '2026-06-28', owner: 'bob', forecastCategory: 'commit' }),
    deal('b', 'offer', 50, { expectedCloseAt: '2026-07-31' }),
    deal('c', 'new', 25, { owner: undefined, fields: { size: 'big' } }),
    deal('w', 'won', 900, { closedAt: '2026-06-15', visits: [{ stage: 'won', enteredAt: '2026-06-15' }] }),
  ];
  const data = dataOf(deals, {
    owners: [
      { id: 'ana', name: 'Ana Gomez' },
      { id: 'bob', name: 'Bob Hart' },
    ],
  });

  it('owners: open deals, with their figures, the stage on the card; a move sets the owner', async () => {
    const board = await mount(data, { attributes: 'group-by=owner' });
    expect(keys(board)).to.deep.equal(['ana', 'bob', '']);
    expect(headOf(board, 'bob'))
      .to.include('Bob Hart')
      .and.to.include('€100')
      .and.to.include('€10 weighted at 10%');
    expect(textOf(card(board, 'a'))).to.include('Stage New');
    expect(textOf(board.root.querySelector('.subtitle'))).not.to.include('Grouped by stage');
    await choose(board, 'a', 'ana');
    await waitUntil(() => idsIn(board, 'ana').includes('a'));
    expect(idsIn(board, 'bob'), 'a column stays, or goes with its last deal').to.deep.equal([]);
    expect(textOf(board.root.querySelector('.bar'))).to.include('moved to Ana Gomez');
    await choose(board, 'b', '');
    await waitUntil(() => idsIn(board, '').includes('b'));
  });

  it('months: a move sets the date, the day of the month stays', async () => {
    const board = await mount(data, { attributes: 'group-by=close-month' });
    expect(keys(board)).to.deep.equal(['overdue', '2026-06', '2026-07', '2026-08', '']);
    const items = await openMenu(board, 'b');
    expect(items.map((item) => item.dataset['key'])).to.deep.equal(['2026-06', '2026-07', '2026-08']);
    items[0]!.click();
    await waitUntil(() => idsIn(board, '2026-06').includes('b'));
    expect(textOf(card(board, 'b'))).to.include('Jun 30');
  });

  it('categories and any field', async () => {
    const board = await mount(data, { attributes: 'group-by=forecast-category' });
    expect(keys(board)).to.deep.equal(['commit', 'best-case', 'pipeline', '']);
    await set(board, { groupBy: 'size' });
    expect(keys(board)).to.deep.equal(['big', '']);
    expect(headOf(board, '')).to.include('No size');
    await choose(board, 'a', 'big');
    await waitUntil(() => idsIn(board, 'big').includes('a'));
  });

  it('a veto of the change leaves the card where it was', async () => {
    const board = await mount(data, { attributes: 'group-by=owner' });
    board.board.addEventListener('pipeline-deal-change-request', (event) => event.preventDefault());
    await choose(board, 'a', 'ana');
    await nextFrame();
    expect(idsIn(board, 'bob')).to.deep.equal(['a']);
  });

  it('a column that is chosen tells its deals', async () => {
    const board = await mount(data, { attributes: 'group-by=owner' });
    let detail: PipelineSelectDetail | undefined;
    board.board.addEventListener('pipeline-select', (event) => (detail = event.detail));
    column(board, 'bob').querySelector<HTMLElement>('[data-stop=header]')!.click();
    expect(detail).to.deep.equal({ rowKey: 'owner:bob', value: 1, n: 1, dealIds: ['a'] });
  });
});

describe('<pipeline-board> stages that are gone', () => {
  it('an archived stage that holds deals says so', async () => {
    const data = dataOf([deal('x', 'old', 1)]);
    const [sales] = data.pipelines;
    const stages = [...sales!.stages, { id: 'old', name: 'Old', kind: 'open' as const, archived: true }];
    const board = await mount({ ...data, pipelines: [{ ...sales!, stages }] });
    expect(headOf(board, 'old')).to.include('Old (archived)');
  });
});

import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import type { PipelineSelectDetail } from '../../src/context/types.js';
import { leaderboardTables, measureLeaderboard } from '../../src/core/measures/leaderboard.js';
import type { Deal, Goal, PipelineData, Stage } from '../../src/core/model.js';
import { summarize } from '../../src/core/summary/summarize.js';
import { viewAt } from '../../src/core/view/view.js';
import { createDemoData } from '../../src/data/demo/index.js';
import type { PipelineLeaderboard } from '../../src/elements/leaderboard/leaderboard.js';
import '../../src/elements/leaderboard/define.js';
import { emulateMedia, resetEmulation } from '../emulate.js';
import {
  mountChart,
  all,
  figure,
  focused,
  part,
  rowsOf,
  state,
  textOf,
  tip,
  type Setup,
} from './chart-fixture.js';

const stages: readonly Stage[] = [
  { id: 'talk', name: 'Talk', kind: 'open', probability: 0.5 },
  { id: 'won', name: 'Won', kind: 'won' },
  { id: 'lost', name: 'Lost', kind: 'lost' },
];

let count = 0;
const deal = (
  owner: string | undefined,
  end: 'won' | 'lost' | 'talk',
  amount: number,
  more: Partial<Deal> = {},
): Deal => ({
  id: `d${++count}`,
  name: 'Deal',
  pipeline: 'p',
  stage: end,
  amount,
  currency: 'EUR',
  owner,
  createdAt: '2026-02-01',
  ...(end === 'talk' ? {} : { closedAt: '2026-02-11' }),
  visits: [
    { stage: 'talk', enteredAt: '2026-02-01' },
    ...(end === 'talk' ? [] : [{ stage: end, enteredAt: '2026-02-11' }]),
  ],
  ...more,
});
/** `won` deals of an amount, and as many lost ones as `lost` says. */
const closed = (
  owner: string | undefined,
  won: number,
  amount: number,
  lost: number,
  more: Partial<Deal> = {},
): Deal[] => [
  ...Array.from({ length: won }, () => deal(owner, 'won', amount, more)),
  ...Array.from({ length: lost }, () => deal(owner, 'lost', 500, more)),
];
const earlier = { createdAt: '2025-11-01', closedAt: '2025-11-21', visits: [] } as const;

/** Q1 2026. Ana and Ben won 9,000 each, Cem 4,000; Dia won 20,000 with two deals; nobody's deals 3,000. */
const deals: readonly Deal[] = [
  ...closed('a', 3, 3000, 3),
  ...closed('b', 9, 1000, 1),
  ...closed('c', 2, 2000, 6),
  ...closed('d', 2, 10_000, 0),
  ...closed(undefined, 3, 1000, 3),
  deal('a', 'talk', 5000),
  ...closed('b', 5, 5000, 1, earlier),
  ...closed('c', 5, 4000, 1, earlier),
];
const goals: readonly Goal[] = [
  { from: '2026-01-01', to: '2026-04-01', amount: 8000, currency: 'EUR', owner: 'a' },
  { from: '2026-01-01', to: '2026-04-01', amount: 12_000, currency: 'EUR', owner: 'b' },
];

const dataOf = (more: Partial<PipelineData> = {}): PipelineData => ({
  pipelines: [{ id: 'p', name: 'Sales', stages }],
  owners: [
    { id: 'a', name: 'Ana Alba', team: 'North' },
    { id: 'b', name: 'Ben Berg', team: 'South' },
    { id: 'c', name: 'Cem Can', team: 'South' },
    { id: 'd', name: 'Dia Diaz', team: 'South' },
  ],
  goals,
  deals,
  provenance: { system: 'test', fetchedAt: '2026-03-20', timeZone: 'UTC', history: 'full', complete: true },
  ...more,
});

const mount = ({
  data = dataOf(),
  attributes = { period: '2026-Q1' },
  ...rest
}: Setup = {}): Promise<PipelineLeaderboard> =>
  mountChart(document.createElement('pipeline-leaderboard'), {
    ...rest,
    data,
    attributes: { 'as-of': '2026-03-20', ...attributes },
  });

const marks = (board: PipelineLeaderboard): HTMLElement[] => all(board, '[part~="mark"]');
const labels = (board: PipelineLeaderboard): (string | null)[] => marks(board).map((mark) => mark.ariaLabel);
const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await sendKeys({ press: key });
};
const NAMES = [
  'Ana Alba: rank 1, won €9,000, 3 deals won, 113% of goal, new',
  'Ben Berg: rank 1, won €9,000, 9 deals won, 75% of goal, unchanged',
  'Cem Can: rank 3, won €4,000, 2 deals won, down 1',
  'Dia Diaz: not ranked, won €20,000, 2 deals won',
  'Unassigned: not ranked, won €3,000, 3 deals won',
];

describe('pipeline-leaderboard: what it says', () => {
  it('ranks with ties, leaves out who closed too few, and nobody’s deals last', async () => {
    const board = await mount();
    expect(labels(board)).to.deep.equal(NAMES);
    expect(rowsOf(board)).to.deep.equal([
      ['Rank', 'Rank change', 'Owner', 'Won, against goal', 'Of goal', 'Win rate', 'Average deal', 'Cycle'],
      ['1', 'new', 'Ana Alba', '', '€9K', '113%', '', '50%', '€3K', '10 d'],
      ['1', 'unchanged', 'Ben Berg', '', '€9K', '75%', '', '90%', '€1K', '10 d'],
      ['3', '▼ 1down 1', 'Cem Can', '', '€4K', '–', '', '25%', '€2K', '10 d'],
      ['–not ranked', '', 'Dia Diaz', '', '€20K', '–', '', '2 of 2', '€10K', '10 d'],
      ['–not ranked', '', 'Unassigned', '', '€3K', '–', '', '50%', '€1K', '10 d'],
    ]);
    for (const head of all(board, 'th')) {
      expect(head.getAttribute('scope')).to.equal(head.closest('thead') ? 'col' : 'row');
    }
  });

  it('says period, ranking, pipelines and as-of, and the result in a sentence', async () => {
    const board = await mount();
    expect(textOf(part(board, 'subtitle'))).to.equal(
      'Deals closed Jan 1, 2026 to Mar 31, 2026, ranked by what was won, from 5 closed deals on. Sales, as of Mar 20, 2026',
    );
    expect(textOf(part(board, 'takeaway'))).to.equal(
      'Ana Alba and Ben Berg lead with €9K. 1 of 2 owners has reached the goal; the median is €9K. Dia Diaz closed too few deals to be ranked.',
    );
    expect(textOf(part(board, 'legend'))).to.equal(
      'Won Goal Win rate with 95% interval, line: everyone, 59% ▲rank against Oct 1 to Dec 31',
    );
  });

  it('names the median of those who are ranked, as the list beside it is', async () => {
    const board = await mount({
      data: dataOf({
        goals: [],
        deals: [
          ...closed('a', 6, 2000, 0),
          ...closed('b', 5, 1000, 0),
          ...closed('c', 5, 600, 0),
          ...closed('d', 2, 4500, 0),
        ],
      }),
    });
    // 12,000, 5,000 and 3,000 are ranked; Dia's 9,000 are not, and would make it 7,000.
    expect(textOf(part(board, 'takeaway'))).to.equal(
      'Ana Alba leads with €12K. The median is €5K. Dia Diaz closed too few deals to be ranked.',
    );
  });

  it('takes all pipelines unless one is named, and says which', async () => {
    const second = { id: 'q', name: 'Renewals', stages };
    const more = closed('c', 6, 9000, 0).map((one) => ({ ...one, pipeline: 'q' }));
    const data = dataOf({ pipelines: [...dataOf().pipelines, second], deals: [...deals, ...more] });
    const both = await mount({ data });
    expect(labels(both)[0]).to.match(/^Cem Can: rank 1, won €58,000/);
    expect(textOf(part(both, 'subtitle'))).to.contain('All pipelines');
    const one = await mount({ data, attributes: { period: '2026-Q1', pipeline: 'q' } });
    expect(labels(one)[0]).to.match(/^Cem Can: rank 1, won €54,000/);
    expect(textOf(part(one, 'subtitle'))).to.contain('Renewals');
  });

  it('names every figure that the measure gives for the demo data', async () => {
    const data = createDemoData();
    const board = await mount({
      data,
      width: 1200,
      attributes: { period: '2026-Q4', 'as-of': '2026-11-18' },
    });
    const view = viewAt(data, { asOf: Date.parse('2026-11-18T08:40:00Z'), timeZone: 'Europe/Berlin' });
    const DAY = 86_400_000;
    const window = { from: Date.parse('2026-10-01') / DAY, to: Date.parse('2027-01-01') / DAY };
    const rows = measureLeaderboard(summarize(view, leaderboardTables({ window })), { window }).rows;
    part(board, 'table-toggle')!.click();
    await waitUntil(() => all(board, 'caption').length > 0);
    const [head = [], ...body] = rowsOf(board);
    expect(head).to.deep.equal([
      'Owner',
      'Rank',
      'Rank change',
      'Won',
      'Goal',
      'Of goal',
      'Win rate',
      '95% interval',
      'Deals won',
      'Deals lost',
      'Average deal',
      'Cycle',
      'Open deals',
      'Open, weighted',
    ]);
    const percent = (share: number | null): string => `${Math.round((share ?? 0) * 100)}%`;
    const euros = (amount: number | null): string => `€${Math.round(amount ?? 0).toLocaleString('en')}`;
    expect(body.map((cells) => cells.filter((_, at) => at !== 2))).to.deep.equal(
      rows.map((row) => [
        row.name,
        String(row.rank),
        euros(row.won.amount),
        euros(row.goal),
        percent(row.attainment),
        percent(row.winRate),
        `${percent(row.interval!.low)} to ${percent(row.interval!.high)}`,
        String(row.wonCount),
        String(row.lostCount),
        euros(row.averageWon),
        `${Math.round(row.cycle ?? 0)} d`,
        String(row.openCount),
        euros(row.openWeighted!.amount),
      ]),
    );
  });

  it('draws bars from zero with the goal’s tick, and ranges with everyone’s rate', async () => {
    const board = await mount();
    const width = (selector: string): number[] =>
      all(board, `tbody ${selector}`).map((one) => one.getBoundingClientRect().width);
    const [ana, ben, cem, dia] = width('.fill');
    expect(ana).to.equal(ben);
    expect(ana! / cem!).to.be.closeTo(9 / 4, 0.05);
    expect(dia! / cem!).to.be.closeTo(5, 0.1);
    const ticks = all(board, 'tbody [part="tick"]');
    expect(ticks).to.have.length(2);
    const from = all(board, 'tbody .bar')[0]!.getBoundingClientRect();
    expect((ticks[0]!.getBoundingClientRect().x + 1 - from.x) / from.width).to.be.closeTo(8 / 20, 0.02);
    expect(all(board, 'tbody .whisker')).to.have.length(4);
    expect(all(board, 'tbody .range .all')).to.have.length(5);
  });

  it('draws negative amounts from a zero line', async () => {
    const data = dataOf({ deals: [...closed('a', 6, 1000, 0), ...closed('b', 6, -500, 0)] });
    const board = await mount({ data });
    expect(labels(board)[1]).to.contain('won −€3,000');
    const [up, down] = all(board, 'tbody .fill').map((one) => one.getBoundingClientRect());
    expect(down!.right).to.be.closeTo(up!.left, 1);
    expect(all(board, '.signed')).to.have.length(2);
  });

  it('names the reader’s own row, and keeps it in sight', async () => {
    const many = Array.from({ length: 30 }, (_, at) => closed(`o${at}`, 5, 1000 - at, 0)).flat();
    const owners = Array.from({ length: 30 }, (_, at) => ({ id: `o${at}`, name: `Owner ${at}` }));
    const board = await mount({ data: dataOf({ deals: many, owners }), attributes: { me: 'o20', top: '5' } });
    expect(marks(board)).to.have.length(6);
    expect(textOf(marks(board)[5])).to.equal('Owner 20(you)');
    expect(labels(board)[5]).to.match(/^Owner 20 \(you\): rank 21/);
    expect([...marks(board)[5]!.part]).to.include('me');
    const more = all(board, '.more')[0]!;
    expect(textOf(more)).to.equal('Show all 30');
    more.click();
    await board.updateComplete;
    expect(marks(board)).to.have.length(30);
    all(board, '.more')[0]!.click();
    await board.updateComplete;
    expect(marks(board)).to.have.length(6);
  });

  it('takes one goal for all from the attribute, and none that is not above zero', async () => {
    const board = await mount({ attributes: { period: '2026-Q1', goal: '4500' } });
    expect(
      rowsOf(board)
        .slice(1)
        .map((row) => row[5]),
    ).to.deep.equal(['200%', '200%', '89%', '444%', '–']);
    const none = await mount({ data: dataOf({ goals: [] }), attributes: { period: '2026-Q1', goal: '-1' } });
    expect(rowsOf(none)[0]).to.not.include('Of goal');
  });

  it('goals that overlap do not add up, goals with a gap do not count', async () => {
    const own = { currency: 'EUR', owner: 'a' };
    const overlapping = await mount({
      data: dataOf({
        goals: [
          { ...own, from: '2026-01-01', to: '2026-04-01', amount: 9000 },
          { ...own, from: '2026-02-01', to: '2026-03-01', amount: 6000 },
        ],
      }),
    });
    expect(labels(overlapping)[0]).to.contain('100% of goal');
    const gap = await mount({
      data: dataOf({
        goals: [
          { ...own, from: '2026-01-01', to: '2026-02-01', amount: 3000 },
          { ...own, from: '2026-03-01', to: '2026-04-01', amount: 6000 },
        ],
      }),
    });
    expect(labels(gap)[0]).to.not.contain('of goal');
  });

  it('compares ranks with the period before only where there is one of whole months', async () => {
    for (const attributes of [
      {},
      { period: '2026-01-15/2026-03-15' },
      { period: '2026-Q1', sort: 'open-weighted' },
    ]) {
      const board = await mount({ attributes: attributes as Record<string, string> });
      expect(rowsOf(board)[0]).to.not.include('Rank change');
    }
  });

  it('two owners of one name are told apart, one who left keeps the id; teams are named', async () => {
    const owners = [
      { id: 'a', name: 'Ana Alba', team: 'North' },
      { id: 'b', name: 'Ana Alba', team: 'South' },
      { id: 'c', name: 'Cem Can', team: 'South' },
    ];
    const board = await mount({ data: dataOf({ owners }) });
    expect(marks(board).map(textOf)).to.deep.equal([
      'Ana Alba (North)',
      'Ana Alba (South)',
      'Cem Can',
      'd',
      'Unassigned',
    ]);
    const teams = await mount({ attributes: { period: '2026-Q1', by: 'team' } });
    expect(marks(teams).map(textOf)).to.deep.equal(['South', 'North', 'No team']);
    expect(textOf(part(teams, 'heading'))).to.equal('Teams');
  });

  it('adds no currencies up, and ranks nobody by what can’t be compared', async () => {
    const data = dataOf({ deals: [...deals, ...closed('a', 1, 700, 0, { currency: 'GBP' })] });
    const board = await mount({ data });
    expect(labels(board)[0]).to.equal('Ana Alba: not ranked, won €9,000 and £700, 4 deals won');
    expect(textOf(part(board, 'note'))).to.equal(
      'Amounts are in EUR and GBP, and no rates are given: they are not added up.',
    );
    expect(all(board, '.fill')).to.have.length(0);
  });

  it('amounts of 1e12, of nothing and of none at all', async () => {
    const huge = await mount({ data: dataOf({ deals: closed('a', 5, 1e12, 0) }) });
    expect(labels(huge)[0]).to.contain('won €5,000,000,000,000');
    expect(rowsOf(huge)[1]).to.include('€5T');
    const zero = await mount({ data: dataOf({ deals: [...closed('a', 5, 0, 0), ...closed('b', 5, 0, 0)] }) });
    expect(textOf(part(zero, 'takeaway'))).to.equal('Nobody has won an amount above zero.');
    expect(all(zero, '.fill.swatch')).to.have.length(1);
    const unknown = closed('a', 5, 0, 0, { amount: null });
    const some = await mount({ data: dataOf({ deals: [...unknown, ...closed('b', 0, 0, 5)] }) });
    expect(textOf(part(some, 'takeaway'))).to.equal('Nobody is known to have won an amount above zero.');
    expect(labels(some)[1]).to.contain('Ana Alba: not ranked, won –, 5 deals won');
    const none = await mount({ data: dataOf({ deals: unknown }) });
    expect(all(none, '[part~=note]').map(textOf)).to.include(
      'Nobody is ranked: there is no figure to rank by.',
    );
    const nobody = await mount({ data: dataOf({ deals: closed(undefined, 5, 10, 0) }) });
    expect(textOf(part(nobody, 'note'))).to.equal('Nobody is ranked: no deal names its owner.');
    const one = await mount({ data: dataOf({ deals: closed('a', 1, 10, 0) }) });
    expect(textOf(part(one, 'note'))).to.equal('Nobody is ranked: that takes 5 closed deals.');
  });
});

describe('pipeline-leaderboard: sorting, keyboard, pointer and selection', () => {
  afterEach(() => resetMouse());

  it('ranks by each column; a win rate by its lower bound', async () => {
    const board = await mount({ data: dataOf({ deals: [...deals, ...closed('d', 3, 10, 0)] }), width: 900 });
    const order = (): string[] => marks(board).map((mark) => textOf(mark).slice(0, 3));
    const rank = async (label: string): Promise<void> => {
      all(board, `[aria-label="Rank by ${label}"]`)[0]!.click();
      await board.updateComplete;
    };
    await rank('Win rate');
    // Dia won 5 of 5, Ben 9 of 10: the lower bounds are 57 % and 60 %.
    expect(order()).to.deep.equal(['Ben', 'Dia', 'Ana', 'Cem', 'Una']);
    expect(board.sort).to.equal('win-rate');
    expect(all(board, '[aria-sort]').map((th) => [th.ariaLabel, th.ariaSort])).to.deep.equal([
      ['Win rate', 'descending'],
    ]);
    await rank('Cycle');
    expect(all(board, '[aria-sort]').map((th) => th.ariaSort)).to.deep.equal(['ascending']);
    await rank('Of goal');
    expect(order()).to.deep.equal(['Ana', 'Ben', 'Cem', 'Dia', 'Una']);
    await rank('Open, weighted');
    expect(order()[0]).to.equal('Ana');
    expect(textOf(part(board, 'takeaway'))).to.contain('Ana Alba leads by weighted open pipeline: €2.5K');
  });

  it('shows the column it ranks by, however narrow', async () => {
    const board = await mount({ width: 420, attributes: { period: '2026-Q1', sort: 'cycle' } });
    expect(rowsOf(board)[0]).to.include('Cycle');
  });

  it('drops columns that do not fit: cycle, then the range, then rank change', async () => {
    const heads = async (width: number): Promise<string[]> => rowsOf(await mount({ width }))[0]!;
    const wide = await heads(1100);
    expect(wide).to.include.members(['Rank change', 'Win rate', 'Cycle', 'Average deal', 'Open, weighted']);
    let before = wide.length;
    for (const width of [620, 560, 500, 440, 400]) {
      const now = await heads(width);
      expect(now.length).to.be.at.most(before);
      before = now.length;
      if (now.includes('Cycle')) expect(now).to.include('Win rate');
      if (now.includes('Win rate')) expect(now).to.include('Rank change');
    }
    expect(before).to.be.below(wide.length - 2);
  });

  it('is one tab stop; arrows move over rows and heads; Enter selects', async () => {
    const board = await mount();
    const made: PipelineSelectDetail[] = [];
    board.addEventListener('pipeline-select', ({ detail }) => made.push(detail));
    expect(all(board, 'table [tabindex="0"]')).to.have.length(1);
    await press('Tab');
    expect(focused(board)).to.equal(NAMES[0]);
    await press('ArrowDown', 'ArrowDown', 'Enter');
    expect(focused(board)).to.equal(NAMES[2]);
    await press('ArrowUp', 'ArrowUp', 'ArrowUp');
    expect(focused(board)).to.match(/^Rank by /);
    await press('ArrowRight', 'Enter');
    await board.updateComplete;
    expect(board.sort).to.equal('attainment');
    expect(made).to.have.length(1);
    expect(made[0]!.rowKey).to.equal('owner:c');
    expect(made[0]!.n).to.equal(8);
    expect(made[0]!.dealIds).to.have.length(8);
  });

  it('selects by a click anywhere in a row', async () => {
    const board = await mount();
    const made: PipelineSelectDetail[] = [];
    board.addEventListener('pipeline-select', ({ detail }) => made.push(detail));
    const row = all(board, 'tbody tr')[1]!.getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(row.right - 6), Math.round(row.y + 12)] });
    expect(made.map(({ rowKey }) => rowKey)).to.deep.equal(['owner:b']);
  });

  it('tells on focus and on hover, and closes on Escape', async () => {
    const board = await mount();
    await press('Tab');
    expect(textOf(tip(board).querySelector('.tip-title'))).to.equal('Ana Alba');
    const lines = [...tip(board).querySelectorAll('dl > div:not(.rule)')].map(textOf);
    expect(lines).to.deep.equal([
      'Won €9,000',
      'Goal €8,000',
      'Of goal 113%',
      'Win rate 50%',
      '95% interval 19% to 81%',
      'Deals won 3',
      'Deals lost 3',
      'Average deal €3,000',
      'Cycle 10 d',
      'Open deals 1',
      'Open, weighted €2,500',
      'Rank change new',
    ]);
    await press('Escape');
    expect(tip(board).matches(':popover-open')).to.equal(false);
    const row = all(board, 'tbody tr')[3]!.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(row.x + 30), Math.round(row.y + 12)] });
    await waitUntil(() => textOf(tip(board)).startsWith('Dia Diaz'));
    expect(textOf(tip(board))).to.contain('fewer than 5 closed');
  });
});

describe('pipeline-leaderboard: room and states', () => {
  afterEach(resetEmulation);

  it('260 px: two lines a row', async () => {
    const board = await mount({ width: 260, attributes: { period: '2026-Q1', me: 'b' } });
    expect(labels(board)[0]).to.equal(NAMES[0]);
    expect(marks(board).map(textOf).slice(0, 3)).to.deep.equal([
      '1Ana Alba €9K 113% of goal',
      '1Ben Berg(you) €9K 75% of goal',
      '3Cem Can €4K',
    ]);
    for (const mark of marks(board)) expect(mark.getBoundingClientRect().height).to.be.at.least(44);
    marks(board)[0]!.focus();
    await press('ArrowDown');
    expect(focused(board)).to.match(/^Ben Berg \(you\)/);
  });

  it('below 240 px: who leads', async () => {
    expect(textOf(figure(await mount({ width: 200 })))).to.equal('€9K Ana Alba');
  });

  it('says what it needs, and draws nothing instead', async () => {
    const open = dataOf({ deals: [deal('a', 'talk', 100)] });
    expect(textOf(state(await mount({ data: open, attributes: {} })))).to.equal('Needs closed deals');
    expect(textOf(state(await mount({ data: dataOf({ deals: [] }) })))).to.equal('No deals yet');
    expect(textOf(state(await mount({ attributes: { period: '2019-Q1' } })))).to.equal('No deals match');
    expect(textOf(state(await mount({ attributes: { 'as-of': '2025-01-01' } })))).to.equal('No deals match');
    const weighted = await mount({ data: open, attributes: { sort: 'open-weighted' } });
    expect(labels(weighted)).to.have.length(1);
    const loading = await mount({ data: null });
    await nextFrame();
    expect(part(loading, 'frame')?.getAttribute('aria-busy')).to.equal('true');
    expect(all(loading, '.skeleton i').length).to.be.above(9);
  });

  it('names are text, of 400 letters and from right to left, inside its box', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const owners = [
      { id: 'a', name: evil },
      { id: 'b', name: 'Maximilian '.repeat(36) },
      { id: 'c', name: 'شركة الأفق للتجارة' },
    ];
    for (const width of [640, 420, 260]) {
      const board = await mount({ data: dataOf({ owners }), width });
      expect(board.shadowRoot!.querySelector('img')).to.equal(null);
      expect(textOf(part(board, 'plot'))).to.contain(evil);
      expect(board.shadowRoot!.querySelector('figure')!.scrollWidth).to.be.at.most(width + 8);
      await expect(board).to.be.accessible();
    }
  });

  it('mirrors in a page from right to left; digits keep their right edge', async () => {
    const board = await mount({ dir: 'rtl' });
    const [bar, fill] = ['.bar', '.fill'].map((one) =>
      all(board, `tbody ${one}`)[0]!.getBoundingClientRect(),
    );
    expect(fill!.right).to.be.closeTo(bar!.right, 1);
    expect(getComputedStyle(all(board, 'td.won')[0]!).textAlign).to.equal('right');
    await expect(board).to.be.accessible();
  });

  it('forced colours: bars and goals are still to be seen', async function () {
    if (!(await emulateMedia({ forcedColors: true }))) this.skip();
    const board = await mount();
    const colour = (selector: string): string => getComputedStyle(all(board, selector)[0]!).backgroundColor;
    expect(colour('tbody .fill')).to.not.equal(colour('tbody .track'));
    await expect(board).to.be.accessible();
  });

  it('passes axe in light and dark at all widths, with 500 owners', async function () {
    this.timeout(20_000);
    const many = Array.from({ length: 500 }, (_, at) => deal(`o${at}`, 'won', at));
    for (const colorScheme of ['light', 'dark'] as const) {
      document.documentElement.style.colorScheme = colorScheme;
      document.body.style.background = 'Canvas';
      for (const width of [900, 640, 420, 260, 200]) {
        const attributes = { period: '2026-Q1', me: 'a' };
        await expect(await mount({ width, attributes })).to.be.accessible();
      }
    }
    const board = await mount({ data: dataOf({ deals: many, owners: [] }) });
    expect(marks(board)).to.have.length(10);
    await expect(board).to.be.accessible();
    document.documentElement.style.colorScheme = '';
    document.body.style.background = '';
  });
});

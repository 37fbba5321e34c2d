import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import { a11ySnapshot, resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import type { PipelineSelectDetail } from '../../src/context/types.js';
import type { Deal, Goal, PipelineData, Stage } from '../../src/core/model.js';
import type { PipelineForecast } from '../../src/elements/forecast/forecast.js';
import '../../src/elements/forecast/define.js';
import { emulateMedia, resetEmulation } from '../emulate.js';

const stages: readonly Stage[] = [
  { id: 'lead', name: 'Lead', kind: 'open', probability: 0.25 },
  { id: 'offer', name: 'Offer', kind: 'open', probability: 0.5 },
  { id: 'won', name: 'Won', kind: 'won' },
  { id: 'lost', name: 'Lost', kind: 'lost' },
];
const deal = (id: string, stage: string, amount: number | null, more: Partial<Deal> = {}): Deal => ({
  id,
  name: `Deal ${id}`,
  pipeline: 'p',
  stage,
  amount,
  currency: 'EUR',
  createdAt: '2025-10-01',
  visits: [],
  ...more,
});
const wonAt = (id: string, closedAt: string, amount: number | null, more: Partial<Deal> = {}): Deal =>
  deal(id, 'won', amount, { closedAt, ...more });
const openFor = (id: string, expectedCloseAt: string | null, stage: string, amount: number): Deal =>
  deal(id, stage, amount, { expectedCloseAt });
const goalOf = (from: string, to: string, amount: number): Goal => ({ from, to, amount, currency: 'EUR' });

/** As of 14 February 2026: 45 of the quarter's 90 days are over. */
const six: readonly Deal[] = [
  wonAt('before', '2025-11-10', 200),
  wonAt('a', '2026-01-10', 300),
  wonAt('b', '2026-02-02', 100),
  // 100 weighted, overdue since January; 300 weighted; none expected.
  openFor('late', '2026-01-15', 'lead', 400),
  openFor('soon', '2026-03-31', 'offer', 600),
  openFor('some-day', null, 'offer', 50),
];
const q1 = goalOf('2026-01-01', '2026-04-01', 1000);
const dataOf = (deals: readonly Deal[] = six, more: Partial<PipelineData> = {}): PipelineData => ({
  pipelines: [{ id: 'p', name: 'Sales', stages }],
  deals,
  goals: [q1],
  provenance: {
    system: 'test',
    fetchedAt: '2026-02-14T22:00:00Z',
    timeZone: 'UTC',
    history: 'none',
    complete: true,
  },
  ...more,
});
const bare = [
  { id: 'p', name: 'Sales', stages: stages.map(({ id, name, kind }): Stage => ({ id, name, kind })) },
];

interface Setup {
  readonly data?: PipelineData | null;
  readonly width?: number;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly dir?: 'rtl';
}
const Q1 = { period: '2026-Q1' };
const MONTHS = { ...Q1, mode: 'per-period', interval: 'month' };

async function place({ data, width = 640, attributes = Q1, dir }: Setup): Promise<PipelineForecast> {
  const box = await fixture<HTMLElement>(html`<div dir=${dir ?? 'ltr'} lang="en"></div>`);
  const forecast = document.createElement('pipeline-forecast');
  // Its deals were closed on known days, so that a forecast would be shown: that is tested elsewhere.
  for (const [name, value] of Object.entries({ method: 'weighted', ...attributes }))
    forecast.setAttribute(name, value);
  if (data !== undefined) forecast.data = data;
  box.style.inlineSize = `${width}px`;
  box.append(forecast);
  return forecast;
}
async function mount(setup: Setup = {}): Promise<PipelineForecast> {
  const forecast = await place({ data: dataOf(), ...setup });
  await waitUntil(
    () => marks(forecast).length > 0 || state(forecast) !== null || textOf(part(forecast, 'takeaway')) !== '',
    'nothing was drawn',
    { timeout: 8000 },
  );
  return forecast;
}
const marks = (forecast: PipelineForecast): (HTMLElement | SVGElement)[] => [
  ...(forecast.shadowRoot?.querySelectorAll<HTMLElement | SVGElement>('[data-key]') ?? []),
];
const part = (forecast: PipelineForecast, name: string): HTMLElement | null =>
  forecast.shadowRoot?.querySelector<HTMLElement>(`[part~="${name}"]`) ?? null;
const parts = (forecast: PipelineForecast, name: string): Element[] => [
  ...(forecast.shadowRoot?.querySelectorAll(`[part~="${name}"]`) ?? []),
];
const state = (forecast: PipelineForecast): Element | null =>
  forecast.shadowRoot?.querySelector('.state:not([hidden])') ?? null;
/** Text as it is read: no isolates, no doubled spaces. */
const textOf = (element: Element | null | undefined): string =>
  (element?.textContent ?? '')
    .replace(/[\u2066-\u2069\u200e\u200f]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
const namesOf = (forecast: PipelineForecast): (string | null)[] =>
  marks(forecast).map((mark) => mark.getAttribute('aria-label'));
const notesOf = (forecast: PipelineForecast): string => parts(forecast, 'note').map(textOf).join(' ');
const figuresOf = (forecast: PipelineForecast): string[] => parts(forecast, 'figure').map(textOf);
async function tableOf(forecast: PipelineForecast): Promise<string[][]> {
  (part(forecast, 'table-toggle') as HTMLButtonElement).click();
  await waitUntil(() => part(forecast, 'table'));
  return [...part(forecast, 'table')!.querySelectorAll('tr')].map((row) => [...row.children].map(textOf));
}

describe('pipeline-forecast: what it says', () => {
  it('says won, goal and weighted pipeline of the quarter, each with its base', async () => {
    const forecast = await mount();
    expect(textOf(part(forecast, 'subtitle'))).to.equal(
      'Revenue won and weighted pipeline, Q1 2026, cumulative, by close date. Sales, as of Feb 14, 2026',
    );
    expect(textOf(part(forecast, 'takeaway'))).to.equal(
      '€400 won in Q1 2026 by Feb 14, 40% of the goal of €1K. Open deals expected in Q1 2026 weigh €400; that leaves a gap of €200.',
    );
    expect(figuresOf(forecast)).to.deep.equal([
      'Won €400 ▲ €200 on Q4, same day',
      'Of goal 40% 50% of time gone',
      'Weighted pipeline €400 €1K in 2 deals',
      'Gap to goal −€200 goal €1K',
      'Coverage 1.7× of €600 to go',
    ]);
    expect(textOf(part(forecast, 'legend'))).to.equal('Won Weighted pipeline Q4 2025 Goal');
  });

  it('calls the weighted pipeline that, with its definition, and invents no range and no chance', async () => {
    const forecast = await mount();
    const notes = notesOf(forecast);
    expect(notes).to.contain('Weighted pipeline: amount × probability').and.to.contain('not a forecast');
    expect(notes).to.contain(
      '1 open deal is past its expected close date and counts in Feb 9 to Feb 15, 2026',
    );
    expect(notes).to.contain('1 deal without an expected close date');
    expect(textOf(forecast.shadowRoot?.querySelector('figure'))).not.to.match(/80%|chance to|likely/i);
  });

  it('has one stop for each week, named with what was won, expected and aimed at', async () => {
    const forecast = await mount();
    const names = namesOf(forecast);
    expect(names).to.have.length(14);
    expect(names[0]).to.equal('Jan 1 to Jan 4, 2026, won so far €0, goal €1K');
    expect(names[1]).to.equal('Jan 5 to Jan 11, 2026, won so far €300, goal €1K');
    expect(names[6]).to.equal(
      'Feb 9 to Feb 15, 2026, won so far €400, weighted pipeline €100, together €500, goal €1K, 1 overdue deal in it',
    );
    expect(names.at(-1)).to.equal('Mar 30 to Mar 31, 2026, weighted pipeline €300, together €800, goal €1K');
  });

  it('shows a bar for each month where asked to', async () => {
    const forecast = await mount({ attributes: { ...MONTHS, goal: '350' } });
    expect(namesOf(forecast)).to.deep.equal([
      'January 2026, won €300, goal €350, 86% of it won',
      'February 2026, won €100, weighted pipeline €100, goal €350, 29% of it won, 1 overdue deal in it',
      'March 2026, weighted pipeline €300, goal €350',
    ]);
    expect(parts(forecast, 'won')).to.have.length(2);
    expect(parts(forecast, 'weighted')).to.have.length(2);
    expect(parts(forecast, 'tick')).to.have.length(3);
    expect(parts(forecast, 'dot').length).to.be.at.least(2);
    expect(textOf(part(forecast, 'takeaway'))).to.match(
      /^€100 won in February 2026 by Feb 14, 29% of the goal/,
    );
    expect(textOf(part(forecast, 'plot')))
      .to.contain('50% elapsed')
      .and.to.contain('Jan 2026');
  });

  it('chooses mode and grain by the period', async () => {
    const count = async (period: string): Promise<number> =>
      marks(await mount({ attributes: { period } })).length;
    expect(await count('2026-02')).to.equal(5);
    expect(await count('2026')).to.equal(12);
    const all = await mount({ attributes: {} });
    // From November 2025 to March 2026, in whole months.
    expect(namesOf(all)[0]).to.equal('November 2025, won €200');
    expect(marks(all)).to.have.length(5);
    const wrong = await mount({ attributes: { ...Q1, mode: 'pie' } });
    expect(marks(wrong)).to.have.length(14);
  });

  it('has its goal from the attribute: for the period, or for each interval that is named', async () => {
    const quarter = await mount({ data: dataOf(six, { goals: [] }), attributes: { ...Q1, goal: '800' } });
    expect(figuresOf(quarter)[1]).to.contain('50%');
    const months = await mount({ attributes: { ...Q1, goal: '800', interval: 'month' } });
    expect(figuresOf(months)[3]).to.contain('goal €2.4K');
  });

  it('shows the same rows as a table', async () => {
    const rows = await tableOf(await mount({ attributes: MONTHS }));
    expect(rows).to.deep.equal([
      [
        'Month',
        'Deals won',
        'Won',
        'Open deals',
        'Open amount',
        'Overdue deals',
        'Weighted pipeline',
        'Goal',
        'Of goal',
      ],
      ['January 2026', '1', '€300', '0', '€0', '0', '€0', '–', '–'],
      ['February 2026', '1', '€100', '1', '€400', '1', '€100', '–', '–'],
      ['March 2026', '0', '€0', '1', '€600', '0', '€300', '–', '–'],
    ]);
    const weeks = await tableOf(await mount());
    expect(weeks.at(-1)).to.deep.equal([
      'Mar 30 to Mar 31, 2026',
      '0',
      '€0',
      '–',
      '1',
      '€600',
      '0',
      '€300',
      '€800',
      '€1,000',
    ]);
  });

  it('gives assistive technology the figures of its rows', async () => {
    const forecast = await mount({ attributes: MONTHS });
    const names = namesOf(forecast);
    interface Node {
      readonly name?: string;
      readonly role?: string;
      readonly children?: readonly Node[];
    }
    const flat = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(flat)];
    const tree = (await a11ySnapshot({}).catch(() => null)) as Node | null;
    if (tree === null) return;
    const buttons = flat(tree).filter(({ role, name }) => role === 'button' && name?.includes('2026'));
    expect(buttons.map(({ name }) => name)).to.deep.equal(names);
  });
});

describe('pipeline-forecast: bad input', () => {
  const drawn = async (deals: readonly Deal[], more: Partial<PipelineData> = {}, attributes = {}) =>
    mount({ data: dataOf(deals, more), attributes: { ...Q1, ...attributes } });
  const isSound = (forecast: PipelineForecast): void => {
    for (const path of forecast.shadowRoot!.querySelectorAll('svg.chart [d], svg.chart rect')) {
      for (const { value } of path.attributes) expect(value).not.to.match(/NaN|Infinity|undefined/);
    }
    expect(textOf(part(forecast, 'plot'))).not.to.match(/NaN|Infinity|undefined/);
  };

  it('all zero, one deal, all won: draws them', async () => {
    for (const deals of [
      [wonAt('a', '2026-01-10', 0), openFor('b', '2026-03-01', 'lead', 0)],
      [wonAt('a', '2026-01-10', 10)],
      [wonAt('a', '2026-01-10', 700), wonAt('b', '2026-02-14', 800)],
    ]) {
      for (const attributes of [{}, MONTHS]) isSound(await drawn(deals, {}, attributes));
    }
    const met = await drawn([wonAt('a', '2026-01-10', 700), wonAt('b', '2026-02-14', 800)]);
    expect(figuresOf(met).at(-1)).to.equal('Coverage – goal is met');
    expect(figuresOf(met)[3]).to.equal('Gap to goal +€500 goal €1K');
    expect(textOf(part(met, 'takeaway'))).to.contain('together that is €500 above the goal');
  });

  it('credits and amounts of a trillion: draws them', async () => {
    for (const attributes of [{}, MONTHS]) {
      const credit = await drawn(
        [
          wonAt('a', '2026-01-10', -5000),
          wonAt('b', '2026-02-10', 100),
          openFor('c', '2026-03-01', 'lead', -40),
        ],
        {},
        attributes,
      );
      isSound(credit);
      const huge = await drawn(
        [wonAt('a', '2026-01-10', 1e12), openFor('b', '2026-03-01', 'offer', 3e12)],
        {},
        attributes,
      );
      isSound(huge);
      if (!('mode' in attributes)) expect(textOf(part(huge, 'takeaway'))).to.contain('weigh €1.5T');
    }
  });

  it('currencies without rates: says so, adds up nothing; with rates: converts', async () => {
    const usd = { ...openFor('c', '2026-03-01', 'lead', 100), currency: 'USD' };
    const mixed = await drawn([wonAt('a', '2026-01-10', 10), usd]);
    expect(textOf(state(mixed))).to.contain('Needs exchange rates');
    const rated = await drawn([wonAt('a', '2026-01-10', 10), usd], {
      rates: { base: 'EUR', per: { USD: 0.5 } },
    });
    expect(figuresOf(rated)[2]).to.contain('€12.5');
  });

  it('goals that leave gaps or overlap: none is made up, none counts twice', async () => {
    const gaps = await drawn(six, { goals: [goalOf('2026-01-01', '2026-02-01', 500)] });
    expect(figuresOf(gaps)).to.have.length(2);
    expect(notesOf(gaps)).to.contain('do not add up to Q1 2026');
    const both = await drawn(six, { goals: [q1, goalOf('2026-01-01', '2026-02-01', 500)] });
    expect(figuresOf(both)[3]).to.contain('goal €1K');
    const steps = await drawn(six, {
      goals: [
        goalOf('2026-01-01', '2026-02-01', 100),
        goalOf('2026-02-01', '2026-03-01', 200),
        goalOf('2026-03-01', '2026-04-01', 400),
      ],
    });
    expect(part(steps, 'goal')?.getAttribute('d')?.match(/V/g)).to.have.length(2);
    const none = await drawn(six, { goals: [] });
    expect(figuresOf(none)).to.have.length(2);
    expect(notesOf(none)).not.to.contain('add up');
    expect(textOf(part(none, 'takeaway'))).to.equal(
      '€400 won in Q1 2026 by Feb 14. Open deals expected in Q1 2026 weigh €400.',
    );
  });

  it('no probability: says that it needs them, never zero', async () => {
    const forecast = await drawn(six, { pipelines: bare });
    expect(figuresOf(forecast)[2]).to.equal('Weighted pipeline – needs probabilities');
    expect(parts(forecast, 'weighted')).to.have.length(0);
    expect(notesOf(forecast)).to.contain('needs probabilities');
    const only = await drawn([openFor('c', '2026-03-01', 'lead', 100)], { pipelines: bare });
    expect(textOf(state(only))).to.contain('Needs probabilities');
  });

  it('no won deal has an amount: never zero', async () => {
    const unknown = { ...wonAt('a', '2026-01-10', 0), amount: null };
    const forecast = await drawn([unknown, openFor('c', '2026-03-01', 'offer', 100)]);
    expect(textOf(part(forecast, 'takeaway'))).to.equal(
      'No deal won in Q1 2026 by Jan 10 has an amount. Open deals expected in Q1 2026 weigh €50.',
    );
    expect(figuresOf(forecast)[0]).to.contain('Won – 1 deal');
    const over = await drawn([unknown], {}, { 'as-of': '2026-05-01', period: '2026-Q1' });
    expect(textOf(part(over, 'takeaway'))).to.equal('No deal won in Q1 2026 has an amount.');
  });

  it('a period without data, an as-of before the first deal, no deals at all: says so', async () => {
    expect(textOf(state(await drawn(six, {}, { period: '2019-Q1' })))).to.contain('No deals match');
    expect(state(await drawn(six, {}, { 'as-of': '2020-01-01' }))).to.exist;
    expect(textOf(state(await drawn([])))).to.contain('No deals yet');
  });

  it('a period that is over, and one that is to come', async () => {
    const over = await drawn(six, {}, { period: '2025-Q4' });
    expect(textOf(part(over, 'takeaway'))).to.equal('€200 was won in Q4 2025.');
    expect(parts(over, 'weighted')).to.have.length(0);
    expect(textOf(part(over, 'plot'))).not.to.contain('Today');
    const ahead = await drawn(
      [...six, openFor('next', '2026-05-05', 'offer', 90)],
      {},
      { period: '2026-Q2' },
    );
    expect(textOf(part(ahead, 'takeaway'))).to.equal('Open deals expected in Q2 2026 weigh €45.');
    expect(parts(ahead, 'won')).to.have.length(0);
  });

  it('a close date in the year 9999: shows the intervals around today', async () => {
    const data = dataOf([...six, { ...wonAt('far', '1999-01-01', 5), expectedCloseAt: '9999-12-31' }]);
    const forecast = await mount({ data, attributes: { interval: 'week' } });
    expect(marks(forecast)).to.have.length(60);
    expect(notesOf(forecast)).to.contain('60 intervals around today');
  });

  it('shows names as text', async () => {
    const evil = '<img src=x onerror="window.hacked=1">';
    const data = dataOf(six, { pipelines: [{ id: 'p', name: evil, stages }] });
    const forecast = await mount({ data, attributes: { ...Q1, pipeline: 'p', heading: evil } });
    expect(textOf(part(forecast, 'subtitle'))).to.contain(evil);
    expect(textOf(part(forecast, 'heading'))).to.equal(evil);
    expect(forecast.shadowRoot!.querySelectorAll('img')).to.have.length(0);
    expect('hacked' in window).to.equal(false);
  });
});

describe('pipeline-forecast: keyboard, pointer, selection', () => {
  const focused = (forecast: PipelineForecast): string | null | undefined =>
    forecast.shadowRoot?.activeElement?.getAttribute('aria-label');

  it('has one tab stop, moves by arrows without wrapping, and follows the text’s direction', async () => {
    const forecast = await mount({ attributes: MONTHS });
    expect(marks(forecast).map((mark) => mark.getAttribute('tabindex'))).to.deep.equal(['0', '-1', '-1']);
    marks(forecast)[0]!.focus();
    await sendKeys({ press: 'ArrowRight' });
    expect(focused(forecast)).to.match(/^February/);
    await sendKeys({ press: 'End' });
    await sendKeys({ press: 'ArrowRight' });
    expect(focused(forecast)).to.match(/^March/);
    const rtl = await mount({ attributes: MONTHS, dir: 'rtl' });
    marks(rtl)[0]!.focus();
    await sendKeys({ press: 'ArrowLeft' });
    expect(focused(rtl)).to.match(/^February/);
  });

  it('selects by Enter and by click, with the deals won and expected in the interval', async () => {
    const forecast = await mount({ attributes: MONTHS });
    const details: PipelineSelectDetail[] = [];
    document.addEventListener('pipeline-select', (event) => details.push(event.detail), { once: true });
    marks(forecast)[1]!.focus();
    await sendKeys({ press: 'Enter' });
    expect(details).to.deep.equal([{ rowKey: '2026-02', value: 200, n: 2, dealIds: ['b', 'late'] }]);
    forecast.addEventListener('pipeline-select', (event) => details.push(event.detail));
    marks(forecast)[2]!.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    expect(details[1]).to.deep.equal({ rowKey: '2026-03', value: 300, n: 1, dealIds: ['soon'] });
  });

  it('shows a cursor and a tooltip with the figures of the row; Escape closes it', async () => {
    const forecast = await mount();
    const mark = marks(forecast)[6]!;
    mark.focus();
    const tip = part(forecast, 'tooltip')!;
    expect(tip.matches(':popover-open')).to.equal(true);
    const text = textOf(tip);
    for (const figure of ['€400', '€500', '€1,000', '€400 · 1 deal', 'Overdue deals']) {
      expect(text).to.contain(figure);
    }
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'ArrowLeft' });
    expect(getComputedStyle(mark.querySelector('.cursor')!).visibility).to.equal('visible');
    await sendKeys({ press: 'Escape' });
    expect(tip.matches(':popover-open')).to.equal(false);
    expect(focused(forecast)).to.equal(mark.getAttribute('aria-label'));
  });

  it('explains the interval that is nearest to the pointer', async () => {
    const forecast = await mount();
    const chart = forecast.shadowRoot!.querySelector('svg.chart')!;
    chart.scrollIntoView({ block: 'center' });
    const box = marks(forecast)[1]!.querySelector('.hit')!.getBoundingClientRect();
    await sendMouse({
      type: 'move',
      position: [Math.round(box.left + box.width / 2), Math.round(box.top + 40)],
    });
    await waitUntil(() => part(forecast, 'tooltip')!.matches(':popover-open'));
    expect(textOf(part(forecast, 'tooltip'))).to.contain('Jan 5 to Jan 11, 2026');
    await resetMouse();
  });
});

describe('pipeline-forecast: places and modes', () => {
  afterEach(resetEmulation);

  it('draws what fits: strip and lines, wrapped, a small chart with rows, one figure', async () => {
    const forecast = await mount({ width: 620 });
    const box = forecast.parentElement!;
    const at = async (width: number): Promise<void> => {
      box.style.inlineSize = `${width}px`;
      await aTimeout(80);
    };
    const rows = namesOf(forecast);
    expect(textOf(part(forecast, 'plot')))
      .to.contain('Today')
      .and.to.contain('€1K goal');
    await at(420);
    expect(namesOf(forecast)).to.deep.equal(rows);
    await at(260);
    expect(namesOf(forecast)).to.deep.equal(rows);
    expect(textOf(part(forecast, 'plot')))
      .to.contain('€400')
      .and.to.contain('Gap to goal −€200');
    await at(200);
    expect(marks(forecast)).to.have.length(0);
    expect(textOf(part(forecast, 'plot'))).to.equal('€400 won in Q1 2026, 40% of the goal of €1K');
    forecast.mode = 'per-period';
    forecast.interval = 'month';
    await at(260);
    expect(marks(forecast)).to.have.length(3);
    for (const row of marks(forecast)) expect(row.getBoundingClientRect().height).to.be.at.least(44);
  });

  it('keeps its texts inside and its end labels apart', async () => {
    for (const dir of [undefined, 'rtl'] as const) {
      for (const width of [640, 420]) {
        for (const attributes of [Q1, MONTHS]) {
          const forecast = await mount({ width, attributes, dir });
          const outer = forecast.getBoundingClientRect();
          for (const text of forecast.shadowRoot!.querySelectorAll('svg.chart text')) {
            const box = text.getBoundingClientRect();
            expect(box.left, textOf(text)).to.be.at.least(outer.left - 1);
            expect(box.right, textOf(text)).to.be.at.most(outer.right + 1);
          }
          const ends = [...forecast.shadowRoot!.querySelectorAll('svg.chart text:has(tspan)')]
            .map((text) => Number(text.getAttribute('y')))
            .sort((a, b) => a - b);
          for (const [at, y] of ends.entries()) {
            if (at > 0) expect(y - ends[at - 1]!).to.be.at.least(15.9);
          }
        }
      }
    }
  });

  it('mirrors: time runs from right to left', async () => {
    const forecast = await mount({ attributes: MONTHS, dir: 'rtl' });
    const lefts = marks(forecast).map((mark) => mark.getBoundingClientRect().left);
    expect(lefts[0]).to.be.above(lefts[1]!);
    expect(lefts[1]).to.be.above(lefts[2]!);
  });

  it('keeps lines and bars apart in forced colours', async function () {
    if (!(await emulateMedia({ forcedColors: true }))) this.skip();
    const forecast = await mount();
    const strokeOf = (name: string): string => getComputedStyle(part(forecast, name)!).stroke;
    expect(strokeOf('goal')).not.to.equal('none');
    expect(getComputedStyle(part(forecast, 'weighted')!).strokeDasharray).to.match(/5px, 4px/);
    expect(getComputedStyle(part(forecast, 'previous')!).strokeDasharray).to.match(/2px, 2px/);
  });

  it('waits in its own shape', async () => {
    const forecast = await place({ data: null });
    await waitUntil(() => forecast.shadowRoot?.querySelector('.skeleton'));
    expect(part(forecast, 'frame')?.getAttribute('aria-busy')).to.equal('true');
  });

  it('says what went wrong', async () => {
    const forecast = await place({ attributes: { src: '/no-such-file.csv' } });
    await waitUntil(() => state(forecast)?.getAttribute('role') === 'alert', 'no alert', { timeout: 8000 });
  });

  for (const width of [640, 420, 260, 200]) {
    it(`has no findings of axe at ${width} px`, async () => {
      await expect(await mount({ width })).to.be.accessible();
      await expect(await mount({ width, attributes: MONTHS })).to.be.accessible();
    });
  }

  it('has none as a table, while loading and where nothing counts', async () => {
    const table = await mount();
    await tableOf(table);
    await expect(table).to.be.accessible();
    await expect(await place({ data: null })).to.be.accessible();
    await expect(await mount({ attributes: { period: '2019-Q1' } })).to.be.accessible();
  });

  it('announces new figures once', async () => {
    const forecast = await mount();
    const live = forecast.shadowRoot!.getElementById('live')!;
    await aTimeout(1200);
    expect(textOf(live)).to.equal('');
    forecast.data = dataOf(six.slice(0, 2));
    await waitUntil(() => textOf(live) !== '', 'not announced', { timeout: 4000 });
    expect(textOf(live)).to.match(/^Updated: €300 won in Q1 2026/);
  });
});

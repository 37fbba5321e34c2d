import { aTimeout, expect, nextFrame, waitUntil } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import type { PipelineSelectDetail } from '../../src/context/types.js';
import { measureTimeInStage, timeInStageTables } from '../../src/core/measures/time-in-stage.js';
import type { Deal, PipelineData, Stage } from '../../src/core/model.js';
import { summarize } from '../../src/core/summary/summarize.js';
import { viewAt } from '../../src/core/view/view.js';
import { createDemoData } from '../../src/data/demo/index.js';
import type { PipelineHeatmap } from '../../src/elements/heatmap/heatmap.js';
import '../../src/elements/heatmap/define.js';
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
  { id: 'lead', name: 'Lead', kind: 'open', idleAfterDays: 10 },
  { id: 'talk', name: 'Talk', kind: 'open' },
  { id: 'won', name: 'Won', kind: 'won' },
  { id: 'lost', name: 'Lost', kind: 'lost' },
];

const DAY = 86_400_000;
const on = (day: number): string => new Date(Date.UTC(2026, 0, 1) + day * DAY).toISOString().slice(0, 10);

/** A deal that was some days in Lead and then some in Talk, and won; `talk` undefined: still there. */
function deal(id: string, owner: string | undefined, lead: number, talk?: number): Deal {
  const visits = [
    { stage: 'lead', enteredAt: on(0) },
    { stage: 'talk', enteredAt: on(lead) },
    ...(talk === undefined ? [] : [{ stage: 'won', enteredAt: on(lead + talk) }]),
  ];
  return {
    id,
    name: `Deal ${id}`,
    pipeline: 'p',
    stage: talk === undefined ? 'talk' : 'won',
    amount: 1000,
    currency: 'EUR',
    owner,
    source: owner === 'a' ? 'Web' : '',
    createdAt: on(0),
    ...(talk === undefined ? {} : { closedAt: on(lead + talk) }),
    visits,
  };
}

const six = (owner: string, lead: number, talk: number): Deal[] =>
  Array.from({ length: 6 }, (_, at) => deal(`${owner}${at}`, owner, lead, talk));

/** Ana: 4 days in Lead, 10 in Talk. Ben: 6 and 20. Cem: one deal, 4 days, still in Talk. */
const deals: readonly Deal[] = [...six('a', 4, 10), ...six('b', 6, 20), deal('c0', 'c', 4)];

const dataOf = (more: Partial<PipelineData> = {}): PipelineData => ({
  pipelines: [{ id: 'p', name: 'Sales', stages }],
  owners: [
    { id: 'a', name: 'Ana Alba', team: 'North' },
    { id: 'b', name: 'Ben Berg', team: 'South' },
    { id: 'c', name: 'Cem Can', team: 'South' },
  ],
  deals,
  provenance: {
    system: 'test',
    fetchedAt: on(100),
    timeZone: 'UTC',
    history: 'full',
    complete: true,
  },
  ...more,
});

const mount = ({ data = dataOf(), attributes = {}, ...rest }: Setup = {}): Promise<PipelineHeatmap> =>
  mountChart(document.createElement('pipeline-heatmap'), {
    ...rest,
    data,
    attributes: { 'as-of': on(100), ...attributes },
  });

/** Cells and list rows; not the heads, which sort. */
const marks = (heatmap: PipelineHeatmap): HTMLElement[] => all(heatmap, 'td[data-key], .mark');
const labels = (heatmap: PipelineHeatmap): (string | null)[] =>
  marks(heatmap).map((mark) => mark.getAttribute('aria-label'));
/** With Ctrl the event is made here: WebDriver can't hold a key down in every browser. */
const press = async (heatmap: PipelineHeatmap, ...keys: string[]): Promise<void> => {
  for (const key of keys) {
    if (!key.startsWith('Control+')) await sendKeys({ press: key });
    else {
      const init = { key: key.slice('Control+'.length), ctrlKey: true, bubbles: true, composed: true };
      heatmap.shadowRoot!.activeElement!.dispatchEvent(new KeyboardEvent('keydown', init));
    }
  }
};
const selections = (heatmap: PipelineHeatmap): PipelineSelectDetail[] => {
  const made: PipelineSelectDetail[] = [];
  heatmap.addEventListener('pipeline-select', ({ detail }) => made.push(detail));
  return made;
};

const NAMES = [
  'Ana Alba, Lead: 4 days, at the median, 6 visits',
  'Ana Alba, Talk: 10 days, 10 below the median, 6 visits',
  'Ana Alba, days to won: median 14 days, 6 deals won',
  'Ben Berg, Lead: 6 days, 2 above the median, 6 visits',
  'Ben Berg, Talk: 20 days, at the median, 6 visits',
  'Ben Berg, days to won: median 26 days, 6 deals won',
  'Cem Can, Lead: 4 days, at the median, 1 visit, too few to judge',
  'Cem Can, Talk: median not reached, more than 96 days, 1 visit, 1 still open, too few to judge',
  'Everyone, Lead: 4 days, 13 visits',
  'Everyone, Talk: 20 days, 13 visits, 1 still open',
  'Everyone, days to won: median 20 days, 12 deals won',
];

describe('pipeline-heatmap: what it says', () => {
  it('names each cell with stage, unit, comparison and counts', async () => {
    const heatmap = await mount();
    expect(labels(heatmap)).to.deep.equal(NAMES);
    expect(rowsOf(heatmap)).to.deep.equal([
      ['Owner', 'Lead', 'Talk', 'Days to won'],
      ['Ana Alba', '4', '10', '14'],
      ['Ben Berg', '6', '20', '26'],
      ['Cem Can', '4', 'not reached', '–'],
      ['Everyone', '4', '20', '20'],
    ]);
    const table = heatmap.shadowRoot!.querySelector('table')!;
    expect(table.getAttribute('role')).to.equal('grid');
    for (const head of table.querySelectorAll('th')) {
      expect(head.getAttribute('scope')).to.equal(head.closest('thead') ? 'col' : 'row');
    }
  });

  it('says measure, counting rule, period, pipeline and as-of, and the result in a sentence', async () => {
    const heatmap = await mount({ attributes: { period: '2026-Q1' } });
    expect(textOf(part(heatmap, 'subtitle'))).to.equal(
      'Median days, open deals counted as “at least so long”, visits begun Jan 1, 2026 to Mar 31, 2026; days to won: deals won in that time. Sales, as of Apr 11, 2026',
    );
    expect(textOf(part(heatmap, 'takeaway'))).to.equal(
      'Talk is slowest: median 20 days. Ben Berg needs 6 in Lead, 2 above the team.',
    );
  });

  it('names every figure that the measure gives for the demo data, and no other', async () => {
    const data = createDemoData();
    const heatmap = await mount({
      data,
      attributes: { period: 'last-12-months', pipeline: 'new-business', 'as-of': '2026-11-18' },
    });
    const view = viewAt(data, { asOf: Date.parse('2026-11-18T08:40:00Z'), timeZone: 'Europe/Berlin' });
    const day = (text: string): number => Date.parse(text) / DAY;
    const options = {
      pipeline: 'new-business',
      by: 'owner',
      window: { from: day('2025-12-01'), to: day('2026-12-01') },
    } as const;
    const rows = measureTimeInStage(summarize(view, timeInStageTables(options)), options).rows;
    const owners = new Map(data.owners!.map(({ id, name }) => [id, name]));
    expect(rows.length).to.equal(25);
    // Five stages and days to won, of five owners and of everyone.
    expect(labels(heatmap)).to.have.length(36);
    for (const row of rows) {
      const start = `${owners.get(row.group)}, ${row.name}: ${row.value} days`;
      const found = labels(heatmap).find((name) => name?.startsWith(start));
      expect(found, start).to.contain(`, ${row.n} visits`);
      if (row.nOpen > 0) expect(found).to.contain(`${row.nOpen} still open`);
      const cell = marks(heatmap).find((mark) => mark.ariaLabel === found)!;
      expect(textOf(cell)).to.equal(String(row.value));
    }
  });

  it('hatches what rests on few visits, and leaves empty what rests on none', async () => {
    const data = dataOf({
      deals: [...deals, { ...deal('d0', 'd', 3), visits: [{ stage: 'talk', enteredAt: on(90) }] }],
    });
    const heatmap = await mount({ data });
    const cell = (name: string): HTMLElement =>
      marks(heatmap).find((mark) => mark.ariaLabel?.startsWith(name))!;
    expect([...cell('Cem Can, Lead').part]).to.include('few');
    expect(getComputedStyle(cell('Cem Can, Lead')).backgroundImage).to.contain('gradient');
    expect([...cell('Cem Can, Talk').part]).to.include.members(['few', 'unreached']);
    const none = cell('d, Lead');
    expect(none.ariaLabel).to.equal('d, Lead: no visits');
    expect(textOf(none)).to.equal('–');
    expect(getComputedStyle(none).backgroundColor).to.equal('rgba(0, 0, 0, 0)');
    expect(getComputedStyle(none).backgroundImage).to.equal('none');
    expect([...cell('Ana Alba, Talk').part]).to.not.include('few');
    expect(textOf(part(heatmap, 'legend'))).to.contain('fewer than 5 visits');
  });

  it('colours against the stage, against its target, or by days; bounds are in the legend', async () => {
    const colour = (heatmap: PipelineHeatmap, at: number): string =>
      getComputedStyle(marks(heatmap)[at]!).backgroundColor;
    const own = await mount();
    expect(textOf(part(own, 'legend'))).to.contain('−35−20−8+8+25+60');
    // 10 against 20 is in the first step, 20 against 20 in the middle one, 6 against 4 in the sixth.
    expect([colour(own, 1), colour(own, 4), colour(own, 3)]).to.deep.equal([
      'rgb(12, 84, 160)',
      'rgb(234, 239, 245)',
      'rgb(198, 121, 76)',
    ]);
    const target = await mount({ attributes: { scale: 'vs-target' } });
    expect(labels(target)[0]).to.equal('Ana Alba, Lead: 4 days, 6 below the target, 6 visits');
    expect(labels(target)[1]).to.equal('Ana Alba, Talk: 10 days, 6 visits');
    expect(colour(target, 0)).to.equal('rgb(12, 84, 160)');
    expect(colour(target, 1)).to.equal('rgba(0, 0, 0, 0)');
    const absolute = await mount({ attributes: { scale: 'absolute' } });
    expect(textOf(part(absolute, 'legend'))).to.contain('days');
    expect(colour(absolute, 4)).to.not.equal(colour(absolute, 0));
  });

  it('says that no stage has a target', async () => {
    const pipelines = [
      { id: 'p', name: 'Sales', stages: stages.map(({ idleAfterDays: _, ...rest }) => rest) },
    ];
    const heatmap = await mount({ data: dataOf({ pipelines }), attributes: { scale: 'vs-target' } });
    expect(textOf(part(heatmap, 'note'))).to.contain('No stage of this pipeline states a target');
  });

  it('shows other quantiles, by team, source and month of entry', async () => {
    const p90 = await mount({ attributes: { statistic: 'p90' } });
    expect(labels(p90)[3]).to.match(/^Ben Berg, Lead: 90% within 6 days/);
    const team = await mount({ attributes: { by: 'team' } });
    expect(rowsOf(team).map(([head]) => head)).to.deep.equal(['Team', 'North', 'South', 'Everyone']);
    const source = await mount({ attributes: { by: 'source' } });
    expect(rowsOf(source).map(([head]) => head)).to.deep.equal(['Source', 'Web', 'No source', 'All']);
    const month = await mount({ attributes: { by: 'entry-month' } });
    expect(rowsOf(month)).to.deep.equal([
      ['Month of entry', 'Lead', 'Talk'],
      ['Jan 2026', '4', '20'],
      ['All', '4', '20'],
    ]);
  });

  it('shows the same rows as a table, with all quantiles and counts', async () => {
    const heatmap = await mount();
    part(heatmap, 'table-toggle')!.click();
    await waitUntil(() => all(heatmap, 'caption').length > 0);
    const rows = rowsOf(heatmap);
    expect(rows[0]).to.deep.equal([
      'Owner',
      'Stage',
      'Median days',
      '75% within, days',
      '90% within, days',
      'Visits',
      'Still open',
    ]);
    expect(rows.length).to.equal(12);
    expect(rows[4]).to.deep.equal(['Ben Berg', 'Lead', '6', '6', '6', '6', '0']);
    expect(rows.find(([who, stage]) => who === 'Cem Can' && stage === 'Talk')).to.deep.equal([
      'Cem Can',
      'Talk',
      'not reached',
      'not reached',
      'not reached',
      '1',
      '1',
    ]);
    expect(rows.at(-1)).to.deep.equal(['Everyone', 'Days to won', '20', '26', '26', '12', '']);
  });

  it('falls back on choices it knows', async () => {
    const heatmap = await mount({ attributes: { by: 'moon', scale: 'x', statistic: 'y' } });
    expect(labels(heatmap)).to.deep.equal(NAMES);
  });
});

describe('pipeline-heatmap: keyboard, pointer and selection', () => {
  afterEach(() => resetMouse());

  it('is one tab stop; arrows, Home, End and their Ctrl move in the grid', async () => {
    const heatmap = await mount();
    const stops = () => all(heatmap, 'table [tabindex="0"]');
    expect(stops()).to.have.length(1);
    await press(heatmap, 'Tab');
    expect(focused(heatmap)).to.equal(NAMES[0]);
    await press(heatmap, 'ArrowRight', 'ArrowDown');
    expect(focused(heatmap)).to.equal(NAMES[4]);
    await press(heatmap, 'End');
    expect(focused(heatmap)).to.equal(NAMES[5]);
    await press(heatmap, 'Home');
    expect(focused(heatmap)).to.equal(NAMES[3]);
    await press(heatmap, 'ArrowLeft');
    expect(focused(heatmap)).to.equal('Sort by Ben Berg');
    await press(heatmap, 'ArrowLeft');
    expect(focused(heatmap)).to.equal('Sort by Ben Berg');
    await press(heatmap, 'Control+End');
    expect(focused(heatmap)).to.equal(NAMES.at(-1));
    await press(heatmap, 'ArrowDown');
    expect(focused(heatmap)).to.equal(NAMES.at(-1));
    await press(heatmap, 'Control+Home', 'ArrowUp');
    expect(focused(heatmap)).to.equal('Sort by Lead');
    await press(heatmap, 'ArrowDown');
    expect(focused(heatmap)).to.equal(NAMES[0]);
    expect(stops()).to.have.length(1);
    await press(heatmap, 'Tab');
    expect(heatmap.shadowRoot!.activeElement?.getAttribute('part')).to.equal('table-toggle');
    expect(stops()[0]!.ariaLabel).to.equal(NAMES[0]);
  });

  it('moves the other way round where the page runs from right to left', async () => {
    const heatmap = await mount({ dir: 'rtl' });
    await press(heatmap, 'Tab', 'ArrowLeft');
    expect(focused(heatmap)).to.equal(NAMES[1]);
    await press(heatmap, 'ArrowRight');
    expect(focused(heatmap)).to.equal(NAMES[0]);
  });

  it('tells on focus and on hover, and closes on Escape', async () => {
    const heatmap = await mount();
    await press(heatmap, 'Tab', 'ArrowRight');
    expect(tip(heatmap).matches(':popover-open')).to.equal(true);
    const lines = [...tip(heatmap).querySelectorAll('dl > div')].map(textOf);
    expect(textOf(tip(heatmap).querySelector('.tip-title'))).to.equal('Ana Alba, Talk');
    expect(lines).to.deep.equal([
      'Median 10 days',
      'Against the stage −10',
      'Half of the visits 10 to 10 days',
      '90% within 10 days',
      'Visits 6 ended, 0 still open',
    ]);
    await press(heatmap, 'Escape');
    expect(tip(heatmap).matches(':popover-open')).to.equal(false);
    expect(focused(heatmap)).to.equal(NAMES[1]);
    const box = marks(heatmap)[7]!.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(box.x + 9), Math.round(box.y + 9)] });
    await waitUntil(() => textOf(tip(heatmap)).startsWith('Cem Can, Talk'));
    expect(textOf(tip(heatmap)))
      .to.contain('not reached, more than 96 days')
      .and.to.contain('too few to judge');
  });

  it('selects a cell with the deals behind it, by key and by click', async () => {
    const heatmap = await mount();
    const made = selections(heatmap);
    await press(heatmap, 'Tab', 'ArrowRight', 'Enter');
    marks(heatmap)[7]!.click();
    marks(heatmap)[10]!.click();
    expect(made[0]).to.deep.equal({
      rowKey: 'stage:talk|owner:a',
      value: 10,
      n: 6,
      dealIds: ['a0', 'a1', 'a2', 'a3', 'a4', 'a5'],
    });
    expect(made[1]).to.deep.equal({ rowKey: 'stage:talk|owner:c', value: null, n: 1, dealIds: ['c0'] });
    expect(made[2]!.dealIds).to.have.length(12);
    expect(made).to.have.length(3);
  });

  it('sorts rows by a stage and columns by a row: down, up, as it was', async () => {
    const heatmap = await mount();
    const heads = (): string[] => rowsOf(heatmap).map(([head]) => head!);
    const button = (name: string): HTMLElement => all(heatmap, `[aria-label="Sort by ${name}"]`)[0]!;
    button('Talk').click();
    await heatmap.updateComplete;
    // Not reached is beyond all numbers.
    expect(heads()).to.deep.equal(['Owner', 'Cem Can', 'Ben Berg', 'Ana Alba', 'Everyone']);
    expect(button('Talk').closest('th')!.ariaSort).to.equal('descending');
    expect(heatmap.sort).to.equal('stage:talk');
    button('Talk').click();
    await heatmap.updateComplete;
    expect(heads()).to.deep.equal(['Owner', 'Ana Alba', 'Ben Berg', 'Cem Can', 'Everyone']);
    expect(button('Talk').closest('th')!.ariaSort).to.equal('ascending');
    button('Talk').click();
    await heatmap.updateComplete;
    expect(all(heatmap, '[aria-sort]')).to.have.length(0);
    button('Ben Berg').click();
    await heatmap.updateComplete;
    expect(rowsOf(heatmap)[0]).to.deep.equal(['Owner', 'Talk', 'Lead', 'Days to won']);
    heatmap.sort = '-won';
    await heatmap.updateComplete;
    expect(heads()).to.deep.equal(['Owner', 'Ana Alba', 'Ben Berg', 'Cem Can', 'Everyone']);
  });
});

describe('pipeline-heatmap: room and states', () => {
  afterEach(resetEmulation);

  it('420 px: stages as rows, owners by their initials', async () => {
    const heatmap = await mount({
      width: 420,
      data: createDemoData(),
      attributes: { pipeline: 'new-business', 'as-of': '2026-11-18' },
    });
    const [head, first] = rowsOf(heatmap);
    expect(head).to.deep.equal(['Stage', 'KV', 'JB', 'MK', 'AC', 'OH', 'All']);
    expect(first![0]).to.equal('Lead qualification');
    expect(all(heatmap, 'thead th').map((th) => th.ariaLabel)).to.include('Katharina Vogt');
    await press(heatmap, 'Tab', 'ArrowDown');
    expect(focused(heatmap)).to.match(/^Katharina Vogt, Meeting scheduled: /);
    expect(heatmap.shadowRoot!.querySelector('.scroll')).to.equal(null);
  });

  it('260 px: one stage at a time, the slowest first', async () => {
    const heatmap = await mount({ width: 260 });
    expect(labels(heatmap)).to.deep.equal([NAMES[1], NAMES[4], NAMES[7], NAMES[9]]);
    const select = heatmap.shadowRoot!.querySelector('select')!;
    expect(select.labels).to.have.length(1);
    expect(textOf(marks(heatmap)[0])).to.equal('Ana Alba 10 10 below the median days');
    expect(textOf(marks(heatmap)[2])).to.equal('Cem Can >96 only 1 visit');
    select.value = 'stage:lead';
    select.dispatchEvent(new Event('change'));
    await heatmap.updateComplete;
    expect(labels(heatmap)[0]).to.equal(NAMES[0]);
    const made = selections(heatmap);
    marks(heatmap)[0]!.focus();
    await press(heatmap, 'ArrowDown', 'Enter');
    expect(made.map(({ rowKey }) => rowKey)).to.deep.equal(['stage:lead|owner:b']);
  });

  it('below 240 px: the slowest stage', async () => {
    const heatmap = await mount({ width: 200 });
    expect(textOf(figure(heatmap))).to.equal('20 days Talk');
  });

  it('says what it needs, and draws nothing instead', async () => {
    const bare = dataOf({
      deals: deals.map((one) => ({ ...one, visits: [] })),
      provenance: { system: 'flat', fetchedAt: on(100), timeZone: 'UTC', history: 'none', complete: true },
    });
    expect(textOf(state(await mount({ data: bare })))).to.equal('Needs stage history');
    expect(textOf(state(await mount({ data: dataOf({ deals: [] }) })))).to.equal('No deals yet');
    expect(textOf(state(await mount({ attributes: { period: '2019-Q1' } })))).to.equal('No deals match');
    expect(textOf(state(await mount({ attributes: { 'as-of': '2025-01-01' } })))).to.equal('No deals match');
    const loading = await mount({ data: null });
    await nextFrame();
    expect(part(loading, 'frame')?.getAttribute('aria-busy')).to.equal('true');
    expect(all(loading, '.skeleton i').length).to.be.above(9);
  });

  it('one stage, forty stages, one deal, nobody, names of 400 letters: inside its box, with figures', async function () {
    this.timeout(40_000);
    const long = 'Maximilian '.repeat(36);
    const forty = Array.from(
      { length: 40 },
      (_, at): Stage => ({ id: `s${at}`, name: `Stage ${at}`, kind: 'open' }),
    );
    const cases: Readonly<Record<string, PipelineData>> = {
      'one stage': dataOf({ pipelines: [{ id: 'p', name: 'P', stages: [stages[0]!, ...stages.slice(2)] }] }),
      'forty stages': dataOf({
        pipelines: [{ id: 'p', name: 'P', stages: [...stages.slice(0, 2), ...forty, ...stages.slice(2)] }],
      }),
      'one deal': dataOf({ deals: deals.slice(0, 1) }),
      nobody: dataOf({ owners: [], deals: deals.map(({ owner: _, ...rest }) => rest) }),
      'long names': dataOf({
        owners: [
          { id: 'a', name: long },
          { id: 'b', name: 'شركة الأفق' },
        ],
        pipelines: [
          { id: 'p', name: 'P', stages: stages.map((one, at) => (at === 0 ? { ...one, name: long } : one)) },
        ],
      }),
    };
    for (const [name, data] of Object.entries(cases)) {
      for (const width of [640, 420, 260]) {
        const heatmap = await mount({ data, width });
        expect(marks(heatmap).length, name).to.be.above(0);
        const box = heatmap.getBoundingClientRect();
        expect(heatmap.shadowRoot!.querySelector('figure')!.scrollWidth, `${name} at ${width}`).to.be.at.most(
          Math.ceil(box.width) + 8,
        );
        await expect(heatmap).to.be.accessible();
      }
    }
  });

  it('500 owners: the first of them, and all on demand', async function () {
    this.timeout(20_000);
    const many = Array.from({ length: 500 }, (_, at) => deal(`m${at}`, `o${at}`, at % 9, at % 7));
    const heatmap = await mount({ data: dataOf({ deals: many, owners: [] }) });
    expect(rowsOf(heatmap)).to.have.length(27);
    const more = all(heatmap, '.more')[0]!;
    expect(textOf(more)).to.equal('Show all 500');
    more.click();
    await heatmap.updateComplete;
    expect(rowsOf(heatmap)).to.have.length(502);
    expect(heatmap.shadowRoot!.querySelector('.more')).to.equal(null);
  });

  it('two owners of one name are told apart, one who left keeps the id', async () => {
    const heatmap = await mount({
      data: dataOf({
        owners: [
          { id: 'a', name: 'Ana Alba', team: 'North' },
          { id: 'b', name: 'Ana Alba', team: 'South' },
        ],
      }),
    });
    expect(rowsOf(heatmap).map(([head]) => head)).to.deep.equal([
      'Owner',
      'Ana Alba (North)',
      'Ana Alba (South)',
      'c',
      'Everyone',
    ]);
  });

  it('names from the data are text', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const heatmap = await mount({
      data: dataOf({
        owners: [{ id: 'a', name: evil }],
        pipelines: [
          { id: 'p', name: evil, stages: stages.map((one) => ({ ...one, name: `${evil}${one.id}` })) },
        ],
      }),
    });
    await press(heatmap, 'Tab');
    expect(heatmap.shadowRoot!.querySelector('img')).to.equal(null);
    expect(rowsOf(heatmap)[1]![0]).to.equal(evil);
    expect(textOf(tip(heatmap))).to.contain(evil);
  });

  it('forced colours: the bar in a cell still says how long', async function () {
    if (!(await emulateMedia({ forcedColors: true }))) this.skip();
    const heatmap = await mount();
    // A background of the cell, as long as its share of the cell's inner width.
    const cell = (at: number) => getComputedStyle(marks(heatmap)[at]!);
    const share = (at: number) => Number(/([\d.]+)%/.exec(cell(at).backgroundSize)?.[1]);
    expect(share(4) / share(1)).to.be.closeTo(2, 0.05);
    const [colour] = /rgb[^)]*\)/.exec(cell(4).backgroundImage)!;
    expect(colour).to.not.equal(cell(4).backgroundColor);
    await expect(heatmap).to.be.accessible();
  });

  it('passes axe in light and dark, at all widths and in all scales', async function () {
    this.timeout(20_000);
    for (const colorScheme of ['light', 'dark'] as const) {
      document.documentElement.style.colorScheme = colorScheme;
      document.body.style.background = 'Canvas';
      for (const width of [640, 420, 260, 200]) {
        for (const scale of ['per-stage', 'absolute']) {
          const heatmap = await mount({
            width,
            data: createDemoData(),
            attributes: { pipeline: 'new-business', 'as-of': '2026-11-18', scale },
          });
          await expect(heatmap).to.be.accessible();
        }
      }
    }
    document.documentElement.style.colorScheme = '';
    document.body.style.background = '';
  });

  it('says that figures changed, once things are quiet', async function () {
    this.timeout(5000);
    const heatmap = await mount();
    heatmap.data = dataOf({ deals: deals.slice(0, 6) });
    await aTimeout(1500);
    expect(textOf(heatmap.shadowRoot!.querySelector('[role="status"]'))).to.equal(
      'Updated: Talk is slowest: median 10 days.',
    );
  });
});

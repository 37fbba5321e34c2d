import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import { forecastJobs } from '../../src/context/forecast-jobs.js';
import type { Forecast, ForecastOptions, ForecastRow, Replay } from '../../src/core/forecast/types.js';
import type { Deal, PipelineData } from '../../src/core/model.js';
import { summarize } from '../../src/core/summary/summarize.js';
import { viewAt } from '../../src/core/view/view.js';
import { createDemoData } from '../../src/data/demo/index.js';
import { outlookOf, outlookTables } from '../../src/elements/forecast/drawing.js';
import type { PipelineForecast } from '../../src/elements/forecast/forecast.js';
import '../../src/elements/forecast/define.js';

/** As of 14 February 2026: 300 won in January, 100 in February, goal 1,000 for the quarter. */
const deals: readonly Deal[] = [
  { id: 'a', stage: 'won', amount: 300, closedAt: '2026-01-10' },
  { id: 'b', stage: 'won', amount: 100, closedAt: '2026-02-02' },
  { id: 'c', stage: 'lead', amount: 600, expectedCloseAt: '2026-03-20', forecastCategory: 'commit' as const },
  {
    id: 'd',
    stage: 'lead',
    amount: 200,
    expectedCloseAt: '2026-03-25',
    forecastCategory: 'best-case' as const,
  },
].map((deal) => ({
  name: `Deal ${deal.id}`,
  pipeline: 'p',
  currency: 'EUR',
  createdAt: '2025-12-01',
  visits: [{ stage: 'lead', enteredAt: '2025-12-01' }],
  ...deal,
}));
const data: PipelineData = {
  pipelines: [
    {
      id: 'p',
      name: 'Sales',
      stages: [
        { id: 'lead', name: 'Lead', kind: 'open', probability: 0.5 },
        { id: 'won', name: 'Won', kind: 'won' },
        { id: 'lost', name: 'Lost', kind: 'lost' },
      ],
    },
  ],
  deals,
  goals: [{ from: '2026-01-01', to: '2026-04-01', amount: 1000, currency: 'EUR' }],
  provenance: {
    system: 'test',
    fetchedAt: '2026-02-14T22:00:00Z',
    timeZone: 'UTC',
    history: 'full',
    complete: true,
  },
};

const row = (
  from: string,
  to: string,
  booked: number,
  open: number,
  fresh: number,
  gains: number[],
): ForecastRow => ({
  from,
  to,
  booked,
  open,
  fresh,
  mean: booked + open + fresh,
  quantiles: gains.map((gain) => booked + gain),
});
const replay: Replay = {
  period: 'month',
  currency: 'EUR',
  levels: [0.1, 0.5, 0.9],
  origins: [90, 100, 250].map((actual, at) => ({
    at: `2025-1${at}-01`,
    forecasts: [
      {
        from: `2025-1${at}-01`,
        to: `2025-1${at + 1}-01`,
        horizon: 1,
        mean: 110,
        quantiles: [80, 110, 140],
        actual,
      },
    ],
  })),
  errors: [
    { way: 'model', all: { wape: 0.14, bias: -0.02, n: 3, held80: 2 / 3 }, byHorizon: [] },
    { way: 'weighted', all: { wape: 0.5, bias: 0.4, n: 3 }, byHorizon: [] },
    { way: 'category', all: { wape: 0.3, bias: 0.004, n: 3 }, byHorizon: [] },
  ],
};
/** By hand: by the end of March 350 more from open deals, 150 from new ones; 80 % between 200 and 800 more. */
const forecast: Forecast = {
  asOf: '2026-02-14T22:00:00.000Z',
  timeZone: 'UTC',
  period: 'month',
  currency: 'EUR',
  provisional: false,
  provisionalReasons: [],
  levels: [0.1, 0.25, 0.5, 0.75, 0.9],
  periods: [
    row('2026-02-01', '2026-03-01', 100, 150, 50, [50, 100, 200, 300, 400]),
    row('2026-03-01', '2026-04-01', 0, 200, 100, [100, 200, 300, 400, 600]),
  ],
  cumulative: [
    row('2026-02-01', '2026-03-01', 100, 150, 50, [50, 100, 200, 300, 400]),
    row('2026-02-01', '2026-04-01', 100, 350, 150, [200, 400, 500, 650, 800]),
  ],
  deals: [],
  movers: [],
  leftOut: [{ code: 'capped', n: 1, dealIds: ['c'], amount: 9000, used: 900 }],
  replay,
};
const withoutRange: Forecast = {
  ...forecast,
  provisional: true,
  provisionalReasons: ['little-history', 'no-replay'],
  periods: forecast.periods.map((one) => ({ ...one, quantiles: [] })),
  cumulative: forecast.cumulative.map((one) => ({ ...one, quantiles: [] })),
  replay: undefined,
};

interface Engine {
  /** What it says; a function throws, or looks at what it is asked. */
  says: Forecast | ((options: ForecastOptions) => Forecast);
  isHeld: boolean;
  asked: ForecastOptions[];
}
let engine: Engine;
beforeEach(() => {
  engine = { says: forecast, isHeld: false, asked: [] };
  forecastJobs({
    startWorker: () => undefined,
    loadEngine: () =>
      Promise.resolve({
        *forecastSteps(_source, options) {
          engine.asked.push(options);
          yield 0.4;
          while (engine.isHeld) yield 0.4;
          return typeof engine.says === 'function' ? engine.says(options) : engine.says;
        },
        *replaySteps() {
          yield 1;
          return replay;
        },
      }),
  });
});

interface Setup {
  readonly data?: PipelineData;
  readonly width?: number;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly lang?: string;
}
const CUMULATIVE = { period: '2026-Q1', mode: 'cumulative', interval: 'month' };
const BARS = { ...CUMULATIVE, mode: 'per-period' };

async function place({ data: own = data, width = 640, attributes = CUMULATIVE, lang = 'en' }: Setup = {}) {
  const box = await fixture<HTMLElement>(html`<div lang=${lang}></div>`);
  const widget = document.createElement('pipeline-forecast');
  for (const [name, value] of Object.entries(attributes)) widget.setAttribute(name, value);
  widget.data = own;
  box.style.inlineSize = `${width}px`;
  box.append(widget);
  await waitUntil(() => all(widget, '[part~=mark]').length > 0, 'nothing was drawn', { timeout: 8000 });
  return widget;
}
async function mount(setup?: Setup): Promise<PipelineForecast> {
  const widget = await place(setup);
  await waitUntil(() => !text(widget.shadowRoot).includes('…'), 'no forecast', { timeout: 8000 });
  await widget.updateComplete;
  return widget;
}
const all = (widget: Element, query: string): Element[] => [...widget.shadowRoot!.querySelectorAll(query)];
const text = (node: Node | null | undefined): string =>
  (node?.textContent ?? '')
    .replace(/[\u2066-\u2069\u200e\u200f]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
const part = (widget: Element, name: string): string => text(all(widget, `[part~=${name}]`)[0]);
const parts = (widget: Element, name: string): string[] => all(widget, `[part~=${name}]`).map(text);
const names = (widget: Element): (string | null)[] =>
  all(widget, '[part~=mark]').map((mark) => mark.getAttribute('aria-label'));
const cells = (table: Element | undefined): string[][] =>
  [...(table?.querySelectorAll('tr') ?? [])].map((line) => [...line.children].map(text));

describe('pipeline-forecast: what will come', () => {
  it('says the forecast with its range, against the goal, and what of it is won', async () => {
    const widget = await mount();
    expect(part(widget, 'heading')).to.equal('Forecast');
    expect(part(widget, 'subtitle')).to.equal(
      'Revenue won and forecast, Q1 2026, cumulative, by close date. Sales, as of Feb 14, 2026',
    );
    expect(part(widget, 'takeaway')).to.equal(
      'Forecast for Q1 2026 is €900, 80% range €600 to €1.2K. That is €100 below the goal of €1K. €400 is won so far.',
    );
    // 600 are missing, which lie two thirds of the way from the median of 500 to 650 at 75 %: 1 − .667.
    expect(parts(widget, 'figure')).to.deep.equal([
      'Forecast €900 80%: €600 to €1.2K',
      'Of goal 40% 50% of time gone',
      'Gap to goal −€100 goal €1K',
      'Coverage 1.3× of €600 to go',
      'Chance of goal 33% to reach €1K',
    ]);
    expect(part(widget, 'legend')).to.equal('Won Forecast 50% 80% of outcomes Goal');
    expect(all(widget, 'path[part~=band]')).to.have.length(2);
    expect(all(widget, 'svg text').map(text)).to.include.members([
      '€400 booked',
      '€350 open deals',
      '€150 not yet created',
      '€900 forecast',
      '€1.2K high, 80%',
      '€600 low, 80%',
      '€1K goal',
    ]);
  });

  it('says its error beside it, what was left out, and which figure was right more often', async () => {
    const widget = await mount();
    const notes = parts(widget, 'note').join(' ');
    expect(notes).to.contain(
      'Made again as of 3 days in the past, 3 forecasts of a month were off by 14% on average; the 80% range held in 2 of them.',
    );
    expect(notes).to.contain(
      '1 deal is far larger than anything ever won: €9K, of which the forecast uses €900.',
    );
    expect(cells(all(widget, '[part~=ways]')[0])).to.deep.equal([
      ['Figure', 'Says', 'Months were off by', 'On average'],
      ['Forecast', '€900', '14%', '2% too low'],
      ['Won and weighted pipeline', '€800', '50%', '40% too high'],
      ['Won and commit', '€1K', '30%', 'about right'],
      ['With best case', '€1.2K', '–', 'not replayed'],
    ]);
  });

  it('shows what owners submitted for just the time that is shown, with its error', async () => {
    const said = { way: 'submitted', all: { wape: 0.25, bias: 0.1, n: 3 }, byHorizon: [] } as const;
    engine.says = {
      ...forecast,
      ways: { submitted: [330, null] },
      replay: { ...replay, errors: [...replay.errors, said] },
    };
    const widget = await mount({ attributes: BARS });
    const line = cells(all(widget, '[part~=ways]')[0]).at(-1);
    expect(line?.slice(1)).to.deep.equal(['€330', '25%', '10% too high']);
    // Of a quarter nobody said anything, though of its months somebody did.
    const quarter = await mount();
    expect(cells(all(quarter, '[part~=ways]')[0]).at(-1)?.slice(1, 3)).to.deep.equal(['–', '25%']);
  });

  it('has the same figures in its marks, its table and its file', async () => {
    const widget = await mount();
    expect(names(widget)).to.deep.equal([
      'January 2026, won so far €300, goal €1K',
      'February 2026, forecast by then €600, 80% €450 to €800, won so far €400, goal €1K',
      'March 2026, forecast by then €900, 80% €600 to €1.2K, goal €1K',
    ]);
    const csv = await widget.toCSV();
    const [head = '', ...lines] = csv
      .replace(/^\ufeff/, '')
      // Heads with a comma are quoted.
      .replace(/"([^"]*)"/g, (_, quoted: string) => quoted.replace(',', ''))
      .trim()
      .split(/\r?\n/);
    const march = new Map(head.split(',').map((name, at) => [name, lines[2]?.split(',')[at]]));
    expect(march.get('Forecast by then (EUR)')).to.equal('900');
    expect(
      [...march.entries()].filter(([name]) => /Low|High/.test(name)).map(([, value]) => value),
    ).to.deep.equal(['600', '800', '1050', '1200']);
    const svg = await widget.toSVG();
    for (const words of ['€900', '€350', 'not yet created', '80%: €600 to €1.2K']) {
      expect(svg.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')).to.contain(words);
    }
  });

  it('shows its parts and its range interval by interval', async () => {
    const widget = await mount({ attributes: BARS });
    expect(part(widget, 'takeaway')).to.match(
      /^Forecast for February 2026 is €300, 80% range €150 to €500\./,
    );
    expect(names(widget)).to.deep.equal([
      'January 2026, won €300',
      'February 2026, forecast €300, 80% €150 to €500, won so far €100',
      'March 2026, forecast €300, 80% €100 to €600',
    ]);
    expect(all(widget, 'rect[part~=fresh]')).to.have.length(2);
    expect(all(widget, 'path[part~=most]').length).to.be.greaterThan(1);
    expect(part(widget, 'legend')).to.equal('Won From open deals Not yet created 80% of outcomes');
  });

  it('takes its share of a period that reaches beyond the window', async () => {
    // Of March's 31 days 15 lie in it: the middle estimate is 200 + 300 × 15 ÷ 31 on top of 400.
    const widget = await mount({ attributes: { ...CUMULATIVE, period: '2026-01-01/2026-03-16' } });
    expect(names(widget).at(-1)).to.contain('forecast by then €745');
  });

  it('draws no fan without a measure of the error, and says why; it is provisional', async () => {
    engine.says = withoutRange;
    const widget = await mount();
    expect(all(widget, '[part~=band]')).to.have.length(0);
    expect(parts(widget, 'badge')).to.deep.equal(['Provisional']);
    const notes = parts(widget, 'note').join(' ');
    expect(notes).to.contain('No range is drawn').and.to.contain('fewer than five months of history');
    expect(parts(widget, 'figure')[0]).to.equal('Forecast €900 no range yet');
    expect(parts(widget, 'figure').at(-1)).to.equal('Chance of goal – no range yet');
    expect(part(widget, 'takeaway')).to.match(/^Forecast for Q1 2026 is €900\./);
  });

  it('says that the goal is reached', async () => {
    const reached = { ...data, goals: [{ ...data.goals![0]!, amount: 350 }] };
    const widget = await mount({ data: reached });
    expect(part(widget, 'takeaway')).to.contain('The goal of €350 is reached.');
    expect(parts(widget, 'figure').at(-1)).to.contain('100%');
  });

  it('never claims more than its quantiles can say', async () => {
    const far = { ...data, goals: [{ ...data.goals![0]!, amount: 9000 }] };
    expect(parts(await mount({ data: far }), 'figure').at(-1)).to.equal(
      'Chance of goal under 10% to reach €9K',
    );
    const near = { ...data, goals: [{ ...data.goals![0]!, amount: 500 }] };
    expect(parts(await mount({ data: near }), 'figure').at(-1)).to.equal(
      'Chance of goal over 90% to reach €500',
    );
  });

  it('speaks German', async () => {
    const widget = await mount({ lang: 'de' });
    expect(part(widget, 'takeaway')).to.equal(
      'Prognose für Q1 2026: 900 €, 80-%-Spanne 600 € bis 1200 €. Das sind 100 € weniger als das Ziel von 1000 €. Gewonnen sind bisher 400 €.',
    );
    expect(cells(all(widget, '[part~=ways]')[0]).map(([name]) => name)).to.deep.equal([
      'Zahl',
      'Prognose',
      'Gewonnen und gewichtet',
      'Gewonnen und Zusage',
      'Mit bestem Fall',
    ]);
    const said = { way: 'submitted', all: { wape: 0.25, bias: 0.1, n: 3 }, byHorizon: [] } as const;
    engine.says = {
      ...forecast,
      ways: { submitted: [330, null] },
      replay: { ...replay, errors: [...replay.errors, said] },
    };
    const bars = await mount({ lang: 'de', attributes: BARS });
    expect(cells(all(bars, '[part~=ways]')[0]).at(-1)).to.deep.equal([
      'Meldungen der Verantwortlichen',
      '330 €',
      '25 %',
      '10 % zu hoch',
    ]);
    expect(parts(widget, 'note')[0]).to.match(
      /^Mit dem Stand von 3 Tagen der Vergangenheit noch einmal gerechnet, lagen 3 Prognosen eines Monats im Mittel um 14 % daneben; die 80-%-Spanne hielt bei 2 davon\.$/,
    );
  });
});

describe('pipeline-forecast: while it is worked out', () => {
  it('shows the weighted pipeline and how far it is; nothing moves when the forecast comes', async () => {
    engine.isHeld = true;
    const widget = await place();
    await waitUntil(() => text(all(widget, '[role=progressbar]')[0]).includes('40%'));
    expect(text(all(widget, '[role=progressbar]')[0])).to.equal('Working out the forecast, 40%');
    expect(parts(widget, 'figure')[0]).to.equal('Forecast … 80%: … to …');
    expect(all(widget, '[part~=weighted]').length).to.be.greaterThan(0);
    const placeOf = (query: string): number[] => {
      const { top, height } = all(widget, query)[0]!.getBoundingClientRect();
      return [top, height];
    };
    const before = ['.strip', '.chart', '[part~=ways]', '[part~=legend]'].map(placeOf);
    engine.isHeld = false;
    await waitUntil(() => all(widget, '[part~=band]').length > 0);
    expect(['.strip', '.chart', '[part~=ways]', '[part~=legend]'].map(placeOf)).to.deep.equal(before);
  });

  it('keeps the old fan, marked as that, after a change, until the new one comes', async () => {
    const widget = await mount();
    const drawn = (): Element[] => all(widget, '.chart, [part~=mark], [part~=band], [part~=figure]');
    const nodes = drawn();
    engine.isHeld = true;
    widget.data = {
      ...data,
      deals: deals.map((deal) => (deal.id === 'd' ? { ...deal, amount: 300 } : deal)),
    };
    await waitUntil(() => parts(widget, 'badge').includes('Updating'));
    expect(drawn(), 'drawn anew').to.deep.equal(nodes);
    expect(all(widget, '.stale [part~=band]')).to.have.length(2);
    expect(all(widget, '[part~=band]').length).to.be.greaterThan(0);
    expect(parts(widget, 'figure')[0]).to.contain('€900');
    engine.says = {
      ...forecast,
      cumulative: forecast.cumulative.map((one) => ({ ...one, mean: one.mean + 50 })),
    };
    engine.isHeld = false;
    await waitUntil(() => parts(widget, 'figure')[0]!.includes('€950'));
    expect(drawn(), 'drawn anew').to.deep.equal(nodes);
    expect(all(widget, '.stale')).to.have.length(0);
    expect(parts(widget, 'badge')).to.deep.equal([]);
  });

  it('moves what is drawn, and asks for nothing, when its width changes', async () => {
    const widget = await mount();
    const texts = (): string[] => [
      ...parts(widget, 'figure'),
      ...parts(widget, 'note'),
      part(widget, 'takeaway'),
    ];
    const drawn = (): Element[] => all(widget, '.chart, [part~=mark], [part~=line], [part~=band], .ways tr');
    const nodes = drawn();
    const [said, asked, news] = [texts(), engine.asked.length, [] as string[]];
    const watch = new MutationObserver((changes) => {
      for (const { type, target, attributeName } of changes)
        if (type !== 'attributes') news.push(`${type} ${text(target)}`);
        else if (/class|aria|tabindex/.test(attributeName!)) news.push(attributeName!);
    });
    watch.observe(widget.shadowRoot!.querySelector('[part~=header]')!, { subtree: true, childList: true });
    watch.observe(all(widget, '.strip')[0]!, { subtree: true, childList: true, characterData: true });
    for (const width of [690, 630, 560, 640]) {
      widget.parentElement!.style.inlineSize = `${width}px`;
      await waitUntil(() => all(widget, '.chart')[0]!.getAttribute('width') === String(width));
      expect(parts(widget, 'badge'), 'a new forecast is on its way').to.deep.equal([]);
    }
    watch.disconnect();
    expect(engine.asked).to.have.length(asked);
    expect(drawn()).to.deep.equal(nodes);
    expect(texts()).to.deep.equal(said);
    expect(news).to.deep.equal([]);
  });

  it('measures once for all widgets and widths', () => {
    const summary = summarize(viewAt(data, { asOf: '2026-02-14' }), outlookTables());
    const wishes = { mode: 'cumulative', interval: 'month', weekStart: 1, fiscalYearStart: 1 } as const;
    expect(outlookOf(summary, wishes)).to.equal(outlookOf(summary, { ...wishes }));
    expect(outlookOf(summary, wishes)).not.to.equal(outlookOf(summary, { ...wishes, interval: 'week' }));
  });

  it('says why there is none, beside the weighted pipeline', async () => {
    engine.says = () => {
      throw new Error('out of memory');
    };
    const widget = await place();
    await waitUntil(() => parts(widget, 'note').join().includes('out of memory'));
    expect(part(widget, 'takeaway')).to.contain('weigh');
    expect(parts(widget, 'figure')[0]).to.match(/^Won/);
    expect(all(widget, '[role=progressbar]')).to.have.length(0);
  });

  it('asks for what it shows, and stops when it is removed', async () => {
    engine.isHeld = true;
    const widget = await place({ attributes: { ...CUMULATIVE, interval: 'week', pipeline: 'p' } });
    await waitUntil(() => engine.asked.length > 0);
    expect(engine.asked[0]).to.include({ period: 'week', weekStart: 1, fiscalYearStart: 1 });
    expect(engine.asked[0]!.periods).to.be.within(7, 9);
    const parent = widget.parentElement!;
    widget.remove();
    const { length } = engine.asked;
    widget.requestUpdate();
    await widget.updateComplete;
    await aTimeout(30);
    expect(engine.asked, 'asked for while it is away').to.have.length(length);
    engine.isHeld = false;
    await aTimeout(50);
    expect(all(widget, '[part~=band]')).to.have.length(0);
    parent.append(widget);
    await waitUntil(() => all(widget, '[part~=band]').length > 0, 'starts again');
  });
});

describe('pipeline-forecast: where there is none to ask for', () => {
  const flat = { ...data.provenance!, history: 'none' } as const;
  const open = deals.filter(({ stage }) => stage === 'lead');

  it('shows the weighted pipeline where it is asked to, without any past, and of a time that is over', async () => {
    const weighted = await place({ attributes: { ...CUMULATIVE, method: 'weighted' } });
    // Neither visits on record nor a deal that was closed on a known day.
    const undated: Deal = { ...deals[0]!, id: 'u', closedAt: undefined };
    const none = await place({ data: { ...data, deals: [...open, undated], provenance: flat } });
    const past = { ...data, deals: [...deals, { ...deals[0]!, id: 'p', closedAt: '2025-12-10' }] };
    const over = await place({ data: past, attributes: { ...CUMULATIVE, period: '2025-Q4' } });
    await aTimeout(50);
    expect(engine.asked).to.have.length(0);
    expect(parts(weighted, 'note').join()).not.to.contain('needs stage history');
    expect(parts(none, 'note').join()).to.contain('A forecast needs a past: stage history, or the days on');
    for (const widget of [weighted, none, over]) expect(all(widget, '[part~=ways]')).to.have.length(0);
  });

  it('forecasts from closing days alone, also a quarter of which nothing is known yet', async () => {
    const flatData: PipelineData = { ...data, goals: [], provenance: flat };
    const widget = await mount({ data: flatData });
    expect(part(widget, 'takeaway')).to.match(/^Forecast for Q1 2026 is €900, 80% range €600 to €1\.2K\./);
    expect(parts(widget, 'note').join()).not.to.contain('needs a past');
    engine.asked.length = 0;
    engine.isHeld = true;
    const next = await place({ data: flatData, attributes: { period: '2026-Q2', interval: 'month' } });
    await waitUntil(() => engine.asked.length > 0);
    expect(next.shadowRoot!.querySelector('.state:not([hidden])')).to.equal(null);
    expect(engine.asked[0]).to.include({ currency: 'EUR' });
  });

  it('looks a quarter ahead where no period is named', async () => {
    const closed = deals.filter(({ closedAt }) => closedAt);
    const bare: PipelineData = { ...data, deals: closed, goals: [], provenance: flat };
    const weighted = await place({ data: bare, attributes: { method: 'weighted' } });
    expect(names(weighted).join()).to.contain('Feb').and.not.to.contain('Mar');
    const widget = await place({ data: bare, attributes: {} });
    expect(names(widget).map((name) => name?.split(',')[0])).to.deep.equal([
      'January 2026',
      'February 2026',
      'March 2026',
      'April 2026',
      'May 2026',
    ]);
    await waitUntil(() => engine.asked.length > 0, 'nothing was asked for');
  });

  it('speaks of the next interval where as-of is the last day of one', async () => {
    const endOfMonth = { ...flat, fetchedAt: '2026-01-31T22:00:00Z' };
    engine.says = { ...forecast, asOf: '2026-01-31T22:00:00.000Z' };
    const widget = await mount({ data: { ...data, goals: [], provenance: endOfMonth }, attributes: BARS });
    expect(part(widget, 'takeaway')).to.match(/^Forecast for February 2026 is €/);
    // Nothing is to come in January any more: no forecast, no range.
    expect(names(widget)[0]).to.equal('January 2026, won €300');
    expect(names(widget)[1]).to.match(/^February 2026, forecast €/);
    expect(all(widget, '.whisker.thick')).to.have.length(2);
  });

  it('weighs nothing where no open deal says when it may close', async () => {
    const undated = deals.map((deal) => ({ ...deal, expectedCloseAt: null }));
    const widget = await mount({ data: { ...data, deals: undated, provenance: flat } });
    expect(cells(all(widget, '[part~=ways]')[0]).map(([name]) => name)).to.deep.equal(['Figure', 'Forecast']);
    expect(parts(widget, 'note').join()).not.to.contain('expected close date');
  });
});

describe('pipeline-forecast: with the model itself', () => {
  it('fills a quarter of the demo data, in a worker, and leaves none behind', async function () {
    this.timeout(30_000);
    const { startWorker } = await import('../../src/context/forecast-remote.js');
    const { loadEngine } = await import('../../src/context/forecast-load.js');
    let [started, ended, loads] = [0, 0, 0];
    forecastJobs({
      startWorker: () => {
        const worker = startWorker();
        if (!worker) return undefined;
        started++;
        const { terminate } = worker;
        worker.terminate = () => {
          ended++;
          terminate.call(worker);
        };
        return worker;
      },
      loadEngine: () => (loads++, loadEngine()),
    });
    const widget = await place({
      data: createDemoData({ deals: 400 }),
      attributes: { period: 'this-quarter', pipeline: 'new-business' },
    });
    await waitUntil(() => all(widget, '[part~=forecast]').length > 0, 'no forecast', { timeout: 20_000 });
    expect([started, loads]).to.deep.equal([1, 0]);
    expect(part(widget, 'takeaway')).to.match(/^Forecast for Q4 2026 is €/);
    widget.remove();
    await aTimeout(20);
    expect(ended).to.equal(1);
  });
});

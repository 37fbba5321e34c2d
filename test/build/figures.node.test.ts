/**
 * The one file in a plain page, all five elements over one data set: what assistive technology is told there, figure by
 * figure, against the measures, the table views, and each other.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page, SerializedAXNode } from 'puppeteer-core';
import {
  boardTables,
  bookedTables,
  forecastRevenue,
  funnelTables,
  leaderboardTables,
  measureBoard,
  measureBooked,
  measureFunnel,
  measureLeaderboard,
  measureTimeInStage,
  measureWeightedPipeline,
  resolvePeriod,
  summarize,
  timeInStageTables,
  viewAt,
  weightedPipelineTables,
  type Forecast,
  type ForecastRow,
  type Period,
  type PipelineData,
  type SummaryRequest,
} from '../../src/core/index.js';
import { createDemoData } from '../../src/data/demo/index.js';
import { readPipelineData } from '../../src/data/index.js';
import { itWithShared } from '../shared-data.js';
import { ensureBuilt } from '../tooling/consumer.mjs';
import { root } from '../tooling/paths.mjs';
import { serve } from '../tooling/static-server.mjs';
import {
  namesOf,
  numberIn,
  rowsOf,
  shortened,
  textOf,
  tilesOf,
  treeOf,
  type TableRow,
} from './accessible.js';
import { browserKinds, openPage, strictPolicy } from './page.js';

const elements = ['funnel', 'board', 'leaderboard', 'forecast', 'heatmap'] as const;
type Shown = Readonly<Record<(typeof elements)[number], SerializedAXNode>>;

interface OnThePage {
  /** As the elements stand there. */
  readonly marks: Shown;
  /** With their table views open. */
  readonly tables: Shown;
}

interface ShownForecast {
  readonly marks: SerializedAXNode;
  /** With its table view open. */
  readonly table: SerializedAXNode;
  /** Parts of the drawing that have a size. */
  readonly drawn: readonly string[];
  readonly labels: readonly string[];
}

interface Case {
  readonly data: PipelineData;
  readonly file: string;
  /** The provider's attributes besides `src`. */
  readonly attributes: string;
  readonly asOf: string | number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const onlyRow = (rows: readonly TableRow[], name: string): TableRow => {
  const found = rows.filter((row) => row.name === name);
  expect(found, name).to.have.length(1);
  return found[0]!;
};

/** The interval that a row's name says: "Q4 2026", "March 2017". */
function intervalNamed(name: string, asOfDay: number): Period {
  const [, quarter, year] = /^Q(\d) (\d{4})$/.exec(name) ?? [];
  const month = new Date(`1 ${name} UTC`);
  const key = quarter ? `${year}-Q${quarter}` : month.toISOString().slice(0, 7);
  const period = resolvePeriod(key, { asOfDay });
  if (!period) throw new Error(name);
  return period;
}

describe('the one file, five elements over one data set', function () {
  this.timeout(90_000);
  let browser: Browser | undefined;
  let folder = '';

  before(async function () {
    ensureBuilt();
    folder = mkdtempSync(join(tmpdir(), 'pipeline-elements-figures-'));
    browser = await browserKinds.find(({ name }) => name === 'chromium')?.launch();
    if (!browser) {
      if (process.env.CI === 'true') throw new Error('chromium is missing');
      this.skip();
    }
  });
  after(async () => {
    await browser?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a page with these elements below a provider, and hands it over once the first of them shows a figure. */
  async function onPage<Result>(
    { file, attributes }: Case,
    [first, ...others]: readonly [tag: string, attributes?: string][],
    use: (page: Page) => Promise<Result>,
  ): Promise<Result> {
    const name = file.endsWith('.json') ? 'data.json' : 'data.csv';
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Figures</title>
      <script type="module" src="/dist/bundle.js"></script></head>
      <body><pipeline-provider src="${name}" ${attributes}>
      ${[first!, ...others].map(([tag, own = '']) => `<${tag} ${own}></${tag}>`).join('')}
      </pipeline-provider></body></html>`;
    const server = await serve(root, {
      headers: { 'content-security-policy': strictPolicy },
      pages: { '/page/': html },
      files: { [`/page/${name}`]: file },
    });
    try {
      const opened = await openPage(browser!, `${server.url}/page/`, first![0]);
      const result = await use(opened.page);
      expect(opened.problems).to.deep.equal([]);
      await opened.close();
      return result;
    } finally {
      await server.close();
    }
  }

  const openTables = (page: Page, tags: readonly string[]): Promise<void> =>
    page.evaluate(async (names) => {
      for (const name of names) {
        const { shadowRoot } = document.querySelector(name)!;
        const toggle = shadowRoot?.querySelector<HTMLButtonElement>('[part~="table-toggle"]');
        toggle?.click();
        const until = performance.now() + 10_000;
        while (toggle && !shadowRoot?.querySelector('[part~="table"]') && performance.now() < until)
          await new Promise((done) => setTimeout(done, 20));
      }
    }, tags);

  /** Reads all elements, first as they are, then with every table view open. */
  function read(one: Case): Promise<OnThePage> {
    const tags = elements.map((element) => `pipeline-${element}`);
    const weighted = tags.map((tag): [string, string] => [tag, 'method="weighted"']);
    return onPage(one, weighted, async (page) => {
      const treesOf = async (): Promise<Shown> =>
        Object.fromEntries(
          await Promise.all(
            elements.map(async (element) => [element, await treeOf(page, `pipeline-${element}`)]),
          ),
        ) as Shown;
      const marks = await treesOf();
      await openTables(page, tags);
      return { marks, tables: await treesOf() };
    });
  }

  /** Every figure of a data set with one pipeline in view, but for times in stages. */
  async function check(one: Case): Promise<OnThePage> {
    const view = viewAt(one.data, {
      asOf: one.asOf,
      present: true,
      filter: { pipeline: [one.data.pipelines[0]!.id] },
    });
    const summary = (request: SummaryRequest) => summarize(view, request);
    const pipeline = one.data.pipelines[0]!.id;
    const funnel = measureFunnel(summary(funnelTables({ pipeline })), { pipeline });
    const board = measureBoard(summary(boardTables({ pipeline })), { pipeline });
    const leaders = measureLeaderboard(summary(leaderboardTables({})), {});
    const shown = await read(one);
    const { marks, tables } = shown;
    const wonName = board.rows.find(({ kind }) => kind === 'won')!.name;

    const funnelRows = rowsOf(tables.funnel);
    const funnelMarks = namesOf(marks.funnel, 'button');
    for (const row of funnel.rows) {
      const name =
        row.kind === 'stage' ? row.name : row.kind === 'won' ? wonName : 'Lost, stage not recorded';
      const share = row.ofPrevious === null ? '' : `, ${Math.round(row.ofPrevious * 100)}% of previous`;
      const mark = `${name}: ${row.n.toLocaleString('en')} deals${share}${row.weakest ? ', weakest step' : ''}`;
      expect(funnelMarks).to.include(mark);
      const { cells } = onlyRow(funnelRows, name);
      expect(numberIn(cells['Deals']), name).to.equal(row.n);
      if (row.nAmount > 0) expect(numberIn(cells['Amount']), name).to.equal(row.amount.amount);
      if (row.ofFirst !== null)
        expect(numberIn(cells['Of first']), name).to.equal(Math.round(row.ofFirst * 100));
    }
    expect(funnelRows).to.have.length(funnel.rows.length);

    const boardRows = rowsOf(tables.board);
    const headings = namesOf(marks.board, 'heading');
    for (const row of board.rows) {
      const heading = headings.find((text) => text.startsWith(`${row.name} `)) ?? '';
      expect(heading, row.name).to.match(new RegExp(`\\b${row.n.toLocaleString('en')} deals?\\b`));
      const { cells } = onlyRow(boardRows, row.name);
      expect(numberIn(cells['Deals']), row.name).to.equal(row.n);
      if (row.nAmount > 0) expect(numberIn(cells['Sum']), row.name).to.equal(row.sum.amount);
      if (row.weighted?.amount)
        expect(numberIn(cells['Weighted']), row.name).to.be.closeTo(row.weighted.amount, 0.5);
    }
    expect(boardRows).to.have.length(board.rows.length);

    const leaderRows = rowsOf(tables.leaderboard);
    const leaderMarks = namesOf(marks.leaderboard, 'button');
    for (const row of leaders.rows) {
      const name = row.name === '' ? 'Unassigned' : row.name;
      const { cells } = onlyRow(leaderRows, name);
      if (row.won.amount !== null) expect(numberIn(cells['Won']), name).to.equal(row.won.amount);
      expect(numberIn(cells['Deals won']), name).to.equal(row.wonCount);
      expect(numberIn(cells['Deals lost']), name).to.equal(row.lostCount);
      expect(numberIn(cells['Open deals']), name).to.equal(row.openCount);
    }
    // More than twenty are not all shown until they are asked for, but the first ten are.
    for (const row of leaders.rows.filter(({ rank }) => rank !== null && rank <= 10)) {
      const mark = leaderMarks.find((text) => text.startsWith(`${row.name}: rank ${row.rank}, `));
      expect(numberIn(mark?.split('won ')[1]?.split(', ')[0]), row.name).to.equal(row.won.amount);
    }

    const forecastRows = rowsOf(tables.forecast);
    const intervals = forecastRows.map(({ name }) => intervalNamed(name, view.frame.asOfDay));
    const booked = measureBooked(summary(bookedTables()), { intervals });
    const expected = measureWeightedPipeline(summary(weightedPipelineTables()), { intervals });
    const forecastMarks = namesOf(marks.forecast, 'button');
    for (const [at, { name, cells }] of forecastRows.entries()) {
      const won = booked.rows[at]!;
      const open = expected.rows[at]!;
      expect(numberIn(cells['Deals won']), name).to.equal(won.n);
      expect(numberIn(cells['Won']), name).to.equal(won.value);
      expect(numberIn(cells['Open deals']), name).to.equal(open.n);
      expect(numberIn(cells['Open amount']), name).to.equal(open.sum.amount);
      expect(numberIn(cells['Overdue deals']), name).to.equal(open.overdue.n);
      const mark = forecastMarks.find((text) => text.startsWith(`${name}, `)) ?? '';
      const told = (label: string): string => new RegExp(`${label} ([^ ,]+)`).exec(mark)?.[1] ?? '';
      if (won.value) {
        const { value, tolerance } = shortened(told('won(?: so far)?'));
        expect(value, mark).to.be.closeTo(won.value, tolerance);
      }
      if (open.value) {
        const { value, tolerance } = shortened(told('weighted pipeline'));
        expect(value, mark).to.be.closeTo(open.value, tolerance);
        const inTable = shortened(cells['Weighted pipeline'] ?? '');
        expect(inTable.value, name).to.be.closeTo(open.value, inTable.tolerance);
      }
    }

    // The elements agree with each other, as they stand in their tables.
    const column = (rows: readonly TableRow[], head: string): number[] =>
      rows.map(({ cells }) => numberIn(cells[head])).filter((value) => !Number.isNaN(value));
    const wonAmount = sum(column(leaderRows, 'Won'));
    expect(wonAmount).to.be.greaterThan(0);
    expect(wonAmount, 'won: leaderboard and forecast').to.equal(sum(column(forecastRows, 'Won')));
    expect(wonAmount, 'won: leaderboard and board').to.equal(
      numberIn(onlyRow(boardRows, wonName).cells['Sum']),
    );
    expect(wonAmount, 'won: leaderboard and funnel').to.equal(
      numberIn(onlyRow(funnelRows, wonName).cells['Amount']),
    );
    const wonDeals = sum(column(leaderRows, 'Deals won'));
    expect(wonDeals).to.equal(sum(column(forecastRows, 'Deals won')));
    expect(wonDeals).to.equal(numberIn(onlyRow(boardRows, wonName).cells['Deals']));
    const openRows = board.rows
      .filter(({ kind }) => kind !== 'won' && kind !== 'lost')
      .map(({ name }) => onlyRow(boardRows, name));
    expect(sum(column(openRows, 'Deals')), 'open: board and leaderboard').to.equal(
      sum(column(leaderRows, 'Open deals')),
    );
    return shown;
  }

  it('the demo data, with its whole history', async () => {
    const data = createDemoData();
    const pipeline = data.pipelines[0]!.id;
    const file = join(folder, 'demo.json');
    writeFileSync(file, JSON.stringify(data));
    const one = { data, file, attributes: `pipeline="${pipeline}"`, asOf: data.provenance!.fetchedAt! };
    const { marks, tables } = await check(one);

    const view = viewAt(data, { asOf: one.asOf, present: true, filter: { pipeline: [pipeline] } });
    const options = { pipeline, by: 'owner' } as const;
    const times = measureTimeInStage(summarize(view, timeInStageTables(options)), options);
    const owners = new Map(data.owners!.map(({ id, name }) => [id, name]));
    const cells = namesOf(marks.heatmap, 'gridcell');
    const rows = rowsOf(tables.heatmap);
    for (const row of times.rows) {
      const owner = owners.get(row.group)!;
      const days = row.median.days!;
      const mark = cells.find((text) => text.startsWith(`${owner}, ${row.name}: `));
      expect(mark, owner).to.match(new RegExp(`: ${days} days?, .*\\b${row.n} visits`));
      const found = rows.filter(({ name, cells: { Stage } }) => name === owner && Stage === row.name);
      expect(found, `${owner}, ${row.name}`).to.have.length(1);
      expect(numberIn(found[0]!.cells['Median days'])).to.equal(days);
      expect(numberIn(found[0]!.cells['Visits'])).to.equal(row.n);
      expect(numberIn(found[0]!.cells['Still open'])).to.equal(row.nOpen);
    }
    expect(times.rows).to.have.length(25);

    // What still runs is what the board holds, and who won is who had days to won.
    for (const { name, cells: held } of rowsOf(tables.board)) {
      const everyone = rows.filter((row) => row.name === 'Everyone' && row.cells['Stage'] === name);
      for (const row of everyone) expect(row.cells['Still open'], name).to.equal(held['Deals']);
    }
    for (const leader of rowsOf(tables.leaderboard)) {
      const own = rows.find(({ name, cells: { Stage } }) => name === leader.name && Stage === 'Days to won');
      expect(own?.cells['Visits'], leader.name).to.equal(leader.cells['Deals won']);
    }
    expect(sum(rowsOf(tables.leaderboard).map(({ cells: { Won } }) => numberIn(Won)))).to.equal(1_870_000);
  });

  /** A forecast as it stands once its job is done, with its table view open, and what is drawn of it. */
  function readForecast(one: Case, own: string): Promise<ShownForecast> {
    return onPage(one, [['pipeline-forecast', own]], async (page) => {
      await page.waitForFunction(
        () => {
          const shadow = document.querySelector('pipeline-forecast')?.shadowRoot;
          return /^Forecast for /.test(
            shadow?.querySelector('[part~="takeaway"]')?.textContent?.trim() ?? '',
          );
        },
        { timeout: 30_000, polling: 60 },
      );
      const drawn = await page.evaluate(() =>
        [...document.querySelector('pipeline-forecast')!.shadowRoot!.querySelectorAll('svg [part]')].flatMap(
          (node) => {
            const { width, height } = node.getBoundingClientRect();
            return width + height > 0 ? [node.getAttribute('part')!] : [];
          },
        ),
      );
      const labels = await page.evaluate(() =>
        [
          ...document.querySelector('pipeline-forecast')!.shadowRoot!.querySelectorAll('svg [part="label"]'),
        ].map((node) =>
          node.textContent
            .replaceAll(/[\u2066-\u2069]/g, '')
            .replaceAll(/\s+/g, ' ')
            .trim(),
        ),
      );
      const marks = await treeOf(page, 'pipeline-forecast');
      await openTables(page, ['pipeline-forecast']);
      return { marks, table: await treeOf(page, 'pipeline-forecast'), drawn, labels };
    });
  }

  /**
   * A cumulative forecast of the running or the next quarter against what the core says in Node.
   * @param won in that quarter so far, to which the forecast's own gains come
   */
  function checkForecast(
    { marks, table, drawn, labels }: ShownForecast,
    forecast: Forecast,
    { window, won, goal }: { readonly window: Period; readonly won: number; readonly goal: number },
  ): void {
    const near = (text: string | undefined, expected: number, what: string): void => {
      const { value, tolerance } = shortened((text ?? '').replace('−', '-'));
      expect(value, `${what}: ${text}`).to.be.closeTo(expected, tolerance);
    };
    const at = (row: ForecastRow | undefined, level: number): number =>
      row ? row.quantiles[forecast.levels.indexOf(level)]! - row.booked : 0;
    const gains = ['mean', 'open', 'fresh', 0.1, 0.25, 0.75, 0.9] as const;
    type Gains = Readonly<Record<(typeof gains)[number], number>>;
    const gainsOf = (row: ForecastRow | undefined): Gains =>
      Object.fromEntries(
        gains.map((gain) => [
          gain,
          typeof gain === 'number'
            ? at(row, gain)
            : gain === 'mean'
              ? (row?.mean ?? 0) - (row?.booked ?? 0)
              : (row?.[gain] ?? 0),
        ]),
      ) as unknown as Gains;
    const dayOf = (text: string): number => Date.parse(`${text}T00:00Z`) / 86_400_000;

    const all = rowsOf(table).filter(({ cells }) => 'Not yet created' in cells);
    const rows = all.filter(({ cells }) => cells['Not yet created'] !== '–');
    // Revenue accumulates from as-of on; a quarter to come is a period of its own.
    const isAhead = window.from >= dayOf(forecast.asOf.slice(0, 10));
    const covered = (isAhead ? forecast.periods : forecast.cumulative).slice(0, rows.length);
    expect(rows.length, 'rows with a forecast').to.be.greaterThan(0);
    // Only the last one may end within a period of the forecast: that has its share by days.
    const past = covered.at(-2);
    const last = covered.at(-1)!;
    const start = past ? dayOf(past.to) : Math.max(dayOf(last.from), dayOf(forecast.asOf.slice(0, 10)) + 1);
    const share = (window.to - start) / (dayOf(last.to) - start);
    expect(share).to.be.within(0.01, 1);
    const buttons = namesOf(marks, 'button');
    for (const [place, { name, cells }] of rows.entries()) {
      const own = gainsOf(covered[place]);
      const before = gainsOf(covered[place - 1]);
      const part = place === rows.length - 1 ? share : 1;
      const gain = (what: (typeof gains)[number]): number => before[what] + (own[what] - before[what]) * part;
      near(cells['From open deals'], gain('open'), `${name}, open`);
      near(cells['Not yet created'], gain('fresh'), `${name}, fresh`);
      near(cells['Forecast by then'], won + gain('mean'), `${name}, forecast`);
      near(cells['Low, 80%'], won + gain(0.1), `${name}, low 80%`);
      near(cells['Low, 50%'], won + gain(0.25), `${name}, low 50%`);
      near(cells['High, 50%'], won + gain(0.75), `${name}, high 50%`);
      near(cells['High, 80%'], won + gain(0.9), `${name}, high 80%`);
      const mark = buttons.find((text) => text.startsWith(`${name}, `)) ?? '';
      expect(mark, name).to.contain(`forecast by then ${cells['Forecast by then']}, `);
      expect(mark, name).to.contain(`80% ${cells['Low, 80%']} to ${cells['High, 80%']}`);
    }

    // The sentence, the tiles, the split and the labels at the end are those of the last row.
    const end = rows.at(-1)!.cells;
    const text = (label: string): string => end[label]!;
    const sentence = namesOf(marks, 'StaticText').join('');
    expect(sentence).to.contain(
      `is ${text('Forecast by then')}, 80% range ${text('Low, 80%')} to ${text('High, 80%')}.`,
    );
    const tiles = tilesOf(marks);
    expect(tiles.get('Forecast')).to.deep.equal([
      text('Forecast by then'),
      `80%: ${text('Low, 80%')} to ${text('High, 80%')}`,
    ]);
    expect(tiles.get('Chance of goal')![0]).to.equal(text('Chance of goal'));
    const gap = shortened(
      tiles
        .get('Gap to goal')![0]!
        .replace('−', '-')
        .replace(/^-(\D)/, '$1-'),
    );
    const mean = won + gainsOf(past).mean + (gainsOf(last).mean - gainsOf(past).mean) * share;
    expect(gap.value, 'gap').to.be.closeTo(mean - goal, gap.tolerance);
    expect(drawn).to.include.members(['band most', 'band half', 'line forecast', 'line goal']);
    expect(drawn.filter((part) => part.startsWith('bar '))).to.deep.equal([
      ...(won > 0 ? ['bar booked'] : []),
      ...(shortened(text('From open deals')).value > 0 ? ['bar open'] : []),
      'bar fresh',
    ]);
    for (const label of [
      ...(won > 0 ? [/ booked$/] : []),
      ...(shortened(text('From open deals')).value > 0 ? [/^(\S+) open deals$/] : []),
      / not yet created$/,
    ])
      expect(
        labels.some((one) => label.test(one)),
        String(label),
      ).to.equal(true);
    expect(labels).to.include(`${text('Not yet created')} not yet created`);

    // The chance of the goal: between the two quantiles that it lies between, in the core's own levels.
    const gainAt = (level: number): number => at(past, level) + (at(last, level) - at(past, level)) * share;
    const above = forecast.levels.findIndex((level) => won + gainAt(level) >= goal);
    expect(above).to.be.greaterThan(0);
    const chance = numberIn(text('Chance of goal')) / 100;
    expect(chance).to.be.within(1 - forecast.levels[above]! - 0.005, 1 - forecast.levels[above - 1]! + 0.005);

    // How far off it was, as the replay has it.
    const { errors, origins } = forecast.replay!;
    const model = errors.find(({ way }) => way === 'model')!.all;
    const ended = origins.filter(({ forecasts }) => forecasts.some(({ actual }) => actual !== undefined));
    const off = `${Math.round(model.wape! * 100).toLocaleString('en')}%`;
    // Where the past is too short, its replays had no ranges that could have held.
    const held = model.held80 === undefined ? '' : ';.* 80% range.* held in \\d+( of them)?';
    expect(sentence).to.match(
      new RegExp(
        `Made again as of ${ended.length} days? in the past, ${model.n} forecasts? of a ${forecast.period} (was|were) off by ${off} on average${held}\\.`,
      ),
    );
    const head = { week: 'Weeks were off by', month: 'Months were off by', quarter: 'Quarters were off by' }[
      forecast.period
    ];
    const believed = rowsOf(marks).find(({ name, cells }) => name === 'Forecast' && head in cells)!;
    expect(believed.cells).to.include({ Says: text('Forecast by then'), [head]: off });
  }

  const LEVELS = [
    0.025,
    ...Array.from({ length: 19 }, (_, at) => Math.round((at + 1) * 5) / 100),
    0.975,
  ] as const;

  it('the forecast of the demo data, as it stands without any attribute but a period', async () => {
    const data = createDemoData();
    const pipeline = data.pipelines[0]!.id;
    const file = join(folder, 'demo-forecast.json');
    writeFileSync(file, JSON.stringify(data));
    const asOf = data.provenance!.fetchedAt!;
    const shown = await readForecast(
      { data, file, attributes: `pipeline="${pipeline}"`, asOf },
      'period="this-quarter"',
    );
    const view = viewAt(data, { asOf, present: true, filter: { pipeline: [pipeline] } });
    const window = resolvePeriod('this-quarter', { asOfDay: view.frame.asOfDay })!;
    const booked = measureBooked(summarize(view, bookedTables()), { intervals: [window] });
    const forecast = forecastRevenue(view, { asOf, period: 'week', periods: 8, levels: LEVELS });
    expect(forecast.provisional).to.equal(false);
    checkForecast(shown, forecast, { window, won: booked.rows[0]!.value!, goal: 510_000 });
  });

  itWithShared(
    'a plain CRM export of 8,800 opportunities, without history',
    'data/maven_crm/sales_pipeline.csv',
    async (file) => {
      const { data, issues } = await readPipelineData(readFileSync(file, 'utf8'), { currency: 'USD' });
      expect(issues.find(({ code }) => code === 'date-missing')?.count).to.equal(500);
      const { marks, tables } = await check({
        data,
        file,
        attributes: 'currency="USD"',
        asOf: '2017-12-31',
      });
      // Its events end in 2017; the server says that the file is of today.
      expect(textOf(marks.funnel)).to.contain('as of Dec 31, 2017');
      expect(sum(rowsOf(tables.forecast).map(({ cells: { Won } }) => numberIn(Won)))).to.equal(10_005_534);

      // Times can't be known from it, and are not shown: a sentence, no grid, no table, no figure.
      const told = textOf(marks.heatmap);
      expect(told).to.contain('Needs stage history');
      expect(told).to.contain(
        'This data names only the current stage of each deal. Add the dates on which deals moved.',
      );
      for (const tree of [marks.heatmap, tables.heatmap]) {
        expect(rowsOf(tree)).to.deep.equal([]);
        expect([...namesOf(tree, 'grid'), ...namesOf(tree, 'table')]).to.deep.equal([]);
      }
    },
  );

  itWithShared(
    'the forecast of that export: closing days are past enough, without any attribute that asks for it',
    'data/maven_crm/sales_pipeline.csv',
    async (file) => {
      const { data } = await readPipelineData(readFileSync(file, 'utf8'), { currency: 'USD' });
      const one = { data, file, attributes: 'currency="USD"', asOf: '2017-12-31' };
      const next = 'period="2018-Q1" goal="1500000"';
      const shown = await readForecast(one, `${next} interval="quarter"`);
      const view = viewAt(data, { asOf: one.asOf, present: true });
      const forecast = forecastRevenue(view, {
        asOf: one.asOf,
        period: 'quarter',
        periods: 2,
        levels: LEVELS,
      });
      const window = resolvePeriod('2018-Q1', { asOfDay: view.frame.asOfDay })!;
      checkForecast(shown, forecast, { window, won: 0, goal: 1_500_000 });
    },
  );

  itWithShared(
    'the same export without a closing day: won and weighted pipeline, and why there is no forecast',
    'data/maven_crm/sales_pipeline.csv',
    async (file) => {
      const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
      const at = head.split(',').indexOf('close_date');
      const undated = join(folder, 'undated.csv');
      const without = lines.map((line) => line.split(',').map((cell, place) => (place === at ? '' : cell)));
      writeFileSync(undated, [head, ...without.map((cells) => cells.join(','))].join('\n'));
      const { data } = await readPipelineData(readFileSync(undated, 'utf8'), { currency: 'USD' });
      const one = { data, file: undated, attributes: 'currency="USD"', asOf: '2017-12-31' };
      const own = 'period="2018-Q1" as-of="2017-12-31" goal="1500000"';
      const told = await onPage(one, [['pipeline-forecast', own]], async (page) =>
        textOf(await treeOf(page, 'pipeline-forecast')),
      );
      expect(told).to.contain('Won and weighted pipeline');
      expect(told).to.contain(
        'A forecast needs a past: stage history, or the days on which deals were closed',
      );
      expect(told).not.to.match(/Forecast for|80%|Chance of goal|off by/);
    },
  );
});

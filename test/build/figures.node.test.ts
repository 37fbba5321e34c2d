/**
 * The one file in a plain page, all five elements over one data set: what assistive technology is told there, figure by
 * figure, against the measures, the table views, and each other.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, SerializedAXNode } from 'puppeteer-core';
import {
  boardTables,
  bookedTables,
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
import { namesOf, numberIn, rowsOf, shortened, textOf, treeOf, type TableRow } from './accessible.js';
import { browserKinds, openPage, strictPolicy } from './page.js';

const elements = ['funnel', 'board', 'leaderboard', 'forecast', 'heatmap'] as const;
type Shown = Readonly<Record<(typeof elements)[number], SerializedAXNode>>;

interface OnThePage {
  /** As the elements stand there. */
  readonly marks: Shown;
  /** With their table views open. */
  readonly tables: Shown;
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

  /** Opens the page and reads it, first as it is, then with every table view open. */
  async function read({ file, attributes }: Case): Promise<OnThePage> {
    const name = file.endsWith('.json') ? 'data.json' : 'data.csv';
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Figures</title>
      <script type="module" src="/dist/bundle.js"></script></head>
      <body><pipeline-provider src="${name}" ${attributes}>
      ${elements.map((element) => `<pipeline-${element} method="weighted"></pipeline-${element}>`).join('')}
      </pipeline-provider></body></html>`;
    const server = await serve(root, {
      headers: { 'content-security-policy': strictPolicy },
      pages: { '/page/': html },
      files: { [`/page/${name}`]: file },
    });
    try {
      const opened = await openPage(browser!, `${server.url}/page/`, 'pipeline-funnel');
      const { page } = opened;
      const treesOf = async (): Promise<Shown> =>
        Object.fromEntries(
          await Promise.all(
            elements.map(async (element) => [element, await treeOf(page, `pipeline-${element}`)]),
          ),
        ) as Shown;
      const marks = await treesOf();
      await page.evaluate(async (names) => {
        for (const name of names) {
          const { shadowRoot } = document.querySelector(`pipeline-${name}`)!;
          const toggle = shadowRoot?.querySelector<HTMLButtonElement>('[part~="table-toggle"]');
          toggle?.click();
          const until = performance.now() + 10_000;
          while (toggle && !shadowRoot?.querySelector('[part~="table"]') && performance.now() < until)
            await new Promise((done) => setTimeout(done, 20));
        }
      }, elements);
      const tables = await treesOf();
      expect(opened.problems).to.deep.equal([]);
      await opened.close();
      return { marks, tables };
    } finally {
      await server.close();
    }
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
});

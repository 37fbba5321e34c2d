/** A whole CRM export on a page: what assistive technology is told there, figure by figure, against the measures. */
import { readFileSync } from 'node:fs';
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
  resolvePeriod,
  summarize,
  viewAt,
  type PipelineSummary,
  type SummaryRequest,
} from '../../src/core/index.js';
import { readPipelineData } from '../../src/data/index.js';
import { itWithShared } from '../shared-data.js';
import { ensureBuilt } from '../tooling/consumer.mjs';
import { root } from '../tooling/paths.mjs';
import { serve } from '../tooling/static-server.mjs';
import { browserKinds, openPage, strictPolicy } from './page.js';

const tags = ['funnel', 'board', 'leaderboard', 'forecast', 'heatmap'] as const;

function* nodesOf(node: SerializedAXNode): Generator<SerializedAXNode> {
  yield node;
  for (const child of node.children ?? []) yield* nodesOf(child);
}

const namesOf = (tree: SerializedAXNode, role: string) =>
  [...nodesOf(tree)].filter((node) => node.role === role).map((node) => node.name ?? '');

/** Rows of the tables in the tree, as the texts of their cells. */
const rowsOf = (tree: SerializedAXNode) =>
  [...nodesOf(tree)]
    .filter((node) => node.role === 'row')
    .map((row) =>
      (row.children ?? [])
        .filter(({ role }) => /^(cell|gridcell|rowheader|columnheader)$/.test(role))
        .map(({ name }) => name ?? ''),
    );

const number = (text: string | undefined) => Number((text ?? '').replaceAll(/[^\d.-]/g, '') || NaN);

describe('an export of 8,800 opportunities on a page', function () {
  this.timeout(90_000);
  let browser: Browser | undefined;

  before(async function () {
    ensureBuilt();
    browser = await browserKinds.find(({ name }) => name === 'chromium')?.launch();
    if (!browser) this.skip();
  });
  after(() => browser?.close());

  itWithShared(
    'tells every figure as the measures have it, in marks and in tables',
    'data/maven_crm/sales_pipeline.csv',
    async (file) => {
      const { data, issues } = await readPipelineData(readFileSync(file, 'utf8'), { currency: 'USD' });
      const view = viewAt(data, { asOf: '2017-12-31' });
      const sum = (request: SummaryRequest): PipelineSummary => summarize(view, request);
      const pipeline = data.pipelines[0]?.id ?? '';
      const funnel = measureFunnel(sum(funnelTables({ pipeline })), { pipeline });
      const board = measureBoard(sum(boardTables({ pipeline })), { pipeline });
      const leaders = measureLeaderboard(sum(leaderboardTables({})), {});
      const months = Array.from({ length: 10 }, (_, index) => {
        const key = `2017-${String(index + 3).padStart(2, '0')}`;
        const period = resolvePeriod(key, { asOfDay: view.frame.asOfDay });
        if (!period) throw new Error(key);
        return period;
      });
      const booked = measureBooked(sum(bookedTables()), { intervals: months });

      const server = await serve(root, {
        headers: { 'content-security-policy': strictPolicy },
        pages: { '/page/': readFileSync(join(root, 'test/build/export.html'), 'utf8') },
        files: { '/page/sales_pipeline.csv': file },
      });
      try {
        const opened = await openPage(browser as Browser, `${server.url}/page/`, 'pipeline-funnel');
        expect(opened.problems).to.deep.equal([]);
        const shot = () => opened.page.accessibility.snapshot({ interestingOnly: false });
        const tree = (await shot()) as SerializedAXNode;
        const all = [...nodesOf(tree)].map(({ name }) => name ?? '').join('\n');

        // Its events end in 2017; the server says that the file is of today.
        expect(all).to.contain('as of Dec 31, 2017');
        expect(issues.find(({ code }) => code === 'date-missing')?.count).to.equal(500);

        const buttons = namesOf(tree, 'button');
        for (const row of funnel.rows) {
          const label =
            row.kind === 'won' ? 'Won' : row.kind === 'stage' ? row.name : 'Lost, stage not recorded';
          expect(buttons, label).to.include(`${label}: ${row.n.toLocaleString('en')} deals`);
        }
        for (const row of leaders.rows.slice(0, 10)) {
          const name = buttons.find((text) => text.startsWith(`${row.name}: rank ${String(row.rank)}, `));
          expect(number(name?.split('won ')[1]?.split(', ')[0]), row.name).to.equal(row.won.amount);
        }
        expect(booked.rows.map(({ value }) => value ?? 0).reduce((a, b) => a + b)).to.equal(10_005_534);
        expect(all).to.contain('Needs stage history');

        await opened.page.evaluate((names) => {
          for (const name of names) {
            const toggle = document
              .querySelector(`pipeline-${name}`)
              ?.shadowRoot?.querySelector<HTMLButtonElement>('[part~="table-toggle"]');
            toggle?.click();
          }
        }, tags);
        await opened.page.waitForFunction(
          (names: readonly string[]) =>
            names.every((name) =>
              document.querySelector(`pipeline-${name}`)?.shadowRoot?.querySelector('table'),
            ),
          {},
          tags.filter((name) => name !== 'heatmap'),
        );
        const rows = rowsOf((await shot()) as SerializedAXNode);
        const rowsNamed = (name: string) => rows.filter(([first]) => first === name);
        for (const row of funnel.rows.filter(({ kind }) => kind === 'stage')) {
          const [inFunnel, inBoard] = rowsNamed(row.name);
          expect(number(inFunnel?.[1]), `${row.name} in the funnel`).to.equal(row.n);
          expect(number(inFunnel?.[2])).to.equal(row.amount.amount);
          const column = board.rows.find(({ stage }) => stage === row.stage);
          expect(number(inBoard?.[1]), `${row.name} on the board`).to.equal(column?.n);
        }
        for (const kind of ['won', 'lost'] as const) {
          const column = board.rows.find((row) => row.kind === kind);
          const shown = rowsNamed(column?.name ?? '').at(-1);
          expect(number(shown?.[1]), kind).to.equal(column?.n);
          expect(number(shown?.[2]), kind).to.equal(column?.sum.amount);
        }
        for (const row of leaders.rows) {
          const [shown] = rowsNamed(row.name);
          expect(number(shown?.[2]), row.name).to.equal(row.won.amount);
          expect(number(shown?.[5]), row.name).to.equal(row.wonCount);
          expect(number(shown?.[6]), row.name).to.equal(row.lostCount);
        }
        for (const row of booked.rows) {
          const month = new Date(`${row.key}-01T00:00:00Z`);
          const name = month.toLocaleString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
          const [shown] = rowsNamed(name);
          expect(number(shown?.[1]), name).to.equal(row.n);
          expect(number(shown?.[2]), name).to.equal(row.value);
        }
        expect(opened.problems).to.deep.equal([]);
        await opened.close();
      } finally {
        await server.close();
      }
    },
  );
});

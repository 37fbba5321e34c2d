import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import fc from 'fast-check';
import type { Deal, PipelineData } from '../../src/core/model.js';
import { createSmallDemo } from '../../src/data/demo/index.js';
import type { PipelineDrawnChart } from '../../src/elements/shared/drawn.js';
import type { PipelineChart } from '../../src/elements/shared/frame.js';
import '../../src/all.js';

const charts = ['funnel', 'forecast', 'heatmap', 'leaderboard'] as const;
const all = [...charts, 'board'] as const;
const demo = createSmallDemo({ deals: 80 });
const hostile = '<img src=x onerror=globalThis.hacked=1>';

const settled = (element: PipelineChart): Promise<void> =>
  waitUntil(
    () => element.shadowRoot?.querySelector('.frame:not([aria-busy]) .footer, .state:not([hidden])'),
    `${element.localName} did not settle`,
    { timeout: 10_000 },
  );

async function mount<T extends PipelineChart>(
  name: string,
  data: PipelineData = demo,
  attributes: Readonly<Record<string, string>> = {},
  page: { readonly lang?: string; readonly dir?: string; readonly width?: number } = {},
): Promise<T> {
  const box = await fixture<HTMLElement>(
    html`<div lang=${page.lang ?? 'en'} dir=${page.dir ?? 'ltr'}></div>`,
  );
  box.style.inlineSize = `${page.width ?? 760}px`;
  const element = document.createElement(`pipeline-${name}`) as unknown as T;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.data = data;
  box.append(element);
  await settled(element);
  return element;
}

const find = <E extends Element = HTMLElement>(element: PipelineChart, selector: string): E | null =>
  element.shadowRoot!.querySelector<E>(selector);
const textOf = (node: Node | null | undefined): string =>
  (node?.textContent ?? '')
    .replace(/[\u2066-\u2069\u200e\u200f]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** CSV as this kit writes it: commas, quotes doubled. */
function cellsOf(csv: string, delimiter = ','): string[][] {
  const rows: string[][] = [[]];
  const pattern = new RegExp(`("(?:[^"]|"")*"|[^"\\r${delimiter}]*)(${delimiter}|\\r\\n|$)`, 'gy');
  for (let at = pattern.exec(csv); at; at = pattern.exec(csv)) {
    const [, cell = '', end] = at;
    rows.at(-1)!.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows;
}

async function tableOf(element: PipelineChart): Promise<string[][]> {
  find(element, '[part~=table-toggle]')!.click();
  await waitUntil(() => find(element, '.plot.scroll table'), 'no table', { timeout: 8000 });
  const rows = [...find<HTMLTableElement>(element, '.plot.scroll table')!.rows];
  find(element, '[part~=table-toggle]')!.click();
  await element.updateComplete;
  return rows.map((row) => [...row.cells].map(textOf));
}

const parse = (svg: string): Document => {
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(parsed.querySelector('parsererror')?.textContent ?? '').to.equal('');
  return parsed;
};

async function imageOf(blob: Blob): Promise<ImageData> {
  const bitmap = await createImageBitmap(blob);
  const canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  const context = canvas.getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

describe('export: CSV', () => {
  for (const name of all) {
    it(`${name}: the rows of the table, numbers in full`, async () => {
      const element = await mount(name);
      const [head, ...rows] = cellsOf(await element.toCSV());
      const [tableHead, ...table] = await tableOf(element);
      expect(head!.map((cell) => cell.replace(/ \(([A-Z]{3}|days)\)$/, ''))).to.deep.equal(tableHead);
      expect(rows.length).to.equal(table.length);
      rows.forEach((row, at) => {
        row.forEach((cell, column) => {
          const shown = table[at]![column]!;
          const number = Number(cell);
          if (cell === '' || Number.isNaN(number)) {
            if (cell !== '') expect(cell).to.equal(shown);
            return;
          }
          const digits = Number(shown.replace(/[^\d.\u2212]/g, '').replace('\u2212', '-'));
          const unit = shown.endsWith('%') ? 100 : /K$/.test(shown) ? 1e-3 : /M$/.test(shown) ? 1e-6 : 1;
          expect(Math.abs(number * unit - digits), `${cell} as ${shown}`).to.be.at.most(
            /K$|M$/.test(shown) ? 0.5 : 0.51,
          );
        });
      });
    });
  }

  it('leaderboard: a length of time names its unit, as money does', async () => {
    const element = await mount('leaderboard');
    expect(cellsOf(await element.toCSV())[0]).to.include('Cycle (days)');
    expect(cellsOf((await element.toCSV({ locale: 'de' })).replaceAll(';', ','))[0]).to.satisfy(
      (head: readonly string[]) => head.some((cell) => /\((days|Tage)\)$/.test(cell)),
    );
  });

  it('guards what a spreadsheet would run', async () => {
    const data: PipelineData = {
      ...demo,
      owners: demo.owners!.map((owner, at) => ({ ...owner, name: `=HYPERLINK("x",${at})` })),
    };
    const element = await mount('leaderboard', data);
    const rows = cellsOf(await element.toCSV());
    expect(rows[1]![0]).to.match(/^'=HYPERLINK/);
  });

  it('writes the decimals and delimiter of a locale', async () => {
    const element = await mount('funnel');
    const german = await element.toCSV({ locale: 'de' });
    expect(german.split('\r\n')[0]).to.contain(';');
    expect(german).to.match(/;0,\d+;/);
  });

  it('rejects with a reason where nothing is drawn', async () => {
    const element = await mount('funnel', { ...demo, deals: [] });
    const error = await element.toCSV().then(
      () => undefined,
      (reason: unknown) => reason as Error,
    );
    expect(error?.message).to.equal('there is nothing to export yet.');
  });
});

describe('export: SVG and PNG', function () {
  this.timeout(20_000);

  for (const name of charts) {
    it(`${name}: a file that stands alone`, async () => {
      const element = await mount<PipelineDrawnChart>(name);
      const before = element.shadowRoot!.querySelectorAll('*').length;
      const svg = await element.toSVG();
      const parsed = parse(svg);
      expect(svg).not.to.match(/var\(|light-dark\(|color-mix\(|currentcolor| class=| style=| id=/i);
      expect(parsed.documentElement.getAttribute('font-family')).not.to.equal('');
      const title = textOf(find(element, '.heading'));
      expect(textOf(parsed.querySelector('title'))).to.equal(title);
      expect(textOf(parsed.querySelector('desc'))).to.contain(textOf(find(element, '.subtitle')));
      expect(element.shadowRoot!.querySelectorAll('*').length, 'left behind').to.equal(before);
    });

    it(`${name}: as many pixels as asked for, and something in them`, async () => {
      const element = await mount<PipelineDrawnChart>(name);
      const root = parse(await element.toSVG()).documentElement;
      for (const scale of [1, 2]) {
        const blob = await element.toBlob({ scale });
        expect(blob.type).to.equal('image/png');
        const { width, height, data } = await imageOf(blob);
        expect(width).to.equal(Math.round(Number(root.getAttribute('width')) * scale));
        expect(height).to.equal(Math.round(Number(root.getAttribute('height')) * scale));
        const colours = new Set(new Uint32Array(data.buffer));
        expect(colours.size).to.be.above(20);
      }
      expect((await element.toBlob({ type: 'image/svg+xml' })).type).to.equal('image/svg+xml');
    });
  }

  it('says the figures of the rows: funnel, leaderboard, heatmap', async () => {
    const cases = [
      ['funnel', [0, 1]],
      ['leaderboard', [0, 1]],
      ['heatmap', [0, 2]],
    ] as const;
    for (const [name, columns] of cases) {
      const element = await mount<PipelineDrawnChart>(name);
      const texts = [...parse(await element.toSVG()).querySelectorAll('text')].map(textOf);
      for (const row of (await tableOf(element)).slice(1)) {
        for (const column of columns) {
          if (/not reached|Days to won|–/.test(row.join(' '))) continue;
          expect(texts, name).to.include(row[column]);
        }
      }
    }
  });

  it('keeps names names', async () => {
    const data: PipelineData = {
      ...demo,
      owners: demo.owners!.map((owner) => ({ ...owner, name: hostile })),
      pipelines: demo.pipelines.map((pipeline) => ({
        ...pipeline,
        stages: pipeline.stages.map((stage) => ({ ...stage, name: `${hostile} ${stage.name}` })),
      })),
    };
    for (const name of charts) {
      const element = await mount<PipelineDrawnChart>(name, data);
      const parsed = parse(await element.toSVG());
      expect(parsed.querySelector('img')).to.equal(null);
      await element.toBlob({ scale: 1 });
    }
    expect((globalThis as { hacked?: number }).hacked).to.equal(undefined);
  });

  it('has the widest form, also of a narrow widget or while its table is shown', async () => {
    const wide = await mount<PipelineDrawnChart>('funnel', demo, {}, { width: 640 });
    const narrow = await mount<PipelineDrawnChart>('funnel', demo, {}, { width: 260 });
    const textsOf = async (element: PipelineDrawnChart): Promise<string[]> =>
      [...parse(await element.toSVG()).querySelectorAll('text')].map(textOf);
    const whole = (await textsOf(wide)).join(' ');
    expect((await textsOf(narrow)).join(' ')).to.equal(whole);
    find(wide, '[part~=table-toggle]')!.click();
    await waitUntil(() => find(wide, '.plot.scroll table'));
    // The legend and the notes are those of the plot, not of the table in its place.
    expect((await textsOf(wide)).join(' ')).to.equal(whole);
  });

  it('takes the colours of the page', async () => {
    const dark = await mount<PipelineDrawnChart>('heatmap');
    dark.style.colorScheme = 'dark';
    dark.style.backgroundColor = 'rgb(1, 2, 3)';
    dark.style.setProperty('--pipeline-muted', 'oklch(0.7 0.1 200)');
    await dark.updateComplete;
    const parsed = parse(await dark.toSVG());
    expect(parsed.querySelector('rect')!.getAttribute('fill')).to.equal('#010203');
    const fills = [...parsed.querySelectorAll('[fill]')].map((shape) => shape.getAttribute('fill'));
    expect(fills.filter((fill) => fill !== 'none' && !/^#[\da-f]{6}$/.test(fill!))).to.deep.equal([]);
  });

  it('any deals make a picture that is well formed', async () => {
    const deals = fc.array(
      fc.record({
        stage: fc.constantFrom(...demo.pipelines[0]!.stages.map(({ id }) => id)),
        amount: fc.option(fc.double({ min: -1e12, max: 1e12, noNaN: true })),
        owner: fc.constantFrom('', 'a', 'b', '\u05d0\u05d1', hostile),
      }),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(deals, fc.constantFrom(...charts), async (made, name) => {
        const data: PipelineData = {
          pipelines: demo.pipelines,
          provenance: demo.provenance,
          deals: made.map(
            (one, at): Deal => ({
              id: String(at),
              name: `${hostile} ${at}`,
              pipeline: demo.pipelines[0]!.id,
              createdAt: '2026-10-01',
              visits: [{ stage: one.stage, enteredAt: '2026-10-02' }],
              currency: 'EUR',
              ...one,
            }),
          ),
        };
        const element = await mount<PipelineDrawnChart>(name, data);
        await element.toSVG().then(parse, (error: Error) => {
          expect(error.message).to.equal('there is nothing to export yet.');
        });
      }),
      { numRuns: 12 },
    );
  });

  it('refuses a scale that no browser can paint, in words', async () => {
    const element = await mount<PipelineDrawnChart>('funnel');
    for (const scale of [0, -1, Number.NaN, 1000]) {
      let failed: unknown;
      await element.toBlob({ scale }).catch((error: unknown) => (failed = error));
      expect(failed).to.be.instanceOf(RangeError);
    }
  });
});

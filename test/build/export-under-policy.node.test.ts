/** Files made under a strict policy, from the one built file, in real browsers. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'puppeteer-core';
import { ensureBuilt } from '../tooling/consumer.mjs';
import { root } from '../tooling/paths.mjs';
import { serve } from '../tooling/static-server.mjs';
import type { StaticServer } from '../tooling/static-server.mjs';
import { browserKinds, strictPolicy } from './page.js';

const charts = ['funnel', 'forecast', 'heatmap', 'leaderboard'] as const;
const html = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Export</title><script type="module" src="/dist/bundle.js"></script></head>
  <body>
    <pipeline-provider src="/stories/plain/deals.csv">
      ${charts.map((name) => `<pipeline-${name}></pipeline-${name}>`).join('')}
      <pipeline-board></pipeline-board>
    </pipeline-provider>
  </body>
</html>`;

interface Exporting extends Element {
  toCSV(): Promise<string>;
  toSVG(): Promise<string>;
  toBlob(options?: { readonly type?: string }): Promise<Blob>;
}

for (const kind of browserKinds) {
  describe(`export under a strict policy, ${kind.name}`, function () {
    this.timeout(90_000);
    let browser: Browser | undefined;
    let server: StaticServer | undefined;
    let page: Page;
    const problems: string[] = [];

    before(async function () {
      ensureBuilt();
      browser = await kind.launch();
      if (!browser) {
        if (process.env.CI === 'true') throw new Error(`${kind.name} is missing`);
        this.skip();
      }
      server = await serve(root, {
        headers: { 'content-security-policy': `${strictPolicy}; trusted-types pipeline-elements` },
        pages: { '/export-page.html': html },
      });
      page = await browser.newPage();
      page.on('pageerror', (error) => problems.push(`page error: ${String(error)}`));
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(`console error: ${message.text()}`);
      });
      await page.evaluateOnNewDocument('globalThis.__name = (value) => value');
      await page.evaluateOnNewDocument(() => {
        const violations: string[] = [];
        Object.assign(window, { violations });
        document.addEventListener('securitypolicyviolation', (event) => {
          violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
        });
      });
      await page.goto(`${server.url}/export-page.html`, { waitUntil: 'load' });
      await page.waitForFunction(
        () =>
          [...document.querySelectorAll('pipeline-provider > *')].every(
            (element) => element.shadowRoot?.querySelector('#more') !== null,
          ),
        { timeout: 20_000 },
      );
    });

    after(async () => {
      await browser?.close();
      await server?.close();
    });

    afterEach(async () => {
      const violations = await page.evaluate(
        () => (window as unknown as { violations: string[] }).violations,
      );
      expect([...problems, ...violations]).to.deep.equal([]);
    });

    for (const name of charts) {
      it(`${name}: CSV, SVG and PNG`, async () => {
        const made = await page.evaluate(async (tag) => {
          const element = document.querySelector(tag) as Exporting;
          const png = await element.toBlob();
          const bytes = new Uint8Array(await png.arrayBuffer());
          return {
            csv: await element.toCSV(),
            svg: await element.toSVG(),
            type: png.type,
            size: png.size,
            // The header of a PNG says its width.
            width: new DataView(bytes.buffer).getUint32(16),
          };
        }, `pipeline-${name}`);
        expect(made.csv.split('\r\n').length).to.be.above(2);
        expect(made.svg).to.match(/^<\?xml/);
        expect(made.type).to.equal('image/png');
        expect(made.size).to.be.above(2000);
        const width = Number(/ width="([\d.]+)"/.exec(made.svg)?.[1]);
        expect(made.width).to.equal(width * 2);
      });
    }

    it('the board: CSV', async () => {
      const csv = await page.evaluate(() =>
        (document.querySelector('pipeline-board') as unknown as Exporting).toCSV(),
      );
      expect(csv.split('\r\n').length).to.be.above(2);
    });

    it('the menu hands the files over', async function () {
      if (kind.name !== 'chromium') this.skip();
      const folder = mkdtempSync(join(tmpdir(), 'pipeline-export-'));
      try {
        const session = await page.createCDPSession();
        await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
        for (const item of ['csv', 'svg', 'png']) {
          await page.evaluate(async (wanted) => {
            const { shadowRoot } = document.querySelector('pipeline-funnel')!;
            shadowRoot?.querySelector<HTMLElement>('#more')?.click();
            for (let turn = 0; turn < 200; turn++) {
              await new Promise((done) => setTimeout(done, 25));
              if (shadowRoot?.querySelector('.more-menu:popover-open')) break;
            }
            shadowRoot?.querySelector<HTMLElement>(`[data-item=${wanted}]`)?.click();
          }, item);
          const deadline = Date.now() + 10_000;
          const isThere = (): boolean => readdirSync(folder).some((file) => file.endsWith(`.${item}`));
          while (!isThere() && Date.now() < deadline) await new Promise((done) => setTimeout(done, 50));
          expect(readdirSync(folder).join(' ')).to.contain(`.${item}`);
        }
        const file = readdirSync(folder).find((name) => name.endsWith('.csv'));
        expect(readFileSync(join(folder, file!), 'utf8')).to.match(/^\uFEFFStage,/);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });
}

/** The forecast's worker as it is published, in real browsers: it starts under a strict policy, or nobody misses it. */
import { expect } from 'chai';
import type { Browser, Page } from 'puppeteer-core';
import { serve } from '../tooling/static-server.mjs';
import type { StaticServer } from '../tooling/static-server.mjs';
import { buildCopies } from './copies.js';
import type { Copies } from './copies.js';
import { browserKinds, openPage, strictPolicy } from './page.js';
import type { OpenedPage } from './page.js';

const pageOf = (script: string): string => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Forecast</title><script type="module" src="${script}"></script></head>
  <body><pipeline-forecast src="/deals.csv" period="this-quarter"></pipeline-forecast></body>
</html>`;

interface Started {
  readonly url: string;
  readonly heard: string[];
}
/** Notes the workers that the page starts, and what they say. */
const watchWorkers = (page: Page): Promise<unknown> =>
  page.evaluateOnNewDocument(() => {
    const started: Started[] = [];
    const Own = globalThis.Worker;
    Object.assign(globalThis, {
      started,
      Worker: class extends Own {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          const one: Started = { url: String(url), heard: [] };
          started.push(one);
          this.addEventListener('message', (event: MessageEvent<{ type: string }>) => {
            one.heard.push(event.data.type);
          });
        }
        override terminate(): void {
          super.terminate();
          started.at(-1)?.heard.push('ended');
        }
      },
    });
  });
const workersOf = ({ page }: OpenedPage): Promise<Started[]> =>
  page.evaluate(() => (globalThis as unknown as { started: Started[] }).started);

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await holds()) && Date.now() < deadline) await new Promise((done) => setTimeout(done, 60));
}

for (const kind of browserKinds) {
  describe(`the forecast’s worker, ${kind.name}`, function () {
    this.timeout(90_000);
    let browser: Browser | undefined;
    let copies: Copies | undefined;
    const servers: StaticServer[] = [];

    const serveWith = async (headers: Record<string, string>, script = ''): Promise<string> => {
      const server = await serve(copies!.folder, { headers, pages: { '/page.html': pageOf(script) } });
      servers.push(server);
      return server.url;
    };
    const open = async (script: string, policy: string): Promise<OpenedPage> => {
      const headers: Record<string, string> = policy === '' ? {} : { 'content-security-policy': policy };
      const url = await serveWith(headers, script);
      const opened = await openPage(browser!, `${url}/page.html`, 'pipeline-forecast', watchWorkers);
      await until(async () => /^.*Forecast for Q/.test(await opened.textOf('pipeline-forecast')));
      return opened;
    };

    before(async function () {
      browser = await kind.launch();
      if (!browser) {
        if (process.env.CI === 'true') throw new Error(`${kind.name} is missing`);
        return this.skip();
      }
      copies = await buildCopies();
    });

    after(async () => {
      await browser?.close();
      await Promise.all(servers.map((server) => server.close()));
      copies?.remove();
    });

    const scripts = [
      ['the one file', '/bundle.js', /\/bundle\.js$/, 'pipeline-elements'],
      [
        'npm modules in an application',
        '/app-all/app.js',
        /forecast-worker[^/]*\.js$/,
        'lit-html pipeline-elements',
      ],
    ] as const;
    for (const [title, script, file, names] of scripts) {
      for (const policy of ['', strictPolicy, `${strictPolicy}; trusted-types ${names}`]) {
        it(`${title}: works the forecast out under ${policy || 'no policy'}, and ends with the widget`, async () => {
          const opened = await open(script, policy);
          expect(await opened.textOf('pipeline-forecast')).to.contain('Forecast for Q');
          const [worker, ...others] = await workersOf(opened);
          expect(others).to.deep.equal([]);
          expect(worker?.url).to.match(file);
          expect(worker?.heard[0]).to.equal('ready');
          expect(worker?.heard).to.include('done').and.not.to.include('failed');
          expect(opened.problems).to.deep.equal([]);
          expect(opened.warnings).to.deep.equal([]);
          await opened.page.evaluate(() => document.querySelector('pipeline-forecast')?.remove());
          await until(async () => (await workersOf(opened))[0]?.heard.at(-1) === 'ended');
          expect((await workersOf(opened))[0]?.heard.at(-1)).to.equal('ended');
          await opened.close();
        });
      }
    }

    it('the one file from another origin: no worker, the same forecast', async () => {
      const elsewhere = await serveWith({ 'access-control-allow-origin': '*' });
      const opened = await open(`${elsewhere}/bundle.js`, '');
      expect(await opened.textOf('pipeline-forecast')).to.contain('Forecast for Q');
      expect(await workersOf(opened)).to.deep.equal([]);
      expect(opened.problems).to.deep.equal([]);
      await opened.close();
    });

    it('a page that forbids workers has the same forecast', async () => {
      const opened = await open('/bundle.js', `${strictPolicy}; worker-src 'none'`);
      expect(await opened.textOf('pipeline-forecast')).to.contain('Forecast for Q');
      await opened.close();
    });
  });
}

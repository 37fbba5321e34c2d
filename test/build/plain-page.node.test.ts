import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser } from 'puppeteer-core';
import { ensureBuilt, packageFile } from '../tooling/consumer.mjs';
import { readPipelineData } from '../../src/data/index.js';
import { root } from '../tooling/paths.mjs';
import { serve } from '../tooling/static-server.mjs';
import type { StaticServer } from '../tooling/static-server.mjs';
import { browserKinds, openPage, strictPolicy } from './page.js';

const page = '/stories/plain/index.html';
const tags = Object.keys(packageFile.exports).flatMap((path) => {
  const name = /^\.\/(.+)\/define$/.exec(path)?.[1];
  return name === undefined ? [] : [`pipeline-${name}`];
});

/** The open stages that the page's own file names, in order. */
async function stagesOfTheFile(): Promise<string[]> {
  const { data } = await readPipelineData(readFileSync(join(root, 'stories/plain/deals.csv'), 'utf8'));
  return (data.pipelines[0]?.stages ?? []).filter(({ kind }) => kind === 'open').map(({ name }) => name);
}

for (const kind of browserKinds) {
  describe(`the one file in a plain page, ${kind.name}`, function () {
    this.timeout(60_000);
    let browser: Browser | undefined;
    const servers: StaticServer[] = [];

    const serveWith = async (policy: string): Promise<string> => {
      const server = await serve(root, {
        headers: policy === '' ? {} : { 'content-security-policy': policy },
      });
      servers.push(server);
      return server.url;
    };

    before(async function () {
      ensureBuilt();
      browser = await kind.launch();
      if (!browser) {
        if (process.env.CI === 'true') throw new Error(`${kind.name} is missing`);
        this.skip();
      }
    });

    after(async () => {
      await browser?.close();
      await Promise.all(servers.map((server) => server.close()));
    });

    for (const policy of [strictPolicy, `${strictPolicy}; trusted-types pipeline-elements`, '']) {
      it(`is filled and silent under ${policy === '' ? 'no policy' : policy}`, async () => {
        const opened = await openPage(browser!, (await serveWith(policy)) + page, 'pipeline-funnel');
        const text = await opened.textOf('pipeline-funnel');
        expect(opened.problems).to.deep.equal([]);
        const stages = await stagesOfTheFile();
        expect(stages).to.have.length.greaterThan(2);
        for (const stage of stages) expect(text).to.contain(stage);
        expect(await opened.definedTags(tags)).to.have.members(tags);
        await opened.close();
      });
    }
  });
}

/**
 * Copies of the kit on one page, under the policy of a careful page: what the page's `trusted-types` list allows runs,
 * the first copy keeps a tag, the second says so once, and widgets of one copy show the data of the other.
 */
import { expect } from 'chai';
import type { Browser, Page } from 'puppeteer-core';
import { serve } from '../tooling/static-server.mjs';
import type { StaticServer } from '../tooling/static-server.mjs';
import { buildCopies } from './copies.js';
import type { AppName, Copies } from './copies.js';
import { browserKinds, openPage, strictPolicy } from './page.js';
import type { BrowserKind, OpenedPage } from './page.js';

type Script = 'bundle' | 'bundle-2' | 'bundle-other-version' | 'bundle-other-protocol' | AppName;

const widgets = ['funnel', 'board', 'heatmap', 'leaderboard', 'forecast'].map((name) => `pipeline-${name}`);
const isBundle = (script: Script): boolean => script.startsWith('bundle');
const fileOf = (script: Script): string => (isBundle(script) ? `/${script}.js` : `/${script}/app.js`);

/** All widgets below one provider, and the scripts in their order. `more`: other markup below the provider. */
const pageOf = (scripts: readonly Script[], more = ''): string => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Two copies</title>
    ${scripts.map((script) => `<script type="module" src="${fileOf(script)}"></script>`).join('\n    ')}
  </head>
  <body>
    <pipeline-provider src="/deals.csv">
      ${widgets.map((tag) => `<${tag}></${tag}>`).join('\n      ')}
      ${more}
    </pipeline-provider>
  </body>
</html>`;

interface Meeting {
  readonly title: string;
  readonly scripts: readonly [Script, Script];
  /** Markup below the provider whose text is that of the funnel. */
  readonly more?: string;
  /** The tags that the second copy gets, where the first has not taken all of them. */
  readonly second?: readonly string[];
}

const meetings: readonly Meeting[] = [
  { title: 'the one file twice', scripts: ['bundle', 'bundle-2'] },
  { title: 'the one file in two versions', scripts: ['bundle', 'bundle-other-version'] },
  { title: 'the one file in two versions, the later first', scripts: ['bundle-other-version', 'bundle'] },
  { title: 'the one file, then npm modules', scripts: ['bundle', 'app-all'] },
  { title: 'npm modules, then the one file', scripts: ['app-all', 'bundle'] },
  {
    title: 'widgets of the one file under a provider from npm',
    scripts: ['app-source', 'bundle'],
    second: widgets.filter((tag) => tag !== 'pipeline-funnel'),
  },
  {
    title: 'a widget from npm under the provider of the one file',
    scripts: ['bundle', 'app-own-tag'],
    more: '<portal-funnel></portal-funnel>',
  },
  { title: 'two applications with npm modules', scripts: ['app-all', 'app-all-2'] },
  {
    title: 'widgets of one application under the provider of another',
    scripts: ['app-source', 'app-all'],
    second: widgets.filter((tag) => tag !== 'pipeline-funnel'),
  },
  {
    title: 'widgets that come before their provider, which is another application’s',
    scripts: ['app-widgets', 'app-all'],
    second: ['pipeline-provider', 'pipeline-funnel', 'pipeline-forecast'],
  },
];

/**
 * The one file makes one policy when it starts; an application has its Lit's, and the kit's where a forecast wants a
 * worker and no other copy has made it. The same name twice needs 'allow-duplicates'.
 */
const hasOneNameTwice = ({ scripts: [first, second] }: Meeting): boolean =>
  isBundle(first) === isBundle(second);
const namesFor = ({ scripts }: Meeting): string =>
  ['pipeline-elements', ...(scripts.every(isBundle) ? [] : ['lit-html'])].join(' ');

for (const kind of browserKinds) {
  describe(`two copies on one page, ${kind.name}`, function () {
    this.timeout(120_000);
    let browser: Browser | undefined;
    let copies: Copies | undefined;
    let expected: ReadonlyMap<string, string>;
    let hasLists = false;
    const servers: StaticServer[] = [];

    const open = async (
      scripts: readonly Script[],
      policy: string,
      more?: string,
      shown = 'pipeline-funnel',
    ): Promise<OpenedPage> => {
      const server = await serve(copies!.folder, {
        headers: policy === '' ? {} : { 'content-security-policy': policy },
        pages: { '/page.html': pageOf(scripts, more) },
      });
      servers.push(server);
      return openPage(browser!, `${server.url}/page.html`, shown);
    };

    before(async function () {
      browser = await launch(kind);
      if (!browser) return this.skip();
      copies = await buildCopies();
      const alone = await open(['bundle'], strictPolicy);
      expected = await textsOf(alone, widgets);
      hasLists = await alone.page.evaluate(() => 'trustedTypes' in window);
      await alone.close();
      for (const [tag, text] of expected) expect(text, tag).to.match(/\d/);
    });

    after(async () => {
      await browser?.close();
      await Promise.all(servers.map((server) => server.close()));
      copies?.remove();
    });

    for (const meeting of meetings) {
      const { title, scripts, more, second = [] } = meeting;
      const lists = [
        ['no list', ''],
        ["a list with 'allow-duplicates'", `; trusted-types ${namesFor(meeting)} 'allow-duplicates'`],
        ...(hasOneNameTwice(meeting)
          ? []
          : [['a list of both names', `; trusted-types ${namesFor(meeting)}`] as const]),
      ] as const;
      for (const [listTitle, list] of lists) {
        it(`${title}: everything works under ${listTitle}`, async () => {
          const opened = await open(scripts, strictPolicy + list, more);
          const { page } = opened;

          expect(await claimed(page), 'every tag is claimed').to.have.members([
            'pipeline-provider',
            ...widgets,
          ]);
          const tags = more ? [...widgets, 'portal-funnel'] : widgets;
          const figures = new Map(expected).set('portal-funnel', expected.get('pipeline-funnel')!);
          await until(async () => {
            const texts = await textsOf(opened, tags);
            return tags.every((tag) => texts.get(tag) === figures.get(tag));
          });
          const texts = await textsOf(opened, tags);
          for (const tag of tags) expect(texts.get(tag), tag).to.equal(figures.get(tag));
          // What the second copy has is drawn by other classes than those of the first copy's provider.
          expect(await sharesClass(page, second), 'drawn by the second copy').to.equal(false);

          expect(await moveAndUndo(page), 'a move goes through, and back').to.deep.equal({
            moved: true,
            changed: true,
            undone: { ok: true },
          });
          await until(
            async () => (await opened.textOf('pipeline-funnel')) === figures.get('pipeline-funnel'),
          );
          expect(await opened.textOf('pipeline-funnel')).to.equal(figures.get('pipeline-funnel'));

          expect(opened.problems).to.deep.equal([]);
          expect(opened.warnings, opened.warnings.join('\n')).to.have.length(1);
          expect(opened.warnings[0]).to.match(/^pipeline-elements: version [\d.]+ leaves tags as they are/);
          expect(await policiesOnGlobals(page), 'policies that anybody can reach').to.deep.equal([]);
          await opened.close();
        });
      }
    }

    for (const scripts of [
      ['bundle', 'bundle-2'],
      ['bundle', 'bundle-other-version'],
    ] as const) {
      it(`${scripts.join(', ')}: without 'allow-duplicates' the second registers nothing, and says what it needs`, async function () {
        if (!hasLists) this.skip();
        const opened = await open(scripts, `${strictPolicy}; trusted-types pipeline-elements`);
        const texts = await textsOf(opened, widgets);
        for (const tag of widgets) expect(texts.get(tag), tag).to.equal(expected.get(tag));
        expect(opened.warnings, opened.warnings.join('\n')).to.have.length(1);
        expect(opened.warnings[0]).to.match(/^pipeline-elements: .*registers nothing.*'allow-duplicates'/);
        expect(notOfThePolicy(opened)).to.deep.equal([]);
        await opened.close();
      });
    }

    it("two applications without 'allow-duplicates': the second stops at its Lit, the first keeps working", async function () {
      if (!hasLists) this.skip();
      const opened = await open(['app-all', 'app-all-2'], `${strictPolicy}; trusted-types lit-html`);
      const texts = await textsOf(opened, widgets);
      for (const tag of widgets) expect(texts.get(tag), tag).to.equal(expected.get(tag));
      expect(opened.warnings).to.deep.equal([]);
      expect(notOfThePolicy(opened)).to.deep.equal([]);
      await opened.close();
    });

    for (const scripts of [
      ['app-all', 'bundle'],
      ['bundle', 'app-all'],
    ] as const) {
      it(`${scripts.join(', ')}: a list that names the one file alone lets the one file work`, async function () {
        if (!hasLists) this.skip();
        const opened = await open(scripts, `${strictPolicy}; trusted-types pipeline-elements`);
        const texts = await textsOf(opened, widgets);
        for (const tag of widgets) expect(texts.get(tag), tag).to.equal(expected.get(tag));
        expect(opened.warnings).to.deep.equal([]);
        expect(notOfThePolicy(opened)).to.deep.equal([]);
        await opened.close();
      });
    }

    it('alone under a list that does not name it: registers nothing, and says so', async function () {
      if (!hasLists) this.skip();
      const opened = await open(
        ['bundle'],
        `${strictPolicy}; trusted-types other`,
        '<p id="no">1</p>',
        '#no',
      );
      expect(await opened.definedTags(widgets)).to.deep.equal([]);
      expect(opened.warnings).to.have.length(1);
      expect(opened.warnings[0]).to.contain('registers nothing');
      expect(opened.warnings[0]).to.contain('trusted-types pipeline-elements');
      expect(notOfThePolicy(opened)).to.deep.equal([]);
      await opened.close();
    });

    it('a provider of another protocol is a stated state, and no exception', async () => {
      // The first copy has only the widgets; the provider comes from the second, which speaks another protocol.
      const opened = await open(
        ['app-widgets', 'bundle-other-protocol'],
        strictPolicy,
        undefined,
        'pipeline-funnel',
      );
      for (const tag of ['pipeline-board', 'pipeline-heatmap', 'pipeline-leaderboard']) {
        await until(async () => /version/i.test(await opened.textOf(tag)));
        expect(await opened.textOf(tag), tag).to.match(/version/i);
      }
      expect(await opened.textOf('pipeline-funnel')).to.equal(expected.get('pipeline-funnel'));
      expect(opened.problems).to.deep.equal([]);
      expect(opened.warnings).to.have.length(1);
      await opened.close();
    });
  });
}

async function launch(kind: BrowserKind): Promise<Browser | undefined> {
  const browser = await kind.launch();
  if (!browser && process.env.CI === 'true') throw new Error(`${kind.name} is missing`);
  return browser;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 8000;
  while (!(await holds()) && Date.now() < deadline) await new Promise((done) => setTimeout(done, 60));
}

async function textsOf(opened: OpenedPage, tags: readonly string[]): Promise<Map<string, string>> {
  await until(async () => {
    // A forecast that is still being worked out says so.
    for (const tag of tags) if (!/^(?!.*(?:…|Working out)).*\d/.test(await opened.textOf(tag))) return false;
    return true;
  });
  const texts = new Map<string, string>();
  for (const tag of tags) texts.set(tag, await opened.textOf(tag));
  return texts;
}

/** The tags that copies have claimed, each by one. */
const claimed = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const key = Symbol.for('pipeline-elements/tags');
    const claims = (globalThis as unknown as Record<symbol, Map<string, string> | undefined>)[key];
    return [...(claims ?? new Map<string, string>()).keys()];
  });

/** Whether all these elements have a class in common with the funnel or board, whichever is not among them. */
const sharesClass = (page: Page, tags: readonly string[]): Promise<boolean> =>
  page.evaluate((second) => {
    const base = (tag: string): unknown => Object.getPrototypeOf(customElements.get(tag));
    const first = ['pipeline-funnel', 'pipeline-board'].find((tag) => !second.includes(tag));
    return second
      .filter((tag) => tag !== 'pipeline-provider')
      .some((tag) => first !== undefined && base(tag) === base(first));
  }, tags);

/** Moves the first card by its menu, as a reader would, and takes it back by the board. */
const moveAndUndo = (
  page: Page,
): Promise<{ moved: boolean; changed: boolean; undone: { ok: boolean; reason?: string } | 'no answer' }> =>
  page.evaluate(async () => {
    const wait = (milliseconds: number): Promise<void> =>
      new Promise((done) => setTimeout(done, milliseconds));
    const soon = async (holds: () => boolean): Promise<boolean> => {
      for (let tries = 0; tries < 100 && !holds(); tries += 1) await wait(30);
      return holds();
    };
    const board = document.querySelector('pipeline-board') as HTMLElement & {
      undo(): Promise<{ ok: boolean; reason?: string }>;
    };
    const find = (query: string): HTMLElement | null => board.shadowRoot!.querySelector<HTMLElement>(query);
    const columns = (): string =>
      [...board.shadowRoot!.querySelectorAll('.column-head')].map(({ textContent }) => textContent).join();
    let moved = false;
    document.addEventListener('pipeline-deal-moved', () => (moved = true), { once: true });
    const before = columns();
    await soon(() => find('.card-actions') !== null);
    find('.card-actions')!.click();
    await soon(() => find('.menu-item:not([aria-disabled])') !== null);
    find('.menu-item:not([aria-disabled])')!.click();
    await soon(() => moved && columns() !== before);
    const changed = columns() !== before;
    const undone = await Promise.race([board.undo(), wait(5000).then(() => 'no answer' as const)]);
    return { moved, changed, undone };
  });

/** Trusted Types policies that lie on the window, or one step below it. */
const policiesOnGlobals = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const Policy = (globalThis as { TrustedTypePolicy?: new () => object }).TrustedTypePolicy;
    if (!Policy) return [];
    const found: string[] = [];
    for (const key of Reflect.ownKeys(globalThis)) {
      // What the browser has put there itself is none of the kit's: reading it may even warn.
      const described = Object.getOwnPropertyDescriptor(globalThis, key);
      const value: unknown = described && 'value' in described ? described.value : undefined;
      const below: unknown[] =
        typeof value === 'object' && value !== null && value !== window
          ? (Object.values(value) as unknown[])
          : [];
      if ([value, ...below].some((one) => one instanceof Policy)) found.push(String(key));
    }
    return found;
  });

/** The browser reports a refused policy by itself, and so does the Lit of an application; nothing else may go wrong. */
const notOfThePolicy = ({ problems }: OpenedPage): string[] =>
  problems.filter((problem) => !/trusted-?types|policy/i.test(problem));

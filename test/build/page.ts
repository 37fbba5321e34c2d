/** Opens pages in real browsers, for tests of the built file. Node only. */
import puppeteer from 'puppeteer-core';
import type { Browser, Page } from 'puppeteer-core';
import { chromiumArgs, findChromium, findFirefox } from '../tooling/browsers.mjs';

/** The policy of a careful page: nothing but its own files, no text that becomes code. */
export const strictPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'";

export interface BrowserKind {
  readonly name: 'chromium' | 'firefox';
  launch(): Promise<Browser | undefined>;
}

export const browserKinds: readonly BrowserKind[] = [
  {
    name: 'chromium',
    launch: async () => {
      const found = await findChromium();
      return found && puppeteer.launch({ executablePath: found.path, args: chromiumArgs });
    },
  },
  {
    name: 'firefox',
    launch: async () => {
      const found = await findFirefox();
      return found && puppeteer.launch({ browser: 'firefox', executablePath: found.path });
    },
  },
];

export interface OpenedPage {
  readonly page: Page;
  /** Violations of the page's policy, console errors, page errors, requests that failed. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  /** All text below the first element that matches, shadow roots included, white space collapsed. */
  textOf(selector: string): Promise<string>;
  /** Of these tags, those that are defined. */
  definedTags(tags: readonly string[]): Promise<string[]>;
  close(): Promise<void>;
}

/**
 * Opens a page and waits until `selector` shows a figure: a widget that stays in its loading, empty or error state is
 * handed over as it is after some seconds, for the test to say what is wrong with it.
 * @param prepare before the page is loaded
 */
export async function openPage(
  browser: Browser,
  url: string,
  selector: string,
  prepare?: (page: Page) => Promise<unknown>,
): Promise<OpenedPage> {
  const page = await browser.newPage();
  const problems: string[] = [];
  const warnings: string[] = [];
  page.on('pageerror', (error) =>
    problems.push(`page error: ${error instanceof Error ? error.message : String(error)}`),
  );
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console error: ${message.text()}`);
    else if (message.type() === 'warn') warnings.push(message.text());
  });
  page.on('requestfailed', (request) => problems.push(`request failed: ${request.url()}`));
  // Functions that are handed to the page come out of the tests' compiler with calls of a helper that names them.
  await page.evaluateOnNewDocument('globalThis.__name = (value) => value');
  await page.evaluateOnNewDocument(() => {
    const violations: string[] = [];
    Object.assign(window, { violations });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      violations.push(`${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  await prepare?.(page);
  await page.goto(url, { waitUntil: 'load' });

  const textOf = (wanted: string): Promise<string> =>
    page.evaluate((query) => {
      const read = (node: Node): string => {
        if (node instanceof Text) return node.data;
        if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return '';
        const inner =
          node instanceof Element && node.shadowRoot
            ? [node.shadowRoot, ...node.childNodes]
            : node.childNodes;
        return [...inner].map(read).join(' ');
      };
      const element = document.querySelector(query);
      return element ? read(element).replaceAll(/\s+/g, ' ').trim() : '';
    }, wanted);

  const deadline = Date.now() + 10_000;
  while (!/\d/.test(await textOf(selector)) && Date.now() < deadline) await pause(50);
  // What fails a little later, after the first figures, counts as well.
  await pause(300);
  const violations = await page.evaluate(() => (window as unknown as { violations: string[] }).violations);
  problems.push(...violations.map((violation) => `policy violated: ${violation}`));

  return {
    page,
    problems,
    warnings,
    textOf,
    definedTags: (tags) =>
      page.evaluate((names) => names.filter((name) => customElements.get(name) !== undefined), [...tags]),
    close: () => page.close(),
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

/**
 * @web/test-runner's configuration of one browser; `npm run test:browser` (test/tooling/browser-tests.mjs) runs it
 * once a browser. `npx wtr --config test/wtr.config.mjs --watch` works too: Chromium, or BROWSER=firefox.
 */
import { resolve } from 'node:path';
import { chromeLauncher } from '@web/test-runner-chrome';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import puppeteer from 'puppeteer-core';
import { chromiumArgs, findChromium, findFirefox, freePort, noBrowserSentence } from './tooling/browsers.mjs';
import { commonjsPlugin } from './tooling/commonjs-plugin.mjs';
import { emulationCleanup, emulationPlugin } from './tooling/emulation-plugin.mjs';
import { browserTestFiles } from './tooling/files.mjs';
import { root } from './tooling/paths.mjs';

/**
 * @param {object} options
 * @param {'chromium' | 'firefox' | 'webkit'} options.browser
 * @param {{ path: string, port?: number }} options.program the browser's file; for WebKit the driver's port too
 * @param {string[]} [options.files]
 * @param {object[]} [options.reporters]
 * @param {string} [options.grep] only tests whose full title matches
 * @param {boolean} [options.built] tests get the files of dist/ where they import those of src/
 */
export async function configFor({
  browser,
  program,
  files = browserTestFiles(browser),
  reporters,
  grep,
  built = false,
}) {
  return {
    rootDir: root,
    files,
    port: await freePort(),
    browsers: [launcher(browser, program)],
    // WebKit's pages share one window: with more at a time they would run in iframes, where the mouse does not reach.
    concurrency: browser === 'chromium' ? 2 : 1,
    nodeResolve: true,
    plugins: [
      // The root's tsconfig: the plugin does not follow "extends", and would lose the decorators' mode.
      esbuildPlugin({ ts: true, json: true, tsconfig: resolve(root, 'tsconfig.json'), target: 'es2022' }),
      commonjsPlugin(),
      emulationPlugin(),
      ...(built ? [builtInsteadOfSource] : []),
    ],
    testFramework: { config: { timeout: 15_000, ...(grep === undefined ? {} : { grep }) } },
    staticLogging: true,
    testsStartTimeout: 60_000,
    browserStartTimeout: 60_000,
    testsFinishTimeout: 180_000,
    coverageConfig: { include: ['src/**/*.ts'] },
    ...(reporters ? { reporters: [...reporters, emulationCleanup()] } : {}),
    testRunnerHtml: (script) => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Test</title></head>
  <body><script type="module" src="${script}"></script></body>
</html>`,
  };
}

const builtInsteadOfSource = {
  name: 'built-instead-of-source',
  resolveImport({ source }) {
    const file = /^(?:\.\.\/)+src\/(.+)\.js$/.exec(source)?.[1];
    return file === undefined ? undefined : `/dist/${file}.js`;
  },
};

function launcher(browser, { path, port }) {
  if (browser === 'chromium') {
    return chromeLauncher({
      launchOptions: { executablePath: path, args: chromiumArgs },
      // A context, and so a window, of its own: of several pages in one window only the front one draws frames, and a
      // test that waits for a frame in another waits for ever. And each shall behave as if it had the focus.
      createPage: async ({ context }) => {
        const own = await context.browser().createBrowserContext();
        const page = await own.newPage();
        const protocol = await page.createCDPSession();
        await protocol.send('Emulation.setFocusEmulationEnabled', { enabled: true });
        return page;
      },
    });
  }
  if (browser === 'firefox') {
    return chromeLauncher({ puppeteer, launchOptions: { browser: 'firefox', executablePath: path } });
  }
  return webdriverLauncher({
    automationProtocol: 'webdriver',
    hostname: '127.0.0.1',
    port,
    path: '/',
    logLevel: 'error',
    capabilities: {
      browserName: 'MiniBrowser',
      'wdio:enforceWebDriverClassic': true,
      'webkitgtk:browserOptions': { binary: path, args: ['--automation'] },
    },
  });
}

async function defaultConfig() {
  const browser = process.env.BROWSER ?? 'chromium';
  const program = browser === 'firefox' ? await findFirefox() : await findChromium();
  if (!program) throw new Error(noBrowserSentence);
  return configFor({ browser, program });
}

// Loaded by the `wtr` command, not by our own runner: only then look for a browser here.
export default process.argv[1]?.endsWith('browser-tests.mjs') ? {} : await defaultConfig();

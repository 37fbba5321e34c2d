/**
 * Finds browsers on this machine, and starts what they need.
 *
 * Chromium: CHROME_PATH, else an installed Chrome, Chromium or Edge, else the one that the development dependency
 * @sparticuz/chromium brings (Linux x64). Firefox: FIREFOX_PATH, else an installed one. WebKit: WebKitGTK's
 * WebKitWebDriver and MiniBrowser, on a display of their own (Xvfb) where there is none.
 */
import { execFileSync, spawn } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Switches that Chromium needs to run headless, also as root, and without asking the network for anything. */
export const chromiumArgs = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--lang=en-US',
];

export const noBrowserSentence =
  'No browser found. Install Chrome, Chromium or Edge, or set CHROME_PATH to the browser’s program file.';

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first of these commands on the PATH, or of these absolute paths, that can be run. */
function findProgram(names) {
  for (const name of names) {
    if (/[\\/]/.test(name)) {
      if (isProgram(name)) return name;
      continue;
    }
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, name);
      if (folder !== '' && isProgram(path)) return path;
    }
  }
  return undefined;
}

function fromEnvironment(variable) {
  const path = process.env[variable];
  if (!path) return undefined;
  if (!isProgram(path)) throw new Error(`${variable} is set to ${path}, which is not a program.`);
  return path;
}

const windowsFolders = [
  process.env.PROGRAMFILES,
  process.env['PROGRAMFILES(X86)'],
  process.env.LOCALAPPDATA,
].filter(Boolean);

/** @returns {Promise<{ path: string, origin: string } | undefined>} */
export async function findChromium() {
  const named = fromEnvironment('CHROME_PATH');
  if (named) return { path: named, origin: 'CHROME_PATH' };
  const installed = findProgram([
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
    'microsoft-edge-stable',
    'microsoft-edge',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ...windowsFolders.flatMap((folder) => [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
  ]);
  if (installed) return { path: installed, origin: 'installed' };
  return packagedChromium();
}

async function packagedChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  // The package unpacks its own copies of NSS, NSPR and expat only when it believes to run on AWS Lambda.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  const libraryPath = process.env.LD_LIBRARY_PATH;
  let path;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    path = await chromium.executablePath();
  } catch (error) {
    console.error(`The packaged Chromium cannot be unpacked: ${error.message}`);
    return undefined;
  }
  const ownLibraries = join(tmpdir(), 'al2023', 'lib');
  if (libraryPath === undefined) delete process.env.LD_LIBRARY_PATH;
  else process.env.LD_LIBRARY_PATH = libraryPath;
  if (lacksLibraries(path) && existsSync(ownLibraries)) {
    process.env.LD_LIBRARY_PATH = [ownLibraries, libraryPath].filter(Boolean).join(':');
  }
  return { path, origin: 'package @sparticuz/chromium' };
}

function lacksLibraries(program) {
  try {
    return execFileSync('ldd', [program], { encoding: 'utf8' }).includes('not found');
  } catch {
    return true;
  }
}

/** @returns {Promise<{ path: string, origin: string } | undefined>} */
export async function findFirefox() {
  const named = fromEnvironment('FIREFOX_PATH');
  if (named) return { path: named, origin: 'FIREFOX_PATH' };
  const installed = findProgram([
    'firefox-esr',
    'firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    ...windowsFolders.map((folder) => join(folder, 'Mozilla Firefox/firefox.exe')),
  ]);
  return installed && { path: installed, origin: 'installed' };
}

/** @returns {Promise<{ path: string, origin: string, driver: string, xvfb?: string } | undefined>} */
export async function findWebKit() {
  const driver = findProgram(['WebKitWebDriver']);
  const path = findProgram(miniBrowserPaths());
  const xvfb = findProgram(['Xvfb']);
  if (!driver || !path || (!xvfb && !process.env.DISPLAY)) return undefined;
  return { path, origin: 'installed', driver, xvfb };
}

function miniBrowserPaths() {
  const found = [];
  for (const base of ['/usr/libexec', '/usr/lib64', '/usr/lib']) {
    const folders = [base];
    if (base === '/usr/lib')
      folders.push(...foldersIn(base).filter((folder) => folder.endsWith('-linux-gnu')));
    for (const folder of folders) {
      for (const version of foldersIn(folder).filter((name) => /\/webkit2?gtk-\d/.test(name))) {
        found.push(join(version, 'MiniBrowser'));
      }
    }
  }
  // The newest API version first.
  return found.sort().reverse();
}

function foldersIn(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(folder, entry.name));
  } catch {
    return [];
  }
}

/** A TCP port that is free now, so that several runs can go on beside each other. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts WebKitWebDriver, on a virtual display where there is a server for one. */
export async function startWebKitDriver({ driver, xvfb }) {
  const children = [];
  const stop = () => children.forEach((child) => child.kill());
  process.once('exit', stop);
  let display = process.env.DISPLAY;
  if (xvfb) {
    const server = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    children.push(server);
    display = await new Promise((resolve, reject) => {
      server.once('error', reject);
      server.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}`)));
      server.stdio[3].once('data', (number) => resolve(`:${String(number).trim()}`));
    });
  }
  const port = await freePort();
  const child = spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', LIBGL_ALWAYS_SOFTWARE: '1' },
  });
  children.push(child);
  await new Promise((resolve, reject) => {
    const deadline = Date.now() + 20_000;
    child.once('exit', (code) => reject(new Error(`WebKitWebDriver ended with code ${code}`)));
    const probe = async () => {
      try {
        await fetch(`http://127.0.0.1:${port}/status`);
        resolve();
      } catch (error) {
        if (Date.now() > deadline) reject(error);
        else setTimeout(probe, 100);
      }
    };
    void probe();
  });
  return { port, stop };
}

/** A file server for tests: one folder, a free port, headers of the test's choice. */
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * @param {string} folder
 * @param {{ headers?: Record<string, string>, pages?: Record<string, string>, files?: Record<string, string> }} [options]
 *   `pages`: HTML served under a path without a file; `files`: files served under a path of their own, wherever they lie
 */
export async function serve(folder, { headers = {}, pages = {}, files = {} } = {}) {
  const base = resolve(folder);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    if (pages[path] !== undefined) {
      response.writeHead(200, { 'content-type': types['.html'], ...headers }).end(pages[path]);
      return;
    }
    let file = files[path] ?? join(base, normalize(path));
    const inside = files[path] !== undefined || file === base || file.startsWith(base + sep);
    let stats = inside ? statSync(file, { throwIfNoEntry: false }) : undefined;
    if (stats?.isDirectory()) {
      file = join(file, 'index.html');
      stats = statSync(file, { throwIfNoEntry: false });
    }
    // Browsers ask for an icon by themselves; its absence says nothing about the page under test.
    if (path === '/favicon.ico' && !stats?.isFile()) {
      response.writeHead(204, headers).end();
      return;
    }
    if (!stats?.isFile()) {
      response.writeHead(404, { 'content-type': 'text/plain', ...headers }).end('not found');
      return;
    }
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-length': stats.size,
      'last-modified': stats.mtime.toUTCString(),
      'cache-control': 'no-store',
      ...headers,
    });
    createReadStream(file).pipe(response);
  });
  await new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', done);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

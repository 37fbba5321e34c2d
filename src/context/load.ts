/** The ways in which data gets to an owner; reading it is the data room's work, loaded when first needed. */
import type * as Data from '../data/index.js';
import type { ReadOptions } from '../data/index.js';
import { PipelineError } from '../core/errors.js';
import type { Loaded } from './ledger.js';

/** The readers. Kept once they are there, since even a repeated `import()` takes its time. */
let room: typeof Data | undefined;
const dataRoom = async (): Promise<typeof Data> => (room ??= await import('../data/index.js'));
/** Asks for what will be needed, while something else is on its way; whoever needs it says what went wrong. */
const foresee = (load: () => Promise<unknown>): void => void load().catch(() => undefined);
const checks = (): Promise<unknown> => import('../data/checks.js');
const isBytes = (input: unknown): boolean =>
  input instanceof ArrayBuffer || ArrayBuffer.isView(input) || input instanceof Blob;

/** Reads what a host, a file or a child element holds. @throws PipelineError where nothing can be shown */
export async function readData(input: unknown, options: ReadOptions): Promise<Loaded> {
  if (options.format === 'json' || (typeof input === 'object' && !isBytes(input))) foresee(checks);
  const { readPipelineData } = await dataRoom();
  return readPipelineData(input as object, options);
}

/** Fetches a file and reads it. @throws PipelineError `load-failed` where there was no good answer */
export async function fetchData(url: string, options: ReadOptions): Promise<Loaded> {
  let response: Response;
  foresee(dataRoom);
  if (options.format === 'json' || /\.json$/i.test(url.replace(/[?#].*$/, ''))) foresee(checks);
  try {
    response = await fetch(url, { signal: options.signal });
  } catch (error) {
    throw new PipelineError('load-failed', {
      url,
      reason: error instanceof Error ? error.message : '',
      ...elsewhere(url),
    });
  }
  if (!response.ok) {
    throw new PipelineError('load-failed', { url, status: response.status, reason: response.statusText });
  }
  const modified = Date.parse(response.headers.get('Last-Modified') ?? '');
  return readData(await response.arrayBuffer(), {
    ...options,
    url,
    contentType: response.headers.get('Content-Type') ?? undefined,
    fetchedAt: Number.isNaN(modified) ? undefined : new Date(modified).toISOString(),
  });
}

/** The site of an address that is not the page's own: its silence may be a refusal, which browsers don't tell apart. */
function elsewhere(url: string): { readonly site?: string } {
  const { origin, host } = URL.canParse(url) ? new URL(url) : location;
  return origin === location.origin ? {} : { site: host };
}

/** Reads a child script by its type, or a child table by the texts of its cells; the first row is the header. */
export async function readChild(
  child: HTMLScriptElement | HTMLTableElement,
  options: ReadOptions,
): Promise<Loaded> {
  if (child instanceof HTMLScriptElement) {
    return readData(child.textContent, { ...options, format: child.type === 'text/csv' ? 'csv' : 'json' });
  }
  const [header = [], ...rows] = [...child.rows].map((row) =>
    [...row.cells].flatMap((cell) => [cell.textContent.trim(), ...Array<string>(cell.colSpan - 1).fill('')]),
  );
  const { readTable } = await dataRoom();
  return readTable({ header, rows }, options);
}

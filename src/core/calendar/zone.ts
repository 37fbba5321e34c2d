/**
 * Offsets of IANA time zones, by Intl, with the transitions between them cached. The only place of the core that asks Intl.
 */
import { PipelineError } from '../errors.js';
import { DAY_MS, dayOfDate } from './days.js';

/** Transitions are looked for in spans of time of this length, each on its first use. */
const SPAN = 366 * DAY_MS;
/** Within a span the offset is sampled at this step: no zone keeps an offset for less (Ramadan breaks last a month). */
const STEP = 12 * DAY_MS;
/** Outside of these years (where dates are mostly typing errors) Intl is asked each time; nothing is cached. */
const CACHE_FROM = Date.UTC(1900, 0);
const CACHE_TO = Date.UTC(2150, 0);
/** Instants that years 1 to 9999 hold in every zone; offsets beyond are taken from the ends. */
const FIRST = -62_135_510_400_000;
const LAST = 253_402_214_400_000;

/** Constant stretches of one span: stretch i starts at `starts[i]`, with `offsets[i]`. */
interface Span {
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

interface Zone {
  readonly ask: (at: number) => number;
  readonly spans: Map<number, Span>;
  /** The stretch found last: dates of a file lie close to each other. */
  from: number;
  to: number;
  offset: number;
}

const zones = new Map<string, Zone>();

/** Whether Intl knows a time zone by this name. @example isTimeZone('Europe/Berlin') // true */
export function isTimeZone(name: string): boolean {
  try {
    return zoneOf(name) !== undefined;
  } catch {
    return false;
  }
}

/**
 * What local clocks of a zone are ahead of UTC at an instant, in milliseconds.
 * @throws PipelineError `time-zone-unknown` where Intl does not know the zone.
 * @example offsetAt(Date.UTC(2026, 6), 'Europe/Berlin') // 7_200_000
 */
export function offsetAt(at: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  const zone = zoneOf(timeZone);
  if (at >= zone.from && at < zone.to) return zone.offset;
  if (!(at >= CACHE_FROM && at < CACHE_TO)) return zone.ask(at);
  const index = Math.floor(at / SPAN);
  const span = zone.spans.get(index) ?? addSpan(zone, index);
  let i = span.starts.length - 1;
  while (i > 0 && (span.starts[i] as number) > at) i--;
  zone.from = Math.max(span.starts[i] as number, CACHE_FROM);
  zone.to = Math.min(span.starts[i + 1] ?? (index + 1) * SPAN, CACHE_TO);
  zone.offset = span.offsets[i] as number;
  return zone.offset;
}

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new PipelineError('time-zone-unknown', { value: timeZone });
  }
  const zone: Zone = { ask: (at) => askIntl(format, at), spans: new Map(), from: 0, to: 0, offset: 0 };
  zones.set(timeZone, zone);
  return zone;
}

/** Reads the wall clock that Intl shows at an instant, and compares it with the instant. */
function askIntl(format: Intl.DateTimeFormat, instant: number): number {
  const at = Math.floor(Math.min(Math.max(instant, FIRST), LAST) / 1000) * 1000;
  // Always month/day/year, hour:minute:second in this locale; read as runs of digits, whatever stands between them.
  const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = (
    format.format(at).match(/\d+/g) ?? []
  ).map(Number);
  return dayOfDate(year, month, day) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 - at;
}

function addSpan(zone: Zone, index: number): Span {
  const end = (index + 1) * SPAN;
  const starts = [index * SPAN];
  const offsets = [zone.ask(index * SPAN)];
  for (let at = index * SPAN; at < end; at += STEP) {
    const next = Math.min(at + STEP, end);
    const before = offsets[offsets.length - 1] as number;
    const after = zone.ask(next);
    if (after === before) continue;
    let [low, high] = [at, next];
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (zone.ask(middle) === before) low = middle;
      else high = middle;
    }
    // A change in the very first instant of the next span belongs to that one.
    if (high < end) {
      starts.push(high);
      offsets.push(after);
    }
  }
  const span = { starts, offsets };
  zone.spans.set(index, span);
  return span;
}

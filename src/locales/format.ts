import type { PlainDate } from '../core/model.js';
import type { MoneyTotal } from '../core/measures/types.js';
import type { Day } from '../core/view/types.js';
import { plain } from './say.js';
import type { Said } from './say.js';

/** `month`, `month-long`: a month without its days; `month-name`: without its year, where it is clear. */
export type DateStyle = 'short' | 'medium' | 'long' | 'month' | 'month-long' | 'month-name';

/** Words by plural category of the locale; `other` is always there. */
export interface PluralForms {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

export interface MoneyOptions {
  /** Three significant digits at most, e.g. `€1.36M`: for marks and estimates. */
  readonly compact?: boolean;
}

/** Numbers, money, dates and lists in the words of one locale. */
export interface Formatter {
  readonly locale: string;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  /** A share of 1 as a whole percentage; between 0 and 1 % and between 99 and 100 % with one digit, so that neither end is claimed. */
  percent(share: number): string;
  /** A number with its sign, `−122` or `+5`. */
  signed(value: number): string;
  money(major: number, currency: string, options?: MoneyOptions): string;
  /** Compact money of one column: one unit's precision for all, set by the largest, e.g. `€10.8M`, `€7.6M`, `€6.0M`. */
  moneyColumn(values: readonly (number | null)[], currency: string): (major: number) => string;
  /** A total; where currencies are mixed, each of them. */
  moneyTotal(total: MoneyTotal, options?: MoneyOptions): string;
  /** A day (days since 1970-01-01) or a plain date; text that is no date comes back as it is. */
  date(day: Day | PlainDate, style?: DateStyle): string;
  /** An instant (epoch milliseconds) as the clock of the zone shows it. */
  dateTime(instant: number, timeZone: string, style?: DateStyle): string;
  days(count: number): string;
  list(items: readonly string[]): string;
  /** The form for `count`, in which `#` stands for the number itself: `plural(2, { one: '# deal', other: '# deals' })`. */
  plural(count: number, forms: PluralForms): string;
  /** A sentence as plain text. */
  plain(said: Said): string;
}

const MS_PER_DAY = 86_400_000;
const PLAIN_DATE = /^(-?\d{4,6})-(\d\d)-(\d\d)$/;
/** Formatting costs a hundredth of building a formatter; more than this many at once is a leak, not a page. */
const CACHE_LIMIT = 96;
const cache = new Map<string, unknown>();
/** Figures are written again and again: in marks, labels and sentences, and at every update. */
const written = new WeakMap<Intl.NumberFormat, Map<number, string>>();
const TEXT_LIMIT = 500;

function cached<T>(key: string, create: () => T): T {
  let found = cache.get(key) as T | undefined;
  if (found === undefined) {
    found = create();
    if (cache.size >= CACHE_LIMIT) cache.delete(cache.keys().next().value as string);
    cache.set(key, found);
  }
  return found;
}

const dateStyles: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  short: { day: 'numeric', month: 'short' },
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'short', year: 'numeric' },
  'month-long': { month: 'long', year: 'numeric' },
  'month-name': { month: 'short' },
};

/** A language of BCP 47 has two or three letters; Intl takes longer ones, and then formats as the browser likes. */
const LANGUAGE = /^[a-z]{2,3}(-|$)/i;

/** The first of the wishes that names a language; others (`deutsch`, free text) are passed over, `de_DE` is `de-DE`. */
export function usableLocale(...wishes: readonly (string | undefined)[]): string {
  for (const wish of wishes) {
    const tag = wish?.replaceAll('_', '-') ?? '';
    if (!LANGUAGE.test(tag)) continue;
    try {
      return Intl.getCanonicalLocales(tag)[0] ?? 'en';
    } catch {
      // Not a language tag: the next wish counts.
    }
  }
  return 'en';
}

/**
 * The formatter of a locale; the same object each time.
 * @param wordsLocale that of the sentences around, where the locale's language has no words of its own: whatever is
 * grammar (plurals, lists, units in words) follows it
 * @example createFormatter('en').moneyColumn([10_805_000, 6_004_500], 'EUR')(6_004_500) // '€6.0M'
 */
export function createFormatter(locale: string, wordsLocale = locale): Formatter {
  // A card asks for it: what the browser says of a tag is asked once.
  return cached(`asked ${locale} ${wordsLocale}`, () => {
    const tag = usableLocale(locale);
    const wordsTag = usableLocale(wordsLocale);
    return cached(`formatter ${tag} ${wordsTag}`, () => buildFormatter(tag, wordsTag));
  });
}

/** Drops every formatter, after the browser's own languages and formats have changed. */
export function forgetFormats(): void {
  cache.clear();
}

function buildFormatter(locale: string, wordsLocale: string): Formatter {
  const numbers = (options: Intl.NumberFormatOptions, tag = locale): Intl.NumberFormat =>
    cached(`n ${tag} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(tag, options));
  const dates = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    cached(`d ${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));
  /** −0 would read as "-0", and a hyphen is no minus. */
  const write = (format: Intl.NumberFormat, value: number): string => {
    const texts = written.get(format) ?? new Map<number, string>();
    let text = texts.get(value);
    if (text === undefined) {
      text = format.format(value === 0 ? 0 : value).replace('-', '\u2212');
      if (texts.size >= TEXT_LIMIT) texts.clear();
      written.set(format, texts.set(value, text));
    }
    return text;
  };
  const number = (value: number, options: Intl.NumberFormatOptions = {}): string =>
    write(numbers(options), value);

  /** Currency style where the text is a currency code; other texts stand behind the number. */
  function inCurrency(currency: string, options: Intl.NumberFormatOptions): (major: number) => string {
    if (/^[a-z]{3}$/i.test(currency)) {
      const format = numbers({ style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...options });
      return (major) => write(format, major);
    }
    const format = numbers({ maximumFractionDigits: 2, ...options });
    return (major) => `${write(format, major)}${currency && `\u00a0${currency}`}`;
  }

  /** A whole amount needs no cents; any cents need all of them. */
  const fullMoney = (major: number): Intl.NumberFormatOptions =>
    Number.isInteger(major) ? { maximumFractionDigits: 0, minimumFractionDigits: 0 } : {};

  const formatter: Formatter = {
    locale,
    number,
    percent(share) {
      const size = Math.abs(share);
      const near = (size > 0 && size < 0.01) || (size > 0.99 && size < 1);
      return number(share, {
        style: 'percent',
        maximumFractionDigits: near ? 1 : 0,
        ...(near && size > 0.5 ? { roundingMode: 'trunc' } : {}),
      });
    },
    signed: (value) => number(value, { signDisplay: 'exceptZero' }),
    money(major, currency, { compact } = {}) {
      return inCurrency(
        currency,
        compact ? { notation: 'compact', maximumSignificantDigits: 3 } : fullMoney(major),
      )(major);
    },
    moneyColumn(values, currency) {
      const compact = numbers({ notation: 'compact', minimumFractionDigits: 1, maximumFractionDigits: 1 });
      const partsOf = (value: number, type: string): readonly string[] =>
        compact.formatToParts(value).flatMap((part) => (part.type === type ? [part.value] : []));
      const known = values.filter((value) => value !== null);
      const largest = known.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const [unit] = partsOf(largest, 'compact');
      // Of thousands and millions one decimal, where the largest has fewer than three digits before it and any has one.
      const [nought] = partsOf(0, 'fraction');
      const isFine =
        unit !== undefined &&
        [...partsOf(largest, 'integer').join('')].length < 3 &&
        known.some(
          (value) => partsOf(value, 'compact')[0] === unit && partsOf(value, 'fraction')[0] !== nought,
        );
      const withDigits = (digits: number): ((major: number) => string) =>
        inCurrency(currency, {
          notation: 'compact',
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        });
      const coarse = withDigits(0);
      const fine = withDigits(1);
      return (major) => (isFine && partsOf(major, 'compact')[0] === unit ? fine : coarse)(major);
    },
    moneyTotal(total, options) {
      return total.amount !== null
        ? formatter.money(total.amount, total.currency ?? '', options)
        : formatter.list(total.per.map((part) => formatter.money(part.amount, part.currency, options)));
    },
    date(day, style = 'medium') {
      const ms = typeof day === 'number' ? day * MS_PER_DAY : midnightOf(day);
      return ms === undefined ? String(day) : dates({ ...dateStyles[style], timeZone: 'UTC' }).format(ms);
    },
    dateTime(instant, timeZone, style = 'medium') {
      return dates({ ...dateStyles[style], hour: 'numeric', minute: '2-digit', timeZone }).format(instant);
    },
    days: (count) =>
      write(
        numbers({ style: 'unit', unit: 'day', unitDisplay: 'long', maximumFractionDigits: 1 }, wordsLocale),
        count,
      ),
    list: (items) =>
      cached(`l ${wordsLocale}`, () => new Intl.ListFormat(wordsLocale, { type: 'conjunction' })).format(
        items,
      ),
    plural(count, forms) {
      const rules = cached(`p ${wordsLocale}`, () => new Intl.PluralRules(wordsLocale));
      return (forms[rules.select(count)] ?? forms.other).replace('#', number(count));
    },
    plain,
  };
  return formatter;
}

function midnightOf(date: PlainDate): number | undefined {
  const parts = PLAIN_DATE.exec(date);
  if (!parts) return undefined;
  const ms = new Date(0).setUTCFullYear(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return Number.isNaN(ms) ? undefined : ms;
}

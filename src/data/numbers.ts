import type { Cell, DecimalMark } from './types.js';

/** Currency codes, signs, spaces and apostrophes that may stand around or inside a number. */
const SIGNS: readonly (readonly [sign: string, code: string])[] = [
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₹', 'INR'],
  ['₩', 'KRW'],
  ['₪', 'ILS'],
  ['₺', 'TRY'],
  ['zł', 'PLN'],
  ['R$', 'BRL'],
  ['A$', 'AUD'],
  ['C$', 'CAD'],
  ['US$', 'USD'],
  ['HK$', 'HKD'],
];

const INTEGER = /^-?\d+$/;
const PLAIN = /^-?\d+(\.\d+)?$/;
const NUMBER = /^[\d.,]*\d[\d.,]*(e[+-]?\d{1,4})?$/i;
const MINUS = /^[-−–]|[-−–]$/;
const CURRENCY =
  /^(?:[A-Za-z]{1,3}\.?)?\s*[\p{Sc}]|^\p{L}{2,3}\.?(?=[\s\d.,-])|(?:[\p{Sc}]|\p{L}{2,3}\.?)$/gu;
const GROUP_SPACES = /[\s\u00A0\u202F'’_]/g;
const GROUPED_BY_COMMA = /^\d{1,3}(,\d{2,3})*,\d{3}$/;
const GROUPED_BY_POINT = /^\d{1,3}(\.\d{2,3})*\.\d{3}$/;

/** How a number's own digits tell the decimal mark; `either` is `1.234` or `1,234` with nothing to settle it. */
export type DecimalEvidence = DecimalMark | 'either' | undefined;

interface Stripped {
  readonly negative: boolean;
  readonly percent: boolean;
  readonly digits: string;
}

function strip(text: string): Stripped | undefined {
  let rest = text.trim();
  let signs = 0;
  if (rest.startsWith('(') && rest.endsWith(')')) {
    signs = 1;
    rest = rest.slice(1, -1).trim();
  }
  const percent = rest.endsWith('%');
  if (percent) rest = rest.slice(0, -1).trim();
  // A sign may stand before or after the currency, or behind it all.
  for (let pass = 0; pass < 2; pass++) {
    if (MINUS.test(rest)) {
      signs += 1;
      rest = rest.replace(MINUS, '').trim();
    }
    if (pass === 0) rest = rest.replace(/^\+/, '').replace(CURRENCY, '').trim();
  }
  const negative = signs === 1;
  if (signs > 1) return undefined;
  rest = rest.replace(GROUP_SPACES, '');
  return NUMBER.test(rest) ? { negative, percent, digits: rest } : undefined;
}

/** Which decimal mark this text speaks for, if it is a number at all. */
export function decimalEvidence(text: string): DecimalEvidence {
  if (!/\d[.,]\d/.test(text)) return undefined;
  const digits = strip(text)?.digits;
  return digits === undefined ? undefined : evidenceOf(digits);
}

function evidenceOf(digits: string): DecimalEvidence {
  if (!/\d[.,]\d/.test(digits) || /e/i.test(digits)) return undefined;
  const comma = digits.lastIndexOf(',');
  const point = digits.lastIndexOf('.');
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.';
  const mark = comma >= 0 ? ',' : '.';
  const other = mark === ',' ? '.' : ',';
  if (digits.indexOf(mark) !== digits.lastIndexOf(mark)) {
    return (mark === ',' ? GROUPED_BY_COMMA : GROUPED_BY_POINT).test(digits) ? other : undefined;
  }
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(digits) ? 'either' : mark;
}

/**
 * A number as people and programs write it: `1234.5`, `€ 1.234,56`, `$1,200`, `(500)`, `1 234,56`, `1'234.50`, `12,34,567`,
 * `500-`, `1e5`. The file's decimal mark settles only what the digits leave open (`1.234`). A percent sign divides by 100.
 * @returns `undefined` for what is no finite number
 * @example parseNumber('1.234,56', '.') // 1234.56
 * @example parseNumber('1.234', ',') // 1234
 */
export function parseNumber(cell: Cell, decimal: DecimalMark): number | undefined {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : undefined;
  if (typeof cell !== 'string' || cell.length > 64) return undefined;
  // The common case of exports, unless the point could be a group mark.
  if (decimal === '.' ? PLAIN.test(cell) : INTEGER.test(cell)) return Number(cell) + 0;
  const stripped = strip(cell);
  if (!stripped) return undefined;
  const { negative, percent, digits } = stripped;
  const evidence = evidenceOf(digits);
  const mark = evidence === 'either' || evidence === undefined ? decimal : evidence;
  const group = mark === '.' ? ',' : '.';
  const [whole = '', ...fractions] = digits.split(mark);
  if (fractions.length > 1) return undefined;
  const grouped = group === ',' ? GROUPED_BY_COMMA : GROUPED_BY_POINT;
  if (whole.includes(group) && !grouped.test(whole)) return undefined;
  if (fractions[0]?.includes(group)) return undefined;
  const value = Number(`${whole.replaceAll(group, '') || '0'}${fractions.length ? `.${fractions[0]}` : ''}`);
  if (!Number.isFinite(value)) return undefined;
  // Adding 0 keeps "-0" from being shown as such.
  return (negative ? -value : value) / (percent ? 100 : 1) + 0;
}

/** The currency that an amount cell names itself (`€ 5`, `EUR 5`, `5 CHF`); a bare `$` or `¥` could be several. */
export function currencyIn(text: string): string | undefined {
  if (PLAIN.test(text)) return undefined;
  const code = /(?:^|[\d\s.,-])([A-Z]{3})(?=$|[\d\s.,-])/.exec(text)?.[1];
  if (code) return code;
  const written = text.replace(/[\d\s.,'’()+−-]/g, '');
  return SIGNS.find(([sign]) => written === sign)?.[1];
}

/** `USD`, `usd`, `US Dollar (USD)`, `€`: the ISO code; `undefined` for anything else. */
export function parseCurrency(text: string): string | undefined {
  const trimmed = text.trim();
  if (/^[A-Za-z]{3}$/.test(trimmed)) return trimmed.toUpperCase();
  return /\b([A-Z]{3})\b/.exec(trimmed)?.[1] ?? SIGNS.find(([sign]) => trimmed === sign)?.[1];
}

const TRUE = new Set([
  'true',
  'yes',
  'y',
  '1',
  'x',
  't',
  'ja',
  'wahr',
  'oui',
  'vrai',
  'sí',
  'si',
  'verdadero',
  '是',
]);
const FALSE = new Set(['false', 'no', 'n', '0', 'f', 'nein', 'falsch', 'non', 'faux', 'falso', '否']);

/** A yes or a no in the words of spreadsheets and exports; `undefined` for anything else. */
export function parseBoolean(cell: Cell): boolean | undefined {
  if (typeof cell === 'boolean') return cell;
  const word = String(cell ?? '')
    .trim()
    .toLowerCase();
  return TRUE.has(word) ? true : FALSE.has(word) ? false : undefined;
}

const COMMA_LANGUAGES =
  /^(de|fr|es|it|nl|pt|pl|ru|sv|da|nb|nn|no|fi|cs|sk|hu|ro|bg|el|tr|uk|hr|sl|sr|lt|lv|et|id|vi|ca)\b/i;
const POINT_REGIONS = /-(ch|li|mx|us|gt|hn|ni|pa|pe|pr|sv|do)\b/i;

/** The mark a reader of this locale expects; a point where there is none. */
export function decimalOfLocale(locale: string | undefined): DecimalMark {
  return locale && COMMA_LANGUAGES.test(locale) && !POINT_REGIONS.test(locale) ? ',' : '.';
}

import { writeSvg } from '../../../charts/picture.js';
import type { Picture } from '../../../charts/picture.js';
import { formatDay } from '../../../core/calendar/days.js';
import { writeCsv } from '../../../data/write-csv.js';
import type { CsvValue } from '../../../data/write-csv.js';
import { more as english } from '../../../locales/en/more.js';
import type { ExportKind } from '../frame-types.js';
import { composePicture } from './compose.js';
import { fits, paintPng } from './png.js';
import type { Exported } from './types.js';

export interface BlobOptions {
  readonly type?: 'image/png' | 'image/svg+xml';
  /** Pixels of a PNG for each CSS pixel. */
  readonly scale?: number;
}

const SVG = 'image/svg+xml';
const PNG = 'image/png';
/** Long enough for the browser to have taken the file. */
const TAKEN_MS = 10_000;

/**
 * The rows of the table view: texts as they stand there, numbers in full.
 * @throws Error in the widget's words where there is nothing to export
 */
export function toCsv(exported: Exported, locale = exported.locale, bom = false): string {
  const { table } = exported;
  if (!table) throw nothingIn(exported);
  const { columns, rows } = table;
  const values = table.values?.() ?? [];
  const cellOf = (row: number, column: number): CsvValue => {
    const value = values[row]?.[column];
    if (value === undefined) return rows[row]?.cells[column];
    // The last digit is an echo of binary sums, not a figure.
    return typeof value === 'number' ? Number(value.toPrecision(15)) : value;
  };
  return writeCsv(
    rows.map((_, at) => at),
    columns.map(({ label, unit }, column) => ({
      header: unit ? `${label} (${unit})` : label,
      value: (row: number) => cellOf(row, column),
    })),
    { locale, bom },
  );
}

/** @throws Error in the widget's words where there is nothing to export */
export const toSvg = (exported: Exported): string => writeSvg(pictureOf(exported));

/** @throws Error in the widget's words where there is nothing to export, or more than can be painted */
export async function toBlob(exported: Exported, { type = PNG, scale = 2 }: BlobOptions = {}): Promise<Blob> {
  if (type === SVG) return new Blob([toSvg(exported)], { type: SVG });
  if (type !== PNG) throw new RangeError('type is to be image/png or image/svg+xml');
  if (!(scale > 0 && Number.isFinite(scale)))
    throw new RangeError(`scale: ${String(scale)} is no positive number`);
  const picture = pictureOf(exported);
  if (!fits(picture, scale)) throw new RangeError(exported.words(english).tooLarge);
  return paintPng(picture, scale);
}

/** Hands a file to the reader. @returns its name */
export async function save(exported: Exported, kind: ExportKind): Promise<string> {
  const blob =
    kind === 'csv'
      ? new Blob([toCsv(exported, exported.locale, true)], { type: 'text/csv;charset=utf-8' })
      : await toBlob(exported, { type: kind === 'svg' ? SVG : PNG });
  const file = `${fileName(exported)}.${kind}`;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = file;
  // It is in no page, so that no script of the page takes it for one of its links.
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), TAKEN_MS);
  return file;
}

function pictureOf(exported: Exported): Picture {
  const picture = exported.table && composePicture(exported);
  if (!picture) throw nothingIn(exported);
  return picture;
}

const nothingIn = ({ words }: Exported): Error => new Error(words(english).nothing);

/** Heading and as-of, in letters that every file system takes. */
function fileName({ texts, asOf }: Exported): string {
  const name = texts.heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
  return [name || 'pipeline', ...(asOf === undefined ? [] : [formatDay(asOf)])].join('-');
}

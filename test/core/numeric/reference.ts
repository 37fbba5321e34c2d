/** How figures of R are read and compared, and tables of `data/backtest`. Node only. */
import { expect } from 'chai';
import { readFileSync } from 'node:fs';

export const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

/** How often each value occurs. */
export const tally = (values: readonly number[]): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

type Figures = readonly (number | null)[];

/** Each figure to 1e-9, relative where it is large; null is null. */
export function expectClose(found: Figures, wanted: Figures, label = ''): void {
  expect(found.length, label).to.equal(wanted.length);
  for (const [i, value] of wanted.entries()) {
    const name = `${label} ${i}`;
    if (value === null) expect(found[i], name).to.equal(null);
    else expect(found[i], name).to.be.closeTo(value, 1e-9 * Math.max(1, Math.abs(value)));
  }
}

export function expectMatrix(found: readonly Figures[], wanted: readonly Figures[]): void {
  expect(found.length).to.equal(wanted.length);
  for (const [i, row] of wanted.entries()) expectClose(found[i]!, row, String(i));
}

/** A CSV file without quotes, as one record a line. */
export function tableOf(file: string): readonly Readonly<Record<string, string>>[] {
  const [header = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
}

/**
 * Times that differ by less than R takes for rounding are one time, the lowest of them (`survival::aeqSurv`).
 * @param fields that hold times
 */
export function mergeTies<F extends string, R extends Readonly<Record<F, number>>>(
  rows: readonly R[],
  fields: readonly F[],
): readonly R[] {
  const times = [...new Set(rows.flatMap((row) => fields.map((field) => row[field])))].sort((a, b) => a - b);
  const tolerance = 2 ** -26;
  const mean = times.reduce((sum, time) => sum + Math.abs(time), 0) / times.length;
  const cuts = new Map<number, number>();
  let cut = NaN;
  for (const [i, time] of times.entries()) {
    const gap = time - (times[i - 1] ?? -Infinity);
    if (!(gap <= tolerance || gap / mean <= tolerance)) cut = time;
    cuts.set(time, cut);
  }
  return rows.map((row) => ({
    ...row,
    ...Object.fromEntries(fields.map((field) => [field, cuts.get(row[field])!])),
  }));
}

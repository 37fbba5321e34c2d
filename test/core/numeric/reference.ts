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

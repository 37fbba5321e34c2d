import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { CsvValue } from '../../data/write-csv.js';

/** The rows of a widget as a table: what marks, tooltip and export say as well. */
export interface TableModel {
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  /** The first cell of a row is its header. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly string[] }[];
  /**
   * The same cells for a file: numbers in full, unformatted; undefined where the text says all. Made when a file is
   * asked for.
   */
  readonly values?: () => readonly (readonly CsvValue[])[];
}

export interface TableColumn {
  readonly key: string;
  readonly label: string;
  readonly numeric?: boolean;
  /** What numbers of a file count, where their texts say it: a currency. */
  readonly unit?: string;
}

/** A native table with a caption and scoped headers, which scrolls by keyboard where it is wider than its place. */
export function renderTable({ caption, columns, rows }: TableModel): TemplateResult {
  const kind = (at: number): string => (columns[at]?.numeric ? 'number' : '');
  return html`<div class="plot scroll" part="plot" role="region" aria-labelledby="caption" tabindex="0">
    <table part="table">
      <caption id="caption" class="hidden">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(({ label }, at) => html`<th scope="col" class=${kind(at)}>${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ cells }) =>
            html`<tr part="row">
              ${cells.map((cell, at) =>
                at === 0
                  ? html`<th scope="row"><bdi>${cell}</bdi></th>`
                  : html`<td part="cell" class=${kind(at)}><bdi>${cell}</bdi></td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

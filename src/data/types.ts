import type { DataIssue } from '../core/errors.js';
import type { PipelineData, When } from '../core/model.js';
import type { FieldMap, FieldName } from './fields.js';

export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** `.` or `,`: what stands before the fraction. */
export type DecimalMark = '.' | ',';

export interface ReadOptions {
  /** Without it: by `url` and `contentType`, then by looking. */
  readonly format?: 'csv' | 'json';
  /** `{ stage: 'Phase' }`, or `"stage=Phase; amount=Betrag"`. What it does not name is still recognised. */
  readonly fields?: FieldMap | string;
  /** The stages in their order; a string is split at commas, semicolons or line ends. */
  readonly stages?: readonly string[] | string;
  /** The zone of times without an offset; it is passed on in the provenance. */
  readonly timeZone?: string;
  /** Settles what the data leaves open: the order of day and month, the decimal mark. */
  readonly locale?: string;
  /** Of amounts that name none. */
  readonly currency?: string;
  readonly dateOrder?: DateOrder;
  readonly signal?: AbortSignal;
  /** The response's `Content-Type`: a hint of format and charset. */
  readonly contentType?: string;
  /** Where the data came from: its ending is a hint of the format. */
  readonly url?: string;
  /** When the data was true, e.g. `Last-Modified`. */
  readonly fetchedAt?: When;
}

/** How the input was understood, for people who check or correct it. */
export interface MappingReport {
  readonly format: 'csv' | 'json' | 'table' | 'model';
  /** `hubspot`, `salesforce`, `pipedrive` or `maven` where the columns were recognised, else the format. */
  readonly system: string;
  /** The header's own name of the column that each field was read from. */
  readonly fields: FieldMap;
  /** Columns that say when a deal entered a stage: column → stage. */
  readonly entered: readonly { readonly column: string; readonly stage: string }[];
  /** Columns that fit no field; their cells are kept in `deal.fields`. */
  readonly unmapped: readonly string[];
  readonly delimiter?: string;
  readonly decimal?: DecimalMark;
  readonly dateOrder?: DateOrder;
  readonly encoding?: string;
  /** Data rows found, and deals made of them. */
  readonly rows: number;
  readonly kept: number;
}

export interface ReadResult {
  readonly data: PipelineData;
  readonly issues: readonly DataIssue[];
  readonly mapping: MappingReport;
}

export type Cell = string | number | boolean | null;

/** Rows of cells under a header: what CSV files, HTML tables and lists of flat objects have in common. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** 1-based line of the file that each row starts in, where there is one. */
  readonly lines?: readonly number[];
}

export type Mapped = Readonly<Partial<Record<FieldName, number>>>;

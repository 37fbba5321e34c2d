export { PipelineError, type DataIssue, type IssueCode, type Severity } from '../core/errors.js';
export { readPipelineData, readTable } from './read.js';
export { writeCsv } from './write-csv.js';
export type { CsvColumn, CsvValue, WriteCsvOptions } from './write-csv.js';
export { FIELD_NAMES } from './fields.js';
export type { FieldMap, FieldName, FieldType } from './fields.js';
export type { DateOrder, DecimalMark, MappingReport, ReadOptions, ReadResult } from './types.js';

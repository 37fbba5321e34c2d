/** What went wrong, as data: a code and parameters. The words for each code are in `locales`. */

export type Severity = 'error' | 'warning' | 'note';

/**
 * Every code an issue can carry. A code without words in a locale does not compile.
 * - error: the file or a row could not be read; warning: read, but something is missing or doubtful; note: an assumption that was made.
 */
export type IssueCode =
  // the whole input
  | 'input-empty' // nothing in it
  | 'input-header-only' // a header, no rows
  | 'input-not-text' // binary, e.g. a PDF renamed to .csv            params: kind
  | 'input-html' // a web page instead of data, e.g. a login page
  | 'input-unknown-format' // neither CSV nor JSON
  | 'input-too-deep' // nesting or size past what is read safely
  | 'json-invalid' // cut off or malformed                            params: reason; line, column
  | 'json-shape' // JSON, but not the model                           params: path, expected
  | 'data-as-attribute' // `data` was found as an attribute
  // columns
  | 'column-missing' // a needed column is not there                  params: field, columns
  | 'column-unmapped' // kept in `fields`                             params: column
  | 'columns-unused' // fields without a column, columns left over   params: columns, fields
  | 'column-duplicate' // two columns claim one field                 params: column, field
  | 'field-unknown' // `fields` names a column that is not there      params: column, field
  | 'field-turned' // `fields` says `column=field`, read all the same params: column, field
  // rows and cells
  | 'row-ragged' // fewer or more cells than the header               params: expected, found
  | 'row-total' // the sum of the others, left out                    params: value
  | 'row-empty-id' // an id was made up                               params: id
  | 'id-duplicate' // the later row is kept under a new id            params: id
  | 'quote-unclosed' // a quoted field never ends
  | 'amount-unreadable' // params: value
  | 'date-unreadable' // params: value
  | 'date-missing' // a deal without any date                         params: field
  | 'date-order-guessed' // dmy or mdy could not be told apart        params: order
  | 'decimal-guessed' // `1.234` could be 1234 or 1.234            params: mark, value
  | 'probability-unreadable' // params: value
  | 'number-unsafe' // beyond what sums stay exact for                params: value
  | 'key-forbidden' // `__proto__` and its kin                        params: key
  | 'value-invalid' // another cell or property that can't be used    params: field, value
  // the model
  | 'stage-missing' // a deal names no stage
  | 'stage-unmapped' // its stage is not one of the pipeline's        params: stage
  | 'stage-order-guessed'
  | 'stage-duplicate' // params: stage
  | 'kind-inferred' // won/lost taken from a known name               params: stage, kind
  | 'kind-unknown' // no stage is known to be won or lost
  | 'pipeline-unknown' // params: pipeline
  | 'visit-added' // a closed deal's last visit came from closedAt
  | 'visit-order' // visits were not in time order
  | 'closed-before-created'
  | 'closed-after-data' // won or lost on a day after the data's own  params: value
  | 'currency-unknown' // params: value
  | 'currency-mixed' // several currencies, no rates                  params: currencies
  | 'rates-missing' // amounts can't be shown in the currency asked for   params: currency
  | 'time-zone-assumed'
  | 'time-zone-unknown' // params: value
  | 'owner-unknown' // params: owner
  | 'sum-unsafe' // a total beyond 2^53 minor units
  | 'past-unknown' // as-of lies before what data without history is from   params: value
  | 'setting-invalid'; // an attribute's value can't be used          params: name, value, known?

/** One finding about the input. `line` and `column` are 1-based and the file's own; `header` is the header's own name. */
export interface DataIssue {
  readonly code: IssueCode;
  readonly severity: Severity;
  readonly line?: number;
  /** The header's own name of the column, e.g. `Close Date`; for JSON the path. */
  readonly column?: string;
  readonly dealId?: string;
  /** How many times it occurred, where repeats were folded into one (the first is located). */
  readonly count?: number;
  readonly params: Readonly<Record<string, string | number | readonly string[]>>;
}

/** Why nothing could be shown. Thrown by the core and the readers, caught by the context, worded by `locales`. */
export class PipelineError extends Error {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | readonly string[]>>;
  readonly issues: readonly DataIssue[];

  constructor(
    code: string,
    params: Readonly<Record<string, string | number | readonly string[]>> = {},
    issues: readonly DataIssue[] = [],
  ) {
    super(`${code}${Object.keys(params).length ? ` ${JSON.stringify(params)}` : ''}`);
    this.name = 'PipelineError';
    this.code = code;
    this.params = params;
    this.issues = issues;
  }
}

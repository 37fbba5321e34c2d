import type { Formatter } from '../format.js';
import type { Params, ProblemMessages, Words } from '../messages/problems.js';
import { possibleValues } from '../settings.js';

const text = (params: Params, key: string): string => {
  const value = params[key];
  return value === undefined ? '' : typeof value === 'object' ? value.join(', ') : String(value);
};
const listed = (params: Params, key: string, format: Formatter): string => {
  const value = params[key];
  return Array.isArray(value) ? format.list(value as readonly string[]) : text(params, key);
};
const words = (happened: string, todo?: string): Words => ({ happened, todo });
/** Long cells are cut: the line says where the whole of it is. */
const quoted = (params: Params, key: string): string => {
  const value = text(params, key);
  return `“${value.length > 60 ? `${value.slice(0, 59)}…` : value}”`;
};

const FIELDS: Readonly<Record<string, string>> = {
  id: 'id',
  name: 'name',
  stage: 'stage',
  amount: 'amount',
  currency: 'currency',
  probability: 'probability',
  owner: 'owner',
  pipeline: 'pipeline',
  createdAt: 'creation date',
  updatedAt: 'date of the last change',
  closedAt: 'close date',
  expectedCloseAt: 'expected close date',
  enteredAt: 'date it entered its stage',
  lastActivityAt: 'date of the last activity',
  nextActivityAt: 'date of the next activity',
};
/** A field of the model in words; others by their own name. */
const field = (params: Params): string => {
  const name = text(params, 'field');
  return (Object.hasOwn(FIELDS, name) && FIELDS[name]) || quoted(params, 'field');
};
/** A few of a long list: the mapping's report has them all. */
const some = (params: Params, key: string): string => {
  const value = params[key];
  const names = Array.isArray(value) ? (value as readonly string[]) : [];
  const short = names.slice(0, 5).map((name) => (name.length > 24 ? `${name.slice(0, 23)}…` : name));
  return names.length === 0 ? 'some columns' : [...short, ...(names.length > 5 ? ['…'] : [])].join(', ');
};
/** How `fields` would name the columns that are missing. */
const pattern = (params: Params): string => {
  const fields = params['fields'];
  const names = Array.isArray(fields) ? (fields as readonly string[]) : [];
  return names.map((name) => `${name}=…`).join('; ') || '…';
};
/** Kinds of file are named by their endings. */
const kindOfFile = (params: Params): string => {
  const kind = text(params, 'kind');
  return kind === 'binary' || kind === '' ? '' : `, it looks like ${kind.toUpperCase()}`;
};
/** A browser's own words for no answer ("Failed to fetch", "Load failed") are of no help; a source's own reason is. */
const unanswered = (params: Params): string => {
  if (text(params, 'status')) return `: the server answered ${text(params, 'status')}`;
  if (text(params, 'url')) return ': there was no answer';
  return text(params, 'reason') && `: ${text(params, 'reason')}`;
};
const jsonFault = (params: Params): string => {
  const reason = text(params, 'reason');
  if (reason === 'cut-off') return ': it stops in the middle';
  return reason === 'unexpected' ? `: ${quoted(params, 'found')} is out of place` : reason && `: ${reason}`;
};

export const problems: ProblemMessages = {
  issues: {
    'input-empty': () => words('The file is empty', 'Export it again and check that it holds deals.'),
    'input-header-only': () =>
      words(
        'The file has column names but no rows',
        'Export it again without a filter that hides every deal.',
      ),
    'input-not-text': (p) =>
      words(
        `This is not a text file${kindOfFile(p)}`,
        'Export the deals as CSV or JSON; renaming a file does not change what is in it.',
      ),
    'input-html': () =>
      words(
        'This is a web page, not data',
        'Often it is a login page: open the address in a new tab and check what it shows.',
      ),
    'input-unknown-format': () =>
      words('This is neither CSV nor JSON', 'Export the deals as CSV or JSON, or name the format.'),
    'input-too-deep': () =>
      words(
        'The file is nested too deep or too large to be read safely',
        'Export fewer deals or plain rows.',
      ),
    'json-invalid': (p) =>
      words(
        `The JSON can’t be read${jsonFault(p)}`,
        'It may have been cut off: download it again and check its end.',
      ),
    'json-shape': (p) =>
      words(
        `The JSON is not in the expected form${text(p, 'path') && `: ${quoted(p, 'path')} should be ${text(p, 'expected')}`}`,
        'It needs pipelines and deals, or a list of rows.',
      ),
    'data-as-attribute': () =>
      words(
        'The data came as an attribute, which holds text only',
        'Set it as a property: element.data = … (in a template, .data or :data.prop).',
      ),
    'column-missing': (p, format) =>
      words(
        `There is no column for the ${field(p)}`,
        `Columns found: ${listed(p, 'columns', format) || 'none'}. Name the right one with fields="${text(p, 'field')}=…".`,
      ),
    'column-unmapped': (p) =>
      words(`The column ${quoted(p, 'column')} was not recognised`, 'It is kept as a field of each deal.'),
    'columns-unused': (p) =>
      words(`Not used: ${some(p, 'columns')}`, `Name those that are meant with fields="${pattern(p)}".`),
    'column-duplicate': (p) =>
      words(
        `The column ${quoted(p, 'column')} also fits the ${field(p)}, which another one already gives`,
        'The first is used; choose with fields="…".',
      ),
    'field-unknown': (p) =>
      words(
        `fields names the column ${quoted(p, 'column')}, which is not there`,
        'Compare its spelling with the first line of the file.',
      ),
    'field-turned': (p) =>
      words(
        `fields names ${quoted(p, 'column')} before the ${field(p)}; it was read the other way round`,
        `Write fields="${text(p, 'field')}=${text(p, 'column')}".`,
      ),
    'row-ragged': (p) =>
      words(
        `This row has ${text(p, 'found')} cells, the header has ${text(p, 'expected')}`,
        'What fits was read; look for a missing quote or delimiter.',
      ),
    'row-total': (p) =>
      words(
        `This row is a total${text(p, 'value') && `: ${quoted(p, 'value')}`}`,
        'It is no deal and was left out.',
      ),
    'row-empty-id': (p) => words(`This row has no id; it was given ${quoted(p, 'id')}`),
    'id-duplicate': (p) =>
      words(`The id ${quoted(p, 'id')} occurs twice`, 'Both deals are kept, the later one under a new id.'),
    'quote-unclosed': () =>
      words('A quoted text never ends', 'Everything after it was read as one cell; add the missing quote.'),
    'amount-unreadable': (p) =>
      words(`This is no amount: ${quoted(p, 'value')}`, 'The deal counts, but without an amount.'),
    'date-unreadable': (p) =>
      words(`This is no date: ${quoted(p, 'value')}`, 'The deal counts, but without it.'),
    'date-missing': (p) =>
      words(
        `This deal has no ${p['field'] === undefined ? 'date' : field(p)}`,
        'It counts where no period is set.',
      ),
    'date-order-guessed': (p) =>
      words(
        `Dates could be read in two ways; they were taken as ${({ dmy: 'day, month, year', mdy: 'month, day, year', ymd: 'year, month, day' } as Record<string, string>)[text(p, 'order')] ?? text(p, 'order')}`,
        'Set date-order if that is wrong.',
      ),
    'decimal-guessed': (p) =>
      words(
        `Amounts such as ${quoted(p, 'value')} could be read in two ways; “${text(p, 'mark')}” was taken as the decimal mark`,
        'Set locale to the language of the export if that is wrong.',
      ),
    'probability-unreadable': (p) =>
      words(`This is no probability: ${quoted(p, 'value')}`, 'Use 0 to 1, or 0 to 100.'),
    'number-unsafe': (p) =>
      words(
        `This number is too large to add up exactly: ${quoted(p, 'value')}`,
        'The deal counts without it.',
      ),
    'key-forbidden': (p) => words(`The name ${quoted(p, 'key')} is not allowed and was left out`),
    'value-invalid': (p) =>
      words(`${quoted(p, 'value')} can’t be used for the ${field(p)}`, 'The deal counts without it.'),
    'stage-missing': () => words('This deal names no stage', 'It is shown as “no stage recorded”.'),
    'stage-unmapped': (p) =>
      words(
        `The stage ${quoted(p, 'stage')} is not one of the pipeline’s`,
        'Its deals are shown in a row of their own; name all stages with stages="…".',
      ),
    'stage-order-guessed': () =>
      words(
        'The order of the stages is not in the data; they are shown as they first appear',
        'Set it with stages="First, Second, Won, Lost".',
      ),
    'stage-duplicate': (p) =>
      words(`The stage ${quoted(p, 'stage')} occurs twice in the pipeline`, 'The first one is used.'),
    'kind-inferred': (p) =>
      words(
        `The stage ${quoted(p, 'stage')} was taken as ${text(p, 'kind')} because of its name`,
        'Set its kind in the data if that is wrong.',
      ),
    'kind-unknown': () =>
      words(
        'No stage is known to be won or lost, so all deals count as open',
        'Name the stages with stages="…", or set their kind in the data.',
      ),
    'pipeline-unknown': (p) =>
      words(`There is no pipeline ${quoted(p, 'pipeline')}`, 'Compare the name with those in the data.'),
    'visit-added': () => words('This closed deal had no last step; it was added from its close date'),
    'visit-order': () => words('The steps of this deal were not in order of time and were sorted'),
    'closed-before-created': () =>
      words('This deal was closed before it was created', 'Its days to close are left out.'),
    'closed-after-data': (p) =>
      words(
        `This deal is closed on ${quoted(p, 'value')}, which is later than this data`,
        'It counts as won or lost, but in no period.',
      ),
    'currency-unknown': (p) =>
      words(`${quoted(p, 'value')} is no currency code`, 'Use three letters such as EUR or USD.'),
    'currency-mixed': (p, format) =>
      words(
        `Amounts are in ${listed(p, 'currencies', format) || 'several currencies'}, and no rates are given`,
        'They are not added up; give rates and a report currency.',
      ),
    'time-zone-assumed': () =>
      words('The data names no time zone; UTC was assumed', 'Set time-zone, e.g. Europe/Berlin.'),
    'time-zone-unknown': (p) =>
      words(`${quoted(p, 'value')} is no time zone`, 'Use a name such as Europe/Berlin.'),
    'owner-unknown': (p) =>
      words(
        `The owner ${quoted(p, 'owner')} is not in the list of owners`,
        'The id is shown instead of a name.',
      ),
    'sum-unsafe': () =>
      words('A total is too large to be exact', 'Look for an amount that is far too large.'),
    'rates-missing': (p) =>
      words(
        `Amounts can’t be shown in ${quoted(p, 'currency')}: there are no exchange rates`,
        'Each stays in its own currency. Add the rates to the data.',
      ),
    'past-unknown': (p) =>
      words(
        `Where deals stood on ${quoted(p, 'value')} is not in this data`,
        'Only what was closed by then is shown. Add the dates on which deals moved.',
      ),
    'setting-invalid': (p) =>
      words(
        `The setting ${text(p, 'name')}=${quoted(p, 'value')} can’t be used`,
        possibleValues(p)
          ? `It was left out. It can be: ${possibleValues(p)}.`
          : 'It was left out; compare it with the documentation.',
      ),
  },
  problems: {
    'load-failed': (p) =>
      words(
        `The data could not be loaded${unanswered(p)}`,
        text(p, 'site')
          ? `The address is ${text(p, 'url')}, on another site than this page. If it opens in this browser, then ${text(p, 'site')} does not allow pages of other sites to read it (CORS): put the file beside the page.`
          : text(p, 'url')
            ? `The address is ${text(p, 'url')}. Check that it opens in this browser.`
            : 'Check the connection, then try again.',
      ),
    'no-data': () =>
      words('No data was given', 'Set src or data on this element, or place it inside a pipeline-provider.'),
    'provider-unknown': (p) =>
      words(
        `There is no pipeline-provider with the id ${quoted(p, 'id')}`,
        'Compare the id with that of the provider.',
      ),
    'provider-ambiguous': (p, format) =>
      words(
        'There are several providers on this page, and none is named',
        `Name one with provider="…": ${listed(p, 'ids', format)}.`,
      ),
    'protocol-mismatch': () =>
      words(
        'This widget and its provider are of versions that do not fit together',
        'Load one version of pipeline-elements on this page.',
      ),
    'summary-lacks': () => words('A figure that is needed here was not computed', 'Reload the page.'),
  },
  unknown: ({ code }) => words(`Something is wrong with the data: ${code}`),
  where({ line, column, dealId }, format) {
    const parts = [
      ...(line === undefined ? [] : [`line ${format.number(line, { useGrouping: false })}`]),
      ...(column === undefined || column === ''
        ? []
        : [`column ${/^\d+$/.test(String(column)) ? column : `“${column}”`}`]),
      ...(line === undefined && dealId ? [`deal ${dealId}`] : []),
    ];
    return parts.join(', ');
  },
  leftOut: {
    'no-created-date': ({ n }, format) =>
      format.plural(n, {
        one: '# deal without a creation date can’t be placed in this period and is left out.',
        other: '# deals without a creation date can’t be placed in this period and are left out.',
      }),
    'no-closed-date': ({ n }, format) =>
      format.plural(n, {
        one: '# deal without a close date can’t be placed in this period and is left out.',
        other: '# deals without a close date can’t be placed in this period and are left out.',
      }),
    'no-expected-date': ({ n }, format) =>
      format.plural(n, {
        one: '# deal without an expected close date can’t be placed in a period and is left out.',
        other: '# deals without an expected close date can’t be placed in a period and are left out.',
      }),
    'no-entry-date': ({ n }, format) =>
      format.plural(n, {
        one: '# deal without the date it entered its stage is left out.',
        other: '# deals without the date they entered their stage are left out.',
      }),
    'no-amount': ({ n }, format) =>
      format.plural(n, {
        one: '# deal without an amount counts, but adds no money.',
        other: '# deals without an amount count, but add no money.',
      }),
    'no-stage': ({ n }, format) =>
      format.plural(n, {
        one: '# deal with no stage recorded is shown in a row of its own.',
        other: '# deals with no stage recorded are shown in a row of their own.',
      }),
    'unmapped-stage': ({ n }, format) =>
      format.plural(n, {
        one: '# deal in a stage that the pipeline lacks is shown in a row of its own.',
        other: '# deals in a stage that the pipeline lacks are shown in a row of their own.',
      }),
    'stage-at-loss-unknown': ({ n }, format) =>
      format.plural(n, {
        one: '# deal was lost, but not from which stage is recorded: it counts in the first row only.',
        other: '# deals were lost, but not from which stage is recorded: they count in the first row only.',
      }),
    'stage-then-unknown': ({ n }, format) =>
      format.plural(n, {
        one: '# deal is left out: where it stood on that day is not in this data.',
        other: '# deals are left out: where they stood on that day is not in this data.',
      }),
    'no-probability': ({ n }, format) =>
      format.plural(n, {
        one: '# deal without a probability is not in weighted figures.',
        other: '# deals without a probability are not in weighted figures.',
      }),
    'mixed-currencies': ({ n }, format) =>
      format.plural(n, {
        one: '# deal has an amount in another currency and no rates are given: it is not added up.',
        other: '# deals have amounts in several currencies and no rates are given: they are not added up.',
      }),
  },
  empty: { title: 'No deals yet', reason: 'The data was read, but there is no deal in it that counts here.' },
  emptyFiltered: {
    title: 'No deals match',
    reason:
      'There are deals in the data, but period, as-of day and filters leave none here. Deals without dates can’t be placed.',
  },
  needs: {
    history: {
      title: 'Needs stage history',
      reason: 'This data names only the current stage of each deal. Add the dates on which deals moved.',
    },
    probabilities: {
      title: 'Needs probabilities',
      reason: 'No stage and no deal has a chance of being won. Add one to weight amounts.',
    },
    rates: {
      title: 'Needs exchange rates',
      reason: 'Amounts are in several currencies and no rates are given, so they are not added up.',
    },
    'closed-deals': {
      title: 'Needs closed deals',
      reason: 'No deal has been won or lost yet, so there is nothing to measure.',
    },
  },
  staleNote: ({ at, reason }) => `This is the data of ${at}: loading it again failed. ${reason}`,
  issuesFound: ({ count }, format) =>
    format.plural(count, {
      one: '# thing in the data needs a look',
      other: '# things in the data need a look',
    }),
  notesFound: ({ count }, format) =>
    format.plural(count, {
      one: '# note on how the data was read',
      other: '# notes on how the data was read',
    }),
  moreIssues: ({ count }, format) => format.plural(count, { other: 'and # more' }),
  times: ({ count }, format) =>
    `Found ${format.plural(count, { one: 'once', other: '# times' })}, this is the first.`,
};

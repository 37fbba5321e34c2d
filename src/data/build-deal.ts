import type { Deal, Owner, Pipeline, Stage, Visit, When } from '../core/model.js';
import { cellText, dictionary, LARGEST_AMOUNT, parseCategory } from './cells.js';
import { dayIn, hasTime, isAfterData, roughTime } from './dates.js';
import { IdRegister } from './ids.js';
import type { IssueList } from './issues.js';
import { currencyIn, parseCurrency, parseNumber } from './numbers.js';
import type { RowReader } from './row-reader.js';
import type { PipelineFacts } from './stages.js';
import type { Standing } from './survey.js';
import { NO_VISITS, sortVisits, withClosingVisit } from './visits.js';
import type { Cell, DecimalMark, ReadOptions, Table } from './types.js';

type Draft = { -readonly [K in keyof Deal]: Deal[K] };

/** What was decided about the whole table before its first deal is made. */
export interface Layout {
  readonly pipelines: ReadonlyMap<PipelineFacts, Pipeline>;
  readonly stages: ReadonlyMap<PipelineFacts, ReadonlyMap<string, Stage>>;
  /** Columns of dates of entry, with the stage that each means in a pipeline; none where there is no history. */
  readonly entered: readonly {
    readonly column: number;
    readonly stages: ReadonlyMap<PipelineFacts, string>;
  }[];
  /** Columns without a field, and the keys under which their cells are kept. */
  readonly extraKeys: readonly (readonly [column: number, key: string])[];
  readonly decimal: DecimalMark;
}

/** Makes a deal of each row, and remembers what the rows have in common. */
export class DealBuilder {
  readonly owners = new Map<string, Owner>();
  /** The currencies that amounts name; `''` for those that name none. */
  readonly currencies = new Set<string>();
  /** Was there any moment with a time of day? */
  times = false;
  #undated = false;
  readonly #table: Table;
  readonly #row: RowReader;
  readonly #layout: Layout;
  readonly #options: ReadOptions;
  readonly #issues: IssueList;
  readonly #ids = new IdRegister();

  constructor(table: Table, row: RowReader, layout: Layout, options: ReadOptions, issues: IssueList) {
    this.#table = table;
    this.#row = row;
    this.#layout = layout;
    this.#options = options;
    this.#issues = issues;
  }

  /** The deal of the current row. */
  build({ pipeline: facts, stage: stageFacts, stageCell }: Standing): Deal {
    const row = this.#row;
    const pipeline = this.#layout.pipelines.get(facts) as Pipeline;
    const id = this.#id();
    row.dealId = id;
    const stage = stageFacts ? this.#layout.stages.get(facts)?.get(stageFacts.id) : undefined;
    if (!stageFacts) {
      const column = row.column('stage') ?? row.column('stageId');
      // Where there is no such column, that is the one issue.
      if (column !== undefined) this.#issues.add('stage-missing', {}, row.place(column));
    } else if (!stage) {
      this.#issues.add(
        'stage-unmapped',
        { stage: stageFacts.name, pipeline: pipeline.name },
        { ...row.place(row.column('stage') ?? row.column('stageId')), apart: stageFacts.id },
      );
    }
    const account = row.text('account');
    const closed = stage !== undefined && stage.kind !== 'open';
    const closeDate = row.date('closeDate');
    const ends = closed ? (this.#end(stage.kind) ?? closeDate) : null;
    const closedAt = closed ? ends : row.date('closedAt');
    const expected = row.date('expectedCloseAt') ?? (closed ? null : closeDate);
    const createdAt = row.date('createdAt');
    const deal: Draft = {
      id,
      name:
        row.text('name') || [account, row.text('product')].filter((part) => part !== '').join(' · ') || id,
      pipeline: pipeline.id,
      stage: stageFacts?.id ?? '',
      amount: this.#amount(),
      createdAt,
      closedAt,
      expectedCloseAt: expected === null ? null : dayIn(expected, this.#options.timeZone),
      visits: this.#visits(facts, stage, closedAt),
    };
    this.#currency(deal);
    this.#probability(deal, stage);
    this.#owner(deal);
    this.#texts(deal, account);
    this.#moments(deal);
    this.#fields(deal, stageCell);
    this.#checkDates(deal, closed);
    return Object.freeze(deal);
  }

  #id(): string {
    const row = this.#row;
    let id = row.text('id');
    if (id === '') {
      id = `row-${row.index + 1}`;
      if (row.has('id')) this.#issues.add('row-empty-id', { id }, row.place(row.column('id')));
    }
    const own = this.#ids.claim(id);
    if (own !== id) this.#issues.add('id-duplicate', { id }, row.place(row.column('id')));
    return own;
  }

  #end(kind: 'won' | 'lost'): When | null {
    const row = this.#row;
    return row.date('closedAt') ?? row.date(kind === 'won' ? 'wonAt' : 'lostAt');
  }

  #amount(): number | null {
    const row = this.#row;
    const raw = row.raw('amount');
    if (cellText(raw) === '') return null;
    const value = parseNumber(typeof raw === 'number' ? raw : row.text('amount'), this.#layout.decimal);
    if (value === undefined) row.unreadable('amount-unreadable', 'amount');
    else if (Math.abs(value) > LARGEST_AMOUNT) row.unreadable('number-unsafe', 'amount');
    else return value;
    return null;
  }

  #currency(deal: Draft): void {
    const row = this.#row;
    const written = row.text('currency');
    let code: string | undefined;
    if (written !== '') {
      code = parseCurrency(written);
      if (code === undefined) row.unreadable('currency-unknown', 'currency');
    } else if (typeof row.raw('amount') === 'string') code = currencyIn(row.text('amount'));
    if (code !== undefined) deal.currency = code;
    if (deal.amount !== null) this.currencies.add(code ?? '');
  }

  #probability(deal: Draft, stage: Stage | undefined): void {
    const row = this.#row;
    const value = row.probability();
    if (value === undefined && row.text('probability') !== '')
      row.unreadable('probability-unreadable', 'probability');
    // What the stage says already is not the deal's own; a closed deal has no chance left to state.
    const closed = stage !== undefined && stage.kind !== 'open';
    if (value !== undefined && !closed && value !== stage?.probability) deal.probability = value;
  }

  #owner(deal: Draft): void {
    const row = this.#row;
    const name = row.text('owner');
    const id = row.text('ownerId') || name;
    if (id === '') return;
    deal.owner = id;
    const known = this.owners.get(id);
    const team = row.text('team');
    if (!known || (known.name === known.id && name !== '' && name !== id)) {
      this.owners.set(id, Object.freeze({ id, name: name || id, ...(team ? { team } : {}) }));
    }
  }

  #texts(deal: Draft, account: string): void {
    const row = this.#row;
    if (account !== '') deal.account = account;
    for (const field of ['contact', 'source', 'nextStep', 'lostReason'] as const) {
      const text = row.text(field);
      if (text !== '') deal[field] = text;
    }
    const url = row.text('url');
    if (url !== '') deal.url = url;
    const category = row.text('forecastCategory');
    if (category === '') return;
    const known = parseCategory(category);
    if (known) deal.forecastCategory = known;
    else row.invalid('forecastCategory');
  }

  #moments(deal: Draft): void {
    for (const field of ['updatedAt', 'lastActivityAt', 'nextActivityAt'] as const) {
      const when = this.#row.date(field);
      if (when !== null) deal[field] = when;
    }
  }

  #fields(deal: Draft, stageCell: string): void {
    const cells = this.#table.rows[this.#row.index] as readonly Cell[];
    let fields: Record<string, string | number | boolean | null> | undefined;
    const put = (key: string, cell: Cell | undefined): void => {
      const value = typeof cell === 'string' ? cellText(cell) : cell;
      if (value !== '' && value !== null && value !== undefined) (fields ??= dictionary())[key] = value;
    };
    for (const [column, key] of this.#layout.extraKeys) put(key, cells[column]);
    for (let column = this.#table.header.length; column < cells.length; column++)
      put(`#${column + 1}`, cells[column]);
    const product = this.#row.column('product');
    if (product !== undefined) put(this.#table.header[product] as string, cells[product]);
    // Won or lost by status: the stage it was in is not a visit, since nobody wrote down when.
    const stageColumn = this.#row.column('stage') ?? this.#row.column('stageId');
    if (stageCell !== '' && stageColumn !== undefined)
      put(this.#table.header[stageColumn] as string, stageCell);
    if (fields) deal.fields = Object.freeze(fields);
  }

  #visits(facts: PipelineFacts, stage: Stage | undefined, closedAt: When | null): readonly Visit[] {
    if (this.#layout.entered.length === 0) return NO_VISITS;
    const visits: Visit[] = [];
    for (const { column, stages } of this.#layout.entered) {
      const enteredAt = this.#row.dateIn(column);
      if (enteredAt === null) continue;
      const here = stages.get(facts);
      if (here !== undefined) visits.push(Object.freeze({ stage: here, enteredAt }));
      else if (stages.size === 1) {
        // A column of another pipeline: the deal came from there.
        for (const [other, id] of stages)
          visits.push(Object.freeze({ stage: id, enteredAt, pipeline: other.id }));
      }
    }
    const sorted = sortVisits(visits, stage?.id ?? '');
    const pipeline = this.#layout.pipelines.get(facts) as Pipeline;
    const closed = stage !== undefined && stage.kind !== 'open' && closedAt !== null;
    const completed = closed
      ? withClosingVisit(sorted, { pipeline: pipeline.id, stage: stage.id }, closedAt)
      : undefined;
    if (completed) this.#issues.add('visit-added', {}, this.#row.place());
    const all = completed ?? sorted;
    return all.length === 0 ? NO_VISITS : Object.freeze(all);
  }

  #checkDates(deal: Draft, closed: boolean): void {
    const { createdAt, closedAt, expectedCloseAt, visits } = deal;
    if (!createdAt && !closedAt && !expectedCloseAt && visits.length === 0) {
      const column = this.#row.column('createdAt');
      if (column !== undefined) {
        this.#issues.add('date-missing', { field: 'createdAt' }, this.#row.place(column));
      } else if (!this.#undated) {
        // Where there is no such column, that is the one issue.
        this.#undated = true;
        this.#issues.add(
          'column-missing',
          { field: 'createdAt', columns: this.#table.header },
          { severity: 'note', apart: 'createdAt' },
        );
      }
    } else if (closed && !closedAt) {
      // Won or lost, but nobody says when: no period can count it.
      const column = this.#row.column('closedAt') ?? this.#row.column('closeDate');
      this.#issues.add(
        'date-missing',
        { field: 'closedAt' },
        { ...this.#row.place(column), apart: 'closedAt' },
      );
    }
    if (createdAt && closedAt && endsBefore(closedAt, createdAt)) {
      this.#issues.add('closed-before-created', {}, this.#row.place());
    }
    if (closed && closedAt && isAfterData(closedAt, this.#options.fetchedAt)) {
      const column = this.#row.column('closedAt') ?? this.#row.column('closeDate');
      this.#issues.add('closed-after-data', { value: closedAt }, this.#row.place(column));
    }
    if (!this.times) {
      this.times =
        (createdAt ? hasTime(createdAt) : false) ||
        (closedAt ? hasTime(closedAt) : false) ||
        visits.some(({ enteredAt }) => hasTime(enteredAt));
    }
  }
}

function endsBefore(end: When, start: When): boolean {
  // A day has no time: it ends before a start only if its whole day does.
  if (!hasTime(end) || !hasTime(start)) return end.slice(0, 10) < start.slice(0, 10);
  return roughTime(end) < roughTime(start);
}

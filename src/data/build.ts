import type { Deal, Owner, Pipeline, PipelineData, Provenance, Stage, Visit, When } from '../core/model.js';
import { PipelineError } from '../core/errors.js';
import { cellText, dictionary, FORBIDDEN_KEYS, LARGEST_AMOUNT, parseCategory } from './cells.js';
import { inspectColumns, RowReader, type ColumnReaders } from './columns.js';
import { dayIn, hasTime, roughTime } from './dates.js';
import type { IssueList } from './issues.js';
import { inferMapping, type Mapping } from './mapping.js';
import { currencyIn, parseCurrency, parseNumber } from './numbers.js';
import { eachSliced } from './pause.js';
import { decidePipeline, findStage, foldName, parseStageList, type PipelineFacts } from './stages.js';
import { countStatus, Surveyor, type Standing } from './survey.js';
import type { Cell, DecimalMark, MappingReport, ReadOptions, Table } from './types.js';

type Draft = { -readonly [K in keyof Deal]: Deal[K] };

export interface Built {
  readonly data: PipelineData;
  readonly mapping: MappingReport;
}

/**
 * A pipeline model from a table of deals, a row each. Nothing is made up: a cell that cannot be read is an issue and unknown in
 * the deal, a row without a stage keeps the stage `''`, a table without dates of entry has `history: 'none'` and no visits.
 * @throws PipelineError `input-header-only` without rows, `column-missing` if no column was understood
 */
export async function buildFromTable(
  table: Table,
  source: { readonly format: 'csv' | 'json' | 'table'; readonly delimiter?: string },
  options: ReadOptions,
  issues: IssueList,
): Promise<Built> {
  const { format, delimiter } = source;
  if (table.rows.length === 0)
    throw new PipelineError('input-header-only', { columns: table.header }, issues.toArray());
  const mapping = inferMapping(table.header, options.fields, issues);
  const hasStage = mapping.columns.has('stage') || mapping.columns.has('stageId');
  if (!hasStage) issues.add('column-missing', { field: 'stage', columns: table.header });
  if (mapping.columns.size === 0) {
    throw new PipelineError('column-missing', { field: 'stage', columns: table.header }, issues.toArray());
  }
  const readers = await inspectColumns(table, mapping, delimiter, options, issues);
  const builder = new Builder(table, mapping, readers, options, issues);
  const data = await builder.build(mapping.preset?.system ?? (format === 'table' ? 'csv' : format));
  const name = (column: number): string => table.header[column] as string;
  return {
    data,
    mapping: Object.freeze({
      format,
      system: mapping.preset?.system ?? format,
      fields: Object.freeze(
        Object.fromEntries([...mapping.columns].map(([field, column]) => [field, name(column)])),
      ),
      entered: mapping.entered.map(({ column, stage }) => ({ column: name(column), stage })),
      unmapped: mapping.unmapped.map(name),
      ...(readers.order === undefined ? {} : { dateOrder: readers.order }),
      ...(delimiter === undefined ? {} : { delimiter }),
      decimal: readers.decimal,
      rows: table.rows.length,
      kept: data.deals.length,
    }),
  };
}

class Builder {
  readonly #table: Table;
  readonly #mapping: Mapping;
  readonly #decimal: DecimalMark;
  readonly #options: ReadOptions;
  readonly #issues: IssueList;
  readonly #row: RowReader;
  readonly #owners = new Map<string, Owner>();
  readonly #ids = new Set<string>();
  readonly #currencies = new Set<string>();
  #extraKeys: readonly (readonly [column: number, key: string])[] = [];
  #pipelines = new Map<PipelineFacts, Pipeline>();
  #stages = new Map<PipelineFacts, Map<string, Stage>>();
  #entered: readonly { readonly column: number; readonly stages: ReadonlyMap<PipelineFacts, string> }[] = [];
  readonly #visited: boolean;
  #times = false;

  constructor(
    table: Table,
    mapping: Mapping,
    readers: ColumnReaders,
    options: ReadOptions,
    issues: IssueList,
  ) {
    this.#table = table;
    this.#mapping = mapping;
    this.#decimal = readers.decimal;
    this.#options = options;
    this.#issues = issues;
    this.#visited = readers.entered;
    this.#row = new RowReader(table, mapping.columns, readers, issues);
  }

  async build(system: string): Promise<PipelineData> {
    const { length } = this.#table.rows;
    const row = this.#row;
    const { signal } = this.#options;
    const at = (index: number): RowReader => {
      row.index = index;
      row.dealId = undefined;
      return row;
    };
    const counts = { beside: 0, same: 0 };
    if (row.has('status')) await eachSliced(length, (index) => countStatus(at(index), counts), signal);
    const madeByStatus =
      row.has('status') && (this.#mapping.preset?.closedByStatus === true || counts.beside > counts.same);
    const surveyor = new Surveyor(row, this.#mapping, madeByStatus);
    await eachSliced(
      length,
      (index) => {
        at(index);
        surveyor.note();
      },
      signal,
    );
    surveyor.addMadeStages();
    this.#decide([...surveyor.pipelines.values()]);

    const deals: Deal[] = [];
    await eachSliced(
      length,
      (index) => {
        at(index);
        const deal = this.#deal(surveyor.standing());
        if (deal) deals.push(deal);
      },
      signal,
    );
    this.#closingIssues();
    const history = this.#visited ? 'entered' : 'none';
    return Object.freeze({
      pipelines: Object.freeze([...this.#pipelines.values()]),
      deals: Object.freeze(deals),
      ...(this.#owners.size > 0 ? { owners: Object.freeze([...this.#owners.values()]) } : {}),
      provenance: this.#provenance(system, history),
    });
  }

  #provenance(system: string, history: Provenance['history']): Provenance {
    const { fetchedAt, timeZone, currency } = this.#options;
    return Object.freeze({
      system,
      ...(fetchedAt ? { fetchedAt } : {}),
      ...(timeZone ? { timeZone } : {}),
      history,
      complete: true,
      ...(currency ? { currency } : {}),
    });
  }

  #decide(all: readonly PipelineFacts[]): void {
    const given = parseStageList(this.#options.stages);
    for (const facts of all) {
      const own = given.filter((name) => findStage(facts, name));
      // A list that fits none of a pipeline's stages is meant for another one; an empty stage is kept where there is only one.
      const list = all.length === 1 ? given : own;
      const pipeline = Object.freeze(decidePipeline(facts, list, this.#issues));
      this.#pipelines.set(facts, pipeline);
      this.#stages.set(facts, new Map(pipeline.stages.map((stage) => [stage.id, stage])));
    }
    const found = this.#mapping.entered.map(({ column, stage, pipeline }) => {
      const named = pipeline === undefined ? undefined : foldName(pipeline);
      const own = all.find((facts) => foldName(facts.name) === named || foldName(facts.id) === named);
      const stages = new Map<PipelineFacts, string>();
      for (const facts of own ? [own] : all) {
        const known = findStage(facts, stage);
        if (known) stages.set(facts, known.id);
      }
      return { column, stages };
    });
    this.#entered = found.filter(({ stages }) => stages.size > 0);
    // An entry column whose stage nobody knows (an id, where stages go by name) is kept like any other column.
    const strange = found.filter(({ stages }) => stages.size === 0).map(({ column }) => column);
    this.#extraKeys = extraKeys(this.#table.header, [...this.#mapping.unmapped, ...strange], this.#issues);
  }

  #deal({ pipeline: facts, stage: stageFacts, stageCell }: Standing): Deal | undefined {
    const row = this.#row;
    const pipeline = this.#pipelines.get(facts) as Pipeline;
    const id = this.#id();
    row.dealId = id;
    const stage = stageFacts ? this.#stages.get(facts)?.get(stageFacts.id) : undefined;
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
    if (!this.#ids.has(id)) {
      this.#ids.add(id);
      return id;
    }
    let copy = 2;
    while (this.#ids.has(`${id}#${copy}`)) copy += 1;
    this.#issues.add('id-duplicate', { id }, row.place(row.column('id')));
    this.#ids.add(`${id}#${copy}`);
    return `${id}#${copy}`;
  }

  #end(kind: 'won' | 'lost'): When | null {
    const row = this.#row;
    return row.date('closedAt') ?? row.date(kind === 'won' ? 'wonAt' : 'lostAt');
  }

  #amount(): number | null {
    const row = this.#row;
    const raw = row.raw('amount');
    if (cellText(raw) === '') return null;
    const value = parseNumber(typeof raw === 'number' ? raw : row.text('amount'), this.#decimal);
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
    if (deal.amount !== null) this.#currencies.add(code ?? this.#options.currency ?? '');
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
    const known = this.#owners.get(id);
    const team = row.text('team');
    if (!known || (known.name === known.id && name !== '' && name !== id)) {
      this.#owners.set(id, Object.freeze({ id, name: name || id, ...(team ? { team } : {}) }));
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
    for (const [column, key] of this.#extraKeys) put(key, cells[column]);
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
    if (!this.#visited) return NO_VISITS;
    const visits: Visit[] = [];
    for (const { column, stages } of this.#entered) {
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
    visits.sort((a, b) => roughTime(a.enteredAt) - roughTime(b.enteredAt));
    if (
      stage &&
      stage.kind !== 'open' &&
      closedAt !== null &&
      !visits.some((visit) => visit.stage === stage.id && visit.pipeline === undefined)
    ) {
      visits.push(Object.freeze({ stage: stage.id, enteredAt: closedAt }));
      this.#issues.add('visit-added', {}, { ...this.#row.place() });
    }
    return visits.length === 0 ? NO_VISITS : Object.freeze(visits);
  }

  #checkDates(deal: Draft, closed: boolean): void {
    const { createdAt, closedAt, expectedCloseAt, visits } = deal;
    if (!createdAt && !closedAt && !expectedCloseAt && visits.length === 0) {
      const column = this.#row.column('createdAt');
      this.#issues.add('date-missing', { field: 'createdAt' }, this.#row.place(column));
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
    if (!this.#times) {
      this.#times =
        (createdAt ? hasTime(createdAt) : false) ||
        (closedAt ? hasTime(closedAt) : false) ||
        visits.some(({ enteredAt }) => hasTime(enteredAt));
    }
  }

  #closingIssues(): void {
    if (this.#times && !this.#options.timeZone) this.#issues.add('time-zone-assumed', { timeZone: 'UTC' });
    if (this.#currencies.size > 1) {
      this.#issues.add('currency-mixed', { currencies: [...this.#currencies].filter((code) => code !== '') });
    }
  }
}

const NO_VISITS: readonly Visit[] = Object.freeze([]);

function endsBefore(end: When, start: When): boolean {
  // A day has no time: it ends before a start only if its whole day does.
  if (!hasTime(end) || !hasTime(start)) return end.slice(0, 10) < start.slice(0, 10);
  return roughTime(end) < roughTime(start);
}

/** The keys under which cells without a field are kept: the header's names, told apart where two are alike. */
function extraKeys(
  header: readonly string[],
  unmapped: readonly number[],
  issues: IssueList,
): readonly (readonly [number, string])[] {
  const used = new Set<string>();
  const keys: [number, string][] = [];
  for (const column of unmapped) {
    const name = header[column]?.trim() || `#${column + 1}`;
    if (FORBIDDEN_KEYS.has(name)) {
      issues.add('key-forbidden', { key: name }, { column: name });
      continue;
    }
    let key = name;
    for (let copy = 2; used.has(key); copy++) key = `${name} (${copy})`;
    used.add(key);
    keys.push([column, key]);
  }
  return keys;
}

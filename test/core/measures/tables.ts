/** Summaries made by hand: rows with defaults, so that a test states only what it is about. */
import type { Goal, Owner, Pipeline, Provenance, Rates, Stage } from '../../../src/core/model.js';
import type {
  ClosedRow,
  CohortRow,
  CycleRow,
  DailyRow,
  DueRow,
  EndRow,
  ExpectedRow,
  FlowRow,
  MoveRow,
  NextRow,
  OpenRow,
  PipelineSummary,
  StayRow,
  SummaryRequest,
} from '../../../src/core/summary/types.js';
import { monthOf, parseDay } from '../../../src/core/calendar/days.js';

export const day = (text: string): number => parseDay(text) ?? NaN;
export const month = (text: string): number => monthOf(day(`${text}-01`));

const keys = { pipeline: 'p', currency: 'EUR', dims: [] as readonly string[] };
const money = { n: 1, nAmount: 1, amount: 100_00 };
const own = { ownN: 0, ownAmount: 0, ownWeighted: 0 };

export const cohort = (row: Partial<CohortRow>): CohortRow => ({
  ...keys,
  ...money,
  created: month('2026-01'),
  mask: '',
  last: 'a',
  lostFrom: '',
  ...row,
});
export const closed = (row: Partial<ClosedRow>): ClosedRow => ({
  ...keys,
  ...money,
  closed: month('2026-01'),
  outcome: 'won',
  stage: row.outcome === 'lost' ? 'lost' : 'won',
  from: '',
  reason: '',
  cycleN: 0,
  cycle: 0,
  cycle2: 0,
  ...row,
});
export const cycle = (row: Partial<CycleRow>): CycleRow => ({
  ...keys,
  closed: month('2026-01'),
  days: 10,
  n: 1,
  ...row,
});
export const open = (row: Partial<OpenRow>): OpenRow => ({
  ...keys,
  ...money,
  ...own,
  stage: 'a',
  entered: day('2026-01-10'),
  ...row,
});
export const expected = (row: Partial<ExpectedRow>): ExpectedRow => ({
  ...keys,
  ...money,
  ...own,
  stage: 'a',
  expected: day('2026-04-10'),
  category: '',
  ...row,
});
export const stay = (row: Partial<StayRow>): StayRow => ({
  ...keys,
  stage: 'a',
  entered: month('2026-01'),
  event: 'left',
  days: 5,
  next: 'b',
  n: 1,
  ...row,
});

export const daily = (row: Partial<DailyRow>): DailyRow => ({
  ...keys,
  ...money,
  day: day('2026-01-15'),
  what: 'won',
  ...row,
});

export const next = (row: Partial<NextRow>): NextRow => ({
  ...keys,
  stage: 'a',
  reached: month('2026-01'),
  outcome: 'next',
  days: row.outcome === 'open' ? null : 10,
  since: null,
  n: 1,
  ...row,
});
export const end = (row: Partial<EndRow>): EndRow => ({
  ...keys,
  stage: 'a',
  reached: month('2026-01'),
  outcome: 'won',
  days: row.outcome === 'open' ? null : 10,
  since: null,
  n: 1,
  ...row,
});
export const move = (row: Partial<MoveRow>): MoveRow => ({
  ...keys,
  ...money,
  start: day('2026-01-01'),
  from: null,
  to: 'a',
  undone: false,
  ageN: 0,
  age: 0,
  ...row,
});
export const flow = (row: Partial<FlowRow>): FlowRow => ({
  ...keys,
  ...money,
  from: day('2026-01-01'),
  to: day('2026-04-01'),
  what: 'opening',
  ...row,
});
export const due = (row: Partial<DueRow>): DueRow => ({
  ...keys,
  ...money,
  from: day('2026-01-01'),
  to: day('2026-04-01'),
  fate: 'due',
  pushes: 0,
  days: 0,
  ...row,
});

export const stage = (id: string, more: Partial<Stage> = {}): Stage => ({
  id,
  name: id.toUpperCase(),
  kind: 'open',
  ...more,
});

export const pipelineOf = (stages: readonly Stage[]): Pipeline => ({ id: 'p', name: 'Sales', stages });

/** Open A, B, C, then won and lost. */
export const abc = pipelineOf([
  stage('a', { probability: 0.1 }),
  stage('b', { probability: 0.25 }),
  stage('c', { probability: 0.5 }),
  stage('won', { kind: 'won' }),
  stage('lost', { kind: 'lost' }),
]);

export interface Made {
  readonly pipelines?: readonly Pipeline[];
  readonly owners?: readonly Owner[];
  readonly goals?: readonly Goal[];
  readonly rates?: Rates;
  readonly history?: Provenance['history'];
  readonly request?: SummaryRequest;
  readonly asOf?: string;
  readonly cohort?: readonly CohortRow[];
  readonly closed?: readonly ClosedRow[];
  readonly cycle?: readonly CycleRow[];
  readonly open?: readonly OpenRow[];
  readonly expected?: readonly ExpectedRow[];
  readonly stay?: readonly StayRow[];
  readonly daily?: readonly DailyRow[];
  readonly next?: readonly NextRow[];
  readonly end?: readonly EndRow[];
  readonly move?: readonly MoveRow[];
  readonly flow?: readonly FlowRow[];
  readonly due?: readonly DueRow[];
}

const table = <R>(rows: readonly R[] | undefined): ReadonlyMap<string, R> | undefined =>
  rows && new Map(rows.map((row, i) => [String(i), row]));

/** A summary that holds the tables given, asked for as `request` says (default: plainly). */
export function summaryOf(made: Made): PipelineSummary {
  const request: SummaryRequest = made.request ?? {
    ...(made.cohort && { cohort: {} }),
    ...(made.closed && { closed: {} }),
    ...(made.cycle && { cycle: {} }),
    ...(made.open && { open: {} }),
    ...(made.expected && { expected: {} }),
    ...(made.stay && { stay: {} }),
    ...(made.daily && { daily: {} }),
    ...(made.next && { next: {} }),
    ...(made.end && { end: {} }),
  };
  const asOfDay = day(made.asOf ?? '2026-03-31');
  return {
    frame: {
      asOf: (asOfDay + 1) * 86_400_000,
      asOfDay,
      present: false,
      timeZone: 'UTC',
      filter: {},
      pipelines: made.pipelines ?? [abc],
      owners: made.owners ?? [],
      goals: made.goals ?? [],
      ...(made.rates && { rates: made.rates }),
      provenance: { system: 'test', history: made.history ?? 'full', complete: true },
    },
    request,
    tables: {
      cohort: table(made.cohort),
      closed: table(made.closed),
      cycle: table(made.cycle),
      open: table(made.open),
      expected: table(made.expected),
      stay: table(made.stay),
      daily: table(made.daily),
      next: table(made.next),
      end: table(made.end),
      move: table(made.move),
      flow: table(made.flow),
      due: table(made.due),
    },
    deals: 0,
  };
}

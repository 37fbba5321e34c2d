/**
 * Random pipelines for property tests: two pipelines with open, won and lost stages, deals with real-looking histories
 * (skips, re-entries, reopenings, transfers, changes, missing dates and amounts, several currencies, odd order).
 */
import fc from 'fast-check';
import type { Change, Deal, Pipeline, PipelineData, Stage, Visit } from '../../src/core/model.js';

export const stage = (id: string, kind: Stage['kind'] = 'open', more: Partial<Stage> = {}): Stage => ({
  id,
  name: id.toUpperCase(),
  kind,
  ...more,
});

export const pipelines: readonly Pipeline[] = [
  {
    id: 'b2b',
    name: 'B2B',
    stages: [
      stage('new', 'open', { probability: 0.1 }),
      stage('qualified', 'open', { probability: 0.3, forecastCategory: 'pipeline' }),
      stage('old', 'open', { archived: true }),
      stage('proposal', 'open', { probability: 0.6, forecastCategory: 'best-case', idleAfterDays: 20 }),
      stage('won', 'won'),
      stage('lost', 'lost'),
    ],
  },
  {
    id: 'b2c',
    name: 'B2C',
    stages: [
      stage('new'),
      stage('offer', 'open', { probability: 0.5 }),
      stage('closedwon', 'won'),
      stage('no', 'lost'),
    ],
  },
];

export const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
] as const;

/** A moment in 2024 or 2025, in one of the ways that data writes them. */
export const moments: fc.Arbitrary<string> = fc
  .tuple(
    fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2025, 11, 31) }),
    fc.constantFrom(10, 16, 19, 24, 25),
  )
  .map(([at, length]) => {
    const text = new Date(at).toISOString();
    return length === 25 ? `${text.slice(0, 19)}+02:00` : text.slice(0, length);
  });

/** As-of dates around the middle of those moments. */
export const asOfs: fc.Arbitrary<string> = moments;

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 4 });

const amounts = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -200_00, max: 90_000_00 }).map((cents) => cents / 100) },
  { weight: 1, arbitrary: fc.constantFrom(null, undefined, 0, 1.005, 1e-7) },
);

const stageIds = [
  'new',
  'qualified',
  'old',
  'proposal',
  'won',
  'lost',
  'offer',
  'closedwon',
  'no',
  'gone',
  '',
];

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    at: moments,
    field: fc.constant('amount' as const),
    from: fc.constantFrom(5, null, 12.5),
    to: fc.constant(7),
  }),
  fc.record({
    at: moments,
    field: fc.constant('expectedCloseAt' as const),
    from: fc.constantFrom('2025-03-31', null),
    to: fc.constant('2025-06-30'),
  }),
  fc.record({
    at: moments,
    field: fc.constant('owner' as const),
    from: fc.constantFrom('anna', null),
    to: fc.constant('ben'),
  }),
  fc.record({
    at: moments,
    field: fc.constant('probability' as const),
    from: fc.constantFrom(0.2, null),
    to: fc.constant(0.9),
  }),
  fc.record({
    at: moments,
    field: fc.constant('forecastCategory' as const),
    from: fc.constantFrom('commit', null),
    to: fc.constant('omit'),
  }),
  fc.record({
    at: moments,
    field: fc.constant('pipeline' as const),
    from: fc.constant('b2c'),
    to: fc.constant('b2b'),
  }),
);

/** A deal whose story hangs together: its visits lead to its stage. */
const storied = (id: string): fc.Arbitrary<Deal> =>
  fc
    .record({
      pipeline: fc.constantFrom(...pipelines),
      entered: fc.array(moments, { maxLength: 6 }),
      picks: fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
      createdAt: fc.option(moments, { freq: 8 }),
      amount: amounts,
      currency: maybe(fc.constantFrom('EUR', 'USD', 'JPY', 'KWD')),
      probability: fc.option(fc.constantFrom(0, 0.25, 0.333, 1), { nil: undefined, freq: 1 }),
      owner: maybe(fc.constantFrom('anna', 'ben', 'cem')),
      source: maybe(fc.constantFrom('web', 'fair')),
      expectedCloseAt: fc.option(moments.map((text) => text.slice(0, 10))),
      lostReason: fc.constantFrom('price', 'timing', null),
      elsewhere: fc.integer({ min: 0, max: 9 }),
      isClosedDated: fc.boolean(),
      changes: fc.array(changes, { maxLength: 3 }),
      isShuffled: fc.constantFrom(false, false, false, true),
    })
    .map(({ pipeline, entered, picks, elsewhere, isClosedDated, isShuffled, createdAt, ...rest }) => {
      const other = pipelines.find((one) => one !== pipeline) as Pipeline;
      const ordered = [...entered].sort((a, b) => Date.parse(a) - Date.parse(b));
      const visits = ordered.map((enteredAt, i): Visit => {
        const isElsewhere = i === 0 && elsewhere === 0 && ordered.length > 1;
        const { stages, id: where } = isElsewhere ? other : pipeline;
        const visit = { stage: (stages[(picks[i] ?? 0) % stages.length] as Stage).id, enteredAt };
        return isElsewhere ? { ...visit, pipeline: where } : visit;
      });
      const last = visits[visits.length - 1];
      const present = last?.stage ?? (pipeline.stages[(picks[0] ?? 0) % pipeline.stages.length] as Stage).id;
      const isClosed = pipeline.stages.find((one) => one.id === present)?.kind !== 'open';
      return {
        id,
        name: `Deal ${id}`,
        pipeline: pipeline.id,
        stage: present,
        createdAt: createdAt ?? ordered[0] ?? null,
        visits: isShuffled ? [...visits].reverse() : visits,
        ...(isClosed && isClosedDated && last ? { closedAt: last.enteredAt } : {}),
        fields: { size: (picks[1] ?? 0) % 2 === 0 ? 'small' : 'large' },
        ...rest,
      };
    });

/** A deal whose parts contradict each other, as imports do. */
const odd = (id: string): fc.Arbitrary<Deal> =>
  fc
    .record({
      pipeline: fc.constantFrom('b2b', 'b2c', 'unknown'),
      stage: fc.constantFrom(...stageIds),
      visits: fc.array(
        fc.record(
          {
            stage: fc.constantFrom(...stageIds),
            enteredAt: fc.oneof(
              { weight: 9, arbitrary: moments },
              { weight: 1, arbitrary: fc.constant('soon') },
            ),
            pipeline: fc.constantFrom('b2b', 'b2c'),
          },
          { requiredKeys: ['stage', 'enteredAt'] },
        ),
        { maxLength: 4 },
      ),
      amount: amounts,
      createdAt: fc.option(moments),
      closedAt: fc.option(moments),
      owner: maybe(fc.constantFrom('anna', 'nobody')),
      changes: fc.array(changes, { maxLength: 2 }),
    })
    .map((deal) => ({ id, name: `Deal ${id}`, ...deal }));

export const dealOf = (id: string): fc.Arbitrary<Deal> =>
  fc.oneof({ weight: 4, arbitrary: storied(id) }, { weight: 1, arbitrary: odd(id) });

/** A deal without history, as a plain CSV gives it. */
export const flatDealOf = (id: string): fc.Arbitrary<Deal> =>
  dealOf(id).map((deal) => ({ ...deal, visits: [], changes: undefined }));

/** Deals d0, d1, … */
export const deals = (
  maxLength = 25,
  of: (id: string) => fc.Arbitrary<Deal> = dealOf,
): fc.Arbitrary<readonly Deal[]> =>
  fc.nat(maxLength).chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => of(`d${i}`))));

export const dataOf = (list: readonly Deal[], more: Partial<PipelineData> = {}): PipelineData => ({
  pipelines,
  deals: list,
  owners: [
    { id: 'anna', name: 'Anna', team: 'north' },
    { id: 'ben', name: 'Ben', team: 'south' },
    { id: 'cem', name: 'Cem' },
  ],
  rates: { base: 'EUR', per: { USD: 0.9, JPY: 0.006 } },
  ...more,
});

/** Random data in a random zone; history starts in 2024 in some of it. */
export const data = (maxLength = 25): fc.Arbitrary<PipelineData> =>
  fc
    .tuple(deals(maxLength), fc.constantFrom(...zones), fc.option(moments, { nil: undefined }))
    .map(([list, timeZone, historyFrom]) =>
      dataOf(list, {
        provenance: {
          system: 'random',
          history: 'full',
          complete: true,
          timeZone,
          historyFrom,
          currency: 'EUR',
        },
      }),
    );

/** Periods that overlap, touch, and lie before and after most of those moments. */
const periods = [
  { from: 19_600, to: 19_700 },
  { from: 19_800, to: 19_900 },
  { from: 19_850, to: 20_100 },
  { from: 20_100, to: 20_190 },
  { from: 20_700, to: 20_800 },
];

/** Every table, with and without dimensions. */
export const requests = [
  {
    cohort: {},
    closed: {},
    cycle: {},
    open: {},
    expected: {},
    stay: {},
    daily: {},
    next: {},
    end: {},
    move: {},
    lexis: {},
    flow: { periods },
    due: { periods },
  },
  {
    cohort: { by: ['source'] },
    closed: { by: ['owner'] },
    cycle: { by: ['team'] },
    open: { by: ['owner', 'field:size'] },
    expected: { by: ['team'] },
    stay: { by: ['owner'] },
    daily: { by: ['source'] },
    next: { by: ['owner'] },
    end: { by: ['owner', 'field:size'] },
    move: { by: ['owner'], interval: 'quarter', fiscalYearStart: 2 },
    lexis: { by: ['team'], weekStart: 0 },
    flow: { by: ['owner'], periods, scope: 'open' },
    due: { by: ['team'], periods: periods.slice(1, 3) },
  },
] as const;

/**
 * Realistic facts for every message but the problems', which have lists of codes of their own. A message without facts
 * does not compile. A text that begins with § has to be in what comes out.
 */
import type { Messages } from '../../src/locales/messages.js';

/** A text, or a record of nothing but texts. */
type IsPlain<T> = T extends string ? true : T[keyof T] extends string ? true : false;
type Sentence = (facts: never, ...rest: never) => unknown;
/** The facts of each function in a section; plain words need none. */
export type FactsOf<T> = {
  readonly [K in keyof T as T[K] extends Sentence
    ? K
    : IsPlain<T[K]> extends true
      ? never
      : K]: T[K] extends (facts: infer F, ...rest: never) => unknown ? readonly F[] : FactsOf<T[K]>;
};

/** Counts for which languages have forms of their own. */
export const COUNTS = [0, 1, 2, 5, 21, 1234] as const;
const counts = <T>(of: (n: number) => T): readonly T[] => COUNTS.map(of);
const period = { from: '§from', to: '§to' };
const range = { low: '§7 €', high: '§11 €' };
const move = { deal: '§Kessler Optik', from: '§Angebot', to: '§Verhandlung' };

const one = { deal: '§Kessler Optik', n: 1 };
const many = { deal: '', n: 3 };
const at = { stage: '§Verhandlung', position: 2, of: 5 };

export const facts: FactsOf<Omit<Messages, 'problems'>> = {
  frame: {
    dataFrom: [{ at: '§at' }],
    mixedCurrencies: [{ currencies: ['§EUR', '§USD'] }, { currencies: ['§EUR', '§USD', '§CHF'] }],
    updated: [{ sentence: '§sentence' }],
  },
  more: {
    saved: [{ file: '§deals.csv' }],
    failed: (['csv', 'svg', 'png'] as const).map((kind) => ({ kind, reason: '§reason' })),
    keys: {},
  },
  funnel: {
    subtitle: (['reached', 'strict', 'current'] as const).flatMap((counting) =>
      (['count', 'amount'] as const).flatMap((by) => [
        { counting, by },
        { counting, by, period, asOf: '§asOf', pipeline: '§Pipeline' },
        { counting, by, pipeline: '§Pipeline' },
      ]),
    ),
    takeaway: [
      ...counts((deals) => ({
        by: 'count' as const,
        total: `§${deals}`,
        deals,
        won: '7',
        wonDeals: Math.min(7, deals),
        share: deals === 0 ? null : Math.min(7, deals) / deals,
        needsHistory: true,
      })),
      ...counts((wonDeals) => ({
        by: 'count' as const,
        total: '§9000',
        deals: 9000,
        won: wonDeals === 0 ? '0' : `§${wonDeals}`,
        wonDeals,
        share: wonDeals / 9000,
        weakest: { from: '§Angebot', to: '§Verhandlung', share: 0.01, lost: '§88' },
        needsHistory: false,
      })),
      ...counts((deals) => ({
        by: 'count' as const,
        total: '§9000',
        deals: 9000,
        won: '§7',
        wonDeals: 7,
        share: 0.1,
        weakest: {
          from: '§Angebot',
          to: '§Verhandlung',
          share: 0.01,
          lost: '88',
          soFar: { lost: `§${deals}`, lostDeals: deals, here: `§${deals}`, hereDeals: deals },
        },
        needsHistory: false,
      })),
      ...[1, 2].map((deals) => ({
        by: 'count' as const,
        total: `§${deals}`,
        deals,
        wonDeals: 0,
        share: null,
        needsHistory: false,
      })),
      {
        by: 'amount',
        total: '§9,1 Mio. €',
        deals: 318,
        won: '§1,3 Mio. €',
        wonDeals: 1,
        share: 0.14,
        weakest: { from: '§Angebot', to: '§Verhandlung', share: 0.51, lost: '§1,8 Mio. €' },
        needsHistory: false,
      },
      { by: 'amount', total: '§0 €', deals: 0, wonDeals: 0, share: null, needsHistory: false },
    ],
    takeawayCurrent: [
      ...counts((deals) => ({ by: 'count' as const, total: `§${deals}`, deals })),
      ...[1, 43].map((deals) => ({
        by: 'count' as const,
        total: `§${deals}`,
        deals,
        most: { stage: '§Angebot', value: String(deals) },
      })),
      { by: 'amount', total: '§9 €', deals: 3, most: { stage: '§Angebot', value: '§8 €' } },
      { by: 'amount', total: '§9 €', deals: 3 },
    ],
    mark: [
      ...counts((deals) => ({ stage: '§Angebot', deals })),
      { stage: '§Angebot', deals: 83, amount: '§9 €', ofPrevious: 0.49, weakest: true },
      { stage: '§Angebot', deals: 83, ofPrevious: null },
    ],
    ofPrevious: [{ share: '§49 %' }],
    special: { unmapped: [{ stage: '§Parkplatz' }] },
    wonOf: [
      { share: '§13 %', total: '§403' },
      { share: undefined, total: '§403' },
    ],
  },
  panel: {
    staysFor: counts((days) => ({ days })),
    stayed: counts((days) => ({ days })),
    changed: [
      { what: '§Betrag' },
      { what: '§Betrag', to: '§9 €' },
      { what: '§Betrag', from: '§7 €' },
      { what: '§Betrag', from: '§7 €', to: '§9 €' },
    ],
    found: [{ deal: '§Kessler Optik', column: '§Angebot', at: 1, of: 3 }],
    foundShort: [{ at: 2, of: 1234 }],
  },
  layout: {
    laneTotal: counts((n) => ({ n })).flatMap((of) => [of, { ...of, sum: '§9 €', weighted: '§4 €' }]),
    place: [{ column: '§Angebot', lane: '§Vogt' }],
    cell: [{ column: '§Angebot', lane: '§Vogt', total: '§3' }],
    columnShown: counts((n) => ({ column: '§Angebot', n })),
  },
  moving: {
    pickedUp: [one, many].map((moved) => ({ ...moved, ...at })),
    over: [[], ['§Budget'], ['§Budget', '§Datum']].map((asks) => ({ ...at, asks })),
    overHome: [at],
    overRefused: [{ stage: '§Verhandlung', reason: '§reason' }],
    noFurther: [{ stage: '§Verhandlung' }],
    cancelled: [one, many].map((moved) => ({ ...moved, stage: '§Angebot' })),
    dropped: [one, many].map((moved) => ({ ...moved, ...at, from: '§Angebot', fromCount: 1, toCount: 5 })),
    placed: [one, many].map((moved) => ({ ...moved, ...at })),
    movedMany: [{ n: 3, to: '§Verhandlung', toCount: 21 }],
    refusedMany: [{ n: 3, reason: '§reason' }],
    rolledBackMany: [{ n: 3, reason: '§reason' }],
    overtaken: [{ deal: '§Kessler Optik', stage: '§Verhandlung' }],
    late: [one, many],
    savedAfterAll: [one, many],
    warned: [{ reason: '§reason' }],
    skipped: [{ stages: ['§Angebot'] }, { stages: ['§Angebot', '§Verhandlung'] }],
    backwards: [{ from: '§Verhandlung' }],
    hasSkipped: [{ stages: ['§Angebot'] }, { stages: ['§Angebot', '§Verhandlung'] }],
    wentBack: [{ from: '§Verhandlung' }],
    missing: [{ labels: ['§Budget'] }, { labels: ['§Budget', '§Datum'] }],
    violations: [{ n: 1 }, { n: 21 }],
    gate: {
      title: [one, many].map((moved) => ({ ...moved, stage: '§Verhandlung' })),
      errors: { number: [{ example: '§1,5' }] },
      faults: [{ n: 1 }, { n: 3 }],
    },
    selectCard: [{ deal: '§Kessler Optik' }],
    selected: counts((n) => ({ n })),
    selectedNow: [true, false].map((on) => ({ deal: '§Kessler Optik', on, n: 2 })),
  },
  board: {
    subtitle: [
      ...counts((open) => ({ open, isStandard: true })),
      {
        isStandard: true,
        pipeline: '§Neugeschäft',
        open: 47,
        sum: '§9 €',
        weighted: '§3 €',
        period,
        asOf: '§asOf',
      },
    ],
    takeaway: [
      ...counts((open) => ({ open, hasAmounts: false })),
      ...counts((open) => ({ open, hasAmounts: true, idle: 0 })),
      ...counts((idle) => ({
        open: 47,
        hasAmounts: true,
        largest: { stage: '§Angebot', sum: '§9 €', share: 0.3 },
        idle,
      })),
      { open: 47, hasAmounts: true, largest: { stage: '§Angebot', sum: '§9 €', share: null } },
    ],
    deals: counts((n) => ({ n })),
    weighted: [{ sum: '§92.000 €', share: '§30 %' }],
    weightedOnly: [{ sum: '§92.000 €' }],
    archived: [{ stage: '§Angebot' }],
    noValue: [{ field: '§Größe' }],
    cellTotal: [{ n: 1 }, { n: 2, sum: '§€9' }],
    limitDeals: [
      { n: 1, limit: 1, spoken: false },
      { n: 12, limit: 8, spoken: true },
    ],
    limitDays: [
      { n: 1, limit: 1, spoken: true },
      { n: 2, limit: 30, spoken: false },
    ],
    unmapped: [{ stage: '§Parkplatz' }],
    showColumn: [{ stage: '§Angebot' }],
    hideColumn: [{ stage: '§Angebot' }],
    stageOption: [{ stage: '§Angebot', count: '§8' }],
    due: [{ day: '§18. Nov.' }],
    closed: [{ day: '§18. Nov.' }],
    overdue: [true, false].flatMap((spoken) => counts((days) => ({ days, spoken }))),
    idle: [true, false].flatMap((spoken) => counts((days) => ({ days, allowed: 25, spoken }))),
    actionsFor: [{ deal: '§Kessler Optik' }],
    moveTo: [{ deal: '§Kessler Optik' }],
    keys: [{ moves: true }, { moves: false }],
    undoKey: [{ apple: true }, { apple: false }],
    movedTo: [{ ...move, from: 'Angebot' }],
    saidMoved: counts((n) => ({ ...move, fromCount: n, toCount: n + 1 })),
    saidRefused: [{ ...move, to: 'Verhandlung', reason: '§reason' }],
    saidRolledBack: [{ ...move, to: 'Verhandlung', reason: '§reason' }],
    saidUndoFailed: [{ reason: '§reason' }],
  },
  heatmap: {
    subtitle: (['median', 'p75', 'p90'] as const).flatMap((statistic) => [
      { statistic },
      { statistic, period, asOf: '§asOf', pipeline: '§Pipeline' },
      { statistic, period, won: true },
    ]),
    takeaway: (['median', 'p75', 'p90'] as const).flatMap((statistic) =>
      (['owner', 'team', 'entry-month', 'source'] as const).flatMap((by) => {
        const slowest = { stage: '§Verhandlung', days: 25, seen: null };
        const there = { group: '§Miriam Keller', days: 33, above: 8 };
        const elsewhere = { group: '§Jonas Brandt', stage: '§Bedarfsanalyse', days: 25, above: 11.5 };
        return [
          { statistic, by, slowest },
          { statistic, by, slowest: { ...slowest, days: 1 }, there },
          { statistic, by, slowest, elsewhere },
          { statistic, by, slowest, there, elsewhere },
          { statistic, by, slowest, there, elsewhere: { ...elsewhere, group: there.group } },
          { statistic, by, slowest: { ...slowest, days: null, seen: 40 }, there },
          { statistic, by, slowest: { ...slowest, days: null, seen: 1 } },
        ];
      }),
    ),
    mark: (['median', 'p75', 'p90'] as const).flatMap((statistic) => {
      const cell = { group: '§Jonas Brandt', stage: '§Angebot', statistic, few: false };
      return [
        ...counts((visits) => ({ ...cell, value: visits, seen: null, visits, open: 0 })),
        { ...cell, value: undefined, seen: null, visits: 0, open: 0 },
        { ...cell, value: null, seen: 1, visits: 3, open: 3, few: true },
        { ...cell, value: null, seen: null, visits: 3, open: 3 },
        {
          ...cell,
          value: 25,
          seen: null,
          difference: { days: -8, with: 'median' },
          visits: 61,
          open: 4,
        },
      ];
    }),
    wonMark: [
      ...counts((deals) => ({ group: '§Jonas Brandt', value: 75, deals })),
      { group: '§Jonas Brandt', value: null, deals: 0 },
    ],
    moreThan: [{ days: '§40' }],
    tip: {
      days: counts((days) => ({ days })),
      notReached: counts((days) => ({ days })),
      from: [{ from: '§12', to: '§30' }],
      counts: counts((n) => ({ ended: n, open: n })),
    },
    compared: (['median', 'target'] as const).flatMap((base) =>
      [-8, -1, 0, 1, 8.5].map((days) => ({ days, with: base })),
    ),
    legend: {},
    onlyVisits: counts((visits) => ({ visits })),
    sortBy: [{ name: '§Angebot' }],
    showAll: counts((count) => ({ count })),
  },
  leaderboard: {
    subtitle: (['won', 'attainment', 'win-rate', 'average', 'cycle', 'open-weighted'] as const).flatMap(
      (sort) => [
        { sort, pipelines: [], minClosed: 1 },
        { sort, period, asOf: '§asOf', pipelines: ['§Neugeschäft', '§Bestand'], minClosed: 5 },
      ],
    ),
    takeaway: (['won', 'attainment', 'win-rate', 'average', 'cycle', 'open-weighted'] as const).flatMap(
      (sort) =>
        (['owner', 'team'] as const).flatMap((by) => {
          const told = { by, sort, leaders: ['§Katharina'], value: '§93', few: { count: 0, name: '' } };
          return [
            told,
            ...COUNTS.map((of) => ({ ...told, goals: { reached: Math.min(1, of), of }, median: '§48' })),
            { ...told, leaders: ['§Katharina', '§Jonas'], median: '§48' },
            { ...told, leaders: ['A', 'B', 'C'], goals: { reached: 2, of: 3 } },
            { ...told, few: { count: 1, name: '§Oliver' } },
            { ...told, few: { count: 3, name: 'Oliver' } },
          ];
        }),
    ),
    nobody: (['few', 'nobody-named', 'no-goal', 'no-figure'] as const).flatMap((why) =>
      (['owner', 'team'] as const).flatMap((by) => [1, 5].map((minClosed) => ({ by, why, minClosed }))),
    ),
    namesake: [{ name: '§Ana', by: '§Nord' }],
    columns: {},
    sortBy: [{ column: '§column' }],
    change: ([-2, -1, 0, 1, 2, 'new'] as const).map((change) => ({ change })),
    mark: [
      ...counts((deals) => ({ name: '§Ana', isMe: false, rank: 1, won: '§9 €', deals })),
      { name: '§Ana', isMe: true, rank: null, change: 'new', won: '§9 €', deals: 3, ofGoal: 0.29 },
      { name: '§Ana', isMe: false, rank: 2, change: -2, won: '§9 €', deals: 3, ofGoal: null },
    ],
    ofGoal: [{ share: '§29 %' }],
    ratio: counts((won) => ({ won, closed: won + 1 })),
    range: [{ from: '§12 %', to: '§30 %' }],
    days: [{ days: '§25' }],
    tooFew: [{ minClosed: 5 }],
    legend: { interval: [{ everyone: '§31 %' }], change: [period] },
    showAll: counts((count) => ({ count })),
  },
  forecast: {
    subtitle: (['cumulative', 'per-period'] as const).flatMap((mode) => [
      { mode, period: '§Q4 2026', pipelines: [] },
      { mode, period: '§Q4 2026', asOf: '§asOf', pipelines: ['§Neugeschäft', '§Bestand'] },
    ]),
    span: [
      { kind: 'quarter', quarter: 4, year: 2026, fiscal: false },
      { kind: 'quarter', quarter: 4, year: 2026, fiscal: true },
      { kind: 'year', year: 2026, fiscal: false },
      { kind: 'year', year: 2026, fiscal: true },
      { kind: 'month', month: '§November 2026' },
      { kind: 'days', ...period },
      { kind: 'days', from: '§day', to: '§day' },
    ],
    spanShort: [
      { kind: 'quarter', quarter: 4, year: 2026, fiscal: false },
      { kind: 'month', month: '§November 2026' },
    ],
    takeaway: (['past', 'current', 'future'] as const).flatMap((phase) => {
      const told = {
        phase,
        period: phase === 'future' ? 'Q4 2026' : '§Q4 2026',
        asOf: '18 Nov',
        won: phase === 'future' ? '9' : '§9 €',
        open: 22,
      };
      return [
        told,
        { ...told, open: 0 },
        { ...told, won: undefined },
        { ...told, weighted: '3 €', goal: '8 €', gap: { amount: '2 €', isShort: true } },
        { ...told, weighted: '3 €', goal: '8 €', gap: { amount: '2 €', isShort: false } },
        { ...told, ofGoal: { share: '58\u00a0%', goal: '8 €' }, goal: '8 €' },
      ];
    }),
    mark: (['cumulative', 'per-period'] as const).flatMap((mode) => [
      ...COUNTS.map((overdue) => ({
        mode,
        interval: '§November 2026',
        won: '§9 €',
        weighted: '§3 €',
        expected: '§12 €',
        goal: '§8 €',
        ofGoal: { share: '§58 %', goal: '8 €' },
        overdue,
      })),
      { mode, interval: '§November 2026', overdue: 0 },
    ]),
    asOf: [{ day: '§18. Nov.' }],
    elapsed: [{ share: '§53 %' }],
    strip: {
      wonDeals: counts((n) => ({ n })),
      onPrevious: [true, false].flatMap((running) => [
        { period: '§Q3', running },
        { period: undefined, running },
      ]),
      elapsed: [{ share: '§53 %' }],
      ofOpen: counts((n) => ({ n, amount: '§9 €' })),
      goal: [{ goal: '§8 €' }],
      coverageBase: [{ toGo: '§2 €' }],
      times: [{ times: '§2,9' }],
    },
    figure: [
      { period: '§Q4', isAhead: true },
      { period: '§Q4', isAhead: true, goal: '§8 €' },
      { period: '§Q4', isAhead: false },
      { period: '§Q4', isAhead: false, ofGoal: { share: '§58 %', goal: '§8 €' } },
    ],
    columns: {},
    weightedOf: [{ amount: '§3 €' }],
    ofGoal: [
      { share: '§58 %', goal: '§8 €' },
      { share: undefined, goal: '§8 €' },
    ],
    deals: counts((n) => ({ n })),
    fan: {
      subtitle: (['cumulative', 'per-period'] as const).flatMap((mode) => [
        { mode, period: '§Q4 2026', pipelines: '' },
        { mode, period: '§Q4 2026', asOf: '§asOf', pipelines: '§Neugeschäft' },
      ]),
      awaited: [
        { period: '§Q4' },
        { period: '§Q4', won: '§3 €' },
        { period: '§Q4', weighted: '§2 €' },
        { period: '§Q4', won: '§3 €', weighted: '§2 €' },
      ],
      between: [
        { share: '§80 %', ...range },
        { share: '§80 %', ...range, median: '§2 €' },
      ],
      strip: { toReach: [{ goal: '§8 €' }], over: [{ share: '§97 %' }], under: [{ share: '§3 %' }] },
      working: [{ share: '§40 %' }],
      failed: [{ reason: '§reason' }],
      ways: { tooHigh: [{ share: '§12 %' }], tooLow: [{ share: '§12 %' }] },
    },
    notes: {
      overdue: [
        ...counts((n) => ({ n, interval: '§November 2026', weighted: '§3 €' })),
        { n: 2, interval: '§November 2026' },
      ],
      goalsMissing: [{ period: '§Q4 2026' }],
      beyond: counts((intervals) => ({ intervals })),
    },
  },
  outcomes: {
    takeaway: [
      { period: '§Q4', mean: '§9 €', met: false },
      { period: '§Q4', mean: '§9 €', range, won: '§3 €', goal: '§8 €', met: true },
      { period: '§Q4', mean: '§9 €', range: { ...range, median: '§2 €' }, met: false },
      ...[true, false].map((isShort) => ({
        period: '§Q4',
        mean: '§9 €',
        range,
        won: '§3 €',
        goal: '§8 €',
        gap: { amount: '§1 €', isShort },
        met: false,
      })),
    ],
    mark: (['cumulative', 'per-period'] as const).flatMap((mode) => [
      { mode, interval: '§Nov', mean: '§9 €' },
      { mode, interval: '§Nov', mean: '§9 €', range, won: '§3 €', goal: '§8 €' },
      { mode, interval: '§Nov', mean: '§9 €', range: { ...range, median: '§2 €' } },
    ]),
    ends: { high: [{ share: '§80 %' }], low: [{ share: '§80 %' }] },
    legend: { half: [{ share: '§50 %' }], most: [{ share: '§80 %' }] },
    columns: { low: [{ share: '§80 %' }], high: [{ share: '§80 %' }] },
    error: COUNTS.filter((n) => n > 0).flatMap((replays) =>
      (['week', 'month', 'quarter'] as const).flatMap((interval) => [
        { interval, replays, n: replays, off: '§14 %', ranges: 0, held: 0 },
        { interval, replays, n: 12, off: '§14 %', ranges: 12, held: 10 },
        { interval, replays, n: replays * 6, off: '§14 %', ranges: 1, held: 1 },
      ]),
    ),
    notes: {
      leftOut: (
        [
          'no-amount',
          'no-date',
          'no-rate',
          'capped',
          'stage-unknown',
          'stage-unseen',
          'age-beyond-support',
          'closed-without-date',
        ] as const
      ).flatMap((code) => counts((n) => ({ code, n }))),
    },
  },
};

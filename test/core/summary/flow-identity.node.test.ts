/** The sum of a flow over many histories, each by itself, so that no two errors cancel out. */
import { expect } from 'chai';
import type { Change, Deal, Pipeline } from '../../../src/core/model.js';
import { formatDay, parseDay } from '../../../src/core/calendar/days.js';
import { createRandom } from '../../../src/core/numeric/random.js';
import { contributor } from '../../../src/core/summary/contribute.js';
import type { FlowKind, FlowRow } from '../../../src/core/summary/types.js';
import { viewAt } from '../../../src/core/view/view.js';
import { dataOf, pipelines } from '../arbitraries.js';

const DEALS = 100_000;
const first = parseDay('2024-01-01')!;
const random = createRandom('flow');
const below = (n: number): number => Math.floor(random() * n);
const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
const date = (): string => formatDay(first + below(800));
const moment = (): string =>
  below(2) === 0
    ? date()
    : `${date()}T${String(below(24)).padStart(2, '0')}:${String(below(60)).padStart(2, '0')}:00Z`;
const amount = (): number | null => (below(12) === 0 ? null : (below(400_000_00) - 20_000_00) / 100);

/** Visits, transfers, reopenings, amounts and dates at random; now and then something is missing or contradicts the rest. */
function dealOf(i: number): Deal {
  const pipeline: Pipeline = pick(pipelines);
  const visits = Array.from({ length: below(6) }, () => {
    const place = below(6) === 0 ? pick(pipelines) : pipeline;
    return { stage: pick(place.stages).id, enteredAt: moment(), pipeline: place.id };
  }).sort((a, b) => (a.enteredAt < b.enteredAt ? -1 : 1));
  const changes = Array.from({ length: below(5) }, (): Change => {
    const isAmount = below(2) === 0;
    return isAmount
      ? { at: moment(), field: 'amount', from: amount(), to: amount() }
      : { at: moment(), field: 'expectedCloseAt', from: below(8) === 0 ? null : date(), to: date() };
  });
  const last = visits.at(-1);
  return {
    id: String(i),
    name: '',
    pipeline: last?.pipeline ?? pipeline.id,
    stage: below(20) === 0 ? pick(pipeline.stages).id : (last?.stage ?? pick(pipeline.stages).id),
    amount: amount(),
    currency: pick(['EUR', 'EUR', 'USD', 'JPY', 'KWD']),
    createdAt: below(20) === 0 ? null : below(20) === 0 ? moment() : (visits[0]?.enteredAt ?? moment()),
    closedAt: below(6) === 0 ? moment() : null,
    expectedCloseAt: below(10) === 0 ? null : date(),
    visits,
    changes,
  };
}

const SIGNS: Readonly<Record<FlowKind, number>> = {
  opening: 1,
  created: 1,
  reopened: 1,
  'transferred-in': 1,
  'pulled-in': 1,
  up: 1,
  down: -1,
  'pushed-out': -1,
  'transferred-out': -1,
  lost: -1,
  won: -1,
  closing: -1,
};

describe('the flow of 100,000 random histories', () => {
  it('has nothing unexplained, in count and to the cent, in any of them', () => {
    const deals = Array.from({ length: DEALS }, (_, i) => dealOf(i));
    const view = viewAt(dataOf(deals), { asOf: '2025-12-31', timeZone: 'Europe/Berlin' });
    const periods = [
      { from: first + 200, to: first + 290 },
      { from: first + 500, to: first + 800 },
    ];
    const present = periods[1]!;
    for (const scope of ['expected', 'open'] as const) {
      const contribute = contributor(view.frame, { flow: { periods, scope } });
      const seen = new Map<string, number>();
      for (const facts of view.facts()) {
        const cents = new Map<string, number>();
        const counts = new Map<string, number>();
        let closing = 0;
        let isTold = true;
        contribute(facts, (_table, _key, part) => {
          const row = part as FlowRow;
          seen.set(row.what, (seen.get(row.what) ?? 0) + 1);
          if (!(row.what in SIGNS)) {
            if (row.what !== 'no-expected-date') isTold = false;
            return;
          }
          const sign = SIGNS[row.what as FlowKind];
          const where = `${row.pipeline} ${row.from}`;
          cents.set(where, (cents.get(where) ?? 0) + sign * row.amount);
          if (row.what !== 'up' && row.what !== 'down')
            counts.set(where, (counts.get(where) ?? 0) + sign * row.n);
          if (row.what === 'closing' && row.from === present.from) closing += row.amount;
        });
        for (const rest of [...cents.values(), ...counts.values()])
          if (rest !== 0) expect.fail(facts.deal.id);
        const isIn =
          isTold &&
          facts.kind === 'open' &&
          (scope === 'open' || (facts.expected !== undefined && facts.expected < present.to));
        if (closing !== (isIn ? (facts.amount ?? 0) : 0)) expect.fail(`closing of ${facts.deal.id}`);
      }
      const bars = Object.keys(SIGNS).filter(
        (kind) => scope === 'expected' || (kind !== 'pulled-in' && kind !== 'pushed-out'),
      );
      for (const kind of bars) expect(seen.get(kind) ?? 0, kind).to.be.greaterThan(500);
    }
  }).timeout(60_000);
});

import { expect } from 'chai';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { asOfInstant, resolveAsOf } from '../../src/core/calendar/as-of.js';
import {
  dateOfDay,
  formatDay,
  monthKey,
  monthOf,
  monthsOf,
  monthStart,
  parseDay,
  weekdayOf,
  weekStartOf,
} from '../../src/core/calendar/days.js';
import {
  intervalOf,
  intervalsOf,
  intervalsWithin,
  periodNames,
  previousPeriod,
  resolvePeriod,
} from '../../src/core/calendar/period.js';
import { dayAt, dayOf, instantOf, startOfDay } from '../../src/core/calendar/when.js';
import { isTimeZone, offsetAt } from '../../src/core/calendar/zone.js';
import { PipelineError } from '../../src/core/errors.js';
import { dataOf } from './arbitraries.js';

const day = (text: string): number => {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
};

/** Daylight saving, half hours, quarter hours, a half-hour shift, a skipped day, a month-long break, no shift at all. */
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'America/St_Johns',
  'Asia/Tokyo',
  'UTC',
];

describe('plain days', () => {
  it('count from 1970', () => {
    expect(parseDay('1970-01-01')).to.equal(0);
    expect(parseDay('2000-03-01')).to.equal(11017);
    expect(parseDay('1969-12-31')).to.equal(-1);
    expect(formatDay(-719528)).to.equal('0000-01-01');
  });

  it('are those of Temporal, both ways', () => {
    fc.assert(
      fc.property(fc.integer({ min: day('0000-01-01'), max: day('9999-12-31') }), (n) => {
        const plain = Temporal.PlainDate.from('1970-01-01').add({ days: n });
        expect(dateOfDay(n)).to.deep.equal({ year: plain.year, month: plain.month, date: plain.day });
        expect(weekdayOf(n)).to.equal(plain.dayOfWeek % 7);
        expect(parseDay(formatDay(n))).to.equal(n);
        expect(monthOf(n)).to.equal(plain.year * 12 + plain.month - 1);
      }),
    );
  });

  for (const text of [
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '26-01-01',
    '2026/01/01',
    '',
    '2026-01-0x',
    ' 2026-01-1',
  ]) {
    it(`does not read ${JSON.stringify(text)}`, () => {
      expect(parseDay(text)).to.equal(undefined);
    });
  }

  it('lie in weeks that start on any day', () => {
    // 2026-03-01 is a Sunday.
    expect(formatDay(weekStartOf(day('2026-03-01')))).to.equal('2026-02-23');
    expect(formatDay(weekStartOf(day('2026-03-01'), 0))).to.equal('2026-03-01');
    expect(formatDay(weekStartOf(day('2026-03-01'), 6))).to.equal('2026-02-28');
  });

  it('make months', () => {
    expect(monthKey(monthOf(day('2026-03-31')))).to.equal('2026-03');
    expect(formatDay(monthStart(2026 * 12 + 11))).to.equal('2026-12-01');
    expect(monthsOf({ from: day('2026-01-01'), to: day('2026-04-01') })).to.deep.equal({
      from: 24312,
      to: 24315,
    });
    expect(monthsOf({ to: day('2026-04-01') })).to.deep.equal({ to: 24315 });
    expect(monthsOf({ from: day('2026-01-01'), to: day('2026-04-02') })).to.equal(undefined);
    expect(monthsOf({})).to.deep.equal({});
  });
});

describe('time zones', () => {
  it('are known by name', () => {
    expect(isTimeZone('Europe/Berlin')).to.equal(true);
    expect(isTimeZone('Europe/Atlantis')).to.equal(false);
    expect(isTimeZone('')).to.equal(false);
    expect(() => offsetAt(0, 'Europe/Atlantis')).to.throw(PipelineError, 'time-zone-unknown');
  });

  for (const zone of zones) {
    it(`${zone}: offsets, days and wall clocks are Temporal's`, () => {
      const instants = fc.integer({ min: Date.UTC(1971, 0), max: Date.UTC(2037, 0) });
      fc.assert(
        fc.property(instants, (at) => {
          const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
          expect(offsetAt(at, zone)).to.equal(zoned.offsetNanoseconds / 1e6);
          expect(formatDay(dayAt(at, zone))).to.equal(zoned.toPlainDate().toString());
          const local = Temporal.Instant.fromEpochMilliseconds(at)
            .toZonedDateTimeISO('UTC')
            .toPlainDateTime();
          const expected = local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
          expect(instantOf(local.toString(), zone)).to.equal(expected);
        }),
        { numRuns: 300 },
      );
    });

    it(`${zone}: to the millisecond around each change of the clock`, () => {
      let at = Temporal.Instant.from('2005-01-01T00:00Z').toZonedDateTimeISO(zone);
      for (let i = 0; i < 24; i++) {
        const next = at.getTimeZoneTransition('next');
        if (next === null || next.epochMilliseconds > Date.UTC(2035, 0)) break;
        at = next;
        for (const shift of [
          -1, 0, 1, -1_800_000, 1_800_000, -3_600_000, 3_599_999, -86_400_000, 86_400_000,
        ]) {
          const instant = at.epochMilliseconds + shift;
          const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
          expect(offsetAt(instant, zone), String(zoned)).to.equal(zoned.offsetNanoseconds / 1e6);
          // The wall clock before the change, read on both sides of it: what is skipped, and what comes twice.
          for (const offset of [
            at.subtract({ milliseconds: 1 }).offsetNanoseconds / 1e6,
            at.offsetNanoseconds / 1e6,
          ]) {
            const local = new Date(instant + offset).toISOString().slice(0, -1);
            const expected = Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
            expect(instantOf(local, zone), local).to.equal(expected);
          }
        }
      }
    });
  }

  it('answer for years that nobody means', () => {
    for (const text of [
      '0001-01-01T00:00:00Z',
      '1850-06-01T12:00:00Z',
      '9999-12-31T23:59:59Z',
      '0000-01-01T00:00:00Z',
    ]) {
      expect(dayOf(text, 'Europe/Berlin'), text).to.be.a('number');
    }
    expect(formatDay(dayOf('9999-12-31T22:59:59Z', 'Europe/Berlin') as number)).to.equal('9999-12-31');
  });
});

describe('moments', () => {
  it('in Berlin: a deal created at 23:30 belongs to that day, also when it is the next one in UTC', () => {
    expect(formatDay(dayOf('2026-03-01T23:30:00+01:00', 'Europe/Berlin') as number)).to.equal('2026-03-01');
    expect(formatDay(dayOf('2026-03-01T23:30:00Z', 'Europe/Berlin') as number)).to.equal('2026-03-02');
    expect(formatDay(dayOf('2026-03-01T23:30:00', 'Asia/Tokyo') as number)).to.equal('2026-03-01');
    expect(formatDay(dayOf('2026-03-01', 'Asia/Tokyo') as number)).to.equal('2026-03-01');
  });

  it('skip and repeat hours as Temporal does', () => {
    expect(instantOf('2026-03-29T02:30', 'Europe/Berlin')).to.equal(Date.UTC(2026, 2, 29, 1, 30));
    expect(instantOf('2026-10-25T02:30', 'Europe/Berlin')).to.equal(Date.UTC(2026, 9, 25, 0, 30));
    // Lord Howe puts the clock on by half an hour at two.
    expect(instantOf('2026-10-04T02:15', 'Australia/Lord_Howe')).to.equal(Date.UTC(2026, 9, 3, 15, 45));
    // Apia had no 30 December 2011.
    expect(instantOf('2011-12-30', 'Pacific/Apia')).to.equal(Date.UTC(2011, 11, 30, 10));
    expect(startOfDay(day('2011-12-31'), 'Pacific/Apia')).to.equal(Date.UTC(2011, 11, 30, 10));
    expect(instantOf('2026-01-01', 'Asia/Kathmandu')).to.equal(Date.UTC(2025, 11, 31, 18, 15));
  });

  it('are read in the forms that Temporal reads', () => {
    for (const text of [
      '2026-03-01T09:00Z',
      '2026-03-01T09:00:00Z',
      '2026-03-01 09:00:00z',
      '2026-03-01T09:00:00.5Z',
      '2026-03-01T09:00:00.123456+05:45',
      '2026-03-01T09:00:00,25-0330',
      '2026-03-01T09:00:00+02',
      '2016-12-31T23:59:60Z',
    ]) {
      const expected = Temporal.Instant.from(text).epochMilliseconds;
      expect(instantOf(text, 'UTC'), text).to.equal(expected);
    }
  });

  it('also come as Date and number', () => {
    expect(instantOf(new Date(5), 'UTC')).to.equal(5);
    expect(instantOf(5, 'UTC')).to.equal(5);
    expect(instantOf(NaN, 'UTC')).to.equal(undefined);
    expect(instantOf(new Date(NaN), 'UTC')).to.equal(undefined);
  });

  for (const text of [
    '',
    'soon',
    '2026-03-01T',
    '2026-03-01T9:00',
    '2026-03-01T24:00',
    '2026-03-01T09:60',
    '2026-03-01T09:00:61',
    '2026-03-01T09:00:00.',
    '2026-03-01T09:00:00ZZ',
    '2026-03-01T09:00+1',
    '2026-03-01T09:00+25:00',
    '2026-02-30T09:00',
    '2026-03-01X09:00',
    '01/02/2026',
    '2026-03-01T09:00+01:00[Europe/Berlin]',
  ]) {
    it(`are not read from ${JSON.stringify(text)}`, () => {
      expect(instantOf(text, 'UTC')).to.equal(undefined);
      expect(dayOf(text, 'UTC')).to.equal(undefined);
    });
  }

  it('never throw, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-0-9T:Z+. ]{8,25}$/)), (text) => {
        const at = instantOf(text, 'Europe/Berlin');
        expect(at === undefined || Number.isFinite(at)).to.equal(true);
      }),
    );
  });
});

describe('periods', () => {
  const at = (spec: string, fiscalYearStart = 1, asOf = '2026-02-10') => {
    const period = resolvePeriod(spec, { asOfDay: day(asOf), fiscalYearStart });
    return period && `${period.key}: ${formatDay(period.from)} to ${formatDay(period.to)}`;
  };

  it('by name', () => {
    expect(at('2026-Q1')).to.equal('2026-Q1: 2026-01-01 to 2026-04-01');
    expect(at('2026-q4')).to.equal('2026-Q4: 2026-10-01 to 2027-01-01');
    expect(at('2026-03')).to.equal('2026-03: 2026-03-01 to 2026-04-01');
    expect(at('2026')).to.equal('2026: 2026-01-01 to 2027-01-01');
    expect(at(' 2026-01-01/2026-04-01 ')).to.equal('2026-01-01/2026-04-01: 2026-01-01 to 2026-04-01');
  });

  it('relative to as-of', () => {
    expect(at('this-quarter')).to.equal('2026-Q1: 2026-01-01 to 2026-04-01');
    expect(at('last-quarter')).to.equal('2025-Q4: 2025-10-01 to 2026-01-01');
    expect(at('this-month')).to.equal('2026-02: 2026-02-01 to 2026-03-01');
    expect(at('last-month', 1, '2026-01-31')).to.equal('2025-12: 2025-12-01 to 2026-01-01');
    expect(at('this-year')).to.equal('2026: 2026-01-01 to 2027-01-01');
    expect(at('last-12-months')).to.equal('2025-03-01/2026-03-01: 2025-03-01 to 2026-03-01');
  });

  it('in fiscal years, named by the year they start in', () => {
    expect(at('2026', 4)).to.equal('2026: 2026-04-01 to 2027-04-01');
    expect(at('2026-Q4', 4)).to.equal('2026-Q4: 2027-01-01 to 2027-04-01');
    expect(at('this-quarter', 4)).to.equal('2025-Q4: 2026-01-01 to 2026-04-01');
    expect(at('this-year', 3)).to.equal('2025: 2025-03-01 to 2026-03-01');
    expect(at('this-quarter', 12)).to.equal('2025-Q1: 2025-12-01 to 2026-03-01');
    expect(at('this-quarter', 2)).to.equal('2026-Q1: 2026-02-01 to 2026-05-01');
  });

  for (const spec of [
    '',
    '2026-Q5',
    '2026-13',
    '26',
    'next-quarter',
    '2026-01-01',
    '2026-04-01/2026-01-01',
    '2026-01-01/2026-01-01',
    '2026-01-01/2026-02-01/2026-03-01',
    'constructor',
    '2026-02-30/2026-03-30',
  ]) {
    it(`does not read ${JSON.stringify(spec)}`, () => {
      expect(at(spec)).to.equal(undefined);
    });
  }

  it('offers only names that it reads', () => {
    for (const name of periodNames()) expect(at(name), name).to.be.a('string');
  });

  it('every quarter contains its day and is one of four of its year, whatever month the year starts in', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40_000 }),
        fc.integer({ min: 1, max: 12 }),
        (n, fiscalYearStart) => {
          const quarter = intervalOf(n, 'quarter', { fiscalYearStart });
          expect(quarter.from <= n && n < quarter.to).to.equal(true);
          expect((monthOf(quarter.from) - (fiscalYearStart - 1)) % 3).to.equal(0);
          expect(resolvePeriod(quarter.key, { asOfDay: 0, fiscalYearStart })).to.deep.equal(quarter);
          const year = resolvePeriod(quarter.key.slice(0, 4), { asOfDay: 0, fiscalYearStart });
          expect(year && year.from <= quarter.from && quarter.to <= year.to).to.equal(true);
        },
      ),
    );
  });

  it('series of intervals touch, and cover the window', () => {
    const keys = (interval: 'week' | 'month' | 'quarter', weekStart?: number) =>
      intervalsOf(day('2026-01-15'), day('2026-02-03'), interval, { weekStart }).map(({ key }) => key);
    expect(keys('month')).to.deep.equal(['2026-01', '2026-02']);
    expect(keys('quarter')).to.deep.equal(['2026-Q1']);
    expect(keys('week')).to.deep.equal(['2026-01-12', '2026-01-19', '2026-01-26', '2026-02-02']);
    expect(keys('week', 0)).to.deep.equal(['2026-01-11', '2026-01-18', '2026-01-25', '2026-02-01']);
    expect(intervalsOf(5, 5, 'month')).to.deep.equal([]);
  });

  it('intervals within a window are cut to it', () => {
    const [from, to] = [day('2026-01-15'), day('2026-03-10')];
    const cut = intervalsWithin(from, to, 'month');
    expect(cut.map((one) => [one.key, formatDay(one.from), formatDay(one.to)])).to.deep.equal([
      ['2026-01', '2026-01-15', '2026-02-01'],
      ['2026-02', '2026-02-01', '2026-03-01'],
      ['2026-03', '2026-03-01', '2026-03-10'],
    ]);
  });

  it('a period is compared with the one before it', () => {
    const before = (name: string, fiscalYearStart?: number) => {
      const own = resolvePeriod(name, { asOfDay: day('2026-05-05'), fiscalYearStart });
      return previousPeriod(own!, { fiscalYearStart }).key;
    };
    expect(before('2026-03')).to.equal('2026-02');
    expect(before('2026-Q1')).to.equal('2025-Q4');
    expect(before('2026-Q1', 4)).to.equal('2025-Q4');
    expect(before('2026')).to.equal('2025');
    expect(before('2026-01-01/2026-01-11')).to.equal('2025-12-22/2026-01-01');
  });
});

describe('as-of', () => {
  const zone = 'Europe/Berlin';
  const now = Date.UTC(2026, 10, 24, 12);
  const deal = (createdAt: string, more = {}) => ({
    id: createdAt,
    name: '',
    pipeline: 'b2b',
    stage: 'new',
    createdAt,
    visits: [],
    ...more,
  });
  const provenance = { system: 'test', history: 'none' as const, complete: true };

  it('a date is the end of that day, also on the day the clock changes', () => {
    expect(asOfInstant('2026-03-29', zone)).to.equal(Date.UTC(2026, 2, 29, 22));
    expect(asOfInstant('2026-03-29T12:00', zone)).to.equal(Date.UTC(2026, 2, 29, 10));
    expect(asOfInstant('yesterday', zone)).to.equal(undefined);
  });

  it('before what data without history is from, where deals stood is not known', () => {
    const deals = [deal('2026-11-10')];
    const of = (setting: string, history: 'none' | 'entered', more = {}) =>
      resolveAsOf(dataOf(deals, { provenance: { ...provenance, history, ...more } }), setting, now, zone)
        .pastUnknown;
    expect(of('2026-10-31', 'none')).to.equal(true);
    expect(of('2026-10-31', 'entered')).to.equal(undefined);
    // The file's own day, not the clock's, is its present.
    expect(of('2026-10-31', 'none', { fetchedAt: '2026-10-20' })).to.equal(undefined);
    expect(of('2026-10-19', 'none', { fetchedAt: '2026-10-20' })).to.equal(true);
    expect(of('2026-12-31', 'none')).to.equal(undefined);
    expect(resolveAsOf(dataOf(deals, { provenance }), undefined, now, zone).pastUnknown).to.equal(undefined);
  });

  it('is the setting', () => {
    const asOf = resolveAsOf(dataOf([]), '2017-12-31', now, zone);
    expect(asOf).to.deep.equal({
      at: Date.UTC(2017, 11, 31, 23),
      day: day('2017-12-31'),
      source: 'set',
      defaulted: false,
    });
  });

  it('else when the data was fetched', () => {
    const fetched = { provenance: { ...provenance, fetchedAt: '2026-01-05T09:00:00Z' } };
    const expected = {
      at: Date.UTC(2026, 0, 5, 9),
      day: day('2026-01-05'),
      source: 'fetched',
      defaulted: true,
    };
    expect(resolveAsOf(dataOf([deal('2025-12-20')], fetched), undefined, now, zone)).to.deep.equal(expected);
    expect(resolveAsOf(dataOf([], fetched), undefined, now, zone)).to.deep.equal(expected);
  });

  it('else the end of the newest event’s day, where an old export was put on a server later', () => {
    const data = dataOf([deal('2020-01-01'), deal('2026-03-01')], {
      provenance: { ...provenance, fetchedAt: '2026-01-05T09:00:00Z' },
    });
    expect(resolveAsOf(data, undefined, now, zone)).to.deep.equal({
      at: Date.UTC(2020, 0, 1, 23),
      day: day('2020-01-01'),
      source: 'newest-event',
      defaulted: true,
    });
  });

  it('else now, as long as something happened in the last 30 days', () => {
    const asOf = resolveAsOf(dataOf([deal('2026-10-26')]), '', now, zone);
    expect(asOf).to.deep.equal({ at: now, day: day('2026-11-24'), source: 'now', defaulted: true });
    expect(resolveAsOf(dataOf([]), null, now, zone).source).to.equal('now');
  });

  it('else the end of the day of the newest event; dates in the future are no events', () => {
    const old = [
      deal('2017-10-01', { closedAt: '2017-12-31', expectedCloseAt: '2018-05-01' }),
      deal('2017-11-01', { visits: [{ stage: 'new', enteredAt: '2099-01-01' }] }),
    ];
    expect(resolveAsOf(dataOf(old), undefined, now, zone)).to.deep.equal({
      at: Date.UTC(2017, 11, 31, 23),
      day: day('2017-12-31'),
      source: 'newest-event',
      defaulted: true,
    });
  });

  it('says that a setting can not be used, and goes on without it', () => {
    expect(resolveAsOf(dataOf([]), 'soon', now, zone)).to.include({ source: 'now', invalid: true });
  });
});

import type { Formatter } from '../../locales/format.js';
import type { OutcomeMessages } from '../../locales/messages/outcomes.js';
import type { Said } from '../../locales/say.js';
import type { Room, TipRow } from '../shared/frame.js';
import type { LegendKey } from '../shared/legend.js';
import type { Ahead, Column, FanMark, KeyOf } from './ahead.js';
import type { Fan, FanRow } from './fan.js';
import { figureFocus } from './model.js';
import type { ForecastLine, ForecastModel, ForecastWords } from './model.js';
import { startOf } from './plan.js';
import type { BandKey, FanLines } from './plan.js';
import { planParts } from './plan-split.js';
import { chanceText, medianOutside, rangeOf } from './strip.js';
import { swatch } from './swatch.js';

export { outcomes as english } from '../../locales/en/outcomes.js';
export { fanOf } from './fan.js';

/**
 * A forecast laid over the intervals: in words, in the table, on the lines. It loads once the first figures are shown,
 * which do not wait for it.
 */
export class ForecastFan implements Ahead {
  readonly #words: OutcomeMessages;

  constructor(
    readonly fan: Fan,
    words: OutcomeMessages,
  ) {
    this.#words = words;
  }

  get badges(): readonly string[] {
    return this.fan.reasons.length > 0 ? [this.#words.provisional] : [];
  }

  takeaway(model: ForecastModel): Said {
    const { total } = this.fan;
    const { short } = model;
    const { goal, period } = figureFocus(model);
    const gap = goal === null ? undefined : total.mean - goal;
    const range = rangeOf(total, short);
    return this.#words.takeaway({
      period,
      mean: short(total.mean),
      ...(range && { range }),
      ...(total.booked > 0 && { won: short(total.booked) }),
      ...(goal !== null && { goal: short(goal) }),
      ...(gap !== undefined && { gap: { amount: short(Math.abs(gap)), isShort: gap < 0 } }),
      met: goal !== null && goal > 0 && total.booked >= goal,
    });
  }

  notes({ short, range: { interval } }: ForecastModel, format: Formatter): readonly string[] {
    const { notes, error } = this.#words;
    const { past, hasRange, reasons, leftOut } = this.fan;
    return [
      ...(past ? [error({ ...past, interval, off: format.percent(past.off) }, format)] : []),
      ...(hasRange ? [] : [notes.noRange]),
      ...reasons
        .filter((reason) => hasRange || reason !== 'no-replay')
        .map((reason) => notes.provisional[reason]),
      notes.definition,
      ...leftOut.map(({ code, n, amount, used }) =>
        notes.leftOut(
          {
            code,
            n,
            ...(amount !== undefined && { amount: short(amount) }),
            ...(used !== undefined && { used: short(used) }),
          },
          format,
        ),
      ),
    ];
  }

  mark(model: ForecastModel, words: ForecastWords, line: ForecastLine): FanMark | undefined {
    const own = this.fan.rows.get(line.row.key);
    if (!own || own.isOver) return undefined;
    return { label: this.#label(model, own, line), rows: () => this.#tip(model, words, own) };
  }

  #label({ short, range: { mode } }: ForecastModel, own: FanRow, { name, row }: ForecastLine): string {
    const range = rangeOf(own, short);
    const aim = mode === 'cumulative' ? row.upTo.goal : row.goal;
    return this.#words.mark({
      mode,
      interval: name,
      mean: short(own.mean),
      ...(range && { range }),
      ...(row.phase === 'current' && own.booked > 0 && { won: short(own.booked) }),
      ...(aim !== null && { goal: short(aim) }),
    });
  }

  #tip(model: ForecastModel, words: ForecastWords, own: FanRow): readonly TipRow[] {
    const { rough, short } = model;
    const { columns } = this.#words;
    const { mean, range, open, fresh, chance } = own;
    const outside = medianOutside(own);
    const isCumulative = model.range.mode === 'cumulative';
    const between = (part: readonly [number, number]): string => `${short(part[0])} – ${short(part[1])}`;
    const share = (level: number): string => words.format.percent(level);
    return [
      {
        label: isCumulative ? columns.meanUpTo : columns.mean,
        value: rough(mean),
        strong: true,
        ...(isCumulative && { swatch: swatch('forecast') }),
      },
      ...(range
        ? [
            { label: share(0.8), value: between(range.most), swatch: swatch('most') },
            { label: share(0.5), value: between(range.half), swatch: swatch('half') },
          ]
        : []),
      ...(outside === undefined ? [] : [{ label: columns.median, value: short(outside) }]),
      { label: columns.openDeals, value: rough(open), swatch: swatch('open') },
      { label: columns.fresh, value: rough(fresh), swatch: swatch('fresh') },
      ...(chance ? [{ label: columns.chance, value: chanceText(chance, words) }] : []),
    ];
  }

  columns(
    { range: { mode }, rough }: ForecastModel,
    words: ForecastWords,
  ): { readonly figures: readonly Column[]; readonly chance: readonly Column[] } {
    const { rows, hasRange } = this.fan;
    const { columns } = this.#words;
    const of =
      (figure: (row: FanRow) => number | undefined) =>
      ({ row }: ForecastLine): number | null => {
        const own = rows.get(row.key);
        return (own && figure(own)) ?? null;
      };
    const most = { share: words.format.percent(0.8) };
    const half = { share: words.format.percent(0.5) };
    const chances = [...rows.values()].flatMap(({ chance }) => (chance ? [chance] : []));
    return {
      figures: [
        ['from-open', columns.openDeals, of(({ open }) => open), rough],
        ['fresh', columns.fresh, of(({ fresh }) => fresh), rough],
        ['forecast', mode === 'cumulative' ? columns.meanUpTo : columns.mean, of(({ mean }) => mean), rough],
        ...(hasRange
          ? ([
              ['low-80', columns.low(most), of(({ range }) => range?.most[0]), rough],
              ['low-50', columns.low(half), of(({ range }) => range?.half[0]), rough],
              ['high-50', columns.high(half), of(({ range }) => range?.half[1]), rough],
              ['high-80', columns.high(most), of(({ range }) => range?.most[1]), rough],
            ] as const)
          : []),
      ],
      chance:
        chances.length === 0
          ? []
          : [
              [
                'chance',
                columns.chance,
                of(({ chance }) => chance?.share),
                (share) => {
                  const found = chances.find((chance) => chance.share === share);
                  return found ? chanceText(found, words) : words.frame.none;
                },
              ],
            ],
    };
  }

  keys(isCumulative: boolean, room: Room, format: Formatter, key: KeyOf): readonly LegendKey[] {
    const { legend } = this.#words;
    const most = legend.most({ share: format.percent(0.8) });
    const { hasRange } = this.fan;
    return isCumulative
      ? [
          key('forecast', legend.forecast),
          ...(hasRange ? [key('half', legend.half({ share: format.percent(0.5) })), key('most', most)] : []),
        ]
      : [
          key('open', legend.open),
          key('fresh', legend.fresh),
          ...(hasRange && room !== 'list' ? [key('whisker', most)] : []),
        ];
  }

  lines(model: ForecastModel, format: Formatter): FanLines {
    const { outlook } = model;
    const { rows, total } = this.fan;
    const { ends, split } = this.#words;
    const known = outlook.rows.flatMap((row) => {
      const own = rows.get(row.key);
      return own ? [{ key: row.key, day: row.interval.to, own }] : [];
    });
    // A sum of periods to come has no range of its own: the fan ends where ranges do.
    const end = known.findIndex(({ own }) => !own.range);
    const ranged = end < 0 ? known : known.slice(0, end);
    const foot = known[0]?.own.booked ?? outlook.won.amount ?? 0;
    const root = startOf(model);
    const bandOf = (key: BandKey): FanLines['bands'][number] => ({
      key,
      spots: [
        { day: root, low: foot, high: foot },
        ...ranged.flatMap(({ day, own: { range } }) => {
          const [low, high] = range?.[key] ?? [];
          return low === undefined || high === undefined ? [] : [{ day, low, high }];
        }),
      ],
    });
    const bands = [bandOf('most'), bandOf('half')];
    const edge = ranged.length > 0 ? bands[0]?.spots.at(-1) : undefined;
    const share = format.percent(0.8);
    return {
      spots: [{ day: root, value: foot }, ...known.map(({ day, own }) => ({ day, value: own.mean }))],
      bands,
      ends: [
        ['forecast', known.at(-1)?.own.mean ?? foot, ends.forecast],
        ...(edge
          ? ([
              ['high', edge.high, ends.high({ share })],
              ['low', edge.low, ends.low({ share })],
            ] as const)
          : []),
      ],
      mean: total.mean,
      means: new Map(known.map(({ key, own }) => [key, own.mean])),
      split: (room) => planParts(model, split, this.fan, room),
    };
  }
}

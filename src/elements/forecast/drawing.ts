import { html, nothing } from 'lit';
import { layOutThin } from '../../charts/forecast-bars.js';
import type { ThinShape } from '../../charts/forecast-bars.js';
import { measureFor } from '../../context/memo.js';
import { measureOutlook, outlookTables } from '../../core/measures/outlook.js';
import type { LeftOut } from '../../core/measures/types.js';
import type { PipelineSummary } from '../../core/summary/types.js';
import type { CsvValue } from '../../data/write-csv.js';
import type { Said } from '../../locales/say.js';
import type { EmptyState, Mark, PlotPicture, Room, TableModel, TipRow } from '../shared/frame.js';
import { renderKeys } from '../shared/legend.js';
import type { LegendKey, LegendSwitch } from '../shared/legend.js';
import type { Fan, FanRow } from './fan.js';
import { chanceText, fanMark, fanNotes, fanStrip, fanTakeaway } from './fan-words.js';
import { describeForecast, figureFocus, figuresOf, spanOf, stripOf } from './model.js';
import type { ForecastLine, ForecastModel, ForecastWords, StripItem } from './model.js';
import { barsOf, planBars } from './plan-bars.js';
import { planLines } from './plan-lines.js';
import type { Place, Plan } from './plan.js';
import { renderList, renderPlan, renderRows, renderStrip, renderWays, swatch, THIN } from './plot.js';
import type { MarkOf, Progress, SeriesKey } from './plot.js';
import { rangeOf } from './range.js';
import type { Measured, RangeWishes } from './range.js';
import { waysOf } from './ways.js';
import type { Categories } from './ways.js';

export { drawingStyles } from './drawing.styles.js';
export { forecast as english } from '../../locales/en/forecast.js';
export { fanOf } from './fan.js';
export { canForecast, focusOf, holdsDeals, taskOf } from './task.js';
export { categoriesOf } from './ways.js';
export { outlookTables };

/** What is known of the forecast, where there is to be one. */
export interface Outcome {
  /** Weighted pipeline and no forecast: asked for, or all that the data can give. */
  readonly isWeighted: boolean;
  /** There was to be one, but the data has no past to learn from. */
  readonly needsHistory?: boolean;
  readonly fan?: Fan;
  /** It is that of the data before the last change. */
  readonly isStale?: boolean;
  /** Why there is none. */
  readonly problem?: string;
  readonly categories?: Categories;
}
export const WEIGHTED: Outcome = { isWeighted: true };
export const WITHOUT_HISTORY: Outcome = { isWeighted: true, needsHistory: true };

/**
 * One measured outlook in words, and how it is drawn: marks, table, notes, sentence, plot. Loaded while the data is on
 * its way. Immutable but for its plan, which is made once a place.
 */
export class ForecastDrawing {
  readonly model: ForecastModel;
  readonly marks: readonly Mark[];
  readonly #words: ForecastWords;
  #takeaway?: Said;
  #place?: Place;
  #plan?: Plan;
  #thin: readonly ThinShape[] = [];

  readonly #measured: Measured;

  readonly #outcome: Outcome;

  constructor(measured: Measured, words: ForecastWords, outcome: Outcome = WEIGHTED) {
    this.#measured = measured;
    this.#outcome = outcome;
    this.model = describeForecast(measured, words, !outcome.isWeighted);
    this.#words = words;
    this.marks = this.model.lines.map((line) => this.#markOf(line));
  }

  /** Whether it still says what these would make it say. */
  isOf({ outlook }: Measured, words: ForecastWords, outcome: Outcome): boolean {
    return outlook === this.model.outlook && isSame(words, this.#words) && isSame(outcome, this.#outcome);
  }

  get #fan(): Fan | undefined {
    return this.#outcome.fan;
  }

  /** A forecast is on its way. */
  get #isAwaited(): boolean {
    const { isWeighted, fan, problem } = this.#outcome;
    return !isWeighted && !fan && problem === undefined;
  }

  get badges(): readonly string[] {
    const { own } = this.#words;
    const { fan, isStale } = this.#outcome;
    return [
      ...(fan && fan.reasons.length > 0 ? [own.fan.provisional] : []),
      ...(isStale ? [own.fan.updating] : []),
    ];
  }

  /** undefined: the widget's usual one. */
  get heading(): string | undefined {
    return this.isForecast ? undefined : this.#words.own.fan.weightedHeading;
  }

  /** Whether heading and subtitle speak of a forecast. */
  get isForecast(): boolean {
    return !this.#outcome.isWeighted;
  }

  get #isCumulative(): boolean {
    return this.model.range.mode === 'cumulative';
  }

  get emptyState(): EmptyState | undefined {
    const { outlook } = this.model;
    const { won, open, goal, currency, needs } = outlook;
    // Deals that the view holds at all.
    if (this.#measured.deals === 0) return 'empty';
    if (currency === null) return 'needs-rates';
    // What is to come may all be of deals that are not yet created.
    if (this.isForecast) return undefined;
    if (won.n === 0 && open.n > 0 && needs.includes('probabilities')) return 'needs-probabilities';
    return won.n + open.n === 0 && goal === null && this.model.previous === undefined ? 'empty' : undefined;
  }

  get leftOut(): readonly LeftOut[] {
    return this.model.outlook.leftOut.filter(
      ({ code }) => code !== 'no-probability' || !this.#needsProbabilities,
    );
  }

  get notes(): readonly string[] {
    const { own, format } = this.#words;
    const { outlook, lines, range, period, phase, short } = this.model;
    const { notes } = own;
    const current = lines.find(({ row }) => row.phase === 'current');
    const overdue = current?.row.open.overdue;
    const weighted = overdue?.weighted?.amount;
    const { needsHistory, problem } = this.#outcome;
    const fan = this.#fan;
    return [
      ...(fan ? fanNotes(this.model, this.#words, fan) : []),
      ...(problem === undefined ? [] : [own.fan.failed({ reason: problem })]),
      ...(needsHistory ? [own.fan.notes.needsHistory] : []),
      ...(overdue && overdue.n > 0 && !fan
        ? [
            notes.overdue(
              {
                n: overdue.n,
                interval: current.name,
                ...(weighted === null || weighted === undefined ? {} : { weighted: short(weighted) }),
              },
              format,
            ),
          ]
        : []),
      ...(outlook.goalsMissing && this.#isCumulative ? [notes.goalsMissing({ period })] : []),
      ...(range.isCut ? [notes.beyond({ intervals: lines.length }, format)] : []),
      ...(phase === 'past' || fan
        ? []
        : [this.#needsProbabilities ? notes.needsProbabilities : notes.definition]),
    ];
  }

  get takeaway(): Said {
    return (this.#takeaway ??= this.#sentence());
  }

  #sentence(): Said {
    const { own, format } = this.#words;
    const { model } = this;
    const fan = this.#fan;
    if (fan) return fanTakeaway(model, this.#words, fan);
    if (this.#isAwaited) {
      const { period, won, weighted } = figuresOf(model, this.#words);
      return own.fan.awaited({ period, ...(won && { won }), ...(weighted && { weighted }) });
    }
    return own.takeaway({
      ...figuresOf(model, this.#words),
      asOf: format.date(model.asOfDay, 'short'),
    });
  }

  /** Its rows are made when they are looked at, since few readers do. */
  table(caption: string): TableModel {
    const { own, frame, format } = this.#words;
    const { lines, full, rough, range } = this.model;
    const { columns } = own;
    /** Key, head, figure, how it is written; without one the figure is a text. */
    type Column = readonly [
      string,
      string,
      (line: ForecastLine) => CsvValue,
      ((figure: number | null) => string)?,
    ];
    const number = (figure: number | null): string => (figure === null ? frame.none : format.number(figure));
    const common: readonly Column[] = [
      ['interval', columns.interval[range.interval], ({ name }) => name],
      ['won-deals', columns.wonDeals, ({ row }) => row.booked.n, number],
      ['won', columns.won, ({ row }) => row.booked.value, full],
    ];
    const fan = this.#fan;
    const ofFan =
      (of: (row: FanRow) => number | undefined) =>
      ({ row }: ForecastLine): number | null => {
        const own = fan?.rows.get(row.key);
        return (own && of(own)) ?? null;
      };
    const most = format.percent(0.8);
    const half = format.percent(0.5);
    const forecast: readonly Column[] = fan
      ? [
          ['from-open', own.fan.columns.openDeals, ofFan(({ open }) => open), rough],
          ['fresh', own.fan.columns.fresh, ofFan(({ fresh }) => fresh), rough],
          [
            'forecast',
            this.#isCumulative ? own.fan.columns.meanUpTo : own.fan.columns.mean,
            ofFan(({ mean }) => mean),
            rough,
          ],
          ...(fan.hasRange
            ? ([
                ['low-80', own.fan.columns.low({ share: most }), ofFan(({ range }) => range?.most[0]), rough],
                ['low-50', own.fan.columns.low({ share: half }), ofFan(({ range }) => range?.half[0]), rough],
                [
                  'high-50',
                  own.fan.columns.high({ share: half }),
                  ofFan(({ range }) => range?.half[1]),
                  rough,
                ],
                [
                  'high-80',
                  own.fan.columns.high({ share: most }),
                  ofFan(({ range }) => range?.most[1]),
                  rough,
                ],
              ] as const)
            : []),
        ]
      : [];
    const chance: readonly Column[] =
      fan && [...fan.rows.values()].some((row) => row.chance)
        ? [
            [
              'chance',
              own.fan.columns.chance,
              ofFan((row) => row.chance?.share),
              (share) => {
                const found = [...fan.rows.values()].find((row) => row.chance?.share === share)?.chance;
                return found ? chanceText(found, this.#words) : frame.none;
              },
            ],
          ]
        : [];
    const open: readonly Column[] = [
      ['open-deals', columns.openDeals, ({ row }) => row.open.n, number],
      ['open', columns.open, ({ row }) => row.open.sum.amount, full],
      ['overdue', columns.overdue, ({ row }) => row.open.overdue.n, number],
      ['weighted', columns.weighted, ({ row }) => row.weighted, rough],
    ];
    const all: readonly Column[] = this.#isCumulative
      ? [
          ...common,
          ['won-up-to', columns.wonUpTo, ({ row }) => row.upTo.won, full],
          ...forecast,
          ...open,
          ['expected-up-to', columns.expectedUpTo, ({ row }) => row.upTo.expected, rough],
          ['goal-up-to', columns.goalUpTo, ({ row }) => row.upTo.goal, full],
          ...chance,
        ]
      : [
          ...common,
          ...forecast,
          ...open,
          ['goal', columns.goal, ({ row }) => row.goal, full],
          [
            'of-goal',
            columns.ofGoal,
            ({ row }) => this.#attainmentOf(row),
            (share) => (share === null ? frame.none : format.percent(share)),
          ],
          ...chance,
        ];
    return {
      caption,
      columns: all.map(([key, label, , write], at) => ({
        key,
        label,
        numeric: at > 0,
        ...(write &&
          (write === full || write === rough) && { unit: this.model.outlook.currency ?? undefined }),
      })),
      values: () => lines.map((line) => all.map(([, , figure]) => figure(line))),
      get rows() {
        return lines.map((line) => ({
          key: line.row.key,
          cells: all.map(([, , figure, write]) => {
            const value = figure(line);
            return write && typeof value !== 'string' ? write(value as number | null) : String(value);
          }),
        }));
      },
    };
  }

  /** Keys of the series, which can be switched off where there is a picture of them. */
  legend(room: Room, setting: LegendSwitch): unknown {
    if (room === 'figure' || (room === 'list' && this.#isCumulative)) return nothing;
    return renderKeys(this.#keys(room), setting);
  }

  #keys(room: Room): readonly LegendKey[] {
    const { own } = this.#words;
    const { outlook, previous, phase } = this.model;
    const { legend } = own;
    const hasOpen = phase !== 'past' && !this.#needsProbabilities;
    const hasGoal = this.#isCumulative
      ? outlook.goals !== null
      : outlook.rows.some(({ goal }) => goal !== null);
    const key = (series: SeriesKey, text: string): LegendKey => ({
      swatch: swatch(series),
      text,
      // A list draws all of a row in one bar.
      ...(room !== 'list' && { series }),
    });
    const fan = this.#fan;
    const bands = fan?.hasRange
      ? [
          key('half', own.fan.legend.half({ share: this.#words.format.percent(0.5) })),
          key('most', own.fan.legend.most({ share: this.#words.format.percent(0.8) })),
        ]
      : [];
    return this.#isCumulative
      ? [
          ...(phase === 'future' ? [] : [key('won', legend.won)]),
          ...(fan ? [key('forecast', own.fan.legend.forecast), ...bands] : []),
          ...(hasOpen && !fan ? [key('weighted', legend.weighted)] : []),
          ...(previous && outlook.previous
            ? [key('previous', own.span(spanOf(outlook.previous.window, this.#words)))]
            : []),
          ...(hasGoal ? [key('goal', legend.goal)] : []),
        ]
      : [
          key('booked', legend.won),
          ...(fan
            ? [
                key('open', own.fan.legend.open),
                key('fresh', own.fan.legend.fresh),
                ...(fan.hasRange && room !== 'list'
                  ? [key('whisker', own.fan.legend.most({ share: this.#words.format.percent(0.8) }))]
                  : []),
              ]
            : []),
          ...(hasOpen && !fan ? [key('open', legend.weighted)] : []),
          ...(fan || phase === 'past' || room === 'list' ? [] : [key('spot', legend.open)]),
          ...(hasGoal ? [key('goal', legend.goal)] : []),
        ];
  }

  /** The widest form, whatever room there is here. */
  picture(width: number, isRtl: boolean, off: ReadonlySet<string>): PlotPicture {
    const own = new ForecastDrawing(this.#measured, this.#words, this.#outcome);
    own.place({ room: 'full', width, isRtl });
    return {
      kind: 'drawn',
      template: own.#plan && renderPlan(own.#plan, this.#words.own, () => ({ label: '', tabStop: -1 }), off),
      figures: this.#strip,
      legend: this.#keys('full').filter(({ series }) => series === undefined || !off.has(series)),
    };
  }

  /** Figures above the chart. */
  get #strip(): readonly StripItem[] {
    const { model } = this;
    const isForecast = this.#fan !== undefined || this.#isAwaited;
    const known = this.#isCumulative ? stripOf(model, this.#words) : [];
    return isForecast ? fanStrip(model, this.#words, this.#fan, known) : known;
  }

  /** Geometry is made here, before drawing; the same place draws the same plan. */
  place(place: Place): void {
    if (place.width <= 0 || (this.#place && isSame(place, this.#place))) return;
    this.#place = place;
    const { room, width, isRtl } = place;
    const { own, format, isToday } = this.#words;
    this.#plan = undefined;
    if (room === 'figure') return;
    if (this.#isCumulative) {
      const today = isToday ? own.today : own.asOf({ day: format.date(this.model.asOfDay, 'short') });
      this.#plan = planLines(this.model, own, format, place, today, {
        fan: this.#fan,
        isAwaited: this.#isAwaited,
      });
    } else if (room === 'list') {
      this.#thin = layOutThin(barsOf(this.model, this.#fan), { width, height: THIN, isMirrored: isRtl });
    } else this.#plan = planBars(this.model, own, format, place, this.#fan);
  }

  /**
   * @param off series that are not drawn
   * @param share how much of the forecast is worked out
   */
  render(markOf: MarkOf, off: ReadonlySet<string>, share = 0): unknown {
    if (!this.#place) return nothing;
    const { room, width } = this.#place;
    const { own, format } = this.#words;
    if (room === 'figure') return this.#renderFigure();
    const isList = room === 'list';
    const strip = this.#strip;
    const progress: Progress | undefined = this.#isAwaited
      ? { share, text: own.fan.working({ share: format.percent(share) }) }
      : undefined;
    const ways =
      this.#fan || this.#isAwaited
        ? renderWays(
            waysOf(this.model, this.#words, this.#fan, this.#outcome.categories),
            own,
            this.#isCumulative ? undefined : progress,
          )
        : nothing;
    if (!this.#plan) {
      return html`${strip.length > 0 ? this.#renderFigure() : nothing}${renderList(
        this.#rows(),
        width,
        own,
        markOf,
      )}${ways}`;
    }
    const plan = renderPlan(this.#plan, own, markOf, off, progress);
    const chart = this.#outcome.isStale ? html`<div class="stale">${plan}</div>` : plan;
    const above = isList ? this.#renderFigure() : strip.length > 0 ? renderStrip(strip) : nothing;
    return html`${above}${chart}${isList ? renderRows(strip.slice(1)) : nothing}${ways}`;
  }

  get #needsProbabilities(): boolean {
    return this.model.outlook.needs.includes('probabilities');
  }

  /** One number: what was won; of a window to come what is expected. */
  #renderFigure(): unknown {
    const { own, frame, format } = this.#words;
    const fan = this.#fan;
    const focus = figureFocus(this.model);
    if (fan) {
      const { short } = this.model;
      const { mean, range } = fan.total;
      const share = format.percent(0.8);
      const base = range
        ? own.fan.between({ share, low: short(range.most[0]), high: short(range.most[1]) })
        : own.fan.strip.noRange;
      return html`<p class="figure">
        <b>${short(mean)}</b>
        <span class="small muted">${own.fan.strip.forecast} ${focus.period}. ${base}</span>
      </p>`;
    }
    const figures = figuresOf(this.model, this.#words);
    const isAhead = figures.phase === 'future';
    return html`<p class="figure">
      <b>${(isAhead ? figures.weighted : figures.won) ?? frame.none}</b>
      <span class="small muted">${own.figure({ ...figures, isAhead })}</span>
    </p>`;
  }

  #rows() {
    const { own, format } = this.#words;
    const { lines, short, rough } = this.model;
    return lines.map(({ row, name }, at) => ({
      key: row.key,
      name,
      figure: this.#fan?.rows.has(row.key)
        ? rough(this.#fan.rows.get(row.key)?.mean ?? null)
        : row.phase === 'future'
          ? ''
          : rough(row.booked.value),
      base: this.#fan?.rows.has(row.key)
        ? own.fan.strip.forecast
        : row.open.n > 0
          ? own.weightedOf({ amount: rough(row.weighted) })
          : own.deals({ n: row.booked.n }, format),
      ofGoal:
        row.goal === null
          ? ''
          : own.ofGoal({
              share: row.phase === 'future' ? undefined : this.#shareOf(row),
              goal: short(row.goal),
            }),
      bar: this.#thin[at] as ThinShape,
    }));
  }

  #shareOf(row: ForecastLine['row']): string | undefined {
    const share = this.#attainmentOf(row);
    return share === null ? undefined : this.#words.format.percent(share);
  }

  #attainmentOf({ booked, goal }: ForecastLine['row']): number | null {
    const { value } = booked;
    return goal !== null && goal > 0 && value !== null ? value / goal : null;
  }

  #markOf(line: ForecastLine): Mark {
    const { row, name } = line;
    const { own, format } = this.#words;
    const { model } = this;
    const { short, full, rough } = model;
    const { columns } = own;
    const isCumulative = this.#isCumulative;
    const { booked, open, weighted, upTo, phase } = row;
    const goal = isCumulative ? upTo.goal : row.goal;
    const won = isCumulative ? upTo.won : booked.value;
    const isPast = phase === 'past';
    const hasOpen = open.n > 0;
    const share = isCumulative || phase === 'future' ? undefined : this.#shareOf(row);
    const fanRow = this.#fan?.rows.get(row.key);
    const label = fanRow
      ? fanMark(model, this.#words, fanRow, line)
      : own.mark(
          {
            mode: model.range.mode,
            interval: name,
            ...(phase !== 'future' && won !== null ? { won: short(won) } : {}),
            ...(hasOpen && weighted !== null ? { weighted: short(weighted) } : {}),
            ...(isCumulative && !isPast && upTo.expected !== null ? { expected: short(upTo.expected) } : {}),
            ...(goal === null ? {} : { goal: short(goal) }),
            ...(share && goal !== null ? { ofGoal: { share, goal: short(goal) } } : {}),
            overdue: open.overdue.n,
          },
          format,
        );
    const deals = (n: number, amount: string): string => `${amount} · ${own.deals({ n }, format)}`;
    const rows: readonly TipRow[] = [
      ...(isCumulative && upTo.won !== null
        ? [{ label: columns.wonUpTo, value: full(upTo.won), swatch: swatch('won'), strong: isPast }]
        : []),
      ...(fanRow ? this.#tipOf(fanRow) : []),
      ...(isCumulative && upTo.expected !== null && !fanRow
        ? [
            {
              label: columns.expectedUpTo,
              value: rough(upTo.expected),
              swatch: swatch('weighted'),
              strong: true,
            },
          ]
        : []),
      ...(goal === null
        ? []
        : [
            {
              label: isCumulative ? columns.goalUpTo : columns.goal,
              value: full(goal),
              swatch: swatch('goal'),
            },
          ]),
      ...(share ? [{ label: columns.ofGoal, value: share }] : []),
      'rule',
      ...(phase === 'future'
        ? []
        : [
            {
              label: columns.won,
              value: deals(booked.n, full(booked.value)),
              ...(isCumulative ? {} : { swatch: swatch('booked'), strong: true }),
            },
          ]),
      ...(isPast
        ? []
        : [
            {
              label: columns.weighted,
              value:
                hasOpen && weighted === null ? this.#words.frame.needsShort.probabilities : rough(weighted),
              ...(isCumulative ? {} : { swatch: swatch('open') }),
            },
            {
              label: own.legend.open,
              value: deals(open.n, full(open.sum.amount)),
              ...(isCumulative ? {} : { swatch: swatch('spot') }),
            },
          ]),
      ...(open.overdue.n > 0 ? [{ label: columns.overdue, value: format.number(open.overdue.n) }] : []),
    ];
    const first = rows.findIndex((one) => one === 'rule');
    return { key: row.key, label, row, tip: { title: name, rows: first === 0 ? rows.slice(1) : rows } };
  }

  #tipOf({ mean, range, open, fresh, chance }: FanRow): readonly TipRow[] {
    const { own, format } = this.#words;
    const { rough, short } = this.model;
    const { columns } = own.fan;
    const isCumulative = this.#isCumulative;
    const between = (part: readonly [number, number]): string => `${short(part[0])} – ${short(part[1])}`;
    return [
      {
        label: isCumulative ? columns.meanUpTo : columns.mean,
        value: rough(mean),
        strong: true,
        ...(isCumulative && { swatch: swatch('forecast') }),
      },
      ...(range
        ? [
            { label: format.percent(0.8), value: between(range.most), swatch: swatch('most') },
            { label: format.percent(0.5), value: between(range.half), swatch: swatch('half') },
          ]
        : []),
      { label: columns.openDeals, value: rough(open), swatch: swatch('open') },
      { label: columns.fresh, value: rough(fresh), swatch: swatch('fresh') },
      ...(chance ? [{ label: columns.chance, value: chanceText(chance, this.#words) }] : []),
    ];
  }
}

const isSame = <T extends object>(a: T, b: T): boolean =>
  (Object.keys(a) as (keyof T)[]).every((key) => a[key] === b[key]);

/** The outlook of a summary; computed once for all widgets of a page that ask for the same. */
export const outlookOf = (summary: PipelineSummary, wishes: RangeWishes): Measured =>
  measureFor(`outlook ${JSON.stringify(wishes)}`, summary, () => {
    const range = rangeOf(summary, wishes);
    const { deals, frame } = summary;
    return { outlook: measureOutlook(summary, range.options), range, asOfDay: frame.asOfDay, deals };
  });

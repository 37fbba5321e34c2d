import { html, nothing } from 'lit';
import { layOutThin } from '../../charts/forecast-bars.js';
import type { ThinShape } from '../../charts/forecast-bars.js';
import { measureFor } from '../../context/memo.js';
import { measureOutlook, outlookTables } from '../../core/measures/outlook.js';
import type { Outlook } from '../../core/measures/outlook.js';
import type { LeftOut } from '../../core/measures/types.js';
import type { PipelineSummary } from '../../core/summary/types.js';
import type { CsvValue } from '../../data/write-csv.js';
import type { Said } from '../../locales/say.js';
import type { EmptyState, Mark, PlotPicture, Room, TableModel, TipRow } from '../shared/frame.js';
import { renderKeys } from '../shared/legend.js';
import type { LegendKey, LegendSwitch } from '../shared/legend.js';
import { describeForecast, figuresOf, spanOf, stripOf } from './model.js';
import type { ForecastLine, ForecastModel, ForecastWords } from './model.js';
import { barsOf, planBars } from './plan-bars.js';
import { planLines } from './plan-lines.js';
import type { Place, Plan } from './plan.js';
import { renderList, renderPlan, renderRows, renderStrip, swatch, THIN } from './plot.js';
import type { MarkOf, SeriesKey } from './plot.js';
import { rangeOf } from './range.js';
import type { Range, RangeWishes } from './range.js';

export { drawingStyles } from './drawing.styles.js';
export { forecast as english } from '../../locales/en/forecast.js';
export { outlookTables };

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

  constructor(measured: Measured, words: ForecastWords) {
    const { outlook, range, asOfDay } = measured;
    this.#measured = measured;
    this.model = describeForecast(outlook, range, asOfDay, words);
    this.#words = words;
    this.marks = this.model.lines.map((line) => this.#markOf(line));
  }

  /** Whether it still says what these would make it say. */
  isOf({ outlook }: Measured, words: ForecastWords): boolean {
    return outlook === this.model.outlook && isSame(words, this.#words);
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
    return [
      ...(overdue && overdue.n > 0
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
      ...(phase === 'past' ? [] : [this.#needsProbabilities ? notes.needsProbabilities : notes.definition]),
    ];
  }

  get takeaway(): Said {
    return (this.#takeaway ??= this.#sentence());
  }

  #sentence(): Said {
    const { own, format } = this.#words;
    const { model } = this;
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
          ...open,
          ['expected-up-to', columns.expectedUpTo, ({ row }) => row.upTo.expected, rough],
          ['goal-up-to', columns.goalUpTo, ({ row }) => row.upTo.goal, full],
        ]
      : [
          ...common,
          ...open,
          ['goal', columns.goal, ({ row }) => row.goal, full],
          [
            'of-goal',
            columns.ofGoal,
            ({ row }) => this.#attainmentOf(row),
            (share) => (share === null ? frame.none : format.percent(share)),
          ],
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
    return this.#isCumulative
      ? [
          ...(phase === 'future' ? [] : [key('won', legend.won)]),
          ...(hasOpen ? [key('weighted', legend.weighted)] : []),
          ...(previous && outlook.previous
            ? [key('previous', own.span(spanOf(outlook.previous.window, this.#words)))]
            : []),
          ...(hasGoal ? [key('goal', legend.goal)] : []),
        ]
      : [
          key('booked', legend.won),
          ...(hasOpen ? [key('open', legend.weighted)] : []),
          ...(phase === 'past' || room === 'list' ? [] : [key('spot', legend.open)]),
          ...(hasGoal ? [key('goal', legend.goal)] : []),
        ];
  }

  /** The widest form, whatever room there is here. */
  picture(width: number, isRtl: boolean, off: ReadonlySet<string>): PlotPicture {
    const own = new ForecastDrawing(this.#measured, this.#words);
    own.place({ room: 'full', width, isRtl });
    return {
      kind: 'drawn',
      template: own.#plan && renderPlan(own.#plan, this.#words.own, () => ({ label: '', tabStop: -1 }), off),
      figures: this.#isCumulative ? stripOf(this.model, this.#words) : [],
      legend: this.#keys('full').filter(({ series }) => series === undefined || !off.has(series)),
    };
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
      this.#plan = planLines(this.model, own, format, place, today);
    } else if (room === 'list') {
      this.#thin = layOutThin(barsOf(this.model), { width, height: THIN, isMirrored: isRtl });
    } else this.#plan = planBars(this.model, own, format, place);
  }

  /** @param off series that are not drawn */
  render(markOf: MarkOf, off: ReadonlySet<string>): unknown {
    if (!this.#place) return nothing;
    const { room, width } = this.#place;
    const { own } = this.#words;
    if (room === 'figure') return this.#renderFigure();
    if (!this.#plan) return renderList(this.#rows(), width, own, markOf);
    const chart = renderPlan(this.#plan, own, markOf, off);
    if (!this.#isCumulative) return chart;
    const strip = stripOf(this.model, this.#words);
    if (room !== 'list') return html`${renderStrip(strip)}${chart}`;
    return html`${this.#renderFigure()}${chart}${renderRows(strip.slice(1))}`;
  }

  get #needsProbabilities(): boolean {
    return this.model.outlook.needs.includes('probabilities');
  }

  /** One number: what was won; of a window to come what is expected. */
  #renderFigure(): unknown {
    const { own, frame } = this.#words;
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
      figure: row.phase === 'future' ? '' : rough(row.booked.value),
      base:
        row.open.n > 0
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

  #markOf({ row, name }: ForecastLine): Mark {
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
    const label = own.mark(
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
      ...(isCumulative && upTo.expected !== null
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
}

const isSame = <T extends object>(a: T, b: T): boolean =>
  (Object.keys(a) as (keyof T)[]).every((key) => a[key] === b[key]);

export interface Measured {
  readonly outlook: Outlook;
  readonly range: Range;
  readonly asOfDay: number;
  readonly deals: number;
}

/** The outlook of a summary; computed once for all widgets of a page that ask for the same. */
export const outlookOf = (summary: PipelineSummary, wishes: RangeWishes): Measured =>
  measureFor(`outlook ${JSON.stringify(wishes)}`, summary, () => {
    const range = rangeOf(summary, wishes);
    const { deals, frame } = summary;
    return { outlook: measureOutlook(summary, range.options), range, asOfDay: frame.asOfDay, deals };
  });

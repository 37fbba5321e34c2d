import { html, nothing } from 'lit';
import type { ThinShape } from '../../charts/forecast-bars.js';
import { measureFor } from '../../context/memo.js';
import { measureOutlook, outlookTables } from '../../core/measures/outlook.js';
import type { LeftOut } from '../../core/measures/types.js';
import type { PipelineSummary } from '../../core/summary/types.js';
import type { Said } from '../../locales/say.js';
import type { EmptyState, Mark, PlotPicture, Room, TableModel } from '../shared/frame.js';
import { renderKeys } from '../shared/legend.js';
import type { LegendKey, LegendSwitch } from '../shared/legend.js';
import type { Ahead } from './ahead.js';
import type * as Bars from './bars.js';
import type * as Details from './details.js';
import { keysOf } from './keys.js';
import type * as Lines from './lines.js';
import { markOf } from './marks.js';
import { describeForecast, figureFocus, figuresOf, needsProbabilities, shareOf } from './model.js';
import type { ForecastModel, ForecastWords } from './model.js';
import type { BarsPlan, LinesPlan, Place } from './plan.js';
import { renderRows, renderStrip, renderWays } from './plot.js';
import type { MarkOf, Progress } from './plot.js';
import { rangeOf } from './range.js';
import type { Measured, RangeWishes } from './range.js';
import { fanStrip, rangeOf as rangeText } from './strip.js';
import type { StripItem } from './strip.js';
import { waysOf } from './ways.js';
import type { Categories } from './ways.js';

export { drawingStyles } from './drawing.styles.js';
export { forecast as english } from '../../locales/en/forecast.js';
export { canForecast, focusOf, holdsDeals, taskOf } from './task.js';
export { categoriesOf } from './ways.js';
export { outlookTables };

/** What is known of the forecast, where there is to be one. */
export interface Outcome {
  /** Weighted pipeline and no forecast: asked for, or all that the data can give. */
  readonly isWeighted: boolean;
  /** There was to be one, but the data has no past to learn from. */
  readonly needsPast?: boolean;
  readonly ahead?: Ahead;
  /** It is that of the data before the last change. */
  readonly isStale?: boolean;
  /** Why there is none. */
  readonly problem?: string;
  readonly categories?: Categories;
}
export const WEIGHTED: Outcome = { isWeighted: true };
export const WITHOUT_PAST: Outcome = { isWeighted: true, needsPast: true };

/** What draws the one way of showing revenue, or the other; and what more there is to say, which comes later. */
export interface Parts {
  readonly lines?: typeof Lines;
  readonly bars?: typeof Bars;
  readonly details: () => typeof Details | undefined;
}

/**
 * One measured outlook in words, and how it is drawn: marks, table, notes, sentence, plot. Loaded while the data is on
 * its way. Immutable but for its plan, which is made once a place.
 */
export class ForecastDrawing {
  readonly model: ForecastModel;
  readonly marks: readonly Mark[];
  readonly #measured: Measured;
  readonly #words: ForecastWords;
  readonly #outcome: Outcome;
  readonly #parts: Parts;
  #takeaway?: Said;
  #place?: Place;
  #lines?: LinesPlan;
  #bars?: BarsPlan;
  #thin: readonly ThinShape[] = [];

  readonly #before?: LinesPlan;

  /** @param before what is drawn: of it stays what is the same */
  constructor(
    measured: Measured,
    words: ForecastWords,
    outcome: Outcome,
    parts: Parts,
    before?: ForecastDrawing,
  ) {
    const known = before && isSame(words, before.#words) ? before : undefined;
    this.#before = known ? known.#lines : undefined;
    this.#measured = measured;
    this.#words = words;
    this.#outcome = outcome;
    this.#parts = parts;
    const model = (this.model = describeForecast(measured, words, !outcome.isWeighted, known?.model));
    const { ahead } = outcome;
    this.marks = model.lines.map((line) => {
      const own = ahead?.mark(model, words, line);
      return markOf(model, words, line, own, () => parts.details()?.tipOf(model, words, line, own) ?? []);
    });
  }

  /** Whether it still says what these would make it say. */
  isOf({ outlook }: Measured, words: ForecastWords, outcome: Outcome): boolean {
    return outlook === this.model.outlook && isSame(words, this.#words) && isSame(outcome, this.#outcome);
  }

  get #ahead(): Ahead | undefined {
    return this.#outcome.ahead;
  }

  /** A forecast is on its way. */
  get #isAwaited(): boolean {
    const { isWeighted, ahead, problem } = this.#outcome;
    return !isWeighted && !ahead && problem === undefined;
  }

  get badges(): readonly string[] {
    const { ahead, isStale } = this.#outcome;
    return [...(ahead?.badges ?? []), ...(isStale ? [this.#words.own.fan.updating] : [])];
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
    const { won, open, goal, currency } = this.model.outlook;
    // Deals that the view holds at all.
    if (this.#measured.deals === 0) return 'empty';
    if (currency === null) return 'needs-rates';
    // What is to come may all be of deals that are not yet created.
    if (this.isForecast) return undefined;
    if (won.n === 0 && open.n > 0 && needsProbabilities(this.model)) return 'needs-probabilities';
    return won.n + open.n === 0 && goal === null && this.model.previous === undefined ? 'empty' : undefined;
  }

  get leftOut(): readonly LeftOut[] {
    const { outlook } = this.model;
    const fan = this.#ahead?.fan;
    const said = new Set<LeftOut['code']>([
      ...(needsProbabilities(this.model) ? (['no-probability'] as const) : []),
      // The forecast says it of the same deals.
      ...(fan?.leftOut.some(({ code }) => code === 'no-amount' || code === 'amount-unknown')
        ? (['no-amount'] as const)
        : []),
      ...(fan?.leftOut.some(({ code }) => code === 'stage-unknown') ? (['stage-then-unknown'] as const) : []),
      // No weighted amount stands beside it that could lack them.
      ...(fan && outlook.open.n === 0 ? (['no-expected-date'] as const) : []),
    ]);
    return outlook.leftOut.filter(({ code }) => !said.has(code));
  }

  get notes(): readonly string[] {
    const { own, format } = this.#words;
    const { outlook, lines, range, period, phase, short } = this.model;
    const { notes } = own;
    const current = lines.find(({ row }) => row.phase === 'current');
    const overdue = current?.row.open.overdue;
    const weighted = overdue?.weighted?.amount;
    const { ahead, needsPast, problem } = this.#outcome;
    return [
      ...(ahead?.notes(this.model, format) ?? []),
      ...(problem === undefined ? [] : [own.fan.failed({ reason: problem })]),
      ...(needsPast ? [own.fan.needsPast] : []),
      ...(overdue && overdue.n > 0 && !ahead
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
      ...(phase === 'past' || ahead
        ? []
        : [needsProbabilities(this.model) ? notes.needsProbabilities : notes.definition]),
    ];
  }

  get takeaway(): Said {
    return (this.#takeaway ??= this.#sentence());
  }

  #sentence(): Said {
    const { own, format } = this.#words;
    const { model } = this;
    if (this.#ahead) return this.#ahead.takeaway(model);
    if (this.#isAwaited) {
      const { period, won, weighted } = figuresOf(model, this.#words);
      return own.fan.awaited({ period, ...(won && { won }), ...(weighted && { weighted }) });
    }
    return own.takeaway({
      ...figuresOf(model, this.#words),
      asOf: format.date(model.asOfDay, 'short'),
    });
  }

  table(caption: string): TableModel {
    // Few readers look at it: until then what makes it may still be on its way.
    const table = (): TableModel =>
      this.#parts.details()?.tableOf(this.model, this.#words, this.#ahead, caption) ?? noTable(caption);
    return {
      caption,
      get columns() {
        return table().columns;
      },
      get rows() {
        return table().rows;
      },
      values: () => table().values?.() ?? [],
    };
  }

  /** Keys of the series, which can be switched off where there is a picture of them. */
  legend(room: Room, setting: LegendSwitch): unknown {
    if (room === 'figure' || (room === 'list' && this.#isCumulative)) return nothing;
    return renderKeys(this.#keys(room), setting);
  }

  #keys(room: Room): readonly LegendKey[] {
    return keysOf(this.model, this.#words, this.#ahead, room);
  }

  /** The widest form, whatever room there is here. */
  picture(width: number, isRtl: boolean, off: ReadonlySet<string>): PlotPicture {
    const own = new ForecastDrawing(this.#measured, this.#words, this.#outcome, this.#parts);
    own.place({ room: 'full', width, isRtl });
    return {
      kind: 'drawn',
      template: own.#renderChart(() => ({ label: '', tabStop: -1 }), off),
      figures: this.#strip,
      legend: this.#keys('full').filter(({ series }) => series === undefined || !off.has(series)),
    };
  }

  /** Figures above the chart. */
  get #strip(): readonly StripItem[] {
    const known = this.#parts.lines?.stripOf(this.model, this.#words) ?? [];
    const fan = this.#ahead?.fan;
    return fan || this.#isAwaited ? fanStrip(this.model, this.#words, fan, known) : known;
  }

  /** Geometry is made here, before drawing; the same place draws the same plan. */
  place(place: Place): void {
    if (place.width <= 0 || (this.#place && isSame(place, this.#place))) return;
    this.#place = place;
    const { room, width, isRtl } = place;
    const { own, format, isToday } = this.#words;
    const { lines, bars } = this.#parts;
    const { model } = this;
    this.#bars = undefined;
    if (room === 'figure') this.#lines = undefined;
    else if (lines) {
      const today = isToday ? own.today : own.asOf({ day: format.date(model.asOfDay, 'short') });
      this.#lines = lines.planLines(model, own, format, place, today, {
        fan: this.#ahead?.lines(model, format),
        isAwaited: this.#isAwaited,
        before: this.#lines ?? this.#before,
      });
    } else if (bars) {
      const fan = this.#ahead?.fan;
      if (room === 'list') {
        this.#thin = bars.layOutThin(bars.barsOf(model, fan), {
          width,
          height: bars.THIN,
          isMirrored: isRtl,
        });
      } else this.#bars = bars.planBars(model, own, format, place, fan);
    }
  }

  #renderChart(mark: MarkOf, off: ReadonlySet<string>, progress?: Progress): unknown {
    const { own } = this.#words;
    const { lines, bars } = this.#parts;
    const { isStale = false } = this.#outcome;
    if (lines && this.#lines) return lines.renderLines(this.#lines, own, mark, off, isStale, progress);
    return bars && this.#bars ? bars.renderBars(this.#bars, own, mark, off, isStale) : undefined;
  }

  /**
   * @param off series that are not drawn
   * @param share how much of the forecast is worked out
   */
  render(mark: MarkOf, off: ReadonlySet<string>, share = 0): unknown {
    if (!this.#place) return nothing;
    const { room, width } = this.#place;
    const { own, format } = this.#words;
    if (room === 'figure') return this.#renderFigure();
    const isList = room === 'list';
    const strip = this.#strip;
    const progress: Progress | undefined = this.#isAwaited
      ? { share, text: own.fan.working({ share: format.percent(share) }) }
      : undefined;
    const fan = this.#ahead?.fan;
    const ways =
      fan || this.#isAwaited
        ? renderWays(
            waysOf(this.model, this.#words, fan, this.#outcome.categories),
            own,
            this.model.range.interval,
            this.#isCumulative ? undefined : progress,
          )
        : nothing;
    const plan = this.#renderChart(mark, off, progress);
    if (!plan) {
      const list = this.#parts.bars?.renderList(this.#rows(), width, own, mark);
      return html`${strip.length > 0 ? this.#renderFigure() : nothing}${list}${ways}`;
    }
    const above = isList ? this.#renderFigure() : strip.length > 0 ? renderStrip(strip) : nothing;
    return html`${above}${plan}${isList ? renderRows(strip.slice(1)) : nothing}${ways}`;
  }

  /** One number: what was won; of a window to come what is expected. */
  #renderFigure(): unknown {
    const { own, frame, format } = this.#words;
    const fan = this.#ahead?.fan;
    if (fan) {
      const { short } = this.model;
      const { mean } = fan.total;
      const range = rangeText(fan.total, short);
      const share = format.percent(0.8);
      const base = range ? own.fan.between({ share, ...range }) : own.fan.strip.noRange;
      return html`<p class="figure">
        <b>${short(mean)}</b>
        <span class="small muted">${own.fan.strip.forecast} ${figureFocus(this.model).period}. ${base}</span>
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
    const rows = this.#ahead?.fan.rows;
    return lines.map(({ row, name }, at) => {
      const known = rows?.get(row.key);
      const ahead = known?.isOver ? undefined : known;
      const isFuture = row.phase === 'future';
      return {
        key: row.key,
        name,
        figure: ahead ? rough(ahead.mean) : isFuture ? '' : rough(row.booked.value),
        base: ahead
          ? own.fan.strip.forecast
          : row.open.n > 0
            ? own.weightedOf({ amount: rough(row.weighted) })
            : own.deals({ n: row.booked.n }, format),
        ofGoal:
          row.goal === null
            ? ''
            : own.ofGoal({ share: isFuture ? undefined : shareOf(row, format), goal: short(row.goal) }),
        bar: this.#thin[at] as ThinShape,
      };
    });
  }
}

const noTable = (caption: string): TableModel => ({ caption, columns: [], rows: [], values: () => [] });

const isSame = <T extends object>(a: T, b: T): boolean =>
  (Object.keys(a) as (keyof T)[]).every((key) => a[key] === b[key]);

/** The outlook of a summary; computed once for all widgets of a page that ask for the same. */
export const outlookOf = (summary: PipelineSummary, wishes: RangeWishes): Measured =>
  measureFor(`outlook ${JSON.stringify(wishes)}`, summary, () => {
    const range = rangeOf(summary, wishes);
    const { deals, frame } = summary;
    return { outlook: measureOutlook(summary, range.options), range, asOfDay: frame.asOfDay, deals };
  });

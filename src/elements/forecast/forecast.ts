import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { warnOnce } from '../../context/warn.js';
import type { LeftOut } from '../../core/measures/types.js';
import { PipelineDrawnChart } from '../shared/drawn.js';
import { afterFirstFigures } from '../shared/parts.js';
import type { ForecastClient } from '../../context/forecast-jobs.js';
import type { Problem } from '../../context/types.js';
import type { Forecast } from '../../core/forecast/types.js';
import type { PipelineSummary } from '../../core/summary/types.js';
import type { EmptyState, FrameTexts, Mark, PlotPicture, TableModel } from '../shared/frame.js';
import type { Ahead } from './ahead.js';
import type * as Details from './details.js';
import type * as Drawing from './drawing.js';
import { forecastStyles } from './forecast.styles.js';
import type { ForecastWords } from './model.js';
import type * as Outcomes from './outcomes.js';
import type { Measured, Mode, RangeWishes } from './range.js';

const MODES = ['cumulative', 'per-period'] as const;
const INTERVALS = ['week', 'month', 'quarter'] as const;
const METHODS = ['forecast', 'weighted'] as const;
type Method = (typeof METHODS)[number];
const CHOICES = { mode: MODES, interval: INTERVALS, method: METHODS } as const;
const NONE: readonly never[] = [];
/** Load while the data is on its way: what every form needs, and what draws the one that is shown. */
const loadDrawing = () => import('./drawing.js');
const loadLines = () => import('./lines.js');
const loadBars = () => import('./bars.js');
/** Load after the first figures, which do not wait for them: what works a forecast out, what draws it, and what explains. */
const loadJobs = () => import('../../context/forecast-jobs.js');
const loadOutcomes = () => import('./outcomes.js');
let details: typeof Details | undefined;
const loadDetails = async () => (details ??= await import('./details.js'));
/** Periods that are shown interval by interval, unless it is said otherwise. */
const LONG = /^\d{4}$|year|12/;

/**
 * Shows revenue won against the goal, and what will come: a forecast with its range and its error in replays of the past,
 * worked out beside the page; without a past to learn from what the open deals weigh, labelled as that.
 *
 * @tag pipeline-forecast
 * @slot empty-action - What can be done when no deal counts, e.g. a button that clears filters.
 * @event {CustomEvent<{ rowKey: string, value: number | null, n: number, dealIds: readonly string[] }>} pipeline-select - An interval was selected, by mouse or by keyboard; the deals are those won in it and those expected in it. Cancelable.
 * @csspart frame - The whole figure.
 * @csspart header - Heading, badges and subtitle.
 * @csspart heading - The heading.
 * @csspart subtitle - Measure, period, pipelines and as-of.
 * @csspart badge - A badge beside the heading.
 * @csspart takeaway - The sentence above the plot.
 * @csspart plot - The figures and the chart, or the table in their place.
 * @csspart strip - The figures above the chart.
 * @csspart figure - One of them.
 * @csspart mark - An interval.
 * @csspart line - A line, with `won`, `forecast`, `weighted`, `previous` or `goal`.
 * @csspart band - The fan around the forecast, with `most` (80 %) or `half` (50 %).
 * @csspart bar - A bar, with `won` or `weighted`; of the forecast's parts with `booked`, `open` or `fresh`.
 * @csspart ways - The table of figures to believe.
 * @csspart dot - The open pipeline of an interval, not weighted.
 * @csspart tick - The goal of an interval.
 * @csspart cursor - The line through the interval that is focused or under the pointer.
 * @csspart label - A text of the plot.
 * @csspart legend - The keys of lines and bars.
 * @csspart key - One of them, which switches its series; with `off` where that is not drawn.
 * @csspart table - The table view.
 * @csspart row - A row of it.
 * @csspart cell - A cell of it.
 * @csspart note - A note below the plot.
 * @csspart notice - The expandable list of what was found in the data.
 * @csspart state - What stands for the plot, with `empty` or `error`.
 * @csspart footer - The line below the plot.
 * @csspart table-toggle - The button that shows the table.
 * @csspart more - The button that opens the menu at the foot.
 * @csspart menu - The menu at the foot.
 * @csspart menu-item - A line of it.
 * @csspart dialog - The list of keys.
 * @csspart tooltip - The tooltip.
 * @cssproperty [--pipeline-forecast-won=var(--pipeline-accent)] - What is won.
 * @cssproperty [--pipeline-forecast-weighted=var(--pipeline-forecast-won)] - The line and the outline of the weighted pipeline.
 * @cssproperty [--pipeline-forecast-open=var(--pipeline-accent-half)] - The fill of the weighted pipeline's bars.
 * @cssproperty [--pipeline-forecast-line=var(--pipeline-forecast-won)] - The line of the forecast, and the edges of its fan.
 * @cssproperty [--pipeline-forecast-fresh=var(--pipeline-accent-wedge)] - What is expected of deals not yet created.
 * @cssproperty [--pipeline-forecast-previous=var(--pipeline-compare)] - The line of the period before.
 */
export class PipelineForecast extends PipelineDrawnChart {
  static override styles = [...PipelineDrawnChart.styles, forecastStyles];

  /** `cumulative`: lines towards the goal, the default inside a quarter; `per-period`: a bar an interval. */
  @property() mode?: 'cumulative' | 'per-period';
  /** The grain: `week`, `month` or `quarter`; without one it is chosen by the length of the period. A `goal` is for each interval, or, where none is named, of a cumulative chart for the whole period. */
  @property() interval?: 'week' | 'month' | 'quarter';

  /** `forecast`: what the model expects, with its range; `weighted`: amount × probability of the open deals. Default: a forecast where there is a past to learn from, stage history or closed deals with their dates. */
  @property() method?: 'forecast' | 'weighted';

  /** Series that the reader has switched off. */
  @state() private _off: ReadonlySet<string> = new Set();

  #drawing: Drawing.ForecastDrawing | undefined;
  #subtitle = '';
  /** The way to the forecast, once one was needed. */
  #client: ForecastClient | undefined;
  #ahead: { readonly of: readonly unknown[]; readonly fan: Ahead | undefined } | undefined;
  /** There are figures in the widget; there are on the page, as far as they were on their way. */
  #isShown = false;
  #isSettled = false;
  #isWaiting = true;
  /** How much of the forecast is worked out. */
  #share = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    // It was not asked for while the widget was away.
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#client?.drop();
    this.#ahead = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const part = this.need(loadDrawing);
    const wishes = this.#wishes();
    const summary = part && wishes && this.summary(part.outlookTables());
    const method = summary && this.#methodOf(part, summary, wishes);
    const measured = method && part.outlookOf(summary, { ...wishes, isForecast: method === 'forecast' });
    const words = part && this.#wordsOf(part);
    if (part) this.adopt(part.drawingStyles);
    const parts = this.#partsFor(measured?.range.mode);
    if (this.#isSettled) this.#details();
    if (!measured || !words || !parts) {
      this.#drawing = undefined;
      this.#client?.drop();
    } else {
      const outcome = this.#outcomeOf(part, measured, words, summary, method);
      if (!this.#drawing?.isOf(measured, words, outcome)) {
        this.#drawing = new part.ForecastDrawing(measured, words, outcome, parts, this.#drawing);
      }
    }
    this.#isWaiting = !part || (measured !== undefined && !parts);
    this.#subtitle = words && this.#drawing ? this.#subtitleOf(this.#drawing, words) : '';
    this.#drawing?.place({
      room: this.room,
      width: Math.floor(this.inlineSize),
      isRtl: this.direction === 'rtl',
    });
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (this.#isShown || !this.#drawing) return;
    this.#isShown = true;
    // What is loaded for the forecast takes its turn after what the page's first figures need.
    void afterFirstFigures().then(() => {
      this.#isSettled = true;
      this.requestUpdate();
    });
  }

  protected override get isWaiting(): boolean {
    return this.#isWaiting;
  }

  protected override texts(): FrameTexts {
    return {
      heading: this.#drawing?.heading ?? this.words.headings.forecast,
      subtitle: this.#subtitle,
      takeaway: this.#drawing?.takeaway,
    };
  }

  protected override emptyState(): EmptyState | undefined {
    return this.#drawing ? this.#drawing.emptyState : 'empty';
  }

  protected override marks(): readonly Mark[] {
    return this.#drawing?.marks ?? NONE;
  }

  protected override badges(): readonly string[] {
    return this.#drawing?.badges ?? NONE;
  }

  protected override leftOut(): readonly LeftOut[] {
    return this.#drawing?.leftOut ?? NONE;
  }

  protected override notes(): readonly string[] {
    return this.#drawing?.notes ?? NONE;
  }

  protected override tableModel(): TableModel | undefined {
    const { heading, subtitle } = this.texts();
    return this.#drawing?.table(`${this.heading || heading}: ${subtitle}`);
  }

  protected override picture(width: number): PlotPicture | undefined {
    return this.#drawing?.picture(width, this.direction === 'rtl', this._off);
  }

  protected override renderSkeleton(): unknown {
    return html`<div class="skeleton">
      <div>${[1, 2, 3, 4, 5].map(() => html`<span><i></i><i></i></span>`)}</div>
      <svg viewBox="0 0 300 120" preserveAspectRatio="none">
        <path d="M0 112C40 104 70 84 104 78S150 66 170 58L300 28M0 28H300M0 119H300" />
      </svg>
    </div>`;
  }

  protected override renderLegend(): unknown {
    return this.#drawing?.legend(this.room, { off: this._off, toggle: this.#onToggle }) ?? nothing;
  }

  protected override renderPlot(): unknown {
    const { stop } = this;
    return this.#drawing?.render(
      (key) => ({ label: this.labelOf(key), tabStop: key === stop ? 0 : -1 }),
      this._off,
      this.#share,
    );
  }

  /** What is in a file is what the table view holds. */
  protected override async exporting(): ReturnType<PipelineDrawnChart['exporting']> {
    await loadDetails();
    return super.exporting();
  }

  readonly #details = () => details ?? this.need(loadDetails);

  readonly #onToggle = (series: string): void => {
    const off = new Set(this._off);
    if (!off.delete(series)) off.add(series);
    this._off = off;
  };

  #wordsOf({ english }: typeof Drawing): ForecastWords {
    const { asOf, fiscalYearStart, weekStart } = this.snapshot;
    return {
      own: this.messages('forecast', english),
      frame: this.words,
      format: this.formatter,
      fiscalYearStart,
      weekStart,
      isToday: asOf?.source === 'now' || asOf?.source === 'fetched',
    };
  }

  /** All pipelines count, unless one is named. */
  #subtitleOf({ model, isForecast }: Drawing.ForecastDrawing, { own, format }: ForecastWords): string {
    const { asOf, pipeline, pipelines, pipelineNamed } = this.snapshot;
    const named = pipeline && (pipelineNamed || pipelines.length === 1) ? [pipeline.name] : NONE;
    const common = { mode: model.range.mode, period: model.period, asOf: asOf && format.date(asOf.day) };
    return isForecast
      ? own.fan.subtitle({ ...common, pipelines: format.list(named) })
      : own.subtitle({ ...common, pipelines: named }, format);
  }

  /** What draws the lines or the bars; undefined: it is on its way. Before data says which it will be, that is guessed. */
  #partsFor(mode: Mode | undefined): Drawing.Parts | undefined {
    const period = this.period || this.snapshot.state?.settings.period || '';
    const guess = period && !LONG.test(period) ? 'cumulative' : 'per-period';
    const details = this.#details;
    if ((mode ?? this.#oneOf('mode', MODES) ?? guess) === 'cumulative') {
      const lines = this.need(loadLines);
      return lines && mode && { lines, details };
    }
    const bars = this.need(loadBars);
    return bars && mode && { bars, details };
  }

  /** The one asked for, else a forecast wherever there is a past to learn from. */
  #methodOf(part: typeof Drawing, summary: PipelineSummary, { pipeline }: RangeWishes): Method {
    const { data } = this.snapshot;
    const known = data && part.canForecast(data, summary, pipeline);
    return this.#oneOf('method', METHODS) ?? (known ? 'forecast' : 'weighted');
  }

  /** What is known of the forecast; asks for it where it is not there. The work is done elsewhere. */
  #outcomeOf(
    part: typeof Drawing,
    measured: Measured,
    words: ForecastWords,
    summary: PipelineSummary,
    method: Method,
  ): Drawing.Outcome {
    const { view } = this.snapshot;
    const { outlook, range } = measured;
    const task = view && part.taskOf(measured, view, words);
    const isMeant = method === 'forecast' && part.holdsDeals(summary, range.options.pipeline);
    if (!isMeant || !task || !view || outlook.currency === null) {
      this.#client?.drop();
      this.#ahead = undefined;
      return task && method === 'weighted' && this.method !== method ? part.WITHOUT_PAST : part.WEIGHTED;
    }
    // Nothing is worked out for a widget that is not on the page.
    const isWanted = this.#isSettled && this.isConnected;
    const jobs = isWanted ? this.need(loadJobs) : undefined;
    const outcomes = isWanted ? this.need(loadOutcomes) : undefined;
    if (jobs) this.#client ??= new jobs.ForecastClient(jobs.forecastJobs(), () => this.requestUpdate());
    const { result, last, share = 0, problem } = (jobs && this.#client?.ask(view.data, task)) ?? {};
    this.#share = share;
    const shown = result ?? last;
    const ahead = outcomes && shown && this.#aheadOf(outcomes, measured, shown, !result);
    return {
      isWeighted: result !== undefined && outcomes !== undefined && !ahead,
      ...(ahead && { ahead, isStale: !result }),
      ...(problem && { problem: reasonText(problem) }),
      categories: part.categoriesOf(summary, part.focusOf(measured), range.options),
    };
  }

  /** A forecast over an outlook; what is stale stays as it is over a newer one. */
  #aheadOf(part: typeof Outcomes, measured: Measured, result: Forecast, isStale: boolean): Ahead | undefined {
    const words = this.messages('outcomes', part.english);
    const of = [result, words, isStale ? this.#ahead?.of[2] : measured.outlook];
    if (!this.#ahead || of.some((one, at) => one !== this.#ahead?.of[at])) {
      const fan = part.fanOf(measured, result);
      this.#ahead = { of, fan: fan && new part.ForecastFan(fan, words) };
    }
    return this.#ahead.fan;
  }

  #wishes(): RangeWishes | undefined {
    const { phase, state, pipeline, pipelineNamed, period, reportCurrency } = this.snapshot;
    if (phase !== 'ready') return undefined;
    const goal = this.goal ?? state?.settings.goal;
    return {
      mode: this.#oneOf('mode', MODES),
      interval: this.#oneOf('interval', INTERVALS),
      period,
      weekStart: this.snapshot.weekStart,
      fiscalYearStart: this.snapshot.fiscalYearStart,
      ...(pipelineNamed && pipeline && { pipeline: pipeline.id }),
      ...(reportCurrency && { currency: reportCurrency }),
      ...(goal !== undefined && Number.isFinite(goal) && { goal }),
    };
  }

  protected override get choices() {
    return CHOICES;
  }

  /** The property where it is one of its choices; else what the period suggests. */
  #oneOf<C extends string>(name: 'mode' | 'interval' | 'method', choices: readonly C[]): C | undefined {
    const value = this[name] as string | undefined;
    const found = choices.find((choice) => choice === value);
    if (value && !found) warnOnce(`${name}="${value}" is none of ${choices.join(', ')}; it is not used.`);
    return found;
  }
}

/** A job fails with the words of an error, or with a code. */
const reasonText = ({ code, params }: Problem): string =>
  typeof params['reason'] === 'string' ? params['reason'] : code;

import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { warnOnce } from '../../context/warn.js';
import type { LeaderboardOptions } from '../../core/measures/leaderboard.js';
import type { LeftOut } from '../../core/measures/types.js';
import type { LeaderboardBy, LeaderboardSort } from '../../locales/messages/leaderboard.js';
import { PipelineDrawnChart } from '../shared/drawn.js';
import type { EmptyState, FrameTexts, KeySet, Mark, PlotPicture, TableModel } from '../shared/frame.js';
import type * as Drawing from './drawing.js';
import { leaderboardStyles } from './leaderboard.styles.js';
import type { LeaderboardWords } from './model.js';
import type * as Painter from './picture.js';

const CHOICES = {
  by: ['owner', 'team'],
  sort: ['won', 'attainment', 'win-rate', 'average', 'cycle', 'open-weighted'],
} as const;
const NONE: readonly never[] = [];
/** Loads while the data is on its way. */
const loadDrawing = () => import('./drawing.js');

/**
 * Shows owners or teams side by side: who won how much, against which goal, how often and how fast.
 *
 * @tag pipeline-leaderboard
 * @slot empty-action - What can be done when no deal counts, e.g. a button that clears filters.
 * @event {CustomEvent<{ rowKey: string, value: number | null, n: number, dealIds: readonly string[] }>} pipeline-select - An owner or a team was selected, by mouse or by keyboard. Cancelable.
 * @csspart frame - The whole figure.
 * @csspart header - Heading, badges and subtitle.
 * @csspart heading - The heading.
 * @csspart subtitle - Period, ranking, pipelines and as-of.
 * @csspart badge - A badge beside the heading.
 * @csspart takeaway - The sentence above the plot.
 * @csspart plot - The rows, or the table view in their place.
 * @csspart table - The leaderboard itself, or the table view.
 * @csspart row - A row; also `me` or `unranked`.
 * @csspart me - State of a row or mark: the reader's own.
 * @csspart unranked - State of a row or mark: fewer than 5 closed deals, or nobody's.
 * @csspart cell - A cell of it.
 * @csspart mark - The name that selects a row, or a row of the list below 400 px; also `me` or `unranked`.
 * @csspart bar - What was won, against the goal.
 * @csspart segment - The filled part of a bar.
 * @csspart tick - The goal on a bar.
 * @csspart legend - The keys of bar, goal, range and rank change.
 * @csspart key - One of them.
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
 * @cssproperty [--pipeline-leaderboard-bar=var(--pipeline-accent)] - Bars of what was won.
 * @cssproperty [--pipeline-leaderboard-goal=var(--pipeline-goal)] - The goal's tick.
 * @cssproperty [--pipeline-leaderboard-me=var(--pipeline-accent-soft)] - Behind the reader's own row.
 */
export class PipelineLeaderboard extends PipelineDrawnChart {
  static override styles = [...PipelineDrawnChart.styles, leaderboardStyles];

  /** Who is compared: each `owner`, or each `team`. */
  @property() by: LeaderboardBy = 'owner';
  /**
   * What ranks: amount `won`, `attainment` of the goal, `win-rate` by the lower bound of its interval, `average` deal
   * won, `cycle` from short to long, `open-weighted` pipeline. The reader's choice is written back to the property.
   */
  @property() sort: LeaderboardSort = 'won';
  /** Id (or name) of the reader's own row, which is named and stays in sight. */
  @property() me?: string;
  /** How many rows are shown at first. */
  @property({ type: Number }) top = 10;

  @state() private _isWhole = false;

  #drawing: Drawing.LeaderboardDrawing | undefined;
  /** Loads when a picture is asked for. */
  #painter: typeof Painter | undefined;
  #subtitle = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const part = this.need(loadDrawing);
    const options = part && this.#options(part);
    const summary = options && this.summary(part.leaderboardTables(options));
    const measures = summary && part.leaderboardOf(summary, options);
    const words = part && this.#wordsOf(part);
    this.#subtitle = words ? this.#subtitleOf(words, part.MIN_CLOSED) : '';
    if (part) this.adopt(part.drawingStyles);
    if (!measures || !words) this.#drawing = undefined;
    else if (!this.#drawing?.isOf(measures, words))
      this.#drawing = new part.LeaderboardDrawing(measures, words);
    this.#drawing?.place({
      room: this.room,
      width: Math.floor(this.inlineSize),
      top: Math.max(1, Math.floor(this.top) || 10),
      isWhole: this._isWhole,
    });
  }

  protected override get isWaiting(): boolean {
    return !this.need(loadDrawing);
  }

  protected override texts(): FrameTexts {
    return {
      heading: this.words.headings[this.#chosen('by')],
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

  protected override get keySet(): KeySet {
    return 'rows';
  }

  protected override async exporting() {
    this.#painter ??= await import('./picture.js');
    return super.exporting();
  }

  protected override picture(width: number): PlotPicture | undefined {
    return this.#painter && this.#drawing?.picture(this.#painter.leaderboardPicture, width);
  }

  protected override renderSkeleton(): unknown {
    return html`<div class="skeleton">${Array.from({ length: 15 }, () => html`<i></i>`)}</div>`;
  }

  protected override renderLegend(): unknown {
    return this.#drawing?.legend(this.room) ?? nothing;
  }

  protected override renderPlot(): unknown {
    return this.#drawing?.render({
      stop: this.stop,
      sort: this.#onSort,
      showAll: this.#onShowAll,
      isRtl: () => this.direction === 'rtl',
    });
  }

  #wordsOf({ english }: typeof Drawing): LeaderboardWords {
    return {
      own: this.messages('leaderboard', english),
      frame: this.words,
      format: this.formatter,
      by: this.#chosen('by'),
      sort: this.#chosen('sort'),
      me: this.me || undefined,
      owners: this.snapshot.data?.owners ?? NONE,
    };
  }

  #subtitleOf({ own, format, sort }: LeaderboardWords, minClosed: number): string {
    const { period, asOf, pipeline, pipelines, pipelineNamed } = this.snapshot;
    return own.subtitle(
      {
        sort,
        period: period && { from: format.date(period.from), to: format.date(period.to - 1) },
        asOf: asOf && format.date(asOf.day),
        pipelines: pipeline && (pipelineNamed || pipelines.length === 1) ? [pipeline.name] : NONE,
        minClosed,
      },
      format,
    );
  }

  protected override get choices() {
    return CHOICES;
  }

  /** The property where it is one of its choices, else the first of them. */
  #chosen<K extends keyof typeof CHOICES>(name: K): (typeof CHOICES)[K][number] {
    const value: string = this[name];
    const choices: readonly (typeof CHOICES)[K][number][] = CHOICES[name];
    const found = choices.find((choice) => choice === value);
    if (found) return found;
    const [first] = choices as readonly [(typeof CHOICES)[K][number]];
    warnOnce(`${name}="${value}" is none of ${choices.join(', ')}; "${first}" is used.`);
    return first;
  }

  /** All pipelines count, unless one is named. */
  #options({ columnOf, MIN_CLOSED }: typeof Drawing): LeaderboardOptions | undefined {
    const { pipeline, pipelineNamed, period, phase, reportCurrency } = this.snapshot;
    if (phase !== 'ready') return undefined;
    const { goal } = this;
    return {
      by: this.#chosen('by'),
      sort: columnOf[this.#chosen('sort')],
      minClosed: MIN_CLOSED,
      ...(pipeline && pipelineNamed && { pipeline: pipeline.id }),
      ...(period && { window: { from: period.from, to: period.to } }),
      ...(goal !== undefined && goal > 0 && { goal }),
      ...(reportCurrency && { currency: reportCurrency }),
    };
  }

  readonly #onSort = (column: LeaderboardSort): void => {
    this.sort = column;
  };

  readonly #onShowAll = (isWhole: boolean): void => {
    this._isWhole = isWhole;
  };
}

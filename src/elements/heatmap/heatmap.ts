import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { warnOnce } from '../../context/warn.js';
import type { LeftOut } from '../../core/measures/types.js';
import type { HeatmapBy, HeatmapScale, HeatmapStatistic } from '../../locales/messages/heatmap.js';
import { PipelineDrawnChart } from '../shared/drawn.js';
import type { EmptyState, FrameTexts, KeySet, Mark, PlotPicture, TableModel } from '../shared/frame.js';
import type * as Drawing from './drawing.js';
import { heatmapStyles } from './heatmap.styles.js';
import type { HeatmapOptions } from './measure.js';
import type { HeatmapWords } from './model.js';
import type * as Painter from './picture.js';

const CHOICES = {
  by: ['owner', 'team', 'entry-month', 'source'],
  statistic: ['median', 'p75', 'p90'],
  scale: ['per-stage', 'absolute', 'vs-target'],
} as const;
const NONE: readonly never[] = [];
/** Loads while the data is on its way. */
const loadDrawing = () => import('./drawing.js');

/**
 * Shows how long deals stay in each stage, by owner, team, source or month of entry, and where they get stuck.
 *
 * @tag pipeline-heatmap
 * @slot empty-action - What can be done when no deal counts, e.g. a button that clears filters.
 * @event {CustomEvent<{ rowKey: string, value: number | null, n: number, dealIds: readonly string[] }>} pipeline-select - A cell was selected, by mouse or by keyboard. Cancelable.
 * @csspart frame - The whole figure.
 * @csspart header - Heading, badges and subtitle.
 * @csspart heading - The heading.
 * @csspart subtitle - Measure, period, pipeline and as-of.
 * @csspart badge - A badge beside the heading.
 * @csspart takeaway - The sentence above the plot.
 * @csspart plot - The cells, or the table in their place.
 * @csspart table - The heatmap itself, or the table view.
 * @csspart row - A row of it; also `margin` for the one of all visits.
 * @csspart cell - A cell; also `few`, `none`, `unreached` or `margin`.
 * @csspart few - State of a cell or mark: fewer than 5 visits.
 * @csspart none - State of a cell: no visits.
 * @csspart unreached - State of a cell: too few visits have ended to say how long they take.
 * @csspart margin - State of cells and rows: all visits together, or days to won.
 * @csspart mark - A row of the list, below 400 px; also `few`.
 * @csspart legend - The keys of the colours.
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
 * @cssproperty [--pipeline-heatmap-gap=2px] - Between cells.
 * @cssproperty [--pipeline-heatmap-bar=currentColor] - The bar in a cell whose length is its value.
 * @cssproperty [--pipeline-heatmap-few=var(--pipeline-compare)] - Hatching of cells with fewer than 5 visits.
 */
export class PipelineHeatmap extends PipelineDrawnChart {
  static override styles = [...PipelineDrawnChart.styles, heatmapStyles];

  /** What stands beside the stages: `owner`, `team`, `entry-month` (of the visit) or `source`. */
  @property() by: HeatmapBy = 'owner';
  /** Days within which half (`median`), 75 % or 90 % of the visits end, open deals counted as "at least so long". */
  @property() statistic: HeatmapStatistic = 'median';
  /** What colours compare with: `per-stage` its own figure for everyone, `vs-target` its `idleAfterDays`; `absolute`: with nothing. */
  @property() scale: HeatmapScale = 'per-stage';
  /**
   * What to sort by: a stage (`stage:negotiation`), a row (`owner:ana`), `all` or `won`, from large to small; with `-`
   * before it from small to large. The reader's choice is written back to the property.
   */
  @property() sort?: string;

  @state() private _isWhole = false;
  @state() private _stage?: string;

  #drawing: Drawing.HeatmapDrawing | undefined;
  /** Loads when a picture is asked for. */
  #painter: typeof Painter | undefined;
  #subtitle = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const part = this.need(loadDrawing);
    const options = this.#options();
    const summary = part && options && this.summary(part.heatmapTables(options));
    const measures = summary && part.heatmapOf(summary, options);
    const words = part && this.#wordsOf(part);
    if (part) this.adopt(part.drawingStyles);
    if (!measures || !words) this.#drawing = undefined;
    else if (!this.#drawing?.isOf(measures, words))
      this.#drawing = new part.HeatmapDrawing(measures, words, this.#drawing);
    this.#subtitle = words ? this.#subtitleOf(words) : '';
    this.#drawing?.place({
      room: this.room,
      width: Math.floor(this.inlineSize),
      sort: this.sort || undefined,
      isWhole: this._isWhole,
      stage: this._stage,
    });
  }

  protected override get isWaiting(): boolean {
    return !this.need(loadDrawing);
  }

  protected override texts(): FrameTexts {
    return {
      heading: this.words.headings.heatmap,
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
    return 'cells';
  }

  protected override async exporting() {
    this.#painter ??= await import('./picture.js');
    return super.exporting();
  }

  protected override picture(width: number): PlotPicture | undefined {
    return (
      this.#painter && this.#drawing?.picture(this.#painter.heatmapPicture, width, this.direction === 'rtl')
    );
  }

  protected override renderSkeleton(): unknown {
    return html`<div class="skeleton">${Array.from({ length: 30 }, () => html`<i></i>`)}</div>`;
  }

  protected override renderLegend(): unknown {
    return this.#drawing?.legend(this.room) ?? nothing;
  }

  protected override renderPlot(): unknown {
    return this.#drawing?.render({
      stop: this.stop,
      sort: this.#onSort,
      showAll: this.#onShowAll,
      choose: this.#onChoose,
      isRtl: () => this.direction === 'rtl',
    });
  }

  #wordsOf({ english }: typeof Drawing): HeatmapWords {
    const { data, pipeline } = this.snapshot;
    return {
      own: this.messages('heatmap', english),
      frame: this.words,
      format: this.formatter,
      statistic: this.#chosen('statistic'),
      scale: this.#chosen('scale'),
      owners: data?.owners ?? NONE,
      stages: pipeline?.stages ?? NONE,
    };
  }

  #subtitleOf({ own, format, statistic }: HeatmapWords): string {
    const { period, asOf, pipeline } = this.snapshot;
    return own.subtitle({
      statistic,
      period: period && { from: format.date(period.from), to: format.date(period.to - 1) },
      won: this.#drawing?.model.wonOf !== undefined,
      asOf: asOf && format.date(asOf.day),
      pipeline: pipeline?.name,
    });
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

  #options(): HeatmapOptions | undefined {
    const { pipeline, period, phase } = this.snapshot;
    if (phase !== 'ready' || !pipeline) return undefined;
    return {
      pipeline: pipeline.id,
      by: this.#chosen('by'),
      ...(period && { window: { from: period.from, to: period.to } }),
    };
  }

  /** From large to small first, then the other way round, then as it was. */
  readonly #onSort = (key: string): void => {
    this.sort = this.sort === key ? `-${key}` : this.sort === `-${key}` ? undefined : key;
  };

  readonly #onShowAll = (): void => {
    this._isWhole = true;
  };

  readonly #onChoose = (stage: string): void => {
    this._stage = stage;
  };
}

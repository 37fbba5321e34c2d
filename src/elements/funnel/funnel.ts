import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { warnOnce } from '../../context/warn.js';
import type { Counting, FunnelOptions } from '../../core/measures/funnel-types.js';
import type { LeftOut } from '../../core/measures/types.js';
import { PipelineDrawnChart } from '../shared/drawn.js';
import type { EmptyState, FrameTexts, Mark, PlotPicture, TableModel } from '../shared/frame.js';
import type * as Drawing from './drawing.js';
import { funnelStyles } from './funnel.styles.js';
import type { FunnelWords } from './model.js';

const COUNTINGS: readonly Counting[] = ['reached', 'strict', 'current'];
const CHOICES = { counting: COUNTINGS, by: ['count', 'amount'], layout: ['start', 'centered'] } as const;
/** Loads while the data is on its way. */
const loadDrawing = () => import('./drawing.js');

/**
 * Shows how many deals get how far through a pipeline, where they stay and where they are lost.
 *
 * @tag pipeline-funnel
 * @slot empty-action - What can be done when no deal counts, e.g. a button that clears filters.
 * @event {CustomEvent<{ rowKey: string, value: number | null, n: number, dealIds: readonly string[] }>} pipeline-select - A stage was selected, by mouse or by keyboard. Cancelable.
 * @csspart frame - The whole figure.
 * @csspart header - Heading, badges and subtitle.
 * @csspart heading - The heading.
 * @csspart subtitle - Measure, period, counting rule, pipeline and as-of.
 * @csspart badge - A badge beside the heading.
 * @csspart takeaway - The sentence above the plot.
 * @csspart plot - The bars, or the table in their place.
 * @csspart mark - A stage.
 * @csspart weak - State of a mark: the step to it converts worst.
 * @csspart bar - The bar of a stage, below 600 px.
 * @csspart segment - A part of a bar.
 * @csspart moved - Kind of a segment: deals that moved on.
 * @csspart here - Kind of a segment: deals that are still there.
 * @csspart lost - Kind of a segment: deals that were lost.
 * @csspart skipped - Kind of a segment: deals that got further, but not through the next stage.
 * @csspart wedge - The drop-off between two bars.
 * @csspart label - A text of the plot.
 * @csspart legend - The keys of the bars' parts.
 * @csspart key - One of them.
 * @csspart table - The table view.
 * @csspart row - A row of it.
 * @csspart cell - A cell of it.
 * @csspart note - A note below the plot.
 * @csspart notice - The expandable list of what was found in the data.
 * @csspart state - What stands for the plot where there is none.
 * @csspart empty - Kind of a state: no deal counts, or the data lacks what is needed.
 * @csspart error - Kind of a state: the data could not be read.
 * @csspart footer - The line below the plot.
 * @csspart table-toggle - The button that shows the table.
 * @csspart more - The button that opens the menu at the foot.
 * @csspart menu - The menu at the foot.
 * @csspart menu-item - A line of it.
 * @csspart dialog - The list of keys.
 * @csspart tooltip - The tooltip.
 * @cssproperty [--pipeline-funnel-bar=var(--pipeline-accent)] - Bars, and what of them moved on.
 * @cssproperty [--pipeline-funnel-wedge=var(--pipeline-accent-wedge)] - The drop-off between bars.
 * @cssproperty [--pipeline-funnel-here=var(--pipeline-accent-half)] - What is still in its stage.
 * @cssproperty [--pipeline-funnel-lost=var(--pipeline-compare)] - Hatching of what was lost.
 */
export class PipelineFunnel extends PipelineDrawnChart {
  static override styles = [...PipelineDrawnChart.styles, funnelStyles];

  /** `reached`: got to the stage or past it; `strict`: visited every stage up to it; `current`: is there now. */
  @property() counting: Counting = 'reached';
  /** What bars and conversions are made of: `count` of deals, or their `amount`. */
  @property() by: 'count' | 'amount' = 'count';
  /** `start`: bars from a common baseline; `centered`: bars around a middle axis. */
  @property() layout: 'start' | 'centered' = 'start';

  #drawing: Drawing.FunnelDrawing | undefined;
  #subtitle: string | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const part = this.need(loadDrawing);
    const options = this.#options();
    const summary = part && options && this.summary(part.funnelTables(options));
    const funnel = summary && part.funnelOf(summary, options);
    const words = part && this.#wordsOf(part);
    this.#subtitle = words && this.#subtitleOf(words);
    if (part) this.adopt(part.drawingStyles);
    if (!funnel || !words) this.#drawing = undefined;
    else if (!this.#drawing?.isOf(funnel, words)) this.#drawing = new part.FunnelDrawing(funnel, words);
    this.#drawing?.place({
      room: this.room,
      width: Math.floor(this.inlineSize),
      isRtl: this.direction === 'rtl',
      isCentered: this.layout === 'centered',
    });
  }

  protected override get isWaiting(): boolean {
    return !this.need(loadDrawing);
  }

  protected override texts(): FrameTexts {
    return {
      heading: this.words.headings.funnel,
      subtitle: this.#subtitle ?? '',
      takeaway: this.#drawing?.takeaway,
    };
  }

  protected override emptyState(): EmptyState | undefined {
    return this.#drawing ? this.#drawing.emptyState : 'empty';
  }

  protected override marks(): readonly Mark[] {
    return this.#drawing?.marks ?? [];
  }

  protected override leftOut(): readonly LeftOut[] {
    return this.#drawing?.leftOut ?? [];
  }

  protected override notes(): readonly string[] {
    return this.#drawing?.notes ?? [];
  }

  protected override tableModel(): TableModel | undefined {
    const { heading, subtitle } = this.texts();
    return this.#drawing?.table(`${this.heading || heading}: ${subtitle}`);
  }

  protected override picture(width: number): PlotPicture | undefined {
    return this.#drawing?.picture(width, this.direction === 'rtl', this.layout === 'centered');
  }

  protected override renderSkeleton(): unknown {
    return html`<div class="skeleton">
      ${[1, 2, 3, 4, 5, 6].map((at) => html`<i class="bar-${at}"></i>`)}
    </div>`;
  }

  protected override renderLegend(): unknown {
    return this.#drawing?.legend(this.room) ?? nothing;
  }

  protected override renderPlot(): unknown {
    return this.#drawing?.render((key) => ({ label: this.labelOf(key), tabStop: this.tabStop(key) }));
  }

  #wordsOf({ english }: typeof Drawing): FunnelWords {
    const won = this.snapshot.pipeline?.stages.filter(({ kind }) => kind === 'won') ?? [];
    return {
      own: this.messages('funnel', english),
      frame: this.words,
      format: this.formatter,
      wonName: won.length === 1 ? won[0]?.name : undefined,
    };
  }

  #subtitleOf({ own, format }: FunnelWords): string {
    const { period, asOf, pipeline } = this.snapshot;
    return own.subtitle(
      {
        counting: this.#counting,
        by: this.#by,
        period: period && { from: format.date(period.from), to: format.date(period.to - 1) },
        asOf: asOf && format.date(asOf.day),
        pipeline: pipeline?.name,
      },
      format,
    );
  }

  protected override get choices() {
    return CHOICES;
  }

  get #counting(): Counting {
    if (COUNTINGS.includes(this.counting)) return this.counting;
    warnOnce(`counting="${String(this.counting)}" is none of ${COUNTINGS.join(', ')}; "reached" is used.`);
    return 'reached';
  }

  get #by(): 'count' | 'amount' {
    return this.by === 'amount' ? 'amount' : 'count';
  }

  #options(): FunnelOptions | undefined {
    const { pipeline, period, reportCurrency, phase } = this.snapshot;
    if (phase !== 'ready' || !pipeline) return undefined;
    return {
      pipeline: pipeline.id,
      counting: this.#counting,
      value: this.#by,
      ...(period && { window: { from: period.from, to: period.to } }),
      ...(reportCurrency && { currency: reportCurrency }),
    };
  }
}

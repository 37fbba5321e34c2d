import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { measureFor } from '../../context/memo.js';
import { warnOnce } from '../../context/warn.js';
import type { Counting, FunnelOptions } from '../../core/measures/funnel-types.js';
import { funnelTables, measureFunnel } from '../../core/measures/funnel.js';
import type { LeftOut } from '../../core/measures/types.js';
import { funnel as english } from '../../locales/en/funnel.js';
import type { FunnelMessages } from '../../locales/messages/funnel.js';
import { PipelineChart } from '../shared/frame.js';
import type { EmptyState, FrameTexts, Mark, TableModel, TipRow } from '../shared/frame.js';
import { funnelStyles } from './funnel.styles.js';
import { describeFunnel } from './model.js';
import type { FunnelLine, FunnelModel } from './model.js';
import { planNarrow, planWide, renderCompact, renderList, renderWide, swatch } from './plot.js';
import type { FunnelPlan, MarkSetting } from './plot.js';

const COUNTINGS: readonly Counting[] = ['reached', 'strict', 'current'];

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
 * @csspart mark - A stage; also `weak` where the step to it converts worst.
 * @csspart bar - The bar of a stage, below 600 px.
 * @csspart segment - A part of a bar, with `moved`, `here`, `lost` or `skipped`.
 * @csspart wedge - The drop-off between two bars.
 * @csspart label - A text of the plot.
 * @csspart legend - The keys of the bars' parts.
 * @csspart key - One of them.
 * @csspart table - The table view.
 * @csspart row - A row of it.
 * @csspart cell - A cell of it.
 * @csspart note - A note below the plot.
 * @csspart notice - The expandable list of what was found in the data.
 * @csspart state - What stands for the plot, with `empty` or `error`.
 * @csspart footer - The line below the plot.
 * @csspart table-toggle - The button that shows the table.
 * @csspart tooltip - The tooltip.
 * @cssproperty [--pipeline-funnel-bar=var(--pipeline-accent)] - Bars, and what of them moved on.
 * @cssproperty [--pipeline-funnel-wedge=var(--pipeline-accent-wedge)] - The drop-off between bars.
 * @cssproperty [--pipeline-funnel-here=var(--pipeline-accent-half)] - What is still in its stage.
 * @cssproperty [--pipeline-funnel-lost=var(--pipeline-compare)] - Hatching of what was lost.
 */
export class PipelineFunnel extends PipelineChart {
  static override styles = [...PipelineChart.styles, funnelStyles];

  /** `reached`: got to the stage or past it; `strict`: visited every stage up to it; `current`: is there now. */
  @property() counting: Counting = 'reached';
  /** What bars and conversions are made of: `count` of deals, or their `amount`. */
  @property() by: 'count' | 'amount' = 'count';
  /** `start`: bars from a common baseline; `centered`: bars around a middle axis. */
  @property() layout: 'start' | 'centered' = 'start';

  #model: FunnelModel | undefined;
  #plan: FunnelPlan | undefined;
  #marks: readonly Mark[] = [];
  #inputs: readonly unknown[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const { pipeline, reportCurrency, phase } = this.snapshot;
    const options = this.#options();
    const summary = phase === 'ready' && options ? this.summary(funnelTables(options)) : undefined;
    const funnel =
      summary &&
      options &&
      measureFor(`funnel ${JSON.stringify(options)}`, summary, () => measureFunnel(summary, options));
    const words = this.#words;
    const inputs = [funnel, pipeline, reportCurrency, words, this.formatter];
    const place = [this.inlineSize, this.direction, this.layout];
    const isSame = (from: number, values: readonly unknown[]): boolean =>
      values.every((value, at) => value === this.#inputs[from + at]);
    const isKnown = isSame(0, inputs);
    if (isKnown && isSame(inputs.length, place)) return;
    this.#inputs = [...inputs, ...place];
    if (!isKnown) {
      const won = pipeline?.stages.filter(({ kind }) => kind === 'won') ?? [];
      this.#model =
        funnel &&
        describeFunnel(funnel, {
          own: words,
          frame: this.words,
          format: this.formatter,
          wonName: won.length === 1 ? won[0]?.name : undefined,
        });
      this.#marks = this.#model?.lines.map((line) => this.#markOf(line)) ?? [];
    }
    this.#plan = this.#model && this.#planFor(this.#model);
  }

  protected override texts(): FrameTexts {
    const words = this.#words;
    const format = this.formatter;
    const { period, asOf, pipeline } = this.snapshot;
    const subtitle = words.subtitle(
      {
        counting: this.#counting,
        by: this.#by,
        period: period && { from: format.date(period.from), to: format.date(period.to - 1) },
        asOf: asOf && format.date(asOf.day),
        pipeline: pipeline?.name,
      },
      format,
    );
    return { heading: words.heading, subtitle, takeaway: this.#model && this.#takeawayOf(this.#model) };
  }

  protected override emptyState(): EmptyState | undefined {
    const model = this.#model;
    if (!model || model.lines.every(({ row }) => row.n === 0 && row.value !== null)) return 'empty';
    const main = model.lines.filter(({ bar }) => !bar.isSpecial);
    if (main.every(({ row }) => row.value !== null)) return undefined;
    return this.#by === 'amount' && main.some(({ row }) => row.nAmount > 0 && row.amount.amount === null)
      ? 'needs-rates'
      : 'needs-history';
  }

  protected override marks(): readonly Mark[] {
    return this.#marks;
  }

  protected override leftOut(): readonly LeftOut[] {
    return this.#model?.funnel.leftOut.filter(({ code }) => code !== 'mixed-currencies') ?? [];
  }

  protected override notes(): readonly string[] {
    const model = this.#model;
    const mixed = model?.lines.find(({ row }) => row.nAmount > 0 && row.amount.amount === null);
    const currencies = mixed?.row.amount.per.map(({ currency }) => currency || this.words.none) ?? [];
    const isGain = model?.lines.some(({ row }) => (row.ofPrevious ?? 0) > 1);
    return [
      ...(model?.funnel.needs.includes('history') ? [this.#words.needsHistoryNote] : []),
      ...(mixed ? [this.words.mixedCurrencies({ currencies }, this.formatter)] : []),
      ...(isGain ? [this.#words.above] : []),
    ];
  }

  protected override tableModel(): TableModel | undefined {
    const model = this.#model;
    if (!model) return undefined;
    const { columns } = this.#words;
    const format = this.formatter;
    const { isFlow, hasAmounts, kinds } = model;
    const count = (n: number, line: FunnelLine): string =>
      line.row.kind === 'stage' ? format.number(n) : '';
    const parts = { moved: 'movedOn', here: 'stillHere', lost: 'lost', skipped: 'skipped' } as const;
    const all: readonly (readonly [string, string, (line: FunnelLine) => string])[] = [
      ['stage', columns.stage, ({ name }) => name],
      ['deals', columns.deals, ({ deals }) => deals],
      ...(hasAmounts ? [['amount', columns.amount, (line: FunnelLine) => line.amountInFull] as const] : []),
      ...(isFlow
        ? ([
            ['of-first', columns.ofFirst, (line: FunnelLine) => line.ofFirst],
            ['of-previous', columns.ofPrevious, (line: FunnelLine) => line.ofPrevious ?? ''],
          ] as const)
        : []),
      ...kinds.map(
        (kind) =>
          [kind, columns[parts[kind]], (line: FunnelLine) => count(line.row[parts[kind]], line)] as const,
      ),
    ];
    return {
      caption: `${this.heading || this.#words.heading}: ${this.texts().subtitle}`,
      columns: all.map(([key, label], at) => ({ key, label, numeric: at > 0 })),
      rows: model.lines.map((line) => ({ key: line.row.key, cells: all.map(([, , cell]) => cell(line)) })),
    };
  }

  protected override renderSkeleton(): unknown {
    return html`<div class="skeleton">
      ${[1, 2, 3, 4, 5, 6].map((at) => html`<i class="bar-${at}"></i>`)}
    </div>`;
  }

  protected override renderLegend(): unknown {
    const { columns } = this.#words;
    const names = {
      moved: columns.movedOn,
      here: columns.stillHere,
      lost: columns.lost,
      skipped: columns.skipped,
    };
    const kinds = this.room === 'list' || !this.#model?.kinds.length ? [] : this.#model.kinds;
    if (kinds.length === 0) return nothing;
    return kinds.map((kind) => html`<li class="key" part="key">${swatch(kind)}${names[kind]}</li>`);
  }

  protected override renderPlot(): unknown {
    const model = this.#model;
    const plan = this.#plan;
    if (!model || !plan) return nothing;
    const words = this.#words;
    const markOf = (key: string): MarkSetting => ({
      label: this.#marks.find((mark) => mark.key === key)?.label ?? key,
      tabStop: this.tabStop(key),
    });
    switch (this.room) {
      case 'full':
        return renderWide(model, words, plan, markOf);
      case 'compact':
        return renderCompact(model, words, plan, markOf);
      case 'list':
        return renderList(model, words, plan, markOf);
      case 'figure':
        return this.#renderFigure(model);
    }
  }

  /** Below 240 px: one number. */
  #renderFigure({ funnel, lines, byAmount }: FunnelModel): unknown {
    const won = lines.find(({ row }) => row.kind === 'won');
    const first = lines[0];
    const figure = (line: FunnelLine | undefined): string | undefined =>
      byAmount ? line?.amount : line?.deals;
    const share = funnel.overall === null ? undefined : this.formatter.percent(funnel.overall);
    return html`<p class="figure">
      <b>${figure(won)}</b>
      <span class="small muted">${this.#words.wonOf({ share, total: figure(first) ?? '' })}</span>
    </p>`;
  }

  get #words(): FunnelMessages {
    return this.messages('funnel', english);
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
    const { pipeline, period, reportCurrency } = this.snapshot;
    return (
      pipeline && {
        pipeline: pipeline.id,
        counting: this.#counting,
        value: this.#by,
        ...(period && { window: { from: period.from, to: period.to } }),
        ...(reportCurrency && { currency: reportCurrency }),
      }
    );
  }

  #planFor(model: FunnelModel): FunnelPlan | undefined {
    const width = Math.floor(this.inlineSize);
    const isRtl = this.direction === 'rtl';
    const isCentered = this.layout === 'centered';
    if (width <= 0) return undefined;
    return this.room === 'full'
      ? planWide(model, this.#words, width, isRtl, isCentered)
      : planNarrow(model, width, this.room === 'compact' ? 14 : 3, isRtl, isCentered);
  }

  #takeawayOf({ funnel, lines, isFlow, byAmount }: FunnelModel): FrameTexts['takeaway'] {
    const words = this.#words;
    const by = byAmount ? 'amount' : 'count';
    const amountOf = (line: FunnelLine | undefined): string => (byAmount ? line?.amount : line?.deals) ?? '';
    if (!isFlow) {
      const open = lines.filter(({ row }) => row.kind === 'stage');
      const most = open.reduce<FunnelLine | undefined>(
        (top, line) => ((line.row.value ?? 0) > (top?.row.value ?? 0) ? line : top),
        undefined,
      );
      const deals = open.reduce((sum, { row }) => sum + row.n, 0);
      const sum = open.reduce((total, { row }) => total + (row.value ?? 0), 0);
      const currency = open.find(({ row }) => row.amount.currency)?.row.amount.currency ?? '';
      return words.takeawayCurrent(
        {
          by,
          deals,
          total: byAmount
            ? this.formatter.money(sum, currency, { compact: true })
            : this.formatter.number(deals),
          most: most && { stage: most.name, value: amountOf(most) },
        },
        this.formatter,
      );
    }
    const { weakest } = funnel;
    const lineOf = (key: string | undefined): FunnelLine | undefined =>
      lines.find(({ row }) => row.key === key);
    const [from, to] = [lineOf(weakest?.from), lineOf(weakest?.to)];
    const first = lines[0];
    const won = lines.find(({ row }) => row.kind === 'won');
    return words.takeaway(
      {
        by,
        total: amountOf(first),
        deals: first?.row.n ?? 0,
        won: amountOf(won),
        wonDeals: won?.row.n ?? 0,
        share: funnel.overall,
        weakest:
          weakest && from && to
            ? {
                from: from.name,
                to: to.name,
                share: weakest.conversion,
                lost: to.lost ?? '',
              }
            : undefined,
        needsHistory: funnel.needs.includes('history'),
      },
      this.formatter,
    );
  }

  #markOf(line: FunnelLine): Mark {
    const { row, name } = line;
    const words = this.#words;
    const isByAmount = this.#by === 'amount';
    const label = words.mark(
      {
        stage: name,
        deals: row.n,
        amount: isByAmount ? line.amountInFull : undefined,
        ofPrevious: row.ofPrevious,
        weakest: row.weakest,
      },
      this.formatter,
    );
    const { columns } = words;
    const part = (text: string, n: number, kind: 'moved' | 'here' | 'lost' | 'skipped'): readonly TipRow[] =>
      n === 0 && kind === 'skipped'
        ? []
        : [
            {
              label: text,
              value: `${this.formatter.number(n)} · ${this.formatter.percent(row.n === 0 ? 0 : n / row.n)}`,
              swatch: swatch(kind),
            },
          ];
    const isSplit = row.kind === 'stage' && this.#counting !== 'current';
    const rows: readonly TipRow[] = [
      ...(isSplit
        ? [
            ...part(columns.movedOn, row.movedOn, 'moved'),
            ...part(columns.skipped, row.skipped, 'skipped'),
            ...part(columns.stillHere, row.stillHere, 'here'),
            ...part(columns.lost, row.lost, 'lost'),
            'rule' as const,
          ]
        : []),
      { label: isSplit ? words.reached : columns.deals, value: line.deals, strong: true },
      ...(row.nAmount > 0 ? [{ label: columns.amount, value: line.amountInFull }] : []),
      ...(line.ofPrevious === undefined ? [] : [{ label: columns.ofPrevious, value: line.ofPrevious }]),
      ...(line.ofFirst ? [{ label: columns.ofFirst, value: line.ofFirst }] : []),
    ];
    return { key: row.key, label, row, tip: { title: name, rows } };
  }
}

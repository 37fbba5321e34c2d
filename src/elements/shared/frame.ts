import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { dayAt, instantOf } from '../../core/calendar/when.js';
import type { LeftOut, Needs, Row } from '../../core/measures/types.js';
import { frame as english } from '../../locales/en/frame.js';
import type { FrameMessages } from '../../locales/messages/frame.js';
import type { StateWords } from '../../locales/messages/problems.js';
import { plain } from '../../locales/say.js';
import type { Said } from '../../locales/say.js';
import { PipelineElement } from './base.js';
import type { Snapshot } from './base.js';
import type { Findings } from './findings.js';
import { frameStyles } from './frame.styles.js';
import { errorIcon, tableIcon, warningIcon } from './icons.js';
import { LiveRegion } from './live-region.js';
import { forgetFailed, lazyPart } from './parts.js';
import { Roving } from './roving.js';
import type { TableModel } from './table.js';
import { Tooltip } from './tooltip.js';
import type { TipModel } from './tooltip.js';

export type { TableModel } from './table.js';
export type { TipModel, TipRow } from './tooltip.js';

/** One thing that can be focused, explained and selected. Its element carries `data-key`. */
export interface Mark {
  readonly key: string;
  /** Accessible name, with stage and unit. */
  readonly label: string;
  readonly row: Row;
  readonly tip: TipModel;
}

export interface FrameTexts {
  readonly heading: string;
  /** Measure, period, counting rule, as-of. */
  readonly subtitle: string;
  readonly takeaway?: Said;
}

/** Why a widget with data draws nothing: no deal counts, or the data lacks what the measure needs. */
export type EmptyState = 'empty' | `needs-${Needs}`;

/** How much room there is: CHARTS' four sizes, by the widget's own width. */
export type Room = 'full' | 'compact' | 'list' | 'figure';

type Load = () => Promise<unknown>;
const loadFindings = () => import('./findings.js');
const loadTable = () => import('./table.js');

/**
 * The frame that every widget is drawn in: heading, subtitle, takeaway, plot, legend, notes and foot; loading, empty
 * and error states; tooltip, keyboard and table view of the same rows. A subclass says what is in them.
 */
export abstract class PipelineChart extends PipelineElement {
  static override styles = [frameStyles];

  /** Heading; without one the widget's own. `heading=""` shows none. */
  @property() heading?: string;
  /** Level of the heading in the page's outline, 1 to 6. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 3;
  /** Leaves out the sentence above the plot. */
  @property({ type: Boolean, attribute: 'takeaway-hidden' }) takeawayHidden = false;
  /** Leaves out the button that shows the rows as a table. */
  @property({ type: Boolean, attribute: 'table-hidden' }) tableHidden = false;
  /** Leaves out the line below the plot. */
  @property({ type: Boolean, attribute: 'footer-hidden' }) footerHidden = false;

  @state() private _isTable = false;
  @state() private _broken?: Load;

  protected readonly tip = new Tooltip(() => this.#byId('tip'));
  readonly #live = new LiveRegion(() => this.#byId('live'));
  readonly #roving = new Roving(
    () => [...this.renderRoot.querySelectorAll<HTMLElement | SVGElement>('[data-key]')],
    () => this.direction === 'rtl',
  );
  #said: string | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.tip.hide();
    this.#live.stop();
  }

  /**
   * A module that is loaded when it is first needed: undefined until it is there, and then the widget is drawn again.
   * Where it can't be loaded the widget says so.
   * @param load the same function each time
   */
  protected need<T>(load: () => Promise<T>): T | undefined {
    const part = lazyPart(load, () => this.requestUpdate());
    if (part === null) this._broken = load;
    return part ?? undefined;
  }

  /** Data is there, but not yet what draws it. */
  protected get isWaiting(): boolean {
    return false;
  }

  /** Heading, subtitle and takeaway; asked for in every phase, so `snapshot.data` may be missing. */
  protected abstract texts(): FrameTexts;

  /** What is drawn, where there is something to draw. */
  protected abstract renderPlot(): unknown;

  /** What can be focused and selected in the plot, in reading order. */
  protected marks(): readonly Mark[] {
    return [];
  }

  /** The same rows as a table; the toggle is there when this is defined. */
  protected tableModel(): TableModel | undefined {
    return undefined;
  }

  /** The widget's own silhouette while it waits for data. */
  protected renderSkeleton(): unknown {
    return nothing;
  }

  /** Keys of the marks, as list items `<li class="key" part="key">`; `nothing`: no legend. */
  protected renderLegend(): unknown {
    return nothing;
  }

  /** Why nothing is drawn from data that is there; undefined: something is. */
  protected emptyState(): EmptyState | undefined {
    return undefined;
  }

  /** Deals that a figure does not rest on; each becomes a note. */
  protected leftOut(): readonly LeftOut[] {
    return [];
  }

  /** Further notes below the plot. */
  protected notes(): readonly string[] {
    return [];
  }

  /** Badges beside the heading, beyond `Partial` and `Not current`. */
  protected badges(): readonly string[] {
    return [];
  }

  /** What is announced after data changed; undefined: nothing. */
  protected announcement(): string | undefined {
    const { takeaway } = this.texts();
    return takeaway && plain(takeaway);
  }

  /** The frame's words in the widget's language. */
  protected get words(): FrameMessages {
    return this.messages('frame', english);
  }

  protected get room(): Room {
    const width = this.inlineSize;
    return width >= 600 ? 'full' : width >= 400 ? 'compact' : width >= 240 ? 'list' : 'figure';
  }

  /** Accessible name of a mark. */
  protected labelOf(key: string): string {
    return this.marks().find((mark) => mark.key === key)?.label ?? key;
  }

  /** Key of the mark that is the plot's one tab stop. */
  protected get stop(): string | undefined {
    return this.#roving.stopOf(this.marks().map((mark) => mark.key));
  }

  /** `tabindex` of a mark. */
  protected tabStop(key: string): 0 | -1 {
    return this.stop === key ? 0 : -1;
  }

  /** Says a sentence to assistive technology, once things have been quiet for `wait` milliseconds. */
  protected announce(text: string, wait?: number): void {
    this.#live.announce(text, wait);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const { anchor } = this.tip;
    if (anchor && !anchor.isConnected) this.tip.hide();
    if (this.#phase !== 'ready') return;
    const sentence = this.announcement();
    if (sentence === this.#said) return;
    // The first figures are what the page shows, not news.
    if (this.#said !== undefined && sentence !== undefined) this.announce(this.words.updated({ sentence }));
    this.#said = sentence ?? '';
  }

  protected override render(): unknown {
    const phase = this.#phase;
    const empty = phase === 'ready' ? this.emptyState() : undefined;
    const isDrawn = phase === 'ready' && empty === undefined;
    const { heading, subtitle, takeaway } = this.texts();
    const title = this.heading ?? heading;
    const table = isDrawn && !this.tableHidden ? this.tableModel() : undefined;
    const isTable = table !== undefined && this._isTable;
    const sentence = isDrawn && !this.takeawayHidden ? takeaway : undefined;
    const said = sentence
      ? html`<p id="takeaway" class="takeaway" part="takeaway">${sentenceOf(sentence)}</p>`
      : nothing;
    const isFigure = this.room === 'figure';
    return html`<figure
      class="frame"
      part="frame"
      aria-labelledby="heading"
      aria-describedby=${sentence ? 'takeaway' : nothing}
      aria-busy=${phase === 'loading' ? 'true' : nothing}
    >
      <div part="header">
        <div class="title">
          <div
            id="heading"
            class=${title ? 'heading' : 'hidden'}
            part="heading"
            role="heading"
            aria-level=${Math.min(6, Math.max(1, Math.round(this.headingLevel) || 3))}
          >
            ${title || heading}
          </div>
          ${this.#renderBadges()}
        </div>
        <p class="subtitle" part="subtitle">${phase === 'loading' ? this.words.loading : subtitle}</p>
      </div>
      ${isFigure ? nothing : said} ${this.#renderBody(phase, empty, isTable ? table : undefined)}
      ${isFigure ? said : nothing} ${this.#renderEmpty(empty)}
      ${isDrawn ? this.#renderBelow(isTable) : nothing} ${this.#renderIssues(phase)}
      ${this.#renderFooter(table)}
      <div
        id="tip"
        class="tip"
        part="tooltip"
        role="tooltip"
        aria-labelledby="tip-title"
        popover="manual"
        @pointermove=${this.tip.onPointermove}
        @pointerleave=${() => this.tip.leave()}
      ></div>
      <div id="live" class="hidden" role="status" aria-live="polite"></div>
    </figure>`;
  }

  #renderBadges(): unknown {
    const { issues, stale } = this.snapshot;
    const isPartial = this.#phase === 'ready' && issues.some((issue) => issue.severity !== 'note');
    const texts = [
      ...(stale ? [this.words.stale] : []),
      ...(isPartial ? [this.words.partial] : []),
      ...this.badges(),
    ];
    return texts.map((text) => html`<span class="badge" part="badge">${warningIcon}${text}</span>`);
  }

  #renderBody(phase: string, empty: EmptyState | undefined, table: TableModel | undefined): unknown {
    const renderTable = table && this.need(loadTable)?.renderTable;
    if (phase === 'loading') {
      return html`<div class="plot" part="plot" aria-hidden="true">${this.renderSkeleton()}</div>`;
    }
    if (phase === 'error') return this.#renderError();
    if (empty) return nothing;
    if (renderTable) return renderTable(table);
    return html`<div
      class="plot"
      part="plot"
      @keydown=${this.#onKeydown}
      @focusin=${this.#onFocusin}
      @focusout=${() => this.tip.hide()}
      @pointerover=${this.#onPointerover}
      @pointerout=${this.#onPointerout}
      @click=${this.#onClick}
    >
      ${this.renderPlot()}
    </div>`;
  }

  /** Always there, so that what a host slots in is never without its slot. */
  #renderEmpty(empty: EmptyState | undefined): unknown {
    const words = empty && this.#findings?.empty(empty, (this.snapshot.data?.deals.length ?? 0) > 0);
    return html`<div class="state" part="state empty" ?hidden=${!empty}>
      <p class="state-title">${words?.title}</p>
      <p class="muted">${words?.reason}</p>
      <slot name="empty-action"></slot>
    </div>`;
  }

  #renderError(): unknown {
    const { problem } = this.snapshot;
    const findings = this._broken || !problem ? undefined : this.#findings;
    const { title, reason }: StateWords = (problem && findings?.problem(problem)) ?? this.words.failed;
    const canRetry = !problem || !findings || this.need(loadFindings)?.canRetry(problem);
    return html`<div class="state" part="state error" role="alert">
      <p class="state-title bad">${errorIcon}<span>${title}</span></p>
      ${reason ? html`<p class="muted">${reason}</p>` : nothing} ${canRetry ? this.#renderRetry() : nothing}
    </div>`;
  }

  #renderRetry(): TemplateResult {
    return html`<button class="button" type="button" @click=${this.#onRetry}>${this.words.retry}</button>`;
  }

  #renderBelow(isTable: boolean): unknown {
    const legend = isTable ? nothing : this.renderLegend();
    const leftOut = this.leftOut();
    const notes = [
      ...(leftOut.length > 0 ? leftOut.map((one) => this.#findings?.leftOut(one)) : []),
      ...this.notes(),
    ];
    return html`${legend === nothing
      ? nothing
      : html`<ul class="legend" part="legend">
          ${legend}
        </ul>`}
    ${notes.map((note) => note && html`<p class="note" part="note">${note}</p>`)}`;
  }

  #renderIssues(phase: string): unknown {
    const { stale, problem } = this.snapshot;
    // What is the problem itself is said already.
    const issues = this.snapshot.issues.filter(({ code }) => phase === 'ready' || code !== problem?.code);
    if (phase === 'loading' || (!stale && issues.length === 0)) return nothing;
    const findings = this.#findings;
    if (!findings) return nothing;
    return html`${stale
      ? html`<p class="note" part="note">${findings.stale(stale.problem, this.#momentOf(stale.since))}</p>
          ${this.#renderRetry()}`
      : nothing}
    ${issues.length > 0 ? findings.notice(issues) : nothing}`;
  }

  #renderFooter(table: TableModel | undefined): unknown {
    const from = this.#dataFrom();
    if (this.footerHidden || (from === undefined && !table)) return nothing;
    return html`<div class="footer" part="footer">
      <span>${from ?? nothing}</span>
      ${table
        ? html`<button
            class="quiet"
            part="table-toggle"
            type="button"
            aria-pressed=${this._isTable ? 'true' : 'false'}
            @click=${this.#onTableToggle}
          >
            ${tableIcon}${this.words.tableToggle}
          </button>`
        : nothing}
    </div>`;
  }

  /** What is shown: not before everything for it is there, so that nothing moves later. */
  get #phase(): Snapshot['phase'] {
    const { phase, issues, stale } = this.snapshot;
    if (this._broken) return 'error';
    if (phase === 'loading') return phase;
    if (phase === 'ready' && this.isWaiting) return 'loading';
    const isNews =
      phase === 'error' || issues.length > 0 || stale || this.emptyState() || this.leftOut().length > 0;
    return isNews && this.#said === undefined && !this.need(loadFindings) ? 'loading' : phase;
  }

  /** The words for what is wrong are many and seldom needed: they load when there is something. */
  get #findings(): Findings | undefined {
    const part = this.need(loadFindings);
    return part && new part.Findings(this.messages('problems', part.english), this.formatter);
  }

  /** A year is only said where it is not the one that the subtitle's as-of names. */
  #momentOf(when: string): string {
    const { timeZone, asOf } = this.snapshot;
    const instant = instantOf(when, timeZone);
    const day = instant === undefined ? undefined : dayAt(instant, timeZone);
    const style = day !== undefined && asOf && yearOf(day) === yearOf(asOf.day) ? 'short' : 'medium';
    return instant === undefined || /^\d{4}-\d\d-\d\d$/.test(when)
      ? this.formatter.date(when, style)
      : this.formatter.dateTime(instant, timeZone, style);
  }

  /** The moment the data was fetched, as far as it is known; else the day that counts as now. */
  #dataFrom(): string | undefined {
    const { data, asOf } = this.snapshot;
    if (!data || !asOf) return undefined;
    const fetched = data.provenance?.fetchedAt;
    return this.words.dataFrom({
      at: fetched === undefined ? this.formatter.date(asOf.day) : this.#momentOf(fetched),
    });
  }

  #byId(id: string): HTMLElement | null {
    return (this.renderRoot as ShadowRoot | undefined)?.getElementById(id) ?? null;
  }

  #markAt(target: EventTarget | null): { mark: Mark; element: Element } | undefined {
    const element = target instanceof Element ? target.closest<HTMLElement | SVGElement>('[data-key]') : null;
    const mark = element && this.marks().find(({ key }) => key === element.dataset['key']);
    return mark ? { mark, element } : undefined;
  }

  #onFocusin(event: FocusEvent): void {
    const at = this.#markAt(event.target);
    if (!at) return;
    this.#roving.onFocus(at.mark.key);
    this.tip.show(at.element, at.mark.tip);
  }

  #onKeydown(event: KeyboardEvent): void {
    const at = this.#markAt(event.target);
    if (!at || this.#roving.onKeydown(event)) return;
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    if (!event.repeat) this.select(at.mark.row);
  }

  #onPointerover(event: PointerEvent): void {
    // A finger has no hover: its tap focuses the mark, which shows the same.
    if (event.pointerType === 'touch') return;
    const at = this.#markAt(event.target);
    if (at) this.tip.showUnder(event, at.element, at.mark.tip);
  }

  #onPointerout(event: PointerEvent): void {
    if (event.pointerType !== 'touch' && this.#markAt(event.target)) this.tip.leave();
  }

  #onClick(event: MouseEvent): void {
    const at = this.#markAt(event.target);
    if (at) this.select(at.mark.row);
  }

  #onRetry(): void {
    if (this._broken) {
      forgetFailed(this._broken);
      this._broken = undefined;
    } else void this.reload();
  }

  #onTableToggle(): void {
    this.tip.hide();
    this._isTable = !this._isTable;
  }
}

/** Figures in bold, names isolated. */
function sentenceOf(said: Said): unknown {
  return said.map((piece) =>
    typeof piece === 'string'
      ? piece
      : 'strong' in piece
        ? html`<b>${piece.strong}</b>`
        : html`<bdi>${piece.name}</bdi>`,
  );
}

const yearOf = (day: number): number => new Date(day * 86_400_000).getUTCFullYear();

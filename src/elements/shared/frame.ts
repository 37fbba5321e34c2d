import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Problem } from '../../context/types.js';
import { dayAt, instantOf } from '../../core/calendar/when.js';
import type { DataIssue } from '../../core/errors.js';
import type { LeftOut, Needs, Row } from '../../core/measures/types.js';
import { frame as english } from '../../locales/en/frame.js';
import type { Formatter } from '../../locales/format.js';
import type { FrameMessages, StateWords } from '../../locales/messages/frame.js';
import type { Place, ProblemMessages, Words } from '../../locales/messages/problems.js';
import { plain } from '../../locales/say.js';
import type { Said } from '../../locales/say.js';
import { PipelineElement } from './base.js';
import { frameStyles } from './frame.styles.js';
import { errorIcon, tableIcon, warningIcon } from './icons.js';
import { LiveRegion } from './live-region.js';
import { Roving } from './roving.js';
import { Tooltip } from './tooltip.js';
import type { TipModel } from './tooltip.js';

export type { TipModel, TipRow } from './tooltip.js';

/** The rows of a widget as a table: what marks, tooltip and export say as well. */
export interface TableModel {
  readonly caption: string;
  readonly columns: readonly { readonly key: string; readonly label: string; readonly numeric?: boolean }[];
  /** The first cell of a row is its header. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly string[] }[];
}

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

/** The issues listed at once; the rest is counted. */
const ISSUES_SHOWN = 20;
/** Trying again changes nothing about these: the page itself has to. */
const CONFIG_PROBLEMS: ReadonlySet<string> = new Set([
  'no-data',
  'provider-unknown',
  'provider-ambiguous',
  'protocol-mismatch',
  'data-as-attribute',
]);

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
  @state() private _problems?: ProblemMessages;

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

  /** `tabindex` of a mark: the plot has one tab stop. */
  protected tabStop(key: string): 0 | -1 {
    return this.#roving.stopOf(this.marks().map((mark) => mark.key)) === key ? 0 : -1;
  }

  /** Says a sentence to assistive technology, once things have been quiet for `wait` milliseconds. */
  protected announce(text: string, wait?: number): void {
    this.#live.announce(text, wait);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const { anchor } = this.tip;
    if (anchor && !anchor.isConnected) this.tip.hide();
    if (this.snapshot.phase !== 'ready') return;
    const sentence = this.announcement();
    if (sentence === this.#said) return;
    // The first figures are what the page shows, not news.
    if (this.#said !== undefined && sentence !== undefined) this.announce(this.words.updated({ sentence }));
    this.#said = sentence ?? '';
  }

  protected override render(): unknown {
    const { phase } = this.snapshot;
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
      ${isDrawn ? this.#renderBelow(isTable) : nothing} ${this.#renderIssues()} ${this.#renderFooter(table)}
      <div
        id="tip"
        class="tip"
        part="tooltip"
        role="tooltip"
        popover="manual"
        @pointerenter=${() => this.tip.keep()}
        @pointerleave=${() => this.tip.leave()}
      ></div>
      <div id="live" class="hidden" role="status" aria-live="polite"></div>
    </figure>`;
  }

  #renderBadges(): unknown {
    const { issues, stale } = this.snapshot;
    const isPartial = issues.some((issue) => issue.severity !== 'note');
    const texts = [
      ...(stale ? [this.words.stale] : []),
      ...(isPartial ? [this.words.partial] : []),
      ...this.badges(),
    ];
    return texts.map((text) => html`<span class="badge" part="badge">${warningIcon}${text}</span>`);
  }

  #renderBody(phase: string, empty: EmptyState | undefined, table: TableModel | undefined): unknown {
    if (phase === 'loading') {
      return html`<div class="plot" part="plot" aria-hidden="true">${this.renderSkeleton()}</div>`;
    }
    if (phase === 'error') return this.#renderError();
    if (empty) return nothing;
    if (table) return renderTable(table);
    return html`<div
      class="plot"
      part="plot"
      @keydown=${this.#onKeydown}
      @focusin=${this.#onFocusin}
      @focusout=${this.#onFocusout}
      @pointerover=${this.#onPointerover}
      @pointerout=${this.#onPointerout}
      @click=${this.#onClick}
    >
      ${this.renderPlot()}
    </div>`;
  }

  /** Always there, so that what a host slots in is never without its slot. */
  #renderEmpty(empty: EmptyState | undefined): unknown {
    const words = empty && this.#emptyWords(empty);
    return html`<div class="state" part="state empty" ?hidden=${!words}>
      <p class="state-title">${words?.title}</p>
      <p class="muted">${words?.reason}</p>
      <slot name="empty-action"></slot>
    </div>`;
  }

  #renderError(): unknown {
    const { problem } = this.snapshot;
    const { title, reason } = problem ? this.#wordsOf(problem) : this.words.failed;
    return html`<div class="state" part="state error" role="alert">
      <p class="state-title bad">${errorIcon}<span>${title}</span></p>
      ${reason ? html`<p class="muted">${reason}</p>` : nothing}
      ${problem && !CONFIG_PROBLEMS.has(problem.code) ? this.#renderRetry() : nothing}
    </div>`;
  }

  #renderRetry(): TemplateResult {
    return html`<button class="button" type="button" @click=${() => this.reload()}>
      ${this.words.retry}
    </button>`;
  }

  #renderBelow(isTable: boolean): unknown {
    const legend = isTable ? nothing : this.renderLegend();
    const notes = [
      ...this.leftOut().map(({ code, n }) => this.words.leftOut[code]({ n }, this.formatter)),
      ...this.notes(),
    ];
    return html`${legend === nothing
      ? nothing
      : html`<ul class="legend" part="legend">
          ${legend}
        </ul>`}
    ${notes.map((note) => html`<p class="note" part="note">${note}</p>`)}`;
  }

  #renderIssues(): unknown {
    const { issues, stale, phase } = this.snapshot;
    const words = this.words;
    const count = issues.reduce((sum, issue) => sum + (issue.count ?? 1), 0);
    const shown = issues.slice(0, ISSUES_SHOWN);
    const more = issues.length - shown.length;
    const note =
      stale && phase === 'ready'
        ? html`<p class="note" part="note">
              ${words.staleNote({
                at: this.#momentOf(stale.since),
                reason: this.#wordsOf(stale.problem).title,
              })}
            </p>
            ${this.#renderRetry()}`
        : nothing;
    if (count === 0) return note;
    return html`${note}
      <details class="notice" part="notice">
        <summary>${words.issuesFound({ count }, this.formatter)}</summary>
        <ul>
          ${shown.map((issue) => html`<li>${this.#lineOf(issue)}</li>`)}
          ${more > 0 ? html`<li>${words.moreIssues({ count: more }, this.formatter)}</li>` : nothing}
        </ul>
      </details>`;
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

  #emptyWords(empty: EmptyState): StateWords {
    const { words } = this;
    if (empty !== 'empty') return words.needs[empty.slice('needs-'.length) as Needs];
    return this.snapshot.data?.deals.length ? words.emptyFiltered : words.empty;
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

  /** The sentences for problems are many and seldom needed: they load when there is one. */
  get #problemWords(): ProblemMessages | undefined {
    if (!this._problems) {
      void import('../../locales/en/problems.js').then(({ problems }) => (this._problems = problems));
      return undefined;
    }
    return this.messages('problems', this._problems);
  }

  #wordsOf(problem: Problem): StateWords {
    const words = this.#problemWords;
    if (!words) return this.words.failed;
    const { happened, todo = '' } = sentenceFor(words, problem)(problem.params, this.formatter);
    return { title: withPlace(happened, words.where(problem, this.formatter)), reason: todo };
  }

  #lineOf(issue: DataIssue): unknown {
    const words = this.#problemWords;
    if (!words) return issue.code;
    const { happened, todo } = sentenceFor(words, issue)(issue.params, this.formatter);
    const place: Place = issue;
    const times =
      issue.count && issue.count > 1 ? ` ${words.times({ count: issue.count }, this.formatter)}` : '';
    return `${withPlace(happened, words.where(place, this.formatter))}.${times}${todo ? ` ${todo}` : ''}`;
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

  #onFocusout(): void {
    this.tip.hide();
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
    if (at) this.tip.show(at.element, at.mark.tip);
  }

  #onPointerout(event: PointerEvent): void {
    if (event.pointerType !== 'touch' && this.#markAt(event.target)) this.tip.leave();
  }

  #onClick(event: MouseEvent): void {
    const at = this.#markAt(event.target);
    if (at) this.select(at.mark.row);
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

function renderTable({ caption, columns, rows }: TableModel): TemplateResult {
  const kind = (at: number): string => (columns[at]?.numeric ? 'number' : '');
  return html`<div class="plot scroll" part="plot" role="region" aria-labelledby="caption" tabindex="0">
    <table part="table">
      <caption id="caption" class="hidden">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(({ label }, at) => html`<th scope="col" class=${kind(at)}>${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ cells }) =>
            html`<tr part="row">
              ${cells.map((cell, at) =>
                at === 0
                  ? html`<th scope="row"><bdi>${cell}</bdi></th>`
                  : html`<td part="cell" class=${kind(at)}>${cell}</td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const yearOf = (day: number): number => new Date(day * 86_400_000).getUTCFullYear();

const withPlace = (happened: string, place: string): string => (place ? `${happened} (${place})` : happened);

/** The words for a code, of the file's or of the page's own problems; a code of a later version has none. */
function sentenceFor(
  words: ProblemMessages,
  { code }: { readonly code: string },
): (params: Problem['params'], format: Formatter) => Words {
  const known: Readonly<Record<string, ProblemMessages['issues'][DataIssue['code']] | undefined>> = {
    ...words.issues,
    ...words.problems,
  };
  return known[code] ?? (() => words.unknown({ code }));
}

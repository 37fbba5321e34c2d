import { html, nothing } from 'lit';
import type { CSSResult, PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { LeftOut, Row } from '../../core/measures/types.js';
import { frame as english } from '../../locales/en/frame.js';
import type { FrameMessages } from '../../locales/messages/frame.js';
import { PipelineElement } from './base.js';
import type { Snapshot } from './base.js';
import type { FrameBody } from './frame-body.js';
import type * as Export from './export/index.js';
import type { Exported } from './export/types.js';
import type { EmptyState, ExportKind, FrameTexts, KeySet, Mark, PlotPicture, Room } from './frame-types.js';
import { frameStyles } from './frame.styles.js';
import { forgetFailed, lazyPart } from './parts.js';
import type { TableModel } from './table.js';

export type { TableModel } from './table.js';
export type { TipModel, TipRow } from './tooltip.js';

export type {
  EmptyState,
  FrameTexts,
  KeySet,
  Mark,
  PictureFigure,
  PictureKey,
  PlotPicture,
  Room,
} from './frame-types.js';

type Load = () => Promise<unknown>;
/** Keeps a line's height. */
const NO_WORDS = '\u00a0';
/** Loads while the data is on its way. */
const loadBody = () => import('./frame-body.js');
const CSV: readonly ExportKind[] = ['csv'];

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

  @state() private _broken?: Load;

  #body: FrameBody | undefined;
  /** What was last rendered. */
  #texts?: FrameTexts;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#body?.quiet();
  }

  /**
   * The rows of the table view as CSV: texts as they stand there, numbers in full, text that a spreadsheet would run as
   * a formula guarded. Rejects, with a reason in the widget's language, where nothing is drawn.
   * @param options.locale decides decimal mark and delimiter; default: the widget's
   */
  async toCSV({ locale }: { readonly locale?: string } = {}): Promise<string> {
    const { toCsv } = await this.exporting();
    return toCsv(this.exported, locale);
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

  /** Adds styles that came with a part, once. */
  protected adopt({ styleSheet }: CSSResult): void {
    const sheets = this.shadowRoot?.adoptedStyleSheets;
    if (styleSheet && sheets && !sheets.includes(styleSheet)) sheets.push(styleSheet);
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

  /** Files that the menu at the foot offers. */
  protected get exportKinds(): readonly ExportKind[] {
    return CSV;
  }

  /** Keys that the plot answers to. */
  protected get keySet(): KeySet {
    return 'marks';
  }

  /** What a picture of the widget shows; undefined: there is none. */
  protected picture(_width: number): PlotPicture | undefined {
    return undefined;
  }

  /** What makes files, once the widget shows what was last set. */
  protected async exporting(): Promise<typeof Export> {
    const part = await import('./export/index.js');
    await this.updateComplete;
    return part;
  }

  /** What files are made from. */
  protected get exported(): Exported {
    const isDrawn = this.#phase === 'ready' && !this.emptyState();
    const { locale } = this.formatter;
    return {
      root: this.renderRoot as ShadowRoot,
      width: this.inlineSize,
      isRtl: this.direction === 'rtl',
      lang: this.ownLanguage ?? this.pageLanguage ?? 'en',
      locale,
      texts: this.texts(),
      asOf: this.snapshot.asOf?.day,
      words: (english) => this.messages('more', english),
      table: isDrawn ? this.tableModel() : undefined,
      picture: (width) => this.picture(width),
    };
  }

  /** What is announced after data changed; undefined: nothing. */
  protected announcement(): string | undefined {
    const { takeaway } = this.#texts ?? this.texts();
    return takeaway && this.need(loadBody)?.plain(takeaway);
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
    return this.#body?.stop;
  }

  /** `tabindex` of a mark. */
  protected tabStop(key: string): 0 | -1 {
    return this.stop === key ? 0 : -1;
  }

  /** Says a sentence to assistive technology, once things have been quiet for `wait` milliseconds. */
  protected announce(text: string, wait?: number): void {
    this.#body?.live.announce(text, wait);
  }

  protected override get isEditor(): boolean {
    return false;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (this.#phase === 'ready') this.#body?.updated(this.announcement());
  }

  protected override render(): unknown {
    const body = (this.#body ??= this.#makeBody());
    const phase = this.#phase;
    const { heading, subtitle, takeaway } = (this.#texts = this.texts());
    // Words that are not there yet leave their lines empty: nothing moves when they come.
    const title = this.heading ?? (this.isWordless ? NO_WORDS : heading);
    const name = title || (this.isWordless ? NO_WORDS : heading);
    // Who goes from heading to heading finds none that says nothing.
    const hasName = name.trim() !== '';
    const sentence = this.takeawayHidden ? undefined : takeaway;
    const isDescribed = sentence && phase === 'ready' && !this.emptyState();
    return html`<figure
      class="frame"
      part="frame"
      lang=${this.ownLanguage ?? nothing}
      aria-labelledby="heading"
      aria-describedby=${isDescribed ? 'takeaway' : nothing}
      aria-busy=${phase === 'loading' ? 'true' : nothing}
    >
      <div part="header">
        <div class="title">
          <div
            id="heading"
            class=${title ? 'heading' : 'hidden'}
            part="heading"
            role=${hasName ? 'heading' : nothing}
            aria-level=${hasName ? Math.min(6, Math.max(1, Math.round(this.headingLevel) || 3)) : nothing}
          >
            ${name}
          </div>
          ${body?.renderBadges()}
        </div>
        <p class="subtitle" part="subtitle">
          ${this.isWordless ? NO_WORDS : phase === 'loading' ? this.words.loading : subtitle}
        </p>
      </div>
      ${this._broken && !this.isWordless
        ? this.#renderBroken()
        : phase === 'loading' || !body
          ? html`<div class="plot" part="plot" aria-hidden="true">${this.renderSkeleton()}</div>`
          : body.render({ phase, room: this.room, takeaway: sentence, hasFooter: !this.footerHidden })}
    </figure>`;
  }

  /** A part of the kit did not come, maybe the very one that says so better. */
  #renderBroken(): unknown {
    const { failed, retry } = this.words;
    return html`<div part="state error" role="alert">
      <p>${failed.title}. ${failed.reason}</p>
      <button class="button" type="button" @click=${() => this.#onRetry()}>${retry}</button>
    </div>`;
  }

  /** What is shown: not before everything for it is there, so that nothing moves later. */
  get #phase(): Snapshot['phase'] {
    const { phase } = this.snapshot;
    if (this._broken) return 'error';
    if (phase === 'loading' || !this.#body || (phase === 'ready' && this.isWaiting)) return 'loading';
    return this.#body.isWaiting(phase) ? 'loading' : phase;
  }

  #makeBody(): FrameBody | undefined {
    const part = this.need(loadBody);
    const root = this.shadowRoot;
    return (
      (part &&
        root &&
        new part.FrameBody({
          root,
          snapshot: () => this.snapshot,
          words: () => this.words,
          problems: (words) => this.messages('problems', words),
          formatter: () => this.formatter,
          isRtl: () => this.direction === 'rtl',
          marks: () => this.marks(),
          emptyState: () => this.emptyState(),
          leftOut: () => this.leftOut(),
          notes: () => this.notes(),
          badges: () => this.badges(),
          table: () => (this.tableHidden ? undefined : this.tableModel()),
          exportKinds: () => this.exportKinds,
          keySet: () => this.keySet,
          save: async (kind) => (await this.exporting()).save(this.exported, kind),
          more: (words) => this.messages('more', words),
          adopt: (styles) => this.adopt(styles),
          renderPlot: () => this.renderPlot(),
          renderLegend: () => this.renderLegend(),
          need: (load) => this.need(load),
          select: (row: Row) => void this.select(row),
          reload: () => void this.reload(),
          requestUpdate: () => this.requestUpdate(),
          update: () => (this.requestUpdate(), this.updateComplete),
        })) ||
      undefined
    );
  }

  #onRetry(): void {
    if (this._broken) forgetFailed(this._broken);
    this._broken = undefined;
  }
}

import { html, nothing } from 'lit';
import type { CSSResult, TemplateResult } from 'lit';
import { dayAt, instantOf } from '../../core/calendar/when.js';
import type { LeftOut, Row } from '../../core/measures/types.js';
import type { Formatter } from '../../locales/format.js';
import type { FrameMessages } from '../../locales/messages/frame.js';
import type { MoreMessages } from '../../locales/messages/more.js';
import type { ProblemMessages, StateWords } from '../../locales/messages/problems.js';
import { plain } from '../../locales/say.js';
import type { Said } from '../../locales/say.js';
import type { Snapshot } from './base.js';
import type { Findings } from './findings.js';
import { bodyStyles } from './frame-body.styles.js';
import type { EmptyState, ExportKind, KeySet, Mark, Room } from './frame-types.js';
import { frameStyles } from './frame.styles.js';
import { errorIcon, moreIcon, tableIcon, warningIcon } from './icons.js';
import { LiveRegion } from './live-region.js';
import type { More } from './more.js';
import { Roving } from './roving.js';
import type { TableModel } from './table.js';
import { Tooltip } from './tooltip.js';

const loadFindings = () => import('./findings.js');
const loadTable = () => import('./table.js');
/** A file that was made is said soon, but after what the menu's closing says. */
const SAVED_MS = 200;

/** What the body asks its widget; all of it is up to date while the widget renders. */
export interface FrameAccess {
  readonly root: ShadowRoot;
  readonly snapshot: () => Snapshot;
  readonly words: () => FrameMessages;
  readonly problems: (english: ProblemMessages) => ProblemMessages;
  readonly formatter: () => Formatter;
  readonly isRtl: () => boolean;
  readonly marks: () => readonly Mark[];
  readonly emptyState: () => EmptyState | undefined;
  readonly leftOut: () => readonly LeftOut[];
  readonly notes: () => readonly string[];
  readonly badges: () => readonly string[];
  readonly table: () => TableModel | undefined;
  readonly exportKinds: () => readonly ExportKind[];
  readonly keySet: () => KeySet;
  readonly save: (kind: ExportKind) => Promise<string>;
  readonly more: (english: MoreMessages) => MoreMessages;
  readonly adopt: (styles: CSSResult) => void;
  readonly renderPlot: () => unknown;
  readonly renderLegend: () => unknown;
  readonly need: <T>(load: () => Promise<T>) => T | undefined;
  readonly select: (row: Row) => void;
  readonly reload: () => void;
  readonly requestUpdate: () => void;
  /** Draws again, and waits for it. */
  readonly update: () => Promise<unknown>;
}

/** What is shown of the frame this time. */
export interface FrameView {
  readonly phase: Snapshot['phase'];
  readonly room: Room;
  readonly takeaway?: Said;
  readonly hasFooter: boolean;
}

/** What a frame holds once there is something to show: plot or state, sentence, notes, foot, tooltip, keyboard. */
export class FrameBody {
  readonly tip: Tooltip;
  readonly live: LiveRegion;
  readonly #roving: Roving;
  readonly #access: FrameAccess;
  #isTable = false;
  /** The menu at the foot, once it was asked for. */
  #more: More | undefined;
  #wasOpen = false;
  #from: { readonly facts: readonly unknown[]; readonly text: string } | undefined;
  #said: string | undefined;
  #saidIn: string | undefined;

  constructor(access: FrameAccess) {
    this.#access = access;
    const byId = (id: string) => (): HTMLElement | null => access.root.getElementById(id);
    this.tip = new Tooltip(byId('tip'));
    this.live = new LiveRegion(byId('live'));
    this.#roving = new Roving(
      () => [...access.root.querySelectorAll<HTMLElement | SVGElement>('[data-key]')],
      access.isRtl,
    );
    access.root.addEventListener('keydown', (event) => this.#onHelp(event as KeyboardEvent));
    // Before the widget's own sheets, which may say otherwise.
    const sheets = access.root.adoptedStyleSheets;
    const { styleSheet } = bodyStyles;
    if (styleSheet) sheets.splice(sheets.indexOf(frameStyles.styleSheet as CSSStyleSheet) + 1, 0, styleSheet);
  }

  /** Key of the mark that is the plot's one tab stop. */
  get stop(): string | undefined {
    return this.#roving.stopOf(this.#access.marks());
  }

  /** Whether words are still on their way without which what is shown would move later. */
  isWaiting(phase: Snapshot['phase']): boolean {
    const { snapshot, emptyState, leftOut, need } = this.#access;
    const { issues, stale } = snapshot();
    const isNews = phase === 'error' || issues.length > 0 || stale || emptyState() || leftOut().length > 0;
    return this.#said === undefined && Boolean(isNews) && !need(loadFindings);
  }

  quiet(): void {
    this.tip.hide();
    this.live.stop();
  }

  /** After rendering: what is new since the last time is announced; the first figures are what the page shows. */
  updated(sentence: string | undefined): void {
    const { anchor } = this.tip;
    if (anchor && !anchor.isConnected) this.tip.hide();
    const { locale } = this.#access.formatter();
    // The same in another language is no news.
    const isNews = this.#said !== undefined && sentence !== this.#said && locale === this.#saidIn;
    if (isNews && sentence) this.live.announce(this.#access.words().updated({ sentence }));
    if (sentence !== undefined || this.#said !== undefined) this.#said = sentence ?? '';
    this.#saidIn = locale;
  }

  renderBadges(): unknown {
    const { snapshot, words, badges } = this.#access;
    const { issues, stale, phase } = snapshot();
    const isPartial = phase === 'ready' && issues.some((issue) => issue.severity !== 'note');
    const texts = [...(stale ? [words().stale] : []), ...(isPartial ? [words().partial] : []), ...badges()];
    return texts.map((text) => html`<span class="badge" part="badge">${warningIcon}${text}</span>`);
  }

  render({ phase, room, takeaway, hasFooter }: FrameView): TemplateResult {
    const empty = phase === 'ready' ? this.#access.emptyState() : undefined;
    const isDrawn = phase === 'ready' && !empty;
    const table = isDrawn ? this.#access.table() : undefined;
    const isTable = table !== undefined && this.#isTable;
    const said =
      isDrawn && takeaway
        ? html`<p id="takeaway" class="takeaway" part="takeaway">${sentenceOf(takeaway)}</p>`
        : nothing;
    const isFigure = room === 'figure';
    return html`${isFigure ? nothing : said}
      ${isDrawn ? this.#renderMain(isTable ? table : undefined) : nothing}
      ${phase === 'error' ? this.#renderError() : nothing} ${isFigure ? said : nothing}
      ${this.#renderEmpty(empty)} ${isDrawn ? this.#renderBelow(isTable) : nothing}
      ${this.#renderIssues(phase)} ${hasFooter ? this.#renderFooter(table, isDrawn) : nothing}
      ${this.#more?.renderProblem()} ${this.#more?.render()}
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
      <div id="live" class="hidden" role="status" aria-live="polite"></div>`;
  }

  #renderMain(table: TableModel | undefined): unknown {
    const renderTable = table && this.#access.need(loadTable)?.renderTable;
    if (renderTable) return renderTable(table);
    return html`<div
      class="plot"
      part="plot"
      @keydown=${(event: KeyboardEvent) => this.#onKeydown(event)}
      @focusin=${(event: FocusEvent) => this.#onFocusin(event)}
      @focusout=${() => this.tip.hide()}
      @pointerover=${(event: PointerEvent) => this.#onPointerover(event)}
      @pointerout=${(event: PointerEvent) => this.#onPointerout(event)}
      @click=${(event: MouseEvent) => this.#onClick(event)}
    >
      ${this.#access.renderPlot()}
    </div>`;
  }

  /** Always there, so that what a host slots in is never without its slot. */
  #renderEmpty(empty: EmptyState | undefined): unknown {
    const hasDeals = (this.#access.snapshot().data?.deals.length ?? 0) > 0;
    const words = empty && this.#findings?.empty(empty, hasDeals);
    return html`<div class="state" part="state empty" ?hidden=${!empty}>
      <p class="state-title">${words?.title}</p>
      <p class="muted">${words?.reason}</p>
      <slot name="empty-action"></slot>
    </div>`;
  }

  #renderError(): unknown {
    const { problem } = this.#access.snapshot();
    const { title, reason }: StateWords =
      (problem && this.#findings?.problem(problem)) ?? this.#access.words().failed;
    const canRetry = !problem || this.#access.need(loadFindings)?.canRetry(problem);
    return html`<div class="state" part="state error" role="alert">
      <p class="state-title bad">${errorIcon}<span>${title}</span></p>
      ${reason ? html`<p class="muted">${reason}</p>` : nothing} ${canRetry ? this.#renderRetry() : nothing}
    </div>`;
  }

  #renderRetry(): TemplateResult {
    return html`<button class="button" type="button" @click=${this.#access.reload}>
      ${this.#access.words().retry}
    </button>`;
  }

  #renderBelow(isTable: boolean): unknown {
    const legend = isTable ? nothing : this.#access.renderLegend();
    const leftOut = this.#access.leftOut();
    const notes = [
      ...(leftOut.length > 0 ? leftOut.map((one) => this.#findings?.leftOut(one)) : []),
      ...this.#access.notes(),
    ];
    return html`${legend === nothing
      ? nothing
      : html`<ul class="legend" part="legend">
          ${legend}
        </ul>`}
    ${notes.map((note) => note && html`<p class="note" part="note">${note}</p>`)}`;
  }

  #renderIssues(phase: Snapshot['phase']): unknown {
    const { stale, problem, issues } = this.#access.snapshot();
    // What is the problem itself is said already.
    const listed = issues.filter(({ code }) => phase === 'ready' || code !== problem?.code);
    if (!stale && listed.length === 0) return nothing;
    const findings = this.#findings;
    if (!findings) return nothing;
    return html`${stale
      ? html`<p class="note" part="note">${findings.stale(stale.problem, this.#momentOf(stale.since))}</p>
          ${this.#renderRetry()}`
      : nothing}
    ${listed.length > 0 ? findings.notice(listed) : nothing}`;
  }

  #renderFooter(table: TableModel | undefined, isDrawn: boolean): unknown {
    const from = this.#dataFrom();
    if (from === undefined && !isDrawn) return nothing;
    const { more } = this.#access.words();
    return html`<div class="footer" part="footer">
      <span>${from ?? nothing}</span>
      ${table
        ? html`<button
            class="quiet"
            part="table-toggle"
            type="button"
            aria-pressed=${this.#isTable ? 'true' : 'false'}
            @click=${() => this.#onTableToggle()}
          >
            ${tableIcon}${this.#access.words().tableToggle}
          </button>`
        : nothing}
      ${isDrawn
        ? html`<button
            id="more"
            class="quiet more-button"
            part="more"
            type="button"
            aria-label=${more}
            title=${more}
            aria-haspopup="menu"
            aria-expanded=${this.#more?.isMenuOpen ? 'true' : 'false'}
            @pointerdown=${() => (this.#wasOpen = this.#more?.isMenuOpen ?? false)}
            @click=${(event: MouseEvent) => this.#onMore(event)}
          >
            ${moreIcon}
          </button>`
        : nothing}
    </div>`;
  }

  /** The menu and the list of keys; undefined, and said, where they can't be loaded. */
  async #loadMore(): Promise<More | undefined> {
    const { root, more, exportKinds, keySet, save, adopt, update } = this.#access;
    try {
      const part = await import('./more.js');
      return (this.#more ??= new part.More({
        root,
        words: more,
        kinds: exportKinds,
        keySet,
        save,
        adopt,
        update,
        say: (text) => this.live.announce(text, SAVED_MS),
      }));
    } catch {
      const { title, reason } = this.#access.words().failed;
      this.live.announce(`${title}. ${reason ?? ''}`, SAVED_MS);
      return undefined;
    }
  }

  /** A press on the button of an open menu closes it, as a press anywhere else does; a key comes without one. */
  #onMore(event: MouseEvent): void {
    const wasOpen = this.#wasOpen;
    this.#wasOpen = false;
    // Not every browser focuses a button that is pressed; closing gives the focus back to what had it.
    (event.currentTarget as HTMLElement).focus({ preventScroll: true });
    if (!wasOpen) void this.#loadMore().then((more) => more?.openMenu());
  }

  /** "?" lists the keys, wherever the focus is in the widget; in a field of text it is a letter. */
  #onHelp(event: KeyboardEvent): void {
    if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const [target] = event.composedPath();
    const isOwn = target instanceof Element && target.getRootNode() === this.#access.root;
    if (!isOwn || target.matches('input, textarea, select')) return;
    event.preventDefault();
    this.tip.hide();
    void this.#loadMore().then((more) => more?.openKeys());
  }

  /** The words for what is wrong are many and seldom needed: they load when there is something. */
  get #findings(): Findings | undefined {
    const part = this.#access.need(loadFindings);
    return part && new part.Findings(this.#access.problems(part.english), this.#access.formatter());
  }

  /** A year is only said where it is not the one that the subtitle's as-of names. */
  #momentOf(when: string): string {
    const { timeZone, asOf } = this.#access.snapshot();
    const formatter = this.#access.formatter();
    const instant = instantOf(when, timeZone);
    const day = instant === undefined ? undefined : dayAt(instant, timeZone);
    const style = day !== undefined && asOf && yearOf(day) === yearOf(asOf.day) ? 'short' : 'medium';
    return instant === undefined || /^\d{4}-\d\d-\d\d$/.test(when)
      ? formatter.date(when, style)
      : formatter.dateTime(instant, timeZone, style);
  }

  /** The moment the data was fetched, as far as it is known; else the day that counts as now. */
  #dataFrom(): string | undefined {
    const { data, asOf, timeZone } = this.#access.snapshot();
    if (!data || !asOf) return undefined;
    const fetched = data.provenance?.fetchedAt;
    const words = this.#access.words();
    const formatter = this.#access.formatter();
    // Said again at every drawing, and the same as long as these are.
    const facts = [words, formatter, fetched, asOf.day, timeZone];
    if (this.#from?.facts.every((fact, at) => fact === facts[at])) return this.#from.text;
    const at = fetched === undefined ? formatter.date(asOf.day) : this.#momentOf(fetched);
    this.#from = { facts, text: words.dataFrom({ at }) };
    return this.#from.text;
  }

  #markAt(target: EventTarget | null): { mark: Mark; element: Element } | undefined {
    const element = target instanceof Element ? target.closest<HTMLElement | SVGElement>('[data-key]') : null;
    const mark = element && this.#access.marks().find(({ key }) => key === element.dataset['key']);
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
    if (!event.repeat) this.#access.select(at.mark.row);
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
    if (at) this.#access.select(at.mark.row);
  }

  #onTableToggle(): void {
    this.tip.hide();
    this.#isTable = !this.#isTable;
    this.#access.requestUpdate();
  }
}

/** A sentence as plain text, for what is announced. */
export { plain };

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

import { LitElement } from 'lit';
import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { settingInvalid } from '../../context/store.js';
import type { PipelineSource, RequestResult, Settings } from '../../context/types.js';
import type { DataIssue } from '../../core/errors.js';
import type { PipelineData } from '../../core/model.js';
import type { Filter } from '../../core/view/types.js';
import { isTimeZone } from '../../core/calendar/zone.js';
import type { ReadOptions } from '../../data/index.js';
import { usableLocale } from '../../locales/format.js';
import { DataOwner } from './data-owner.js';
import { languageAround } from './language.js';

/**
 * An element that can own data: how it comes, how it is read, and the settings it is looked at with. Base of the
 * provider and of every widget.
 */
export abstract class PipelineDataElement extends LitElement {
  /** The pipeline model as plain objects, or anything that `readPipelineData` reads; `null`: on its way. */
  @property({ attribute: false }) data?: PipelineData | object | string | null;
  /** An object that loads the data, and may save changes. */
  @property({ attribute: false }) source?: PipelineSource;
  /** URL of a CSV or JSON file. */
  @property() src?: string;
  /** `csv` or `json`, where the file does not say so itself. */
  @property() format?: string;
  /** Which column is which field: `"stage=Phase; amount=Betrag"`, or an object. */
  @property() fields?: ReadOptions['fields'];
  /** The stages of a flat file in their order: `"Prospecting, Engaging, Won, Lost"`, or a list. */
  @property() stages?: string | readonly string[];
  /** `dmy`, `mdy` or `ymd`: the order of day and month in dates like 03/04/2026. */
  @property({ attribute: 'date-order' }) dateOrder?: string;
  /** IANA time zone that days are counted in; default: the data's, else UTC. */
  @property({ attribute: 'time-zone' }) timeZone?: string;
  /** Currency of amounts that name none. */
  @property() currency?: string;
  /** Currency to show sums in, by the data's rates. */
  @property({ attribute: 'report-currency' }) reportCurrency?: string;
  /** Language and number format, a BCP 47 tag; default: the nearest `lang`. */
  @property() locale?: string;
  /** Id or name of the pipeline to show. */
  @property() pipeline?: string;
  /** `2026-Q1`, `2026-03`, `2026-01-01/2026-04-01`, `this-quarter`, `last-quarter`, `last-12-months`; default: all of the data. */
  @property() period?: string;
  /** The moment that counts as now: a date (its end) or an ISO date-time. */
  @property({ attribute: 'as-of' }) asOf?: string;
  /** First day of the week, 0 = Sunday. */
  @property({ type: Number, attribute: 'week-start' }) weekStart?: number;
  /** First month of the fiscal year, 1 to 12. */
  @property({ type: Number, attribute: 'fiscal-year-start' }) fiscalYearStart?: number;
  /** Revenue target for each interval of a chart. */
  @property({ type: Number }) goal?: number;
  /** Which deals count. */
  @property({ attribute: false }) filter?: Filter;

  /** @internal */
  protected readonly owner = new DataOwner(this, ({ filter, pipeline, period }) => {
    Object.assign(this, { filter, pipeline, period });
  });

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'data'];
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(name, before, after);
    if (name === 'data') this.requestUpdate();
  }

  /** The nearest `lang` around the element. */
  get pageLanguage(): string | undefined {
    return languageAround(this);
  }

  /** Loads the data again; what is shown stays until the new data is there. */
  reload(): Promise<RequestResult> {
    return this.owner.store.dispatch({ type: 'pipeline-reload-request', detail: {} });
  }

  /** Takes the last change back, also a saved one. */
  undo(): Promise<RequestResult> {
    return this.owner.store.dispatch({ type: 'pipeline-undo-request', detail: {} });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const { settings, issues } = this.#readSettings();
    this.owner.update(settings, issues);
  }

  #readSettings(): { readonly settings: Settings; readonly issues: readonly DataIssue[] } {
    const issues: DataIssue[] = [];
    /** The value where it can be used; else it is listed, as it was written. */
    const usable = <T extends string | number>(
      name: string,
      value: T | undefined | null,
      isUsable: (value: T) => boolean,
    ): T | undefined => {
      if (value == null || value === '') return undefined;
      if (isUsable(value)) return value;
      issues.push(settingInvalid(name, this.getAttribute(name) ?? String(value)));
      return undefined;
    };
    const whole = (from: number, to: number) => (value: number) =>
      Number.isInteger(value) && value >= from && value <= to;
    usable('format', this.format, (format) => /^(csv|json)$/.test(format));
    usable('date-order', this.dateOrder, (order) => /^(dmy|mdy|ymd)$/.test(order));
    const settings: Settings = {
      pipeline: this.pipeline || undefined,
      period: this.period || undefined,
      asOf: this.asOf || undefined,
      timeZone: usable('time-zone', this.timeZone, isTimeZone),
      locale: usable('locale', this.locale, (locale) => usableLocale(locale, 'und') !== 'und'),
      currency: this.currency || undefined,
      reportCurrency: this.reportCurrency || undefined,
      weekStart: usable('week-start', this.weekStart, whole(0, 6)),
      fiscalYearStart: usable('fiscal-year-start', this.fiscalYearStart, whole(1, 12)),
      goal: usable('goal', this.goal, Number.isFinite),
      filter: this.filter,
    };
    return { settings, issues };
  }
}

import { LitElement } from 'lit';
import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { problemOf } from '../../context/problem.js';
import type { PipelineSource, Problem } from '../../context/types.js';
import type { PipelineData } from '../../core/model.js';
import type { Filter } from '../../core/view/types.js';
import type { ReadOptions } from '../../data/index.js';
import type { DataOwner } from './data-owner.js';
import { languageAround } from './language.js';
import { OriginWatch } from './origin.js';

/** An amount as an attribute: `260.000` is a German quarter of a million, or 260; it is refused, not guessed. */
const amountOf = (text: string | null): number | undefined => {
  if (text === null || text.trim() === '') return undefined;
  return /^\s*-?\d+(\.\d{1,2})?\s*$/.test(text) ? Number(text) : NaN;
};

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
  /**
   * Revenue target in the place of the data's own, without grouping: `260000`. On a forecast it is everyone's together,
   * for each interval of the chart; on a leaderboard each owner's (or team's) own, for the period shown.
   */
  @property({ converter: { fromAttribute: amountOf } }) goal?: number;
  /** Which deals count. */
  @property({ attribute: false }) filter?: Filter;

  /** What there is of the element's own data, once it names any. */
  protected owner?: DataOwner;
  /** Why its own data can't be had at all. */
  protected ownProblem?: Problem;
  protected readonly origin = new OriginWatch(this);

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

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const origin = this.origin.update();
    if (!this.owner && origin.kind !== 'none') void this.#loadOwner();
    this.owner?.update(origin);
  }

  /** Most widgets have none, and read from a provider: what owning takes loads when it is needed. */
  async #loadOwner(): Promise<void> {
    try {
      const { DataOwner } = await import('./data-owner.js');
      this.owner ??= new DataOwner(this);
    } catch (error) {
      this.ownProblem = problemOf(error);
    }
    this.requestUpdate();
  }
}

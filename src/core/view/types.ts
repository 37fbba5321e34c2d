import type { Deal, ForecastCategory, PipelineData, StageKind, When } from '../model.js';

/** Days since 1970-01-01 of a plain date. All arithmetic on days happens on these integers. */
export type Day = number;

/** [from, to) in days; a missing end is open. */
export interface DayRange {
  readonly from?: Day;
  readonly to?: Day;
}

/** Which deals count. Plain data; several values of one field are alternatives, several fields all must hold. */
export interface Filter {
  readonly pipeline?: readonly string[];
  /** Owner ids; `''` means unassigned. */
  readonly owner?: readonly string[];
  readonly team?: readonly string[];
  readonly source?: readonly string[];
  readonly stage?: readonly string[];
  readonly kind?: readonly StageKind[];
  readonly currency?: readonly string[];
  readonly forecastCategory?: readonly ForecastCategory[];
  /** Major units of the deal's own currency, both ends included; deals without an amount are outside. */
  readonly amount?: { readonly from?: number; readonly to?: number };
  readonly fields?: Readonly<Record<string, readonly string[]>>;
}

export interface ViewOptions {
  /** Events strictly before it count. A plain date means the end of that day; a number is epoch milliseconds. */
  readonly asOf: When | number;
  readonly filter?: Filter;
  /** IANA zone; default: the data's provenance, else UTC. */
  readonly timeZone?: string;
  /**
   * As-of is the data's own present, not a look into its past: a deal that the data calls won or lost is that, also
   * where its close date (a contract's, or a typing error) lies later. Default false.
   */
  readonly present?: boolean;
  /**
   * As-of lies before what data without history is from (see `ResolvedAsOf.pastUnknown`): a deal that was not closed by
   * then stood in a stage that nobody knows, not in its present one. Default false.
   */
  readonly pastUnknown?: boolean;
}

/** One stay, in days of the data's zone, as far as it was known at as-of. */
export interface VisitFacts {
  readonly pipeline: string;
  readonly stage: string;
  readonly entered: Day;
  /** Day it left; undefined: still there at as-of (censored), or, with a `next`, gone on a day that is not recorded. */
  readonly left?: Day;
  /** Stage it left for; `''` while it is still there. */
  readonly next: string;
  /** Left for another pipeline. */
  readonly transferred?: boolean;
}

/** A deal as it was at as-of: the one form that tables, cards and receipts are derived from. */
export interface DealFacts {
  readonly deal: Deal;
  readonly pipeline: string;
  /** Stage at as-of; `''`: none recorded. It may be one that the pipeline lacks (`mapped` is false then). */
  readonly stage: string;
  readonly kind: StageKind;
  readonly mapped: boolean;
  readonly owner: string;
  readonly source: string;
  readonly currency: string;
  /** Integer minor units; undefined: not known. */
  readonly amount?: number;
  /** Its own chance, 0..1. */
  readonly probability?: number;
  readonly category: ForecastCategory | '';
  readonly created?: Day;
  readonly closed?: Day;
  readonly expected?: Day;
  readonly lostReason: string;
  /** Visits inside the deal's own pipeline and elsewhere, in time order. */
  readonly visits: readonly VisitFacts[];
  /** Day it entered its present stage. */
  readonly enteredStage?: Day;
  /** Hex bit mask of the pipeline's open stages that it visited (bit k = k-th open stage, archived ones included). */
  readonly mask: string;
  /** Open stage that a closed deal left from; `''`: not recorded. */
  readonly closedFrom: string;
}

/** Everything but the deals: plain data and lookups that stay the same while deals move. */
export interface ViewFrame {
  /** Epoch milliseconds; events at or after it do not count. */
  readonly asOf: number;
  /** The last day that has begun at as-of. */
  readonly asOfDay: Day;
  readonly timeZone: string;
  /** See `ViewOptions.present`. */
  readonly present: boolean;
  /** See `ViewOptions.pastUnknown`; absent: it is known. */
  readonly pastUnknown?: boolean;
  readonly filter: Filter;
  readonly pipelines: PipelineData['pipelines'];
  readonly owners: NonNullable<PipelineData['owners']>;
  readonly goals: NonNullable<PipelineData['goals']>;
  readonly rates?: PipelineData['rates'];
  readonly provenance?: PipelineData['provenance'];
}

/** A pipeline at one instant, filtered. Lazy: facts are derived per deal on first use and kept per deal object. */
export interface View {
  readonly data: PipelineData;
  readonly frame: ViewFrame;
  /** undefined: the deal did not exist at as-of, or the filter leaves it out. */
  factsOf(deal: Deal): DealFacts | undefined;
  /** Facts of all deals that count, in the data's order. */
  facts(): Iterable<DealFacts>;
}

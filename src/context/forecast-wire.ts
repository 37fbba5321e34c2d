/** What crosses between a page and its forecast worker, and how data is made smaller for the way. */
import type { Forecast, ForecastOptions, Replay } from '../core/forecast/types.js';
import type { Deal, PipelineData } from '../core/model.js';
import type { Filter } from '../core/view/types.js';
import type { Problem } from './types.js';

/** Both sides come from one build; a page that got the other half from an old cache must not read it wrongly. */
export const WIRE = 1;

/** What is to be worked out of some data. Plain data; its JSON is what the result is kept under. */
export interface ForecastTask {
  readonly what: 'forecast' | 'replay';
  /** The view: see `viewAt`. */
  readonly view: {
    readonly asOf: number;
    readonly present: boolean;
    readonly timeZone: string;
    readonly filter?: Filter;
  };
  readonly options: Omit<ForecastOptions, 'asOf' | 'timeZone'>;
}
export type ForecastResult = Forecast | Replay;

/** Everything but the deals. */
export type DataRest = Omit<PipelineData, 'deals' | 'rules'>;

/** How one data comes from another in which some deals were replaced, added at the end or taken from it. */
export interface DataPatch {
  readonly deals: readonly (readonly [place: number, deal: Deal])[];
  readonly length: number;
  /** Present where more than deals differ. */
  readonly rest?: DataRest;
}

export type ToWorker =
  | { readonly type: 'data'; readonly id: number; readonly rest: DataRest }
  | { readonly type: 'deals'; readonly id: number; readonly deals: readonly Deal[] }
  | { readonly type: 'patch'; readonly id: number; readonly from: number; readonly patch: DataPatch }
  | { readonly type: 'drop'; readonly id: number }
  | { readonly type: 'run'; readonly job: number; readonly data: number; readonly task: ForecastTask }
  | { readonly type: 'abort'; readonly job: number };

export type FromWorker =
  | { readonly type: 'ready'; readonly wire: number }
  | { readonly type: 'progress'; readonly job: number; readonly share: number }
  | { readonly type: 'done'; readonly job: number; readonly result: ForecastResult }
  | { readonly type: 'failed'; readonly job: number; readonly problem: Problem };

/** More changed deals than this are sent as a whole. */
const MANY = 2000;

/** What a forecast does not read stays where it is: names of people and companies among it. */
export function slimDeal(deal: Deal): Deal {
  const {
    account: _account,
    contact: _contact,
    url: _url,
    lastActivityAt: _last,
    nextActivityAt: _next,
    nextStep: _step,
    lostReason: _reason,
    ...read
  } = deal;
  return { ...read, name: '' };
}

export const restOf = ({
  pipelines,
  owners,
  goals,
  submissions,
  rates,
  provenance,
}: PipelineData): DataRest => ({
  pipelines,
  ...(owners && { owners }),
  ...(goals && { goals }),
  ...(submissions && { submissions }),
  ...(rates && { rates }),
  ...(provenance && { provenance }),
});

/** The way from one data to another, by identity; undefined: too much differs. */
export function patchOf(from: PipelineData, to: PipelineData): DataPatch | undefined {
  const deals: [number, Deal][] = [];
  for (const [place, deal] of to.deals.entries()) {
    if (from.deals[place] !== deal && deals.push([place, slimDeal(deal)]) > MANY) return undefined;
  }
  const isSameRest =
    from.pipelines === to.pipelines &&
    from.owners === to.owners &&
    from.goals === to.goals &&
    from.submissions === to.submissions &&
    from.rates === to.rates &&
    from.provenance === to.provenance;
  return { deals, length: to.deals.length, ...(!isSameRest && { rest: restOf(to) }) };
}

export function applyPatch(from: PipelineData, { deals, length, rest }: DataPatch): PipelineData {
  const next = from.deals.slice(0, length);
  for (const [place, deal] of deals) next[place] = deal;
  return { ...(rest ?? from), deals: next };
}

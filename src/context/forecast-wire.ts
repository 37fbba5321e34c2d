/** What crosses between a page and its forecast worker, and how data is made smaller for the way. */
import type { Forecast, ForecastOptions, Replay } from '../core/forecast/types.js';
import type { Deal, PipelineData } from '../core/model.js';
import type { Filter } from '../core/view/types.js';
import type { Problem } from './types.js';

/** Both sides come from one build; a page that got the other half from an old cache must not read it wrongly. */
export const WIRE = 2;

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

/** Deals of a forecast as a text and two columns, which cross in a fraction of the time that as many objects need. */
export interface SentDeals {
  /** A JSON array. */
  readonly ids: string;
  readonly amounts: Float64Array;
  /** Of deal i from `i × periods` on. */
  readonly win: Float64Array;
}
export type SentResult = Replay | (Omit<Forecast, 'deals'> & { readonly deals: SentDeals });

export function packResult(result: ForecastResult): SentResult {
  if (!('deals' in result)) return result;
  const { deals } = result;
  const periods = deals[0]?.win.length ?? 0;
  const win = new Float64Array(deals.length * periods);
  for (let i = 0; i < deals.length; i++) win.set(deals[i]?.win ?? [], i * periods);
  return {
    ...result,
    deals: {
      ids: JSON.stringify(deals.map(({ id }) => id)),
      amounts: Float64Array.from(deals, ({ amount }) => amount),
      win,
    },
  };
}

/** The result as it was; its deals are made when they are first read: most widgets only read the sums. */
export function unpackResult(sent: SentResult): ForecastResult {
  if (!('deals' in sent)) return sent;
  const { deals: packed, ...rest } = sent;
  let deals: Forecast['deals'] | undefined;
  return {
    ...rest,
    get deals() {
      return (deals ??= dealsFrom(packed));
    },
  };
}

function dealsFrom({ ids, amounts, win }: SentDeals): Forecast['deals'] {
  const periods = amounts.length === 0 ? 0 : win.length / amounts.length;
  return (JSON.parse(ids) as string[]).map((id, i) => ({
    id,
    amount: amounts[i] as number,
    win: Array.from(win.subarray(i * periods, (i + 1) * periods)),
  }));
}

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
  | { readonly type: 'done'; readonly job: number; readonly result: SentResult }
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

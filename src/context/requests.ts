/**
 * What each request does to data or settings: pure functions, no element and no clock. The store, undo and the replay
 * of waiting requests on new data all go through here.
 */
import type { Change, ChangedField, Deal, PipelineData, Stage, Visit, When } from '../core/model.js';
import { checkMove, handRank, orderAt } from '../core/rules/index.js';
import type { DealMove, DealPatch, PipelineRequest, PipelineRequestDetails, Settings } from './types.js';

/** Why the kit itself refuses a request. A host's refusal has the host's words. */
export type RefusalCode =
  | 'vetoed' // a listener prevented it, or its promise said `false`
  | 'deal-unknown'
  | 'stage-unknown' // the deal's pipeline has no such stage
  | 'stage-stale' // the deal is no longer in the stage that the move starts from
  | 'stages-skipped' // the pipeline's noSkippingStagesRule
  | 'stage-backwards' // the pipeline's noBackwardsMovementRule
  | 'criteria-missing' // a stage asks for something that the deal does not say
  | 'as-of-past' // the page shows a past moment that somebody set
  | 'conflict' // new data changed the same thing while the request was waiting
  | 'not-ready' // there is no data
  | 'nothing-to-undo'
  | 'superseded' // a later load took its place
  | 'cancelled' // somebody gave up waiting for the save
  | 'failed';

export interface DealChange {
  readonly before: Deal;
  readonly after: Deal;
}
/** New data, and the deals that differ from the old. */
export interface Applied {
  readonly data: PipelineData;
  readonly deals: readonly DealChange[];
}
export type Outcome = Applied | RefusalCode;

type DataRequest = 'pipeline-deal-move-request' | 'pipeline-deal-change-request';
export type DataChangeRequest = Extract<PipelineRequest, { readonly type: DataRequest }>;

/** What can be taken back: the request for it, and what gives the very deals of before. */
export interface UndoEntry {
  readonly request: DataChangeRequest;
  readonly known: WeakMap<Deal, Deal>;
  /** What the change has made of the deals: where somebody else has changed that since, it is not overwritten. */
  readonly made: readonly Deal[];
}

interface PlainDetail {
  readonly moves?: readonly DealMove[];
  readonly changes?: readonly DealPatch[];
}

export interface ApplyOptions {
  /** When it happens: an instant as ISO date-time. */
  readonly at: When;
  /** On data that came since: a deal that is already where it was to go is no error. */
  readonly replay?: boolean;
  /** On data that is older than the change: a deal moves from wherever it is there. */
  readonly force?: boolean;
  /** Moves have a place in the order that the source keeps by hand. */
  readonly keepsOrder?: boolean;
  /** Known results. A replay on the same deal gives the same object again, and undo gives back the very deal of before. */
  readonly known?: WeakMap<Deal, Deal>;
}
type Step = (deal: Deal) => Deal | RefusalCode;

type Rules = {
  readonly [T in DataRequest]: (
    data: PipelineData,
    detail: PipelineRequestDetails[T],
    options: ApplyOptions,
  ) => Outcome;
};

const rules: Rules = {
  'pipeline-deal-move-request': (data, { moves, changes = [] }, options) => {
    const orders = options.keepsOrder ? ordersOf(data, moves) : undefined;
    return replace(
      data,
      [
        ...moves.map(
          (move) =>
            [move.dealId, (deal: Deal) => moveDeal(data, deal, move, options, orders?.get(move))] as const,
        ),
        ...changes.map(
          (patch) => [patch.dealId, (deal: Deal) => patchDeal(data, deal, patch.set, options.at)] as const,
        ),
      ],
      options,
    );
  },
  'pipeline-deal-change-request': (data, { changes }, options) =>
    replace(
      data,
      changes.map(
        (patch) => [patch.dealId, (deal: Deal) => patchDeal(data, deal, patch.set, options.at)] as const,
      ),
      options,
    ),
};

/**
 * Applies a request to data: all of it, or nothing and the reason. Costs one copy of the list of deals, and otherwise
 * does not grow with their number.
 */
export function applyRequest(data: PipelineData, request: DataChangeRequest, options: ApplyOptions): Outcome {
  // The table pairs each type with its own detail; TypeScript cannot follow that through a union.
  const rule = rules[request.type] as (data: PipelineData, detail: unknown, options: ApplyOptions) => Outcome;
  return rule(data, request.detail, options);
}

/** The first rule of a pipeline that a request breaks; undefined: none. Undo and replays are not asked. */
export function brokenRule(data: PipelineData, request: DataChangeRequest): RefusalCode | undefined {
  const { moves = [], changes = [] } = request.detail as PlainDetail;
  const placeOf = placesOf(data.deals);
  const targets = new Map(moves.map(({ dealId, toStage }) => [dealId, toStage]));
  for (const { dealId, set } of changes)
    if (set.stage !== undefined && !targets.has(dealId)) targets.set(dealId, set.stage);
  for (const [dealId, toStage] of targets) {
    const deal = data.deals[placeOf.get(dealId) ?? -1];
    const pipeline = data.pipelines.find(({ id }) => id === deal?.pipeline);
    if (!deal || !pipeline) continue;
    const sets = changes.filter((patch) => patch.dealId === dealId).map(({ set }) => set);
    if (sets.some((set) => set.pipeline !== undefined && set.pipeline !== deal.pipeline)) continue;
    const { refusals, asks } = checkMove(pipeline, deal, toStage, Object.assign({}, ...sets) as object);
    const [refusal] = refusals;
    if (refusal) return refusal.code;
    if (asks.some(({ met, criterion }) => !met && criterion.required === true)) return 'criteria-missing';
  }
  return undefined;
}

/** Settings after a `pipeline-filter-change-request`; `null` clears. */
export function changeSettings(
  settings: Settings,
  { filter, pipeline, period }: PipelineRequestDetails['pipeline-filter-change-request'],
): Settings {
  return {
    ...settings,
    ...(filter === undefined ? {} : { filter }),
    ...(pipeline === undefined ? {} : { pipeline: pipeline ?? undefined }),
    ...(period === undefined ? {} : { period: period ?? undefined }),
  };
}

/** The request that takes changes back, for the host and its server. */
export function invert(deals: readonly DealChange[]): DataChangeRequest {
  const moves: DealMove[] = [];
  const changes: DealPatch[] = [];
  for (const { before, after } of deals) {
    const isMove = before.pipeline === after.pipeline && before.stage !== after.stage;
    if (isMove) moves.push({ dealId: after.id, fromStage: after.stage, toStage: before.stage });
    const fields = { ...before, ...after };
    const set: Record<string, unknown> = {};
    for (const field of Object.keys(fields) as (keyof Deal)[]) {
      if (field === 'visits' || field === 'changes' || (isMove && field === 'stage')) continue;
      if (before[field] === after[field]) continue;
      set[field] = field === 'fields' ? fieldsBack(before.fields, after.fields) : (before[field] ?? null);
    }
    if (Object.keys(set).length > 0) changes.push({ dealId: after.id, set });
  }
  return moves.length > 0
    ? { type: 'pipeline-deal-move-request', detail: changes.length > 0 ? { moves, changes } : { moves } }
    : { type: 'pipeline-deal-change-request', detail: { changes } };
}

/** Each custom field that differs, as it was; `null` where there was none. */
function fieldsBack(before: Deal['fields'] = {}, after: Deal['fields'] = {}): NonNullable<Deal['fields']> {
  const names = Object.keys({ ...before, ...after }).filter((name) => before[name] !== after[name]);
  return Object.fromEntries(names.map((name) => [name, before[name] ?? null]));
}

/** Ids of the deals that a request is about. */
export function dealIdsOf(request: PipelineRequest): readonly string[] {
  const { moves = [], changes = [] } = request.detail as PlainDetail;
  return [...moves, ...changes].map(({ dealId }) => dealId);
}

/** What a request sets on a deal, for telling whether new data says something else about the same thing. */
export function touchedFields(request: DataChangeRequest, dealId: string): readonly (keyof Deal)[] {
  const { moves = [], changes = [] } = request.detail as PlainDetail;
  const set = changes.flatMap((patch) => (patch.dealId === dealId ? Object.keys(patch.set) : []));
  return [...(moves.some((move) => move.dealId === dealId) ? ['stage'] : []), ...set] as (keyof Deal)[];
}

const places = new WeakMap<readonly Deal[], ReadonlyMap<string, number>>();

/** Where each deal lies in the list. Made once for loaded data; lists that only had deals replaced share it. */
export function placesOf(deals: readonly Deal[]): ReadonlyMap<string, number> {
  let found = places.get(deals);
  if (!found) places.set(deals, (found = new Map(deals.map(({ id }, place) => [id, place]))));
  return found;
}

function replace(
  data: PipelineData,
  steps: readonly (readonly [dealId: string, step: Step])[],
  { known }: ApplyOptions,
): Outcome {
  const placeOf = placesOf(data.deals);
  const byDeal = new Map<string, Step[]>();
  for (const [dealId, step] of steps) byDeal.set(dealId, [...(byDeal.get(dealId) ?? []), step]);
  const changed: DealChange[] = [];
  for (const [dealId, own] of byDeal) {
    const before = data.deals[placeOf.get(dealId) ?? -1];
    if (!before) return 'deal-unknown';
    let after = known?.get(before);
    if (!after) {
      after = before;
      for (const step of own) {
        const result: Deal | RefusalCode = step(after);
        if (typeof result === 'string') return result;
        after = result;
      }
      known?.set(before, after);
    }
    if (after !== before) changed.push({ before, after });
  }
  if (changed.length === 0) return { data, deals: changed };
  const deals = data.deals.slice();
  for (const { after } of changed) deals[placeOf.get(after.id) ?? -1] = after;
  places.set(deals, placeOf);
  return { data: { ...data, deals }, deals: changed };
}

function moveDeal(
  data: PipelineData,
  deal: Deal,
  { fromStage, toStage }: DealMove,
  { at, replay, force }: ApplyOptions,
  order?: number,
): Deal | RefusalCode {
  const placed = order === undefined || order === deal.order ? deal : { ...deal, order };
  if (replay && deal.stage === toStage) return placed;
  if (deal.stage !== fromStage && !force) return 'stage-stale';
  return toStage === fromStage ? placed : enter(data, placed, deal.pipeline, toStage, at);
}

/** The `order` that each move with an `index` gives its deal; several at once stand in the order of the moves. */
function ordersOf(data: PipelineData, moves: readonly DealMove[]): ReadonlyMap<DealMove, number> {
  const orders = new Map<DealMove, number>();
  const moving = new Set(moves.map(({ dealId }) => dealId));
  const placeOf = placesOf(data.deals);
  const ranks = new Map<string, number[]>();
  for (const move of moves) {
    const pipeline = data.deals[placeOf.get(move.dealId) ?? -1]?.pipeline;
    if (move.index === undefined || pipeline === undefined) continue;
    const key = JSON.stringify([pipeline, move.toStage]);
    let others = ranks.get(key);
    if (!others) {
      others = [];
      for (const [place, deal] of data.deals.entries())
        if (deal.stage === move.toStage && deal.pipeline === pipeline && !moving.has(deal.id))
          others.push(handRank(deal, place));
      others.sort((a, b) => a - b);
      ranks.set(key, others);
    }
    const order = orderAt(others, move.index);
    others.splice(Math.max(0, Math.min(Math.round(move.index) || 0, others.length)), 0, order);
    orders.set(move, order);
  }
  return orders;
}

function patchDeal(data: PipelineData, deal: Deal, set: DealPatch['set'], at: When): Deal | RefusalCode {
  const { stage = deal.stage, pipeline = deal.pipeline, fields, ...rest } = set;
  const moved =
    stage === deal.stage && pipeline === deal.pipeline ? deal : enter(data, deal, pipeline, stage, at);
  if (typeof moved === 'string') return moved;
  const patched: Record<string, unknown> = { ...moved };
  for (const [field, value] of Object.entries(rest)) {
    // Assigned, this one would change what the deal inherits.
    if (field === '__proto__') continue;
    if (value === null || value === undefined) delete patched[field];
    else patched[field] = value;
  }
  if (fields) {
    const cleared = ([name, value]: [string, unknown]): boolean => value === null && name in fields;
    const kept = Object.entries({ ...deal.fields, ...fields }).filter((entry) => !cleared(entry));
    if (kept.length > 0 || deal.fields) patched.fields = Object.fromEntries(kept);
  }
  if (isSameDeal(deal, patched)) return deal;
  const log = changesOf(deal, patched as unknown as Deal, at);
  if (log.length > 0 && (deal.changes || hasHistory(data)))
    patched.changes = [...(moved.changes ?? []), ...log];
  return patched as unknown as Deal;
}

/** Nothing has changed: the deal stays the very object, so that nobody has anything to update or to take back. */
const isSameDeal = (deal: Deal, patched: Readonly<Record<string, unknown>>): boolean =>
  [...new Set([...Object.keys(deal), ...Object.keys(patched)])].every(
    (field) => field === 'fields' || Object.is(patched[field], deal[field as keyof Deal]),
  ) && JSON.stringify(patched.fields) === JSON.stringify(deal.fields);

/** The deal in another stage. One that becomes closed is closed now; one that is opened again has neither date nor reason. */
function enter(
  data: PipelineData,
  deal: Deal,
  pipelineId: string,
  stageId: string,
  at: When,
): Deal | RefusalCode {
  const stage = data.pipelines.find(({ id }) => id === pipelineId)?.stages.find(({ id }) => id === stageId);
  if (!stage) return 'stage-unknown';
  const { closedAt: _closedAt, lostReason, ...open } = deal;
  return {
    ...open,
    pipeline: pipelineId,
    stage: stageId,
    ...(stage.kind === 'open' ? {} : { closedAt: at }),
    ...(stage.kind === 'lost' && lostReason != null ? { lostReason } : {}),
    visits: visitsAfter(data, deal, pipelineId, stage, at),
  };
}

/** Where no history is known none is begun: a single recorded visit would look like the deal's whole past. */
function visitsAfter(
  data: PipelineData,
  deal: Deal,
  pipelineId: string,
  stage: Stage,
  at: When,
): readonly Visit[] {
  if (deal.visits.length === 0 && !hasHistory(data)) return deal.visits;
  const earlier =
    pipelineId === deal.pipeline
      ? deal.visits
      : deal.visits.map((visit) =>
          visit.pipeline === undefined ? { ...visit, pipeline: deal.pipeline } : visit,
        );
  return [...earlier, { stage: stage.id, enteredAt: at }];
}

const hasHistory = ({ provenance }: PipelineData): boolean =>
  provenance?.history === 'full' || provenance?.history === 'entered';

const recorded: readonly ChangedField[] = [
  'amount',
  'expectedCloseAt',
  'owner',
  'pipeline',
  'forecastCategory',
  'probability',
];

function changesOf(before: Deal, after: Deal, at: When): readonly Change[] {
  return recorded.flatMap((field) =>
    (before[field] ?? null) === (after[field] ?? null)
      ? []
      : [{ at, field, from: before[field] ?? null, to: after[field] ?? null }],
  );
}

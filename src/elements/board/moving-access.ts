import type { ReactiveControllerHost } from 'lit';
import type { PipelineRequestDetails, RequestResult } from '../../context/types.js';
import type { DealFacts } from '../../core/view/types.js';
import type { Formatter } from '../../locales/format.js';
import type { BoardMessages } from '../../locales/messages/board.js';
import type { LayoutMessages } from '../../locales/messages/layout.js';
import type { MovingMessages } from '../../locales/messages/moving.js';
import type { Snapshot } from '../shared/base.js';
import { handIndex } from './hand.js';
import type { BoardState } from './state.js';

/** The element that deals are moved in. */
export type MovingHost = ReactiveControllerHost & HTMLElement & { readonly readonly: boolean };

/** What moving reads of the board, and asks of it. */
export interface MovingAccess {
  snapshot(): Snapshot;
  words(): BoardMessages;
  moving(): MovingMessages;
  layoutWords(): LayoutMessages;
  format(): Formatter;
  isRtl(): boolean;
  /** `lang` of what the board says, where that is another language than the one around it. */
  lang(): string | undefined;
  readonly state: BoardState;
  isIn(deal: string, place: string): boolean;
  cardOf(deal: string): HTMLElement | null;
  focusDeal(deal: string, stop: string, still?: boolean): void;
  request(detail: PipelineRequestDetails['pipeline-deal-move-request']): Promise<RequestResult>;
  ask(what: 'retry' | 'cancel'): Promise<RequestResult>;
  undo(): Promise<RequestResult>;
  open(deal: string): void;
  /** The source keeps an order by hand, and the columns show it. */
  isByHand(): boolean;
  /** Brings a place into view. */
  reveal(place: string): void;
}

/** What a move can be told beside where it goes. */
export interface MoveHow {
  /** The stop that it began at, which gets the focus back: `card` or `actions`. */
  readonly stop: string;
  /** Nothing scrolls: the pointer has just shown where things are. */
  readonly still?: boolean;
  readonly index?: number;
  readonly placed?: boolean;
}

/** What the ways of moving ask of the one path that all of them lead through. */
export interface MovingPath {
  say(text: string): void;
  hideBar(): void;
  move(ids: readonly string[], target: string, how: MoveHow): Promise<void>;
  /** A selected card stands for all that are selected and can be moved. */
  group(deal: string): readonly string[];
  canMove(deal: string): boolean;
}

/** The first of some deals, and how many they are, as sentences name them. */
export function calledIn(
  { state }: MovingAccess,
  ids: readonly string[],
): { readonly deal: string; readonly n: number } {
  const facts = state.find(ids[0] ?? '');
  return { deal: facts ? state.card(facts).label : '', n: ids.length };
}

/** What a place is called: a column, on a board with lanes a cell or a lane. */
export function placeNameIn({ state }: MovingAccess, place: string): string {
  return state.place(place)?.name ?? place;
}

/**
 * Whether cards can be put there: it is a stage or group to move to, or where they are already, and so is its lane. Where
 * all of them are there already only their order can change.
 */
export function takesIn(access: MovingAccess, ids: readonly string[], target: string): boolean {
  const { state } = access;
  const place = state.place(target);
  if (!place) return false;
  const { column, lane } = place;
  const going = ids.flatMap((id) => state.find(id) ?? []);
  const isColumn = (facts: DealFacts): boolean =>
    !column || column.isTarget || (lane !== undefined && state.columnOf(facts) === column.row.stage);
  const isLane = (facts: DealFacts): boolean => !lane || lane.isTarget || state.laneOf(facts) === lane.key;
  return (
    going.every((facts) => isColumn(facts) && isLane(facts)) &&
    (access.isByHand() || going.some((facts) => !state.isAt(facts, place)))
  );
}

/** Where cards would lie in a place, from 0; in the one that they are in: where they lie. */
export function landingIn(access: MovingAccess, ids: readonly string[], target: string): number {
  const { state } = access;
  const [first] = ids.flatMap((id) => state.find(id) ?? []);
  const place = state.place(target);
  const frame = access.snapshot().view?.frame;
  if (!first || !place || !frame) return 0;
  if (state.homeOf(first) === target) return state.indexIn(target, first.deal.id);
  if (access.isByHand()) return place.facts.length;
  return state.landing(place, first);
}

/** From an index in a place to the one among all deals of its stage, for an order by hand. */
export function handIndexIn(
  access: MovingAccess,
  ids: readonly string[],
  target: string,
  index: number,
): number | undefined {
  const { data, pipeline } = access.snapshot();
  const place = access.state.place(target);
  const stage = place && access.state.stageOf(place);
  if (!data || !pipeline || !place || stage === undefined) return undefined;
  const shown = place.facts.map(({ deal }) => deal.id).filter((id) => !ids.includes(id));
  return handIndex(data, pipeline.id, stage, ids, shown, index);
}

import type { ReactiveControllerHost } from 'lit';
import type { PipelineRequestDetails, RequestResult } from '../../context/types.js';
import type { Formatter } from '../../locales/format.js';
import type { BoardMessages } from '../../locales/messages/board.js';
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
  format(): Formatter;
  isRtl(): boolean;
  /** `lang` of what the board says, where that is another language than the one around it. */
  lang(): string | undefined;
  readonly state: BoardState;
  isIn(deal: string, stage: string): boolean;
  cardOf(deal: string): HTMLElement | null;
  focusDeal(deal: string, stop: string, still?: boolean): void;
  request(detail: PipelineRequestDetails['pipeline-deal-move-request']): Promise<RequestResult>;
  ask(what: 'retry' | 'cancel'): Promise<RequestResult>;
  undo(): Promise<RequestResult>;
  open(deal: string): void;
  /** The source keeps an order by hand, and the columns show it. */
  isByHand(): boolean;
  /** A column's place in the board, so that it can be seen. */
  reveal(column: string): void;
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

export function stageNameIn({ state }: MovingAccess, stage: string): string {
  return state.column(stage)?.model.name ?? stage;
}

/** Where cards would lie in a column, from 0; in the one that they are in: where they lie. */
export function landingIn(access: MovingAccess, ids: readonly string[], target: string): number {
  const { state } = access;
  const [first] = ids.flatMap((id) => state.find(id) ?? []);
  const column = state.column(target);
  const frame = access.snapshot().view?.frame;
  if (!first || !column || !frame) return 0;
  if (state.homeOf(first) === target) return state.indexIn(target, first.deal.id);
  if (access.isByHand()) return column.facts.length;
  return state.landing(column, first);
}

/** From a place in a column to the place among all deals of its stage, for an order by hand. */
export function handIndexIn(
  access: MovingAccess,
  ids: readonly string[],
  column: string,
  index: number,
): number | undefined {
  const { data, pipeline } = access.snapshot();
  if (!data || !pipeline) return undefined;
  const shown = (access.state.column(column)?.facts ?? [])
    .map(({ deal }) => deal.id)
    .filter((id) => !ids.includes(id));
  return handIndex(data, pipeline.id, column, ids, shown, index);
}

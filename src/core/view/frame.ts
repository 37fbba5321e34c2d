/** What is derived once from a view's frame, and kept as long as the frame: lookups, and the facts of each deal. */
import type { Deal } from '../model.js';
import { dayOf } from '../calendar/when.js';
import { fromMinor } from '../numeric/money.js';
import { filterTest } from './filter.js';
import { placesOf, type Places } from './places.js';
import { DealReader } from './reader.js';
import type { Day, DealFacts, ViewFrame } from './types.js';

export interface FrameState {
  readonly frame: ViewFrame;
  readonly places: Places;
  /** Team of an owner, `''` where it has none. */
  readonly teamOf: (owner: string) => string;
  /** undefined: no filter, all deals count. */
  readonly lets: ((facts: DealFacts) => boolean) | undefined;
  readonly reader: DealReader;
  /** Day on which the recording of history starts. */
  readonly historyFrom?: Day;
  readonly currency: string;
  /** null: the deal does not count. */
  readonly facts: WeakMap<Deal, DealFacts | null>;
}

const states = new WeakMap<ViewFrame, FrameState>();

export function stateOf(frame: ViewFrame): FrameState {
  let state = states.get(frame);
  if (state === undefined) {
    state = createState(frame);
    states.set(frame, state);
  }
  return state;
}

function createState(frame: ViewFrame): FrameState {
  const teams = new Map(frame.owners.map((owner) => [owner.id, owner.team ?? '']));
  const teamOf = (owner: string): string => teams.get(owner) ?? '';
  const { historyFrom, currency = '' } = frame.provenance ?? {};
  const places = placesOf(frame.pipelines);
  return {
    frame,
    places,
    teamOf,
    lets: filterTest(frame.filter, teamOf, ({ amount, currency: code }) =>
      amount === undefined ? undefined : fromMinor(amount, code),
    ),
    reader: new DealReader(frame, places, currency),
    historyFrom: historyFrom === undefined ? undefined : dayOf(historyFrom, frame.timeZone),
    currency,
    facts: new WeakMap(),
  };
}

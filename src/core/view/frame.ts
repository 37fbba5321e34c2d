/** What is derived once from a view's frame, and kept as long as the frame: lookups, and the facts of each deal. */
import type { Deal, Pipeline, Stage } from '../model.js';
import { dayOf } from '../calendar/when.js';
import { fromMinor } from '../numeric/money.js';
import { filterTest } from './filter.js';
import { DealReader } from './reader.js';
import type { Day, DealFacts, ViewFrame } from './types.js';

export interface StagePlace {
  readonly stage: Stage;
  /** Place among the pipeline's open stages, archived ones included; −1: a closed stage. */
  readonly bit: number;
  /** Place among all stages of the frame. */
  readonly index: number;
}

export interface FrameState {
  readonly frame: ViewFrame;
  /** By pipeline id, then stage id. */
  readonly places: ReadonlyMap<string, ReadonlyMap<string, StagePlace>>;
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

function placesOf(pipeline: Pipeline, count: { all: number }): ReadonlyMap<string, StagePlace> {
  let open = 0;
  return new Map(
    pipeline.stages.map((stage) => [
      stage.id,
      { stage, bit: stage.kind === 'open' ? open++ : -1, index: count.all++ },
    ]),
  );
}

function createState(frame: ViewFrame): FrameState {
  const teams = new Map(frame.owners.map((owner) => [owner.id, owner.team ?? '']));
  const teamOf = (owner: string): string => teams.get(owner) ?? '';
  const { historyFrom, currency = '' } = frame.provenance ?? {};
  const count = { all: 0 };
  const places = new Map(frame.pipelines.map((pipeline) => [pipeline.id, placesOf(pipeline, count)]));
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

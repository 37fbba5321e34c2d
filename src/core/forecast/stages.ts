/** The stages of the model: which there are, what is configured for them, and their numbers. */
import type { Stage } from '../model.js';
import type { StagePlace } from '../view/places.js';
import type { View } from '../view/types.js';
import { MOST_STAGES, PRIOR_STAY } from './constants.js';

export interface BookStage {
  readonly pipeline: string;
  /** `''`: any open stage of a pipeline whose deals have no recorded visits, or of those seen too seldom. */
  readonly stage: string;
  /** Configured probability. */
  readonly prior?: number;
  /** Mean stay expected without history, days. */
  readonly stay: number;
}

/** What is known of a stage: its kind, and for an open one its number in the model. */
export interface Place {
  readonly kind: Stage['kind'];
  number: number;
}

/**
 * Numbers stages in the order met, and knows their kind. Pipelines with the same open stages (ids, order, configured
 * probability and stay: regions, say, that work alike) are one process: apart, each would have a fraction of the history.
 */
export class Stages {
  readonly list: BookStage[] = [];
  readonly #places = new Map<string, Map<string, Place>>();
  readonly #stages = new Map<string, ReadonlyMap<string, Stage>>();
  /** By the index of the stage among all of the frame. */
  readonly #byIndex: Place[] = [];
  /** Configured probability of the first stage that has one: the chance of a deal that begins. */
  readonly #entry = new Map<string, number>();

  constructor(view: View) {
    const processes = new Map<string, Map<string, Place>>();
    for (const { id, stages } of view.frame.pipelines) {
      const open = stages.filter(({ kind }) => kind === 'open');
      const process = JSON.stringify(open.map((one) => [one.id, one.probability, one.idleAfterDays]));
      const shared = processes.get(process);
      const places = new Map<string, Place>();
      for (const { id: stage, kind } of stages)
        places.set(stage, (kind === 'open' ? shared?.get(stage) : undefined) ?? { kind, number: -1 });
      // Where visits are not recorded, all of a process stands in one stage.
      places.set('', shared?.get('') ?? { kind: 'open', number: -1 });
      if (shared === undefined) processes.set(process, places);
      this.#places.set(id, places);
      this.#stages.set(id, new Map(open.map((stage) => [stage.id, stage])));
      const first = open.find(({ probability }) => probability !== undefined);
      if (first?.probability !== undefined) this.#entry.set(id, first.probability);
    }
  }

  /** @param known what the frame knows of the stage */
  placeOf(pipeline: string, stage: string, known?: StagePlace): Place {
    // Where no stage is recorded has a meaning of its own here.
    if (known === undefined || stage === '') return this.#find(pipeline, stage);
    return (this.#byIndex[known.index] ??= this.#find(pipeline, stage));
  }
  #find(pipeline: string, stage: string): Place {
    let places = this.#places.get(pipeline);
    if (places === undefined) this.#places.set(pipeline, (places = new Map<string, Place>()));
    let place = places.get(stage);
    if (place === undefined) places.set(stage, (place = { kind: 'open', number: -1 }));
    return place;
  }
  numberOf(place: Place, pipeline: string, stage: string): number {
    if (place.number >= 0) return place.number;
    const known = this.#stages.get(pipeline)?.get(stage);
    const { probability = stage === '' ? this.#entry.get(pipeline) : undefined, idleAfterDays = 0 } =
      known ?? {};
    place.number =
      this.list.push({
        pipeline,
        stage,
        ...(probability === undefined ? {} : { prior: probability }),
        stay: idleAfterDays > 0 ? idleAfterDays : PRIOR_STAY,
      }) - 1;
    return place.number;
  }
}

/**
 * Stages seen least become one, so that neither time nor memory grow with stages that nothing can be learned of.
 * @param visits the stage of each visit
 */
export function mergeStages(
  list: readonly BookStage[],
  visits: Int32Array,
): { readonly stages: readonly BookStage[]; readonly numbers: (stages: Int32Array) => Int32Array } {
  if (list.length <= MOST_STAGES) return { stages: list, numbers: (stages) => stages };
  const seen = new Float64Array(list.length);
  for (const stage of visits) seen[stage]!++;
  const order = list.map((_, i) => i).sort((a, b) => (seen[b] as number) - (seen[a] as number) || a - b);
  const kept = order.slice(0, MOST_STAGES - 1);
  const numbers = new Int32Array(list.length).fill(kept.length);
  for (const [number, stage] of kept.entries()) numbers[stage] = number;
  const rest: BookStage = { pipeline: '', stage: '', stay: PRIOR_STAY };
  return {
    stages: [...kept.map((stage) => list[stage] as BookStage), rest],
    numbers: (stages) => stages.map((stage) => (stage < 0 ? stage : (numbers[stage] as number))),
  };
}

/** Where stages lie. */
import type { Pipeline, Stage } from '../model.js';

export interface StagePlace {
  readonly stage: Stage;
  /** Place among the pipeline's open stages, archived ones included; −1: a closed stage. */
  readonly bit: number;
  /** Place among all stages of the frame. */
  readonly index: number;
}

/** By pipeline id, then stage id. */
export type Places = ReadonlyMap<string, ReadonlyMap<string, StagePlace>>;

export function placesOf(pipelines: readonly Pipeline[]): Places {
  let index = 0;
  return new Map(
    pipelines.map(({ id, stages }) => {
      let open = 0;
      return [
        id,
        new Map(
          stages.map((stage) => [
            stage.id,
            { stage, bit: stage.kind === 'open' ? open++ : -1, index: index++ },
          ]),
        ),
      ];
    }),
  );
}

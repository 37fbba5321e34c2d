import type { Deal, Pipeline, Stage } from '../model.js';

const known = new WeakMap<Pipeline, readonly Stage[]>();

/** The open stages of a pipeline that are in use, in order. */
export function openStages(pipeline: Pipeline): readonly Stage[] {
  let stages = known.get(pipeline);
  if (!stages) {
    stages = pipeline.stages.filter(({ kind, archived }) => kind === 'open' && archived !== true);
    known.set(pipeline, stages);
  }
  return stages;
}

/** How far on a stage is: open stages from 0, won behind the last of them; undefined: lost, archived or not of the pipeline. */
export function placeOf(pipeline: Pipeline, stage: Stage | undefined): number | undefined {
  if (stage === undefined) return undefined;
  const open = openStages(pipeline);
  if (stage.kind === 'won') return open.length;
  const place = open.indexOf(stage);
  return place < 0 ? undefined : place;
}

/** Ids of the stages of its own pipeline that a deal has been in, in order; its present one last. */
export function visited(deal: Deal): readonly string[] {
  const ids = deal.visits
    .filter(({ pipeline = deal.pipeline }) => pipeline === deal.pipeline)
    .map(({ stage }) => stage);
  return ids.at(-1) === deal.stage ? ids : [...ids, deal.stage];
}

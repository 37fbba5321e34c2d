import { PipelineError } from '../errors.js';
import type { Pipeline, Stage } from '../model.js';
import type { PipelineSummary } from '../summary/types.js';

/** A pipeline's stages, looked up by id. `open` holds the open stages in order: the k-th has bit k in masks. */
export interface Stages {
  readonly pipeline: Pipeline;
  readonly open: readonly Stage[];
  readonly byId: ReadonlyMap<string, Stage>;
  /** Place of an open stage, −1 for any other id. */
  readonly openAt: (id: string) => number;
}

/**
 * The stages of the pipeline with this id.
 * @throws PipelineError `pipeline-unknown` where the data has no such pipeline.
 */
export function stagesOf(summary: PipelineSummary, id: string): Stages {
  const pipeline = summary.frame.pipelines.find((candidate) => candidate.id === id);
  if (pipeline === undefined) throw new PipelineError('pipeline-unknown', { pipeline: id });
  const open = pipeline.stages.filter((stage) => stage.kind === 'open');
  const places = new Map(open.map((stage, place) => [stage.id, place]));
  return {
    pipeline,
    open,
    byId: new Map(pipeline.stages.map((stage) => [stage.id, stage])),
    openAt: (stage) => places.get(stage) ?? -1,
  };
}

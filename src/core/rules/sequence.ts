/** Rules about the order of stages, by HubSpot's names. */
import type { Deal, Pipeline, SequenceRule, Stage } from '../model.js';
import { openStages, placeOf, visited } from './places.js';

/** Something that a rule has against a move, or against where a deal is. */
export type RuleFinding =
  | {
      readonly code: 'stages-skipped';
      /** The stages passed over, in order. */
      readonly stages: readonly Stage[];
    }
  | { readonly code: 'stage-backwards'; readonly from: Stage; readonly to: Stage };

export const covers = (rule: SequenceRule | undefined, { id }: Stage): boolean =>
  rule !== undefined && (rule.enabledForAllStages === true || rule.pipelineStageIds?.includes(id) === true);

/**
 * The stages of `noSkippingStagesRule` that a deal would pass over and has never been in. None where that can't be told:
 * out of a stage that the pipeline does not know, or out of a closed stage of a deal whose earlier stages are not known.
 * A deal may be lost from anywhere.
 */
export function skippedStages(pipeline: Pipeline, deal: Deal, to: Stage): readonly Stage[] {
  const { noSkippingStagesRule: rule } = pipeline;
  const end = placeOf(pipeline, to);
  if (!rule || end === undefined) return [];
  const been = new Set(visited(deal));
  const start = reached(pipeline, deal);
  if (start === undefined) return [];
  return openStages(pipeline)
    .slice(start + 1, end)
    .filter((stage) => covers(rule, stage) && !been.has(stage.id));
}

/**
 * The stage that a deal would go back from, against `noBackwardsMovementRule`: from an open stage to an earlier one, or
 * from a closed one to an open one. A rule for closed stages names them.
 */
export function backwardsFrom(pipeline: Pipeline, deal: Deal, to: Stage): Stage | undefined {
  const from = pipeline.stages.find(({ id }) => id === deal.stage);
  if (!from || from === to || !covers(pipeline.noBackwardsMovementRule, from) || to.kind !== 'open')
    return undefined;
  if (from.kind !== 'open') return from;
  const start = placeOf(pipeline, from);
  const end = placeOf(pipeline, to);
  return start !== undefined && end !== undefined && end < start ? from : undefined;
}

/** How far a deal is: where it stands, or where it stood last before it was closed. */
function reached(pipeline: Pipeline, deal: Deal): number | undefined {
  const stageOf = (id: string): Stage | undefined => pipeline.stages.find((stage) => stage.id === id);
  const now = stageOf(deal.stage);
  if (now?.kind === 'open') return placeOf(pipeline, now);
  const open = visited(deal).filter((id) => stageOf(id)?.kind === 'open');
  return placeOf(pipeline, stageOf(open.at(-1) ?? ''));
}

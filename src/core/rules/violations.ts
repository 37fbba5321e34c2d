import type { Criterion, Deal, Pipeline, Provenance, Stage } from '../model.js';
import { answerOf, criteriaOf, isMet } from './criteria.js';
import { openStages, placeOf, visited } from './places.js';
import { covers } from './sequence.js';
import type { RuleFinding } from './sequence.js';

/** A rule that a deal, where it stands, does not keep. */
export type Violation =
  | RuleFinding
  | {
      readonly code: 'criteria-missing';
      readonly missing: readonly { readonly stage: Stage; readonly criterion: Criterion }[];
    };

/** Whether a pipeline has any rule that a deal could break: without one there is nothing to look for. */
export const hasRules = (pipeline: Pipeline): boolean =>
  pipeline.noSkippingStagesRule !== undefined ||
  pipeline.noBackwardsMovementRule !== undefined ||
  pipeline.stages.some((stage) => criteriaOf(stage).some(({ required }) => required === true));

/**
 * Rules that a deal does not keep where it stands: they were got around by an import, an administrator, or a rule that
 * only warns.
 *
 * - `stages-skipped`: stages before its own that it has never been in. Known of `history` `full` and `entered` only.
 * - `stage-backwards`: it stands before a stage that it has been in. Known of `history` `full` only.
 * - `criteria-missing`: required answers that are not there: of the stages behind it, of its own unless they are asked
 *   for on leaving. Of a lost deal only what the lost stage asks.
 *
 * Deals of stages that the pipeline lacks, or of another pipeline, break none.
 */
export function violationsOf(
  pipeline: Pipeline,
  deal: Deal,
  history: Provenance['history'] = 'none',
): readonly Violation[] {
  const now = deal.pipeline === pipeline.id ? pipeline.stages.find(({ id }) => id === deal.stage) : undefined;
  if (!now) return [];
  const found: Violation[] = [];
  const place = placeOf(pipeline, now);
  if (place !== undefined && history !== 'none' && deal.visits.length > 0) {
    // As if it had come from nowhere: what it has been in is not skipped.
    const stages = openStages(pipeline)
      .slice(0, place)
      .filter((stage) => covers(pipeline.noSkippingStagesRule, stage) && !visited(deal).includes(stage.id));
    if (stages.length > 0) found.push({ code: 'stages-skipped', stages });
  }
  if (place !== undefined && now.kind === 'open' && history === 'full') {
    const from = farthest(pipeline, deal, place);
    if (from) found.push({ code: 'stage-backwards', from, to: now });
  }
  const missing = stagesThatAsk(pipeline, now, place).flatMap((stage) =>
    criteriaOf(stage)
      .filter(
        (criterion) =>
          criterion.required === true &&
          !(stage === now && now.kind === 'open' && criterion.when === 'leave') &&
          !isMet(criterion, answerOf(deal, criterion.field)),
      )
      .map((criterion) => ({ stage, criterion })),
  );
  if (missing.length > 0) found.push({ code: 'criteria-missing', missing });
  return found;
}

function stagesThatAsk(pipeline: Pipeline, now: Stage, place: number | undefined): readonly Stage[] {
  if (place === undefined) return [now];
  const before = openStages(pipeline).slice(0, place);
  return [...before, now];
}

/** The farthest stage of the rule that a deal has been in beyond its place. */
function farthest(pipeline: Pipeline, deal: Deal, place: number): Stage | undefined {
  let best: Stage | undefined;
  let at = place;
  for (const id of visited(deal)) {
    const stage = pipeline.stages.find((one) => one.id === id);
    const reached = placeOf(pipeline, stage);
    if (!stage || reached === undefined || reached <= at) continue;
    if (!covers(pipeline.noBackwardsMovementRule, stage)) continue;
    at = reached;
    best = stage;
  }
  return best;
}

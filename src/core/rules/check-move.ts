import type { Deal, Pipeline } from '../model.js';
import { asksOf } from './criteria.js';
import type { Ask } from './criteria.js';
import { backwardsFrom, skippedStages } from './sequence.js';
import type { RuleFinding } from './sequence.js';

/** What the rules of a pipeline say to a move. */
export interface MoveCheck {
  /** Any of these refuses the move. */
  readonly refusals: readonly RuleFinding[];
  /** The move is made, and these are said. */
  readonly warnings: readonly RuleFinding[];
  /** What has to be answered for the move, answered or not. */
  readonly asks: readonly Ask[];
}

const NOTHING: MoveCheck = { refusals: [], warnings: [], asks: [] };

/**
 * Checks a move of a deal within its pipeline.
 * @param changes fields that are set together with the move
 * @returns nothing at all for a stage that the pipeline lacks, or the one that the deal is in
 * @example checkMove(pipeline, dealInLead, 'won').refusals // [{ code: 'stages-skipped', stages: [offer] }]
 */
export function checkMove(
  pipeline: Pipeline,
  deal: Deal,
  toStage: string,
  changes?: Readonly<Partial<Deal>>,
): MoveCheck {
  const to = pipeline.stages.find(({ id }) => id === toStage);
  if (!to || deal.stage === toStage || deal.pipeline !== pipeline.id) return NOTHING;
  const refusals: RuleFinding[] = [];
  const warnings: RuleFinding[] = [];
  const stages = skippedStages(pipeline, deal, to);
  if (stages.length > 0)
    (pipeline.noSkippingStagesRule?.warnOnly ? warnings : refusals).push({ code: 'stages-skipped', stages });
  const from = backwardsFrom(pipeline, deal, to);
  if (from)
    (pipeline.noBackwardsMovementRule?.warnOnly ? warnings : refusals).push({
      code: 'stage-backwards',
      from,
      to,
    });
  return { refusals, warnings, asks: asksOf(pipeline, deal, toStage, changes) };
}

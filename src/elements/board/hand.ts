import type { PipelineData } from '../../core/model.js';
import { handRank } from '../../core/rules/hand-order.js';

/**
 * From a place among the cards that a column shows to the place among all deals of the stage, which may be more than
 * a filter lets through.
 * @param shown ids of the other cards that the column shows, in order
 * @param index wished place among them
 */
export function handIndex(
  { deals }: PipelineData,
  pipeline: string,
  stage: string,
  moving: readonly string[],
  shown: readonly string[],
  index: number,
): number {
  const before = shown[index - 1];
  if (before === undefined) return 0;
  const others = [...deals.entries()]
    .filter(([, deal]) => deal.stage === stage && deal.pipeline === pipeline && !moving.includes(deal.id))
    .sort(([a, one], [b, other]) => handRank(one, a) - handRank(other, b));
  return others.findIndex(([, { id }]) => id === before) + 1;
}

/** How a combined total is split into deals that are open and deals that do not exist yet. */

/**
 * What each period's chances of open deals are multiplied by: where the combination expects less than the pipeline
 * model, all its parts shrink alike; where it expects more, the surplus is business not yet in the pipeline. So a chance
 * never exceeds what the model gives, and the parts always add up to the total.
 */
export function scaleTo(mean: Float64Array, open: Float64Array, fresh: Float64Array): Float64Array {
  return mean.map((total, p) => {
    const model = (open[p] as number) + (fresh[p] as number);
    return model > 0 && total < model ? Math.max(0, total / model) : 1;
  });
}

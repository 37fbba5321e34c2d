/**
 * The step towards the point at which the logarithm of a tail probability is `target`, on a scale on which that
 * logarithm is concave: Newton's, with Halley's correction where it is small. The error after it is of the order of
 * the step's third power.
 * @param tail the tail's probability here; lower, or upper where `isUpper`
 * @param density of the variable here, on that scale
 * @param slope of the density's logarithm here
 */
export function newtonStep(
  tail: number,
  target: number,
  density: number,
  slope: number,
  isUpper: boolean,
): number {
  const inwards = isUpper ? -1 : 1;
  if (!(tail > 0)) return inwards;
  const rate = (inwards * density) / tail;
  const step = (target - Math.log(tail)) / rate;
  if (!Number.isFinite(step)) return -inwards;
  const correction = 1 + (step * (slope - rate)) / 2;
  return correction > 0.5 && correction < 2 ? step / correction : step;
}

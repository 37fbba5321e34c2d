import type { IncidenceCurves } from './aalen-johansen.js';

/** Standard errors of the curves, age by age. */
export interface IncidenceErrors {
  readonly remaining: readonly number[];
  readonly incidence: readonly (readonly number[])[];
}

/**
 * Standard errors of Aalen and Johansen's curves from the counts alone: at each age the ends are a multinomial draw
 * from those at risk, and errors made earlier are carried on.
 *
 * Where all are watched from the start this *is* the infinitesimal jackknife (R's `survfit` for multi-state data): the
 * influences that one duration has at two ages add up to 0 over those at risk at the later one. With delayed entry it
 * is Greenwood's estimate, close to it; the jackknife then needs who joined when and `stateOccupancy`'s errors.
 */
export function incidenceErrors({ ages, atRisk, ended, remaining }: IncidenceCurves): IncidenceErrors {
  const own = ended.map(() => 0);
  const withRest = ended.map(() => 0);
  const errors = { remaining: [] as number[], incidence: ended.map((): number[] => []) };
  let rest = 0;
  let share = 1;
  for (const i of ages.keys()) {
    const risk = atRisk[i]!;
    let left = 0;
    for (const counts of ended) left += counts[i]!;
    if (left > 0 && risk > 0) {
      const hazard = Math.min(1, left / risk);
      const drawn = (share * share) / risk;
      for (const [end, counts] of ended.entries()) {
        const a = counts[i]! / risk;
        own[end]! += 2 * a * withRest[end]! + a * a * rest + drawn * a * (1 - a);
        withRest[end] = (1 - hazard) * (withRest[end]! + a * rest - drawn * a);
      }
      rest = (1 - hazard) ** 2 * rest + drawn * hazard * (1 - hazard);
    }
    share = remaining[i]!;
    errors.remaining.push(Math.sqrt(Math.max(0, rest)));
    for (const [end, variance] of own.entries())
      errors.incidence[end]!.push(Math.sqrt(Math.max(0, variance)));
  }
  return errors;
}

/**
 * Gray's standard errors of one incidence curve (R's `cmprsk::cuminc`): the delta method on Aalen's variances of the
 * hazards, with the variance of drawing without replacement for ties. Somewhat larger in small samples than
 * {@link incidenceErrors}; it stands still between two ends of this kind.
 */
export function grayErrors(
  { ages, atRisk, ended, remaining, incidence }: IncidenceCurves,
  end: number,
): readonly number[] {
  const errors: number[] = [];
  let [v1, v2, v3, variance] = [0, 0, 0, 0];
  let share = 1;
  for (const i of ages.keys()) {
    const risk = atRisk[i]!;
    const left = remaining[i]!;
    const value = incidence[end]?.[i] ?? 0;
    const ofThis = ended[end]?.[i] ?? 0;
    let others = 0;
    for (const counts of ended) others += counts[i]!;
    others -= ofThis;
    const inverse = left > 0 ? 1 / left : 0;
    const add = (n: number, direct: number): void => {
      const ties = n > 1 ? 1 - (n - 1) / (risk - 1) : 1;
      const drawn = (share * share * ties * n) / (risk * risk);
      const carried = direct + value * inverse;
      v1 += carried * carried * drawn;
      v2 += inverse * carried * drawn;
      v3 += inverse * inverse * drawn;
    };
    if (others > 0 && left > 0) add(others, 0);
    if (ofThis > 0 && risk > 0) {
      add(ofThis, 1);
      variance = v1 + value * value * v3 - 2 * value * v2;
    }
    share = left;
    errors.push(Math.sqrt(Math.max(0, variance)));
  }
  return errors;
}

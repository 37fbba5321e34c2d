/** The distribution of what is still to be won: mean and spread in, quantiles and chances out. */
import {
  gammaP,
  gammaQuantile,
  normalCdf,
  normalQuantile,
  studentQuantile,
  studentT,
} from '../numeric/special.js';

export interface Distribution {
  quantile(level: number): number;
  /** Chance that at least `amount` is won. */
  reaches(amount: number): number;
}

/** A coefficient of variation above 5 says nothing any more. */
const WIDEST = 25;

const certain = (value: number): Distribution => ({
  quantile: () => value,
  reaches: (amount) => (value >= amount ? 1 : 0),
});

/**
 * A gamma distribution with a mean and a squared coefficient of variation, its tails widened to those of Student's t
 * with `df` degrees of freedom, since the spread is itself estimated from few replays. Nothing is drawn.
 */
export function widenedGamma(mean: number, cv2: number, df: number): Distribution {
  if (!(mean > 0) || !(cv2 > 0)) return certain(Math.max(0, mean));
  const spread = Math.min(WIDEST, cv2);
  const shape = 1 / spread;
  const scale = spread * mean;
  return {
    quantile: (level) => gammaQuantile(normalCdf(studentQuantile(level, df)), shape) * scale,
    reaches(amount) {
      if (amount <= 0) return 1;
      const level = gammaP(shape, amount / scale);
      return level >= 1 ? 0 : 1 - studentT(normalQuantile(level), df);
    },
  };
}

/** A deal that is won for an amount with a chance. */
export interface Stake {
  readonly amount: number;
  readonly chance: number;
}

const GRID = 512;
const FACTORS = 15;

/**
 * A few deals, exactly: the sum of independent stakes and of a gamma-distributed rest on a grid, times a factor of mean 1
 * and squared coefficient of variation `spread` (t-widened). Where one deal makes the period, its two outcomes are seen:
 * no smooth curve is laid over them. Negative amounts are left to the rest's mean.
 */
export function fewDeals(
  stakes: readonly Stake[],
  rest: { readonly mean: number; readonly variance: number },
  spread: number,
  df: number,
): Distribution {
  const most = stakes.reduce((sum, { amount }) => sum + amount, 0);
  const top = most + Math.max(0, rest.mean) + 5 * Math.sqrt(Math.max(0, rest.variance));
  if (!(top > 0)) return certain(0);
  const step = top / (GRID - 1);
  let mass: Float64Array = new Float64Array(GRID);
  mass[0] = 1;
  for (const { amount, chance } of stakes) mass = add(mass, amount / step, chance);
  if (rest.mean > 0) mass = convolve(mass, gammaMass(rest.mean, rest.variance, step));
  const below = cumulate(mass);
  const factors = factorsOf(spread, df);
  const cdf = (y: number): number => {
    let sum = 0;
    for (const factor of factors) sum += at(below, y / factor / step);
    return sum / factors.length;
  };
  return {
    quantile(level) {
      let low = 0;
      let high = top * (factors[factors.length - 1] as number);
      for (let i = 0; i < 45; i++) {
        const middle = (low + high) / 2;
        if (cdf(middle) < level) low = middle;
        else high = middle;
      }
      return (low + high) / 2;
    },
    reaches: (amount) => (amount <= 0 ? 1 : 1 - cdf(amount * (1 - 1e-9))),
  };
}

/** Adds a stake; what falls between two points of the grid is divided so that the mean is kept. */
function add(mass: Float64Array, place: number, chance: number): Float64Array {
  const low = Math.floor(place);
  const share = place - low;
  return mass.map((value, i) => {
    const first = i >= low ? (mass[i - low] as number) : 0;
    const second = i > low ? (mass[i - low - 1] as number) : 0;
    return value * (1 - chance) + chance * ((1 - share) * first + share * second);
  });
}

function gammaMass(mean: number, variance: number, step: number): Float64Array {
  const cv2 = Math.min(WIDEST, Math.max(1e-6, variance / mean ** 2));
  const shape = 1 / cv2;
  const scale = cv2 * mean;
  let before = 0;
  return Float64Array.from({ length: GRID }, (_, i) => {
    const upTo = i === GRID - 1 ? 1 : gammaP(shape, ((i + 0.5) * step) / scale);
    const value = upTo - before;
    before = upTo;
    return value;
  });
}

function convolve(a: Float64Array, b: Float64Array): Float64Array {
  const sum = new Float64Array(GRID);
  for (let i = 0; i < GRID; i++) {
    const weight = a[i] as number;
    if (weight < 1e-15) continue;
    for (let j = 0; j < GRID; j++) sum[Math.min(GRID - 1, i + j)]! += weight * (b[j] as number);
  }
  return sum;
}

function cumulate(mass: Float64Array): Float64Array {
  let sum = 0;
  return mass.map((value) => (sum += value));
}

/** The distribution function between the grid's points: each point's mass lies evenly about it. */
function at(below: Float64Array, place: number): number {
  const x = place + 0.5;
  if (x <= 0) return 0;
  const low = Math.floor(x);
  if (low >= GRID) return 1;
  const before = low === 0 ? 0 : (below[low - 1] as number);
  return before + (x - low) * ((below[low] as number) - before);
}

function factorsOf(spread: number, df: number): number[] {
  if (!(spread > 0)) return [1];
  const law = widenedGamma(1, spread, df);
  const raw = Array.from({ length: FACTORS }, (_, j) => law.quantile((j + 0.5) / FACTORS));
  const mean = raw.reduce((sum, x) => sum + x, 0) / FACTORS;
  return raw.map((x) => x / mean);
}

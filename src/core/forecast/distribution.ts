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

/** Many deals of which few are won: how many to expect, and the first two moments of what one brings. */
export interface Rare {
  readonly wins: number;
  readonly mean: number;
  readonly second: number;
}

const GRID = 512;
const FACTORS = 15;

/**
 * A period with few wins, by its outcomes: independent stakes one by one, and the many small chances as a compound
 * Poisson sum with gamma amounts, on a grid; all times a factor of mean 1 and squared coefficient of variation `spread`
 * (t-widened). That nothing at all is won has its own probability, and where one deal makes the period, its two
 * outcomes are seen: no smooth curve is laid over them. Stakes must be positive.
 */
export function fewWins(stakes: readonly Stake[], rare: Rare, spread: number, df: number): Distribution {
  const sum = stakes.reduce((total, { amount }) => total + amount, 0);
  const isRare = rare.wins > 0 && rare.mean > 0;
  const rareMean = isRare ? rare.wins * rare.mean : 0;
  const top = sum + rareMean + 6 * Math.sqrt(isRare ? rare.wins * rare.second : 0);
  if (!(top > 0)) return certain(0);
  const step = top / (GRID - 1);
  let mass: Float64Array = isRare ? compoundPoisson(rare, step) : new Float64Array(GRID).fill(1, 0, 1);
  for (const { amount, chance } of stakes) mass = add(mass, amount / step, chance);
  const below = cumulate(mass);
  const factors = factorsOf(spread, df);
  const cdf = (y: number): number => {
    let total = 0;
    for (const factor of factors) total += at(below, y / factor / step);
    return total / factors.length;
  };
  return {
    quantile(level) {
      let low = -step / 2;
      let high = top * (factors[factors.length - 1] as number);
      for (let i = 0; i < 40; i++) {
        const middle = (low + high) / 2;
        if (cdf(middle) < level) low = middle;
        else high = middle;
      }
      return high <= step / 2 ? 0 : high;
    },
    reaches: (amount) => (amount <= 0 ? 1 : 1 - cdf(amount - step / 2)),
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

/** Panjer's recursion: p_0 = e^−λ(1 − f_0), p_i = λ/i Σ_j j f_j p_i−j. What lies beyond the grid stands at its end. */
function compoundPoisson({ wins, mean, second }: Rare, step: number): Float64Array {
  const size = amountMass(mean, second, step);
  const mass = new Float64Array(GRID);
  mass[0] = Math.exp(-wins * (1 - (size[0] as number)));
  let total = mass[0];
  for (let i = 1; i < GRID; i++) {
    let sum = 0;
    for (let j = 1; j <= i; j++) sum += j * (size[j] as number) * (mass[i - j] as number);
    total += mass[i] = (wins / i) * sum;
  }
  mass[GRID - 1]! += Math.max(0, 1 - total);
  return mass;
}

/** A gamma-distributed amount on the grid's points; none of it at 0. */
function amountMass(mean: number, second: number, step: number): Float64Array {
  const cv2 = Math.min(WIDEST, Math.max(1e-4, second / mean ** 2 - 1));
  const scale = cv2 * mean;
  let before = 0;
  const mass = Float64Array.from({ length: GRID }, (_, i) => {
    const upTo = i === GRID - 1 ? 1 : gammaP(1 / cv2, ((i + 0.5) * step) / scale);
    const value = upTo - before;
    before = upTo;
    return value;
  });
  mass[1]! += mass[0] as number;
  mass[0] = 0;
  return mass;
}

function cumulate(mass: Float64Array): Float64Array {
  let sum = 0;
  return mass.map((value) => (sum += value));
}

/** The distribution function between the grid's points: each point's mass lies evenly about it, that of 0 at 0. */
function at(below: Float64Array, place: number): number {
  const x = place + 0.5;
  if (x < 0) return 0;
  if (x <= 1) return below[0] as number;
  const low = Math.floor(x);
  if (low >= GRID) return 1;
  const before = below[low - 1] as number;
  return before + (x - low) * ((below[low] as number) - before);
}

function factorsOf(spread: number, df: number): number[] {
  if (!(spread > 0)) return [1];
  const law = widenedGamma(1, spread, df);
  const raw = Array.from({ length: FACTORS }, (_, j) => law.quantile((j + 0.5) / FACTORS));
  const mean = raw.reduce((sum, x) => sum + x, 0) / FACTORS;
  return raw.map((x) => x / mean);
}

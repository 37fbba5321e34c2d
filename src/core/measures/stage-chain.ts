/** A pipeline as a Markov chain over its open stages, and what it brings in until a horizon. */

/** Deals in stage k leave it after `days` on average; of those that leave, `conversion` go on, the others are lost. */
export interface ChainStage {
  readonly conversion: number;
  readonly days: number;
  /** Where those go that go on: shares that add up to 1; `to` −1 is won. */
  readonly on: readonly { readonly to: number; readonly share: number }[];
  /** What starts here until the horizon, in currency: deals that are here now, and those that will arrive. */
  readonly start: number;
}

export interface Chain {
  readonly stages: readonly ChainStage[];
  /** Mean days until the horizon. */
  readonly horizon: number;
}

export interface ChainValue {
  /** Expected revenue until the horizon. */
  readonly revenue: number;
  /** Of one unit of currency in each stage: what it is worth. */
  readonly worth: readonly number[];
  /** How many units of currency come through each stage until the horizon, repeats included. */
  readonly through: readonly number[];
  /** ∂ revenue ÷ ∂ conversion of each stage, those that go on split as before. */
  readonly byConversion: readonly number[];
  /** ∂ revenue ÷ ∂ days of each stage. */
  readonly byDays: readonly number[];
}

const MAX_SWEEPS = 10_000;

/**
 * What a pipeline brings in until a horizon that lies `horizon` days ahead on average (and, like the stays, is without
 * memory, so that the answer has a closed form). A stay of m days on average ends before the horizon with probability
 * φ = H ÷ (H + m). With P the shares that go on from stage to stage and w those that go on to won, a unit of currency in
 * a stage is worth v = (I − ΦP)⁻¹ Φw, and y = (I − ΦP)⁻ᵀ start comes through it: both from the chain's fundamental
 * matrix. Then, for each stage k: ∂R/∂conversion = y v ÷ conversion, ∂R/∂days = −y v ÷ (H + m).
 *
 * Solved by Gauss–Seidel sweeps against and along the order of stages: exact after one where deals only move forward,
 * and cheap where there are thousands of stages.
 * @returns null where deals go round for ever without leaving
 * @example // 100 in one stage, half are won, after 10 days, horizon 90 days: 100 × 0.5 × 0.9
 *   valueOfChain({ horizon: 90, stages: [{ conversion: 0.5, days: 10, on: [{ to: -1, share: 1 }], start: 100 }] })
 *   // { revenue: 45, byConversion: [90], byDays: [-0.45], … }
 */
export function valueOfChain({ stages, horizon }: Chain): ChainValue | null {
  const size = stages.length;
  const passes = stages.map(({ conversion, days }) => (conversion * horizon) / (horizon + days));
  const worth = Array<number>(size).fill(0);
  const into: { readonly from: number; readonly share: number }[][] = stages.map(() => []);
  for (const [from, { on }] of stages.entries())
    for (const { to, share } of on) into[to]?.push({ from, share });

  const isSolved = settle(worth, true, (k) => {
    let sum = 0;
    for (const { to, share } of stages[k]!.on) sum += share * (to < 0 ? 1 : worth[to]!);
    return passes[k]! * sum;
  });
  const through = stages.map(({ start }) => start);
  const isThrough = settle(through, false, (k) => {
    let sum = stages[k]!.start;
    for (const { from, share } of into[k]!) sum += share * passes[from]! * through[from]!;
    return sum;
  });
  if (!isSolved || !isThrough) return null;
  const each = <T>(of: (stage: ChainStage, value: number, k: number) => T): T[] =>
    stages.map((stage, k) => of(stage, through[k]! * worth[k]!, k));
  return {
    revenue: stages.reduce((sum, { start }, k) => sum + start * worth[k]!, 0),
    worth,
    through,
    byConversion: each(({ on, conversion, days }, value, k) => {
      if (conversion > 0) return value / conversion;
      // Nobody goes on now: what one who did would be worth.
      const next = on.reduce((sum, { to, share }) => sum + share * (to < 0 ? 1 : worth[to]!), 0);
      return (through[k]! * next * horizon) / (horizon + days);
    }),
    byDays: each(({ days }, value) => -value / (horizon + days)),
  };
}

/** Sweeps over all values until they stand still; false where they do not. */
function settle(values: number[], backwards: boolean, next: (k: number) => number): boolean {
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let change = 0;
    let largest = 0;
    for (let i = 0; i < values.length; i++) {
      const k = backwards ? values.length - 1 - i : i;
      const value = next(k);
      change = Math.max(change, Math.abs(value - values[k]!));
      largest = Math.max(largest, Math.abs(value));
      values[k] = value;
    }
    if (!Number.isFinite(largest)) return false;
    if (change <= 1e-15 * largest) return true;
  }
  return false;
}

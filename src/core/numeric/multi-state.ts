/** How many moved from one state to another at one age. States are numbered from 0. */
export interface MoveCount {
  readonly from: number;
  readonly to: number;
  readonly age: number;
  readonly n: number;
}

/** How many came under watch in a state, or were last seen in it, at one age. */
export interface WatchCount {
  readonly state: number;
  readonly age: number;
  readonly n: number;
}

/**
 * What is counted of subjects that move between states, in either direction and as often as they like. A row may occur
 * more than once: the counts add up.
 */
export interface StateCounts {
  /** How many states there are. */
  readonly states: number;
  readonly moves: readonly MoveCount[];
  /**
   * Who begins to be watched, other than by a move: at risk at ages greater than this; from the beginning means before
   * the first age (−1, where somebody may move at age 0). Who moves twice at one age is one move, from the first to the
   * last of these states.
   */
  readonly joined: readonly WatchCount[];
  /** Who stops being watched: at risk up to this age, it included. Nobody need leave a state that none moves out of. */
  readonly lastSeen: readonly WatchCount[];
}

/** The moves of one age out of the states in which they began, just before they happen. */
export interface OccupancyStep {
  readonly age: number;
  /** Moves by pair of states, with the share of those at risk that make them. */
  readonly moves: readonly { readonly from: number; readonly to: number; readonly hazard: number }[];
  /** By state, just before. The array is used again for the next step. */
  readonly atRisk: Float64Array;
  /** By state, just before. The array is used again for the next step. */
  readonly shares: Float64Array;
}

/** Step functions: from `ages[i]` on a share `shares[state][i]` is in that state. */
export interface OccupancyCurves {
  readonly ages: readonly number[];
  readonly shares: readonly (readonly number[])[];
  /** Before the first age: the shares at the beginning. */
  readonly start: readonly number[];
}

/** The states of those watched from the earliest age on, as shares; empty where nobody is watched. */
export function startOf({ states, joined }: Pick<StateCounts, 'states' | 'joined'>): readonly number[] {
  let first = Infinity;
  for (const { age, n } of joined) if (n > 0 && age < first) first = age;
  const shares = Array.from({ length: states }, () => 0);
  let total = 0;
  for (const { state, age, n } of joined) {
    if (age !== first) continue;
    shares[state]! += n;
    total += n;
  }
  return total > 0 ? shares.map((n) => n / total) : [];
}

/** Rows by age, ascending. */
const byAge = <R extends { readonly age: number }>(rows: readonly R[]): readonly R[] =>
  [...rows].sort((a, b) => a.age - b.age);

/**
 * The product integral step by step: every age at which somebody moves, with what is at risk and the shares before.
 * @param start shares of the states at the beginning; default those of who is watched from the earliest age on
 */
export function* occupancySteps(
  counts: StateCounts,
  start: readonly number[] = startOf(counts),
): Generator<OccupancyStep, void, undefined> {
  const moves = byAge(counts.moves.filter(({ n, from, to }) => n > 0 && from !== to));
  const joined = byAge(counts.joined);
  const lastSeen = byAge(counts.lastSeen);
  const atRisk = new Float64Array(counts.states);
  const shares = Float64Array.from({ length: counts.states }, (_, state) => start[state] ?? 0);
  const next = shares.slice();
  let [m, j, l] = [0, 0, 0];
  while (m < moves.length) {
    const { age } = moves[m]!;
    for (let row = joined[j]; row !== undefined && row.age < age; row = joined[++j])
      atRisk[row.state]! += row.n;
    for (let row = lastSeen[l]; row !== undefined && row.age < age; row = lastSeen[++l])
      atRisk[row.state]! -= row.n;
    const pairs = new Map<number, { readonly from: number; readonly to: number; n: number }>();
    for (let row = moves[m]; row?.age === age; row = moves[++m]) {
      const key = row.from * counts.states + row.to;
      const pair = pairs.get(key);
      if (pair) pair.n += row.n;
      else pairs.set(key, { from: row.from, to: row.to, n: row.n });
    }
    const hazards = [...pairs.values()].map(({ from, to, n }) => ({
      from,
      to,
      hazard: atRisk[from]! > 0 ? Math.min(1, n / atRisk[from]!) : 0,
    }));
    yield { age, moves: hazards, atRisk, shares };
    next.set(shares);
    for (const { from, to, hazard } of hazards) {
      const moved = shares[from]! * hazard;
      next[from]! -= moved;
      next[to]! += moved;
    }
    // Where all of them move on, the differences leave a rounding behind.
    for (const [state, share] of next.entries()) shares[state] = share < 1e-15 ? 0 : share;
    for (const { from, to, n } of pairs.values()) {
      atRisk[from]! -= n;
      atRisk[to]! += n;
    }
  }
}

/**
 * Aalen and Johansen's estimate for any model of states: the share that is in each state at an age, from counts of the
 * moves. Stages may be entered again, skipped or left backwards, ends compete, subjects may come under watch late and
 * be last seen anywhere; what is assumed is only that the hazard of a move depends on the age and the state.
 * The shares sum to 1 at every age. Ages before the first move have the shares of the beginning.
 * @param start shares of the states at the beginning; default those of who is watched from the earliest age on
 * @example // of two in state 0 one moves to 1 at 3 and back at 5: shares of state 0 are 1/2, then 1
 *   stateOccupancy({ states: 2, moves: [{ from: 0, to: 1, age: 3, n: 1 }, { from: 1, to: 0, age: 5, n: 1 }],
 *     joined: [{ state: 0, age: 0, n: 2 }], lastSeen: [{ state: 0, age: 9, n: 2 }] })
 */
export function stateOccupancy(counts: StateCounts, start = startOf(counts)): OccupancyCurves {
  const ages: number[] = [];
  const shares = Array.from({ length: counts.states }, (): number[] => []);
  // A step tells what was before it: each closes the one before.
  let hasStep = false;
  let last: Float64Array | undefined;
  for (const step of occupancySteps(counts, start)) {
    if (hasStep) for (const [state, share] of step.shares.entries()) shares[state]!.push(share);
    ages.push(step.age);
    hasStep = true;
    last = step.shares;
  }
  // The generator has gone on to what holds after the last step.
  if (last) for (const [state, share] of last.entries()) shares[state]!.push(share);
  return { ages, shares, start };
}

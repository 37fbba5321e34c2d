import { occupancySteps, startOf, type MoveCount, type StateCounts, type WatchCount } from './multi-state.js';

/**
 * A stay in one state, watched at ages in (from, to]; then moved to `next`, or last seen where that is null. Who is
 * watched from the beginning joins before the first age (−1, where somebody may move at age 0).
 */
export interface WatchedStay {
  readonly state: number;
  readonly from: number;
  readonly to: number;
  readonly next: number | null;
}

/** Subjects that all did the same: their stays in order, and how many they are. */
export interface WatchedPath {
  readonly stays: readonly WatchedStay[];
  readonly n: number;
}

/**
 * Stays that begin and end at one age after a move are passed through: moves of one age happen at once, and nobody is
 * at risk in a state at the age at which it was entered.
 */
function withoutInstants(path: WatchedPath): WatchedPath {
  const stays: WatchedStay[] = [];
  for (const stay of path.stays) {
    const before = stays.at(-1);
    const isInstant = stay.to <= stay.from && stay.next !== null;
    if (isInstant && before?.to === stay.from && before.next === stay.state)
      stays[stays.length - 1] = { ...before, next: stay.next };
    else stays.push(stay);
  }
  return { ...path, stays };
}

/**
 * The counts that paths add up to. A stay that follows another without a gap is entered by a move; one that ends where
 * it began, after a move, is passed through.
 */
export const countPaths = (paths: readonly WatchedPath[], states: number): StateCounts =>
  countOf(paths.map(withoutInstants), states);

function countOf(paths: readonly WatchedPath[], states: number): StateCounts {
  const moves: MoveCount[] = [];
  const joined: WatchCount[] = [];
  const lastSeen: WatchCount[] = [];
  for (const { stays, n } of paths) {
    for (const [i, { state, from, to, next }] of stays.entries()) {
      const before = stays[i - 1];
      if (before?.next !== state || before.to !== from) joined.push({ state, age: from, n });
      if (next === null) {
        lastSeen.push({ state, age: to, n });
        continue;
      }
      moves.push({ from: state, to: next, age: to, n });
      const after = stays[i + 1];
      // Not watched where it went: it is in the shares there, but at no risk.
      if (after?.state !== next || after.from !== to) lastSeen.push({ state: next, age: to, n });
    }
  }
  return { states, moves, joined, lastSeen };
}

/** Changes of a path's state of risk, in the order in which they happen. */
interface Change {
  readonly age: number;
  readonly path: number;
  /** The state it is at risk in from then on, −1 for none. */
  readonly state: number;
}

function changesOf(paths: readonly WatchedPath[]): readonly Change[] {
  const changes: Change[] = [];
  for (const [path, { stays }] of paths.entries()) {
    for (const [i, { state, from, to }] of stays.entries()) {
      changes.push({ age: from, path, state });
      if (stays[i + 1]?.from !== to) changes.push({ age: to, path, state: -1 });
    }
  }
  // A stable sort: of a path's changes at one age the later one stays behind.
  return changes.sort((a, b) => a.age - b.age);
}

/**
 * Infinitesimal-jackknife standard errors of `stateOccupancy` at the ages asked for, one row an age, one figure a
 * state: what each subject's weight moves, squared and summed (Therneau's, as R's `survfit` gives them for multi-state
 * data; clustered by subject, so that several stays of one deal count as one observation). The shares at the
 * beginning are taken as given, as there.
 *
 * Costs paths × ages with a move: equal paths belong together. For competing ends without delayed entry the counts are
 * enough: `incidenceErrors` gives the same.
 * @param ages ascending
 */
export function occupancyErrors(
  watched: readonly WatchedPath[],
  states: number,
  ages: readonly number[],
): readonly (readonly number[])[] {
  const paths = watched.map(withoutInstants);
  const counts = countOf(paths, states);
  const start = startOf(counts);
  const influence = new Float64Array(paths.length * states);
  const risks = new Int32Array(paths.length).fill(-1);
  const changes = changesOf(paths);
  const moving = movesByAge(paths);
  const froms = new Int32Array(states * states);
  const tos = new Int32Array(states * states);
  const hazards = new Float64Array(states * states);
  const moved = new Float64Array(states * states);
  const rows: (readonly number[])[] = [];
  let change = 0;
  for (const { age, moves, atRisk, shares } of occupancySteps(counts, start)) {
    for (let wanted = ages[rows.length]; wanted !== undefined && wanted < age; wanted = ages[rows.length])
      rows.push(rootsOf(paths, influence, states));
    for (let next = changes[change]; next !== undefined && next.age < age; next = changes[++change])
      risks[next.path] = next.state;
    const pull = shares.map((share, state) => (atRisk[state]! > 0 ? share / atRisk[state]! : 0));
    const n = moves.length;
    for (const [i, move] of moves.entries()) {
      froms[i] = move.from;
      tos[i] = move.to;
      hazards[i] = move.hazard;
    }
    // Paths × ages: plain loops, nothing made in them. All moves of an age see what was before it.
    for (let path = 0, at = 0; path < risks.length; path++, at += states) {
      const risk = risks[path]!;
      for (let i = 0; i < n; i++) {
        const from = froms[i]!;
        moved[i] = hazards[i]! * (influence[at + from]! - (risk === from ? pull[from]! : 0));
      }
      for (let i = 0; i < n; i++) {
        const step = moved[i]!;
        if (step === 0) continue;
        influence[at + froms[i]!]! -= step;
        influence[at + tos[i]!]! += step;
      }
    }
    for (const { path, state, next } of moving.get(age) ?? []) {
      influence[path * states + state]! -= pull[state]!;
      influence[path * states + next]! += pull[state]!;
    }
  }
  while (rows.length < ages.length) rows.push(rootsOf(paths, influence, states));
  return rows;
}

type Moving = { readonly path: number; readonly state: number; readonly next: number };

function movesByAge(paths: readonly WatchedPath[]): ReadonlyMap<number, readonly Moving[]> {
  const moving = new Map<number, Moving[]>();
  for (const [path, { stays }] of paths.entries()) {
    for (const { state, to, next } of stays) {
      if (next === null || next === state) continue;
      const list = moving.get(to);
      if (list) list.push({ path, state, next });
      else moving.set(to, [{ path, state, next }]);
    }
  }
  return moving;
}

/** The root of the summed squares, state by state. */
function rootsOf(paths: readonly WatchedPath[], influence: Float64Array, states: number): readonly number[] {
  const sums = Array.from({ length: states }, () => 0);
  for (const [path, { n }] of paths.entries())
    for (let state = 0; state < states; state++) sums[state]! += n * influence[path * states + state]! ** 2;
  return sums.map(Math.sqrt);
}

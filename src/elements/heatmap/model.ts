import { divergingStep, evenBounds, RATIO_BOUNDS, stepOf } from '../../charts/steps.js';
import { parseDay } from '../../core/calendar/days.js';
import type { TimeInStageRow } from '../../core/measures/time-in-stage.js';
import type { Row } from '../../core/measures/types.js';
import type { Owner, Stage } from '../../core/model.js';
import type { Formatter } from '../../locales/format.js';
import type { FrameMessages } from '../../locales/messages/frame.js';
import type {
  HeatmapDifference,
  HeatmapMessages,
  HeatmapScale,
  HeatmapStatistic,
} from '../../locales/messages/heatmap.js';
import { namesOf } from '../shared/names.js';
import type { HeatmapMeasures } from './measure.js';

/** What a heatmap is described in, and from. */
export interface HeatmapWords {
  readonly own: HeatmapMessages;
  readonly frame: FrameMessages;
  readonly format: Formatter;
  readonly statistic: HeatmapStatistic;
  readonly scale: HeatmapScale;
  readonly owners: readonly Owner[];
  readonly stages: readonly Stage[];
}

/** A stage, or a group of visits: what rows and columns are of. */
export interface HeatLine {
  /** `stage:negotiation`, `owner:ana`. */
  readonly key: string;
  readonly name: string;
}

/** One figure of the heatmap. */
export interface HeatCell {
  readonly key: string;
  readonly row: Row;
  /** Name of its group. */
  readonly group: string;
  /** What its value is compared with. */
  readonly base?: number | null | undefined;
  readonly label: string;
  /** Days; null: not reached; undefined: no visits. */
  readonly value: number | null | undefined;
  readonly text: string;
  /** Where there is no room for words. */
  readonly short: string;
  readonly few: boolean;
  /** Its colour, of seven, and the class of it; undefined: nothing to compare with. */
  readonly step?: number | undefined;
  readonly ramp?: string;
  /** Share of the longest bar, 0..1. */
  readonly share: number;
  readonly difference?: HeatmapDifference;
  /** Absent for days to won. */
  readonly stay?: TimeInStageRow;
}

export interface HeatmapModel {
  readonly measures: HeatmapMeasures;
  readonly stages: readonly HeatLine[];
  readonly groups: readonly HeatLine[];
  /** All but those of days to won, by key. */
  readonly cells: ReadonlyMap<string, HeatCell>;
  /** A stage's cell of a group; of everyone where none is given. */
  readonly cellOf: (stage: HeatLine, group?: HeatLine) => HeatCell;
  /** Days to won; undefined where they are not shown. */
  readonly wonOf?: (group?: HeatLine) => HeatCell | undefined;
  /** Between the colours, as they are printed: days, or percent against the base; undefined: nothing is coloured. */
  readonly bounds?: readonly number[];
  readonly hasFew: boolean;
}

/** Fewer visits than this are too few to judge. */
export const FEW = 5;

/** The class of a colour. */
export const rampOf = (scale: HeatmapScale, step: number): string =>
  `${scale === 'absolute' ? 'sequential' : 'diverging'}-${step}`;

/**
 * Puts measured times into words. Pure: the same measures and words give the same model.
 * @param earlier in the same words: its cells are kept where nothing about them has changed
 */
export function describeHeatmap(
  measures: HeatmapMeasures,
  words: HeatmapWords,
  earlier?: HeatmapModel,
): HeatmapModel {
  const { own, frame, format, statistic, scale } = words;
  const { options, cells, stages, won } = measures;
  const { by } = options;
  const numberOf = (value: number): string => format.number(value, { maximumFractionDigits: 1 });
  const valueOf = (row: TimeInStageRow): number | null | undefined =>
    row.n === 0 ? undefined : row[statistic].days;

  const everyone = own.everyone[by];
  const stageRows = new Map(stages.rows.map((row) => [row.stage, row]));
  const stageLines = stages.rows.map(({ stage, name }): HeatLine => ({ key: `stage:${stage}`, name }));
  // A group that was only in stages which the pipeline lacks has nothing to show.
  const ids = [...new Set(cells.rows.filter(({ n }) => n > 0).map(({ group }) => group))];
  const names = groupNames(ids, words, by);
  const dimension = by === 'entry-month' ? 'entered' : by;
  const groupLines = sortedGroups(ids, words, by).map(
    (id): HeatLine => ({ key: `${dimension}:${id}`, name: names.get(id) ?? id }),
  );

  const targets = new Map(words.stages.map(({ id, idleAfterDays }) => [id, idleAfterDays]));
  const baseOf = (stage: string): number | null | undefined =>
    scale === 'vs-target' ? targets.get(stage) : valueOf(stageRows.get(stage) as TimeInStageRow);
  const shown = [...cells.rows, ...stages.rows];
  const lengthOf = (row: TimeInStageRow): number =>
    row.n === 0 ? 0 : (row[statistic].days ?? row.meanUpTo ?? 0);
  const longest = Math.max(1, ...shown.map(lengthOf));
  const days = cells.rows.map(valueOf).filter((value) => value != null);
  const absolute = evenBounds(Math.max(0, ...days));

  const stepFor = (value: number, base: number | null | undefined): number | undefined => {
    if (scale === 'absolute') return stepOf(value, absolute);
    return base == null ? undefined : divergingStep(value, base);
  };

  function describe(row: TimeInStageRow, group: string, isMargin: boolean): HeatCell {
    const value = valueOf(row);
    const base = baseOf(row.stage);
    const few = row.n > 0 && row.n < FEW;
    const step = value == null || few || isMargin ? undefined : stepFor(value, base);
    const share = lengthOf(row) / longest;
    const known = earlier?.cells.get(row.key);
    const isKnown = known?.row === row && known.group === group && known.base === base;
    if (isKnown && known.share === share && known.step === step) return known;
    const isCompared =
      value != null && base != null && scale !== 'absolute' && !(isMargin && scale === 'per-stage');
    const difference: HeatmapDifference | undefined = isCompared
      ? { days: value - base, with: scale === 'vs-target' ? 'target' : 'median' }
      : undefined;
    const seen = row.meanUpTo;
    const words = value == null ? undefined : numberOf(value);
    return {
      key: row.key,
      row,
      group,
      base,
      stay: row,
      value,
      few,
      text: words ?? (value === null ? own.notReached : frame.none),
      short: words ?? (value === null ? own.moreThan({ days: numberOf(seen ?? 0) }) : frame.none),
      share,
      ...(difference && { difference }),
      ...(step !== undefined && { step, ramp: rampOf(scale, step) }),
      label: own.mark(
        { group, stage: row.name, statistic, value, seen, difference, visits: row.n, open: row.nOpen, few },
        format,
      ),
    };
  }

  const described = new Map<string, HeatCell>();
  for (const row of cells.rows)
    described.set(row.key, describe(row, names.get(row.group) ?? row.group, false));
  for (const row of stages.rows) described.set(row.key, describe(row, everyone, true));
  const cellOf = (stage: HeatLine, group?: HeatLine): HeatCell =>
    described.get(group ? `${stage.key}|${group.key}` : stage.key) as HeatCell;

  const all = [...described.values()];
  return {
    measures,
    stages: stageLines,
    groups: groupLines,
    cells: described,
    cellOf,
    ...(won && won.all.rows.some(({ n }) => n > 0) && { wonOf: wonCells(measures, words, names, earlier) }),
    ...(all.some(({ step }) => step !== undefined) && {
      bounds: scale === 'absolute' ? absolute : RATIO_BOUNDS.map((ratio) => Math.round((ratio - 1) * 100)),
    }),
    hasFew: all.some(({ few }) => few),
  };
}

function wonCells(
  { won }: HeatmapMeasures,
  { own, frame, format }: HeatmapWords,
  names: ReadonlyMap<string, string>,
  earlier: HeatmapModel | undefined,
): HeatmapModel['wonOf'] {
  const cells = new Map<string | undefined, HeatCell>();
  for (const row of [...(won?.groups.rows ?? []), ...(won?.all.rows ?? [])]) {
    const isAll = row.key === 'all';
    const group = isAll ? own.everyone.owner : (names.get(row.group) ?? row.group);
    const known = earlier?.wonOf?.(isAll ? undefined : { key: row.key, name: group });
    if (known?.row === row && known.group === group) {
      cells.set(isAll ? undefined : row.key, known);
      continue;
    }
    const text = row.value === null ? frame.none : format.number(row.value, { maximumFractionDigits: 1 });
    cells.set(isAll ? undefined : row.key, {
      key: row.key,
      row,
      group,
      label: own.wonMark({ group, value: row.value, deals: row.n }, format),
      value: row.value ?? undefined,
      text,
      short: text,
      few: row.n < FEW && row.n > 0,
      share: 0,
    });
  }
  return (group) => cells.get(group?.key);
}

/** Names of the groups; months in the words of the locale, owners of one name told apart by their teams. */
function groupNames(
  ids: readonly string[],
  { own, owners, format }: HeatmapWords,
  by: HeatmapMeasures['options']['by'],
): ReadonlyMap<string, string> {
  if (by === 'owner') return namesOf(ids, owners, own.without.owner);
  const nameOf = (id: string): string => {
    if (id === '') return own.without[by];
    return by === 'entry-month' ? format.date(parseDay(`${id}-01`) ?? id, 'month') : id;
  };
  return new Map(ids.map((id) => [id, nameOf(id)]));
}

/** Owners as the data lists them, those that it does not list after them; all else by name; the nameless last. */
function sortedGroups(
  ids: readonly string[],
  { owners }: HeatmapWords,
  by: HeatmapMeasures['options']['by'],
): readonly string[] {
  const places = new Map(by === 'owner' ? owners.map(({ id }, at) => [id, at]) : []);
  const placeOf = (id: string): number => (id === '' ? Infinity : (places.get(id) ?? places.size));
  return [...ids].sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
}

import { nothing } from 'lit';
import type { LeftOut, Row } from '../../core/measures/types.js';
import type { Said } from '../../locales/say.js';
import type { EmptyState, Mark, PlotPicture, Room, TableModel, TipModel, TipRow } from '../shared/frame.js';
import { heatmapOf, heatmapTables } from './measure.js';
import type { HeatmapMeasures } from './measure.js';
import { describeHeatmap, FEW } from './model.js';
import type { HeatCell, HeatLine, HeatmapModel, HeatmapWords } from './model.js';
import type { heatmapPicture } from './picture.js';
import { planHeatmap } from './plan.js';
import type { Place, Plan } from './plan.js';
import { renderFigure, renderGrid, renderLegend, renderList } from './plot.js';
import type { HeatmapActs } from './plot.js';

export { heatmap as english } from '../../locales/en/heatmap.js';
export { drawingStyles } from './drawing.styles.js';
export { heatmapOf, heatmapTables };

/** Days above the rest of the stage that are worth a sentence, and how many times as slow that has to be. */
const WORTH_DAYS = 1;
const WORTH_RATIO = 1.08;

/**
 * Measured times in words, and how they are drawn: marks, table, notes, sentence, plot. Loaded while the data is on its
 * way. Immutable but for its plan, which is made once a place.
 */
export class HeatmapDrawing {
  readonly model: HeatmapModel;
  readonly takeaway: Said | undefined;
  readonly #words: HeatmapWords;
  readonly #slowest: HeatLine | undefined;
  #place?: Place;
  #plan?: Plan;
  #marks: readonly Mark[] = [];

  /** @param earlier what was drawn before, which lends what has not changed */
  constructor(measures: HeatmapMeasures, words: HeatmapWords, earlier?: HeatmapDrawing) {
    const isSaidAlike = earlier && isSame(words, earlier.#words);
    this.model = describeHeatmap(measures, words, isSaidAlike ? earlier.model : undefined);
    this.#words = words;
    this.#slowest = this.#findSlowest();
    this.takeaway = this.#slowest && this.#sentence(this.#slowest);
  }

  /** Whether it still says what these would make it say. */
  isOf(measures: HeatmapMeasures, words: HeatmapWords): boolean {
    return measures === this.model.measures && isSame(words, this.#words);
  }

  get emptyState(): EmptyState | undefined {
    const { stages } = this.model.measures;
    if (stages.needs.includes('history')) return 'needs-history';
    return stages.rows.every(({ n }) => n === 0) ? 'empty' : undefined;
  }

  get leftOut(): readonly LeftOut[] {
    return this.model.measures.stages.leftOut;
  }

  get notes(): readonly string[] {
    const { own, scale, stages } = this.#words;
    return [
      ...(this.#slowest ? [] : [own.nothingKnown]),
      ...(scale === 'vs-target' && stages.every(({ idleAfterDays }) => idleAfterDays === undefined)
        ? [own.noTarget]
        : []),
    ];
  }

  get marks(): readonly Mark[] {
    return this.#marks;
  }

  /** A row for each figure; made when it is looked at, since few readers do. */
  table(caption: string): TableModel {
    const { own, frame, format } = this.#words;
    const { model } = this;
    const { stages, groups, cellOf, wonOf, measures } = model;
    const number = (value: number | null): string =>
      value === null ? frame.none : format.number(value, { maximumFractionDigits: 1 });
    const cellsOf = (name: string, group?: HeatLine) => [
      ...stages.map((stage) => {
        const { stay, key } = cellOf(stage, group);
        const n = stay?.n ?? 0;
        const nOpen = stay?.nOpen ?? 0;
        const days = (['median', 'p75', 'p90'] as const).map((which) => stay?.[which].days ?? null);
        return {
          key,
          cells: [
            name,
            stage.name,
            ...days.map((count) => (count === null && n > 0 ? own.notReached : number(count))),
            format.number(n),
            format.number(nOpen),
          ],
          values: [
            name,
            stage.name,
            ...days.map((count) => (count === null && n > 0 ? undefined : count)),
            n,
            nOpen,
          ],
        };
      }),
      ...wonRow(name, group),
    ];
    const wonRow = (name: string, group?: HeatLine) => {
      const row =
        wonOf?.(group) &&
        (group ? measures.won?.groups : measures.won?.all)?.rows.find(
          ({ key }) => key === (group?.key ?? 'all'),
        );
      if (!row) return [];
      const days = [row.median, row.p75, row.p90];
      const start = [name, own.daysToWon];
      return [
        {
          key: row.key,
          cells: [...start, ...days.map(number), format.number(row.n), ''],
          values: [...start, ...days, row.n, null],
        },
      ];
    };
    const { by } = measures.options;
    const lines = () => [
      ...groups.flatMap((group) => cellsOf(group.name, group)),
      ...cellsOf(own.everyone[by]),
    ];
    let rows: ReturnType<typeof lines> | undefined;
    const { median, p75, p90, visits, open } = own.columns;
    const heads = [own.by[by], own.stage, median, p75, p90, visits, open];
    return {
      caption,
      columns: heads.map((label, at) => ({ key: String(at), label, numeric: at > 1 })),
      values: () => (rows ??= lines()).map(({ values }) => values),
      get rows() {
        return (rows ??= lines());
      },
    };
  }

  legend(room: Room): unknown {
    if (room === 'list' || room === 'figure') return nothing;
    return renderLegend(this.model, this.#words);
  }

  /** Order and layout are made here, before drawing; the same place draws the same plan. */
  place(place: Place): void {
    if (place.width <= 0 || (this.#place && isSame(place, this.#place))) return;
    this.#place = place;
    const plan = planHeatmap(this.model, this.#slowest, place, this.#words.own.daysToWon);
    this.#plan = plan;
    const tipRows = (cell: HeatCell): readonly TipRow[] => this.#tipRows(cell);
    this.#marks = this.#cellsIn(plan, place.room).map((shown) => new HeatMark(shown, tipRows));
  }

  /** The widest form, whatever room there is here, in its order here. */
  picture(paint: typeof heatmapPicture, width: number, isRtl: boolean): PlotPicture | undefined {
    const place = this.#place && { ...this.#place, room: 'full' as const, width };
    const plan = place && planHeatmap(this.model, this.#slowest, place, this.#words.own.daysToWon);
    return plan && paint(this.model, plan, this.#words, isRtl);
  }

  render(acts: HeatmapActs): unknown {
    const plan = this.#plan;
    const place = this.#place;
    if (!plan || !place) return nothing;
    const setting = { model: this.model, plan, words: this.#words, acts };
    if (place.room === 'list') return renderList(setting);
    if (place.room !== 'figure') return renderGrid(setting);
    const cell = plan.stage && this.model.cellOf(plan.stage);
    if (!cell || !plan.stage) return nothing;
    const { own, format } = this.#words;
    const days = cell.value == null ? cell.short : own.tip.days({ days: cell.value }, format);
    return renderFigure(plan.stage.name, days);
  }

  /** What is drawn, in reading order. */
  #cellsIn(plan: Plan, room: Room): readonly Shown[] {
    const { cellOf, wonOf, measures } = this.model;
    const { own } = this.#words;
    const everyone = own.everyone[measures.options.by];
    const at = (cell: HeatCell | undefined, group: string, stage: string): Shown[] =>
      cell ? [{ cell, group, stage }] : [];
    const { stage, stages, groups } = plan;
    if (room === 'figure' || !stage) return [];
    if (room === 'list') {
      return [
        ...groups.flatMap((group) => at(cellOf(stage, group), group.name, stage.name)),
        ...at(cellOf(stage), everyone, stage.name),
      ];
    }
    const won = (group?: HeatLine): Shown[] => at(wonOf?.(group), group?.name ?? everyone, own.daysToWon);
    const rows = plan.isTransposed
      ? [
          ...stages.map((line) => [
            ...groups.flatMap((group) => at(cellOf(line, group), group.name, line.name)),
            ...at(cellOf(line), everyone, line.name),
          ]),
          [...groups.flatMap((group) => won(group)), ...won()],
        ]
      : [
          ...groups.map((group) => [
            ...stages.flatMap((line) => at(cellOf(line, group), group.name, line.name)),
            ...won(group),
          ]),
          [...stages.flatMap((line) => at(cellOf(line), everyone, line.name)), ...won()],
        ];
    return rows.flat();
  }

  #tipRows({ stay, value, difference, row, few }: HeatCell): readonly TipRow[] {
    const { own, format, statistic } = this.#words;
    const { tip } = own;
    const days = (count: number): string => tip.days({ days: count }, format);
    const number = (count: number): string => format.number(count, { maximumFractionDigits: 1 });
    if (!stay) {
      return [
        { label: own.statistic.median, value: value == null ? tip.none : days(value), strong: true },
        { label: tip.won, value: format.number(row.n) },
      ];
    }
    if (value === undefined) return [{ label: tip.visits, value: tip.none }];
    const { p25, p75, p90, nOpen, n, meanUpTo } = stay;
    return [
      {
        label: own.statistic[statistic],
        value: value === null ? tip.notReached({ days: meanUpTo ?? 0 }, format) : days(value),
        strong: true,
      },
      ...(difference
        ? [
            {
              label: tip.difference[difference.with],
              value: format.signed(Math.round(difference.days * 10) / 10),
            },
          ]
        : []),
      ...(p25.days !== null && p75.days !== null
        ? [{ label: tip.half, value: tip.from({ from: number(p25.days), to: number(p75.days) }) }]
        : []),
      ...(p90.days !== null && statistic !== 'p90' ? [{ label: tip.p90, value: days(p90.days) }] : []),
      { label: tip.visits, value: tip.counts({ ended: n - nOpen, open: nOpen }, format) },
      ...(few ? (['rule', { label: tip.few, value: '' }] as const) : []),
    ];
  }

  /** The stage with the largest figure, of those with enough visits; what is not reached lies beyond all numbers. */
  #findSlowest(): HeatLine | undefined {
    const { stages, cellOf } = this.model;
    let slowest: HeatLine | undefined;
    let most = -1;
    for (const stage of stages) {
      const { value, row } = cellOf(stage);
      const days = value === null ? Infinity : value;
      if (days === undefined || row.n < FEW || days <= most) continue;
      most = days;
      slowest = stage;
    }
    return slowest;
  }

  #sentence(slowest: HeatLine): Said {
    const { own, format, statistic } = this.#words;
    const { stages, groups, cellOf, measures } = this.model;
    const { value = null, stay } = cellOf(slowest);
    const worst = (among: readonly HeatLine[]) => {
      let found: { group: string; stage: string; days: number; above: number } | undefined;
      for (const stage of among) {
        const base = cellOf(stage).value;
        if (base == null) continue;
        for (const group of groups) {
          const cell = cellOf(stage, group);
          if (cell.value == null || cell.few || cell.stay?.group === '') continue;
          const above = cell.value - base;
          if (above < WORTH_DAYS || cell.value < base * WORTH_RATIO || above <= (found?.above ?? 0)) continue;
          found = { group: group.name, stage: stage.name, days: cell.value, above };
        }
      }
      return found;
    };
    const there = worst([slowest]);
    const elsewhere = worst(stages.filter((stage) => stage !== slowest));
    return own.takeaway(
      {
        statistic,
        by: measures.options.by,
        slowest: { stage: slowest.name, days: value, seen: stay?.meanUpTo ?? null },
        ...(there && { there }),
        ...(elsewhere && { elsewhere }),
      },
      format,
    );
  }
}

interface Shown {
  readonly cell: HeatCell;
  readonly group: string;
  readonly stage: string;
}

/** A mark whose tooltip is made when it is looked at. (An accessor for each would cost more than its tooltip.) */
class HeatMark implements Mark {
  readonly key: string;
  readonly label: string;
  readonly row: Row;
  readonly #shown: Shown;
  readonly #rows: (cell: HeatCell) => readonly TipRow[];

  constructor(shown: Shown, rows: (cell: HeatCell) => readonly TipRow[]) {
    const { key, label, row } = shown.cell;
    this.key = key;
    this.label = label;
    this.row = row;
    this.#shown = shown;
    this.#rows = rows;
  }

  get tip(): TipModel {
    const { cell, group, stage } = this.#shown;
    return { title: `${group}, ${stage}`, rows: this.#rows(cell) };
  }
}

const isSame = <T extends object>(a: T, b: T): boolean =>
  (Object.keys(a) as (keyof T)[]).every((key) => a[key] === b[key]);

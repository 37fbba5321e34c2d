import { hatch } from '../../charts/hatch.js';
import type { Shape } from '../../charts/picture.js';
import type { PictureCell, PictureColumn } from '../../charts/table-picture.js';
import type { PictureKey, PlotPicture } from '../shared/frame.js';
import { rampOf } from './model.js';
import type { HeatCell, HeatLine, HeatmapModel, HeatmapWords } from './model.js';
import type { Plan } from './plan.js';

const STEPS = [1, 2, 3, 4, 5, 6, 7];
/** Width and height of a step in the legend. */
const [STEP, HIGH] = [30, 10];
/** Hatching is paler than what it is made of, as on the page. */
const HATCH = '--_few/45';

/** The table as a picture: groups down, stages across, as it is sorted on the page. */
export function heatmapPicture(
  model: HeatmapModel,
  plan: Plan,
  words: HeatmapWords,
  isRtl: boolean,
): PlotPicture {
  const { own } = words;
  const { cellOf, wonOf, measures } = model;
  const { by } = measures.options;
  const { stages, groups, sortKey, direction } = plan;
  const sorted = (key: string) => (key === sortKey ? { sorted: direction } : {});
  const columns: PictureColumn[] = [
    { head: own.by[by], kind: 'text' },
    ...stages.map(({ key, name }): PictureColumn => ({ head: name, kind: 'cell', ...sorted(key) })),
    ...(wonOf
      ? [{ head: own.daysToWon, kind: 'text' as const, align: 'end' as const, ...sorted('won') }]
      : []),
  ];
  const won = (group?: HeatLine): readonly PictureCell[] => {
    if (!wonOf) return [];
    const cell = wonOf(group);
    return [
      {
        text: cell?.short ?? words.frame.none,
        isStrong: group === undefined,
        ...(cell && !cell.few ? {} : { ink: '--_muted' }),
      },
    ];
  };
  return {
    kind: 'table',
    table: {
      columns,
      rows: [
        ...groups.map((group) => ({
          cells: [
            { text: group.name },
            ...stages.map((stage) => pictureOf(cellOf(stage, group))),
            ...won(group),
          ],
        })),
        {
          cells: [
            { text: own.everyone[by], isStrong: true },
            ...stages.map((stage) => marginOf(cellOf(stage))),
            ...won(),
          ],
        },
      ],
      hasLines: false,
    },
    paints: {
      ink: '--_ink',
      muted: '--_muted',
      hairline: '--_hairline',
      rule: '--_rule',
      track: '--_track',
      compare: '--_compare',
      goal: '--_ink',
      page: '--_surface',
    },
    legend: legendOf(model, words, isRtl),
  };
}

function pictureOf({ value, few, ramp, share, short }: HeatCell): PictureCell {
  if (value === undefined) return { text: short, ink: '--_muted' };
  if (value === null) return { text: short, outline: '--_hairline' };
  if (few) return { text: short, hatch: HATCH, outline: '--_rule', under: { share, paint: '--_bar' } };
  if (ramp === undefined) return { text: short, isStrong: true, under: { share, paint: '--_bar' } };
  return {
    text: short,
    isStrong: true,
    fill: `--_fill ${ramp}`,
    ink: `--_on ${ramp}`,
    under: { share, paint: `--_bar ${ramp}` },
  };
}

const marginOf = ({ short, few, share }: HeatCell): PictureCell => ({
  text: short,
  isStrong: true,
  ...(few && { ink: '--_muted' }),
  under: { share, paint: '--_compare' },
});

function legendOf(
  { bounds, hasFew }: HeatmapModel,
  { own, format, scale }: HeatmapWords,
  isRtl: boolean,
): readonly PictureKey[] {
  const width = STEPS.length * STEP;
  const at = (x: number): number => (isRtl ? width - x : x);
  const steps = STEPS.map(
    (step): Shape<string> => ({
      kind: 'rect',
      x: Math.min(at((step - 1) * STEP), at(step * STEP)),
      y: 3,
      width: STEP,
      height: HIGH,
      fill: `--_fill ${rampOf(scale, step)}`,
    }),
  );
  const texts = (bounds ?? []).map(
    (bound, index): Shape<string> => ({
      kind: 'text',
      x: at((index + 1) * STEP),
      y: 3 + HIGH + 14,
      size: 12,
      anchor: 'middle',
      direction: 'ltr',
      runs: [
        {
          text: scale === 'absolute' ? format.number(bound) : format.signed(bound),
          fill: '--_muted',
          weight: 400,
        },
      ],
    }),
  );
  const box = { x: 0.5, y: 0.5, width: 17, height: HIGH - 1 };
  const few: readonly Shape<string>[] = [
    { kind: 'path', d: hatch(box, 5), stroke: HATCH, strokeWidth: 1 },
    { kind: 'rect', ...box, stroke: '--_rule', strokeWidth: 1 },
  ];
  return [
    ...(bounds
      ? [{ swatch: { width, height: 30, shapes: [...steps, ...texts] }, text: own.legend.bounds[scale] }]
      : []),
    ...(hasFew ? [{ swatch: { width: 18, height: HIGH, shapes: few }, text: own.legend.few }] : []),
  ];
}

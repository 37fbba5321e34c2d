import type { Day } from '../../core/view/types.js';
import { clearest, layOutLines, spread } from '../../charts/forecast.js';
import type { Level, LinesShape, Polyline, Series, Spot } from '../../charts/forecast.js';
import { textWidth } from '../../charts/text.js';
import type { Formatter } from '../../locales/format.js';
import type { ForecastMessages } from '../../locales/messages/forecast.js';
import { datesOf } from './dates.js';
import type { ForecastModel } from './model.js';
import { moneyTicks, nowOf, SMALL, SPLIT } from './plan.js';
import type { FanLines, Label, LineKey, LinesPlan, Place, SplitPlan, SplitRoom } from './plan.js';

const TEXT = 13;
/** Between two labels at the end. */
const APART = 16;
/** A list has room for a small one only. */
const [TALL, MEDIUM, LOW] = [276, 216, 88];

/** The last known value of a line. */
const endOf = (spots: readonly Spot[]): Spot | undefined => spots.findLast(({ value }) => value !== null);

interface Lines {
  readonly series: readonly (Series & { readonly key: LineKey })[];
  readonly goal: readonly Level[];
  /** Where as-of lies, as a day with a fraction; undefined: outside of the window. */
  readonly now?: number;
}

/**
 * The points of the lines: won up to now, the forecast with its fan, or the weighted pipeline, from there on, the window
 * before laid over it.
 */
function linesOf(model: ForecastModel, fan: FanLines | undefined): Lines {
  const { outlook, asOfDay, previous, phase } = model;
  const { window, rows, goals, won } = outlook;
  const now = nowOf(model);
  const start: Spot = { day: window.from, value: 0 };
  const solid: Spot[] =
    phase === 'future'
      ? []
      : [
          start,
          ...rows.flatMap((row): Spot[] =>
            row.phase === 'past'
              ? [{ day: row.interval.to, value: row.upTo.won }]
              : row.phase === 'current'
                ? [{ day: now ?? asOfDay + 1, value: row.upTo.won }]
                : [],
          ),
        ];
  const dashed: Spot[] =
    phase === 'past'
      ? []
      : [
          now === undefined ? start : { day: now, value: won.amount },
          ...rows
            .filter((row) => row.phase !== 'past')
            .map((row): Spot => ({ day: row.interval.to, value: row.upTo.expected })),
        ];
  const before = previous === undefined ? undefined : outlook.previous;
  const laidOver = (day: Day, from: Day, to: Day): number =>
    window.from + ((day - from) / (to - from)) * (window.to - window.from);
  let level = 0;
  const steps: Level[] = [];
  for (const { from, amount } of goals ?? []) {
    level += amount;
    const last = steps.at(-1);
    if (last?.from === from) steps[steps.length - 1] = { from, to: window.to, value: level };
    else {
      if (last) steps[steps.length - 1] = { ...last, to: from };
      steps.push({ from, to: window.to, value: level });
    }
  }
  return {
    series: [
      ...(before
        ? [
            {
              key: 'previous' as const,
              spots: [
                start,
                ...before.rows.map(({ interval, upTo }) => ({
                  day: laidOver(interval.to, before.window.from, before.window.to),
                  value: upTo.amount,
                })),
              ],
            },
          ]
        : []),
      { key: 'won' as const, spots: solid },
      fan ? { key: 'forecast' as const, spots: fan.spots } : { key: 'weighted' as const, spots: dashed },
    ],
    goal: steps,
    ...(now === undefined ? {} : { now }),
  };
}

/**
 * Geometry of the lines with all that is written on them.
 * @param before the plan that is drawn, in the same words: its dates stay where days and place are the same
 */
export function planLines(
  model: ForecastModel,
  words: ForecastMessages,
  format: Formatter,
  { room, width, isRtl }: Place,
  today: string,
  {
    fan,
    isAwaited,
    before,
  }: { readonly fan?: FanLines; readonly isAwaited: boolean; readonly before?: LinesPlan },
): LinesPlan {
  const { outlook, short, previous } = model;
  const { window } = outlook;
  const lines = linesOf(model, fan);
  const { series, goal, now } = lines;
  const bands = fan?.bands ?? [];
  const isList = room === 'list';
  const height = isList ? LOW : room === 'full' ? TALL : MEDIUM;
  const [top, bottom] = isList ? [12, height - 18] : [16, height - 26];
  const values = [
    ...[...series.flatMap(({ spots }) => spots), ...goal].map(({ value }) => value),
    ...bands.flatMap(({ spots }) => spots.flatMap(({ low, high }) => [low, high])),
  ];
  const { ticks, texts, margin } = moneyTicks(values, format, outlook.currency ?? '');
  const spotsOf = (key: LineKey): readonly Spot[] => series.find((one) => one.key === key)?.spots ?? [];
  const ends = isList
    ? []
    : (
        [
          ['goal', goal.at(-1)?.value, words.ends.goal],
          [
            'weighted',
            spotsOf('weighted').length > 1 ? spotsOf('weighted').at(-1)?.value : null,
            words.ends.weighted,
          ],
          ...(fan?.ends ?? []),
          [
            'won',
            spotsOf('weighted').length + spotsOf('forecast').length > 0 ? null : endOf(spotsOf('won'))?.value,
            words.ends.won,
          ],
          ['previous', endOf(spotsOf('previous'))?.value, previous?.name ?? words.ends.previous],
        ] as const
      ).flatMap(([key, value, text]) =>
        value === null || value === undefined ? [] : [{ key, value, text, figure: short(value) }],
      );
  const right = isList
    ? 10
    : 18 +
      Math.max(
        0,
        ...ends.map(({ figure, text }) => textWidth(`${figure} `, SMALL, true) + textWidth(text, SMALL)),
      );
  const from = isList ? 0 : margin;
  const to = Math.floor(width - Math.min(right, width * 0.4));
  const shape = layOutLines(
    {
      from: window.from,
      to: window.to,
      series,
      goal,
      bands,
      stops: outlook.rows.map(({ key, interval }) => ({ key, day: interval.to })),
    },
    { width, from, to, top, bottom, isMirrored: isRtl },
  );
  const at = (x: number): number => (isRtl ? width - x : x);
  const places = spread(
    ends.map(({ value }) => shape.y(value)),
    APART,
    8,
    bottom,
  );
  const wonNow = outlook.won.amount;
  const axis = [window.from, window.to, width, from, to, height, isRtl].join(' ');
  const datesIn = (): readonly Label[] =>
    datesOf(window.from, window.to, format, isList, (day) => at(shape.x(day)), height - 4).map((label) => ({
      ...label,
      x: at(label.x),
    }));
  return {
    kind: 'lines',
    width,
    height: fan || isAwaited ? height + SPLIT : height,
    isRtl,
    sides: [at(from), at(to)],
    top,
    bottom,
    y: shape.y,
    money: ticks.map((value, index) => ({
      y: shape.y(value),
      ...(isList
        ? {}
        : { label: { x: at(from - 8), y: shape.y(value) + 4, text: texts[index] ?? '', align: 'end' } }),
    })),
    shape,
    axis,
    dates: before?.axis === axis ? before.dates : datesIn(),
    ...(now === undefined ? {} : { today: ruleOf(at(shape.x(now)), today, isList, from, to, at) }),
    ...(now === undefined || wonNow === null
      ? {}
      : {
          now: pointOf(shape, now, wonNow, isList ? undefined : `${short(wonNow)} ${words.ends.won}`, lines, {
            from,
            to,
            top,
            bottom,
            at,
          }),
        }),
    ends: ends.map(({ key, text, figure }, index) => ({
      key,
      text,
      figure,
      x: at(to + 16),
      y: (places[index] as number) + 4,
      align: 'start',
    })),
    ...bracketOf(model, shape, at(to + 6), fan),
    dots: dotsOf(model, shape, fan),
    ...(fan || isAwaited ? { split: splitOf(fan, { y: height + 8, width, isRtl, isSmall: isList }) } : {}),
  };
}

/** The bar of parts; an empty track while the forecast is worked out. */
const splitOf = (fan: FanLines | undefined, room: SplitRoom): SplitPlan =>
  fan?.split(room) ?? { y: room.y, x: 0, width: room.width, parts: [], labels: [] };

interface Edges {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
  readonly at: (x: number) => number;
}

/** Before the rule, or after it where it lies at the start. All in places from the reading side but the results. */
function ruleOf(
  x: number,
  text: string,
  isList: boolean,
  from: number,
  to: number,
  at: (x: number) => number,
) {
  if (isList) return { x: at(x) };
  const isBefore = x - 6 - textWidth(text, SMALL) >= from;
  const label: Label = isBefore
    ? { x: at(x - 6), y: 12, text, align: 'end' }
    : { x: at(Math.min(x + 6, to)), y: 12, text, align: 'start' };
  return { x: at(x), label };
}

/** The last point won; its label stands before and above it, or where the fewest lines run. */
function pointOf(
  { x, y }: LinesShape,
  now: number,
  value: number,
  text: string | undefined,
  { series, goal }: Lines,
  { from, to, top, bottom, at }: Edges,
): NonNullable<LinesPlan['now']> {
  const point = { x: x(now), y: y(value) };
  if (text === undefined) return point;
  const own = at(point.x);
  const size = textWidth(text, TEXT, true);
  const starts = [own - 8 - size, own + 8].filter((start) => start >= from && start + size <= to);
  const baselines = [-8, 20, -26, 38].map((shift) => point.y + shift);
  const places = baselines
    .filter((baseline) => baseline - 12 >= top - 4 && baseline < bottom - 2)
    .flatMap((baseline) => starts.map((start) => ({ start, baseline })));
  const lines: Polyline[] = [
    ...series.map(({ spots }) =>
      spots.flatMap(({ day, value: own }) => (own === null ? [] : [[at(x(day)), y(own)] as const])),
    ),
    goal.flatMap((level) => [
      [at(x(level.from)), y(level.value)] as const,
      [at(x(level.to)), y(level.value)] as const,
    ]),
    [
      [own, top],
      [own, bottom],
    ],
  ];
  const best = clearest(
    places.map(({ start, baseline }) => ({ x: start, y: baseline - 12, width: size, height: 16 })),
    lines,
  );
  const place = places[best];
  if (!place) return point;
  return {
    ...point,
    label:
      place.start < own
        ? { x: at(own - 8), y: place.baseline, text, align: 'end' }
        : { x: at(own + 8), y: place.baseline, text, align: 'start' },
  };
}

function bracketOf(
  { outlook }: ForecastModel,
  { y }: LinesShape,
  x: number,
  fan: FanLines | undefined,
): Pick<LinesPlan, 'bracket'> {
  const { goal } = outlook;
  const gap = fan && goal !== null ? fan.mean - goal : outlook.gap;
  if (goal === null || gap === null || gap >= 0) return {};
  const [from, to] = [y(goal), y(goal + gap)];
  return to - from < 4 ? {} : { bracket: { x, from, to } };
}

function dotsOf({ outlook }: ForecastModel, { y }: LinesShape, fan: FanLines | undefined): LinesPlan['dots'] {
  return new Map(
    outlook.rows.map(
      ({ key, phase, upTo }): [string, { y: number; key: 'won' | 'weighted' | 'forecast' }[]] => {
        const own = fan?.means.get(key);
        if (phase === 'past') return [key, upTo.won === null ? [] : [{ y: y(upTo.won), key: 'won' }]];
        if (own !== undefined) return [key, [{ y: y(own), key: 'forecast' }]];
        return [key, fan || upTo.expected === null ? [] : [{ y: y(upTo.expected), key: 'weighted' }]];
      },
    ),
  );
}

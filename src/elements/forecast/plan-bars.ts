import { layOutBars } from '../../charts/forecast-bars.js';
import type { PeriodBar, PeriodShapes } from '../../charts/forecast-bars.js';
import { textWidth } from '../../charts/text.js';
import type { Formatter } from '../../locales/format.js';
import type { ForecastMessages } from '../../locales/messages/forecast.js';
import type { Fan } from './fan.js';
import type { ForecastModel } from './model.js';
import { moneyTicks, SMALL } from './plan.js';
import type { BarsPlan, Label, Place } from './plan.js';

const [TALL, MEDIUM] = [230, 216];

/** What is drawn of each interval: with a forecast its parts and its range, else the weighted pipeline. */
export const barsOf = ({ outlook }: ForecastModel, fan?: Fan): readonly PeriodBar[] =>
  outlook.rows.map(({ key, booked, weighted, open, goal, phase }) => {
    const own = fan?.rows.get(key);
    if (!fan || (!own && phase !== 'past')) {
      const isOpen = !fan && open.n > 0;
      return {
        key,
        won: booked.value ?? 0,
        weighted: fan ? null : weighted,
        open: isOpen ? open.sum.amount : null,
        goal,
      };
    }
    return {
      key,
      won: booked.value ?? 0,
      weighted: own ? own.open : null,
      ...(own && { fresh: own.fresh }),
      ...(own?.range && !own.isOver && { range: own.range }),
      open: null,
      goal,
    };
  });

export function planBars(
  model: ForecastModel,
  words: ForecastMessages,
  format: Formatter,
  { room, width, isRtl }: Place,
  fan?: Fan,
): BarsPlan {
  const { outlook } = model;
  const height = room === 'full' ? TALL : MEDIUM;
  const [top, bottom] = [16, height - 40];
  const bars = barsOf(model, fan);
  const values = bars.flatMap(({ won, weighted, fresh = 0, range, open, goal }) => [
    won,
    won + (weighted ?? 0) + fresh,
    ...(range?.most ?? []),
    open,
    goal,
  ]);
  const { ticks, texts, margin } = moneyTicks(values, format, outlook.currency ?? '');
  const shapes = layOutBars(bars, { width, from: margin, to: width, top, bottom, isMirrored: isRtl });
  const at = (x: number): number => (isRtl ? width - x : x);
  const current = outlook.rows.findIndex(({ phase }) => phase === 'current');
  const elapsed =
    current < 0
      ? undefined
      : elapsedOf(model, words, format, shapes.bars[current]?.x ?? 0, bottom + 36, width);
  return {
    kind: 'bars',
    width,
    height,
    isRtl,
    sides: [at(margin), at(width)],
    top,
    bottom,
    y: shapes.y,
    money: ticks.map((value, index) => ({
      y: shapes.y(value),
      label: { x: at(margin - 8), y: shapes.y(value) + 4, text: texts[index] ?? '', align: 'end' },
    })),
    shapes,
    names: namesOf(model, shapes, current, width, bottom + 20),
    ...(elapsed && { elapsed }),
    figures: barFigures(model, shapes),
    dots: fan ? forecastLabels(model, fan, shapes) : dotLabels(model, shapes),
  };
}

/** Names of as many intervals as fit, evenly, the current one among them; the year where it is not that before. */
function namesOf(
  { lines }: ForecastModel,
  { bars }: PeriodShapes,
  current: number,
  width: number,
  y: number,
): BarsPlan['names'] {
  const step = Math.max(1, bars[0]?.width ?? 1);
  for (let every = 1; ; every++) {
    const shown = lines.flatMap((line, at) =>
      at % every === Math.max(0, current) % every ? [{ line, at }] : [],
    );
    const texts = shown.map(({ line }, index) =>
      line.year === shown[index - 1]?.line.year ? line.short : line.dated,
    );
    const widest = Math.max(0, ...texts.map((text) => textWidth(text, SMALL, true)));
    if (widest + 6 > step * every && every < lines.length) continue;
    return shown.map(({ at }, index) => {
      const text = texts[index] ?? '';
      const x = within(bars[at]?.x ?? 0, text, width);
      return { x, y, text, align: 'middle', isCurrent: at === current };
    });
  }
}

/** The middle of a text that is to stay within the drawing. */
function within(x: number, text: string, width: number): number {
  const half = textWidth(text, SMALL, true) / 2;
  return Math.max(half, Math.min(x, width - half));
}

function elapsedOf(
  { outlook, asOfDay }: ForecastModel,
  words: ForecastMessages,
  format: Formatter,
  x: number,
  y: number,
  width: number,
): Label | undefined {
  const interval = outlook.rows.find(({ phase }) => phase === 'current')?.interval;
  if (!interval) return undefined;
  const share = (asOfDay + 1 - interval.from) / (interval.to - interval.from);
  const text = words.elapsed({ share: format.percent(share) });
  return { x: within(x, text, width), y, text, align: 'middle' };
}

/** All of them in the feet of their bars, or above those that are too low; none where the bars are too narrow. */
function barFigures({ outlook, short }: ForecastModel, shapes: PeriodShapes): BarsPlan['figures'] {
  const texts = outlook.rows.map(({ booked }) =>
    booked.n > 0 && booked.value !== null ? short(booked.value) : '',
  );
  const widest = Math.max(0, ...texts.map((text) => textWidth(text, SMALL, true)));
  const step = shapes.bars[0]?.width ?? 0;
  if (widest > step - 4) return new Map();
  return new Map(
    shapes.bars.flatMap(
      (
        { key, x, won, weighted, fresh, range, tick, dot },
        index,
      ): [string, Label & { isInside: boolean }][] => {
        const text = texts[index];
        if (!text) return [];
        const fits = won.height >= 20 && textWidth(text, SMALL, true) <= shapes.barWidth;
        if (fits && (outlook.rows[index]?.booked.value ?? 0) > 0) {
          return [[key, { x, y: won.y + won.height - 8, text, align: 'middle', isInside: true }]];
        }
        // A forecast's figure stands there.
        if (fresh || range) return [];
        // Above everything that stands there, so that no line runs through it, and clear of the dot and its label.
        const above = Math.min(won.y, weighted?.y ?? Infinity, tick?.y ?? Infinity) - 5;
        const isTaken = dot !== undefined && dot > above - 17 && dot < above + 21;
        return isTaken ? [] : [[key, { x, y: above, text, align: 'middle', isInside: false }]];
      },
    ),
  );
}

/** Over the dots, where there is room for all of them side by side and no goal runs there. */
function dotLabels({ outlook, short }: ForecastModel, shapes: PeriodShapes): BarsPlan['dots'] {
  const texts = outlook.rows.map(({ open }) =>
    open.n > 0 && open.sum.amount !== null ? short(open.sum.amount) : '',
  );
  const widest = Math.max(0, ...texts.map((text) => textWidth(text, SMALL)));
  if (widest > (shapes.bars[0]?.width ?? 0) - 4) return new Map();
  return new Map(
    shapes.bars.flatMap(({ key, x, won, weighted, tick, dot }, index): [string, Label][] => {
      const text = texts[index];
      const stack = Math.min(won.y, weighted?.y ?? Infinity);
      if (!text || dot === undefined || dot > stack - 4) return [];
      const isCrossed = tick !== undefined && tick.y > dot - 23 && tick.y < dot - 6;
      return isCrossed ? [] : [[key, { x, y: dot - 9, text, align: 'middle' }]];
    }),
  );
}

/** What is expected in all, over the stack and its whiskers, where there is room for all of them. */
function forecastLabels({ short }: ForecastModel, fan: Fan, shapes: PeriodShapes): BarsPlan['dots'] {
  const texts = shapes.bars.map(({ key }) => {
    const own = fan.rows.get(key);
    return own ? short(own.mean) : '';
  });
  const widest = Math.max(0, ...texts.map((text) => textWidth(text, SMALL, true)));
  if (widest > (shapes.bars[0]?.width ?? 0) - 4) return new Map();
  return new Map(
    shapes.bars.flatMap(({ key, x, won, weighted, fresh, range, tick }, index): [string, Label][] => {
      const text = texts[index];
      if (!text) return [];
      const top = Math.min(won.y, weighted?.y ?? Infinity, fresh?.y ?? Infinity, range?.most[0] ?? Infinity);
      const above = top - 6;
      // No goal runs through it: then it stands above that.
      const isCrossed = tick !== undefined && tick.y > above - 15 && tick.y < above + 3;
      return [[key, { x, y: isCrossed ? tick.y - 5 : above, text, align: 'middle' }]];
    }),
  );
}

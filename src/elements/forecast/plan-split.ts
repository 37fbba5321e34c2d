import { layOutSplit } from '../../charts/forecast-split.js';
import { textWidth } from '../../charts/text.js';
import type { OutcomeMessages } from '../../locales/messages/outcomes.js';
import type { Fan } from './fan.js';
import { figureFocus } from './model.js';
import type { ForecastModel } from './model.js';
import { BAR, SMALL } from './plan.js';
import type { SplitPlan, SplitRoom } from './plan.js';

/**
 * What the forecast is made of, as one bar with the goal on it: booked, from open deals, not yet created. Labels stand at
 * the start, in the middle and at the end, however small their part is.
 */
export function planParts(
  model: ForecastModel,
  words: OutcomeMessages['split'],
  fan: Fan,
  { y, width, isRtl, isSmall }: SplitRoom,
): SplitPlan {
  const { short } = model;
  const { booked, open, fresh } = fan.total;
  const { goal } = figureFocus(model);
  const { parts, mark } = layOutSplit([booked, open, fresh], goal ?? undefined, { width, isMirrored: isRtl });
  const keys = ['booked', 'open', 'fresh'] as const;
  const at = (x: number): number => (isRtl ? width - x : x);
  const figures = keys.map((key) => ({
    key,
    figure: short(fan.total[key]),
    text: isSmall ? '' : words[key],
  }));
  const sizes = figures.map(
    ({ figure, text }) => textWidth(`${figure} `, SMALL, true) + textWidth(text, SMALL),
  );
  const [first = 0, second = 0, third = 0] = sizes;
  // Under its own part where there is room between the other two.
  const part = parts[1];
  const wanted = part ? (isRtl ? width - part.x - part.width : part.x) : 0;
  const middle = Math.max(first + 12, Math.min(wanted, width - third - 12 - second));
  const places = [
    { x: at(0), align: 'start' as const },
    { x: at(middle), align: 'start' as const },
    { x: at(width), align: 'end' as const },
  ];
  return {
    y,
    x: 0,
    width,
    parts: parts.map((shape, index) => ({ ...shape, key: keys[index] ?? 'fresh' })),
    ...(mark !== undefined && { mark }),
    labels: figures.map(({ figure, text }, index) => ({
      ...(places[index] ?? { x: 0, align: 'start' as const }),
      y: y + BAR + 18,
      figure,
      text,
    })),
  };
}

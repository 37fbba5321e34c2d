import type { FanMessages } from '../messages/fan.js';
import { say, strong } from '../say.js';

export const fan: FanMessages = {
  weightedHeading: 'Won and weighted pipeline',
  subtitle({ mode, period, asOf, pipelines }) {
    const how = mode === 'cumulative' ? ', cumulative' : '';
    return `Revenue won and forecast, ${period}${how}, by close date. ${[pipelines || 'All pipelines', ...(asOf ? [`as of ${asOf}`] : [])].join(', ')}`;
  },
  awaited({ period, won, weighted }) {
    const so = won ? say`: ${strong(won)} is won` : '';
    const open = weighted
      ? say`${won ? ', and' : ':'} open deals expected in it weigh ${strong(weighted)}`
      : '';
    return say`The forecast for ${period} is being worked out${so}${open}.`;
  },
  between: ({ share, low, high, median }) =>
    `${share}: ${low} to ${high}${median ? `, median ${median}` : ''}`,
  strip: {
    forecast: 'Forecast',
    noRange: 'no range yet',
    chance: 'Chance of goal',
    toReach: ({ goal }) => `to reach ${goal}`,
    over: ({ share }) => `over ${share}`,
    under: ({ share }) => `under ${share}`,
  },
  working: ({ share }) => `Working out the forecast, ${share}`,
  failed: ({ reason }) => `There is no forecast: ${reason}. What is shown is the weighted pipeline.`,
  updating: 'Updating',
  needsPast:
    'A forecast needs a past: stage history, or the days on which deals were closed. The data has neither; what is shown is the weighted pipeline.',
  ways: {
    title: 'Which figure to believe',
    way: 'Figure',
    says: 'Says',
    off: { week: 'Weeks were off by', month: 'Months were off by', quarter: 'Quarters were off by' },
    leans: 'On average',
    rows: {
      model: 'Forecast',
      weighted: 'Won and weighted pipeline',
      commit: 'Won and commit',
      bestCase: 'With best case',
      submitted: 'Submitted by owners',
    },
    tooHigh: ({ share }) => `${share} too high`,
    tooLow: ({ share }) => `${share} too low`,
    neither: 'about right',
    unknown: 'not replayed',
  },
};

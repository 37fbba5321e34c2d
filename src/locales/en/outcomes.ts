import type { OutcomeMessages } from '../messages/outcomes.js';
import { say, strong } from '../say.js';

const FORECASTS = {
  week: { one: '# forecast of a week', other: '# forecasts of a week' },
  month: { one: '# forecast of a month', other: '# forecasts of a month' },
  quarter: { one: '# forecast of a quarter', other: '# forecasts of a quarter' },
} as const;

export const outcomes: OutcomeMessages = {
  takeaway({ period, mean, range, won, goal, gap, met }) {
    const between = range ? say`, 80% range ${strong(range.low)} to ${strong(range.high)}` : '';
    const why = range?.median
      ? say` It lies outside of that range, as a few large deals make up most of it: half of the outcomes stay below ${strong(range.median)}.`
      : '';
    const so = won ? say` ${strong(won)} is won so far.` : '';
    const of = goal && gap ? say` the goal of ${strong(goal)}` : '';
    const reached = met
      ? say` The goal${goal ? say` of ${strong(goal)}` : ''} is reached.`
      : !gap
        ? ''
        : say` That is ${strong(gap.amount)} ${gap.isShort ? 'below' : 'above'}${of}.`;
    return say`Forecast for ${period} is ${strong(mean)}${between}.${why}${reached}${so}`;
  },
  mark({ mode, interval, mean, range, won, goal }) {
    return [
      interval,
      `forecast ${mode === 'cumulative' ? 'by then ' : ''}${mean}`,
      ...(range
        ? [`80% ${range.low} to ${range.high}${range.median ? `, median ${range.median}` : ''}`]
        : []),
      ...(won ? [`won so far ${won}`] : []),
      ...(goal ? [`goal ${goal}`] : []),
    ].join(', ');
  },
  ends: {
    forecast: 'forecast',
    high: ({ share }) => `high, ${share}`,
    low: ({ share }) => `low, ${share}`,
  },
  legend: {
    forecast: 'Forecast',
    half: ({ share }) => share,
    most: ({ share }) => `${share} of outcomes`,
    open: 'From open deals',
    fresh: 'Not yet created',
  },
  split: { booked: 'booked', open: 'open deals', fresh: 'not yet created' },
  columns: {
    mean: 'Forecast',
    meanUpTo: 'Forecast by then',
    openDeals: 'From open deals',
    fresh: 'Not yet created',
    low: ({ share }) => `Low, ${share}`,
    high: ({ share }) => `High, ${share}`,
    median: 'Median',
    chance: 'Chance of goal',
  },
  provisional: 'Provisional',
  error({ interval, replays, n, off, ranges, held }, format) {
    const number = (count: number): string => format.number(count);
    const days = format.plural(replays, { one: '# day', other: '# days' });
    const compared = format.plural(n, FORECASTS[interval]);
    const range =
      ranges === 0
        ? ''
        : ranges === n
          ? `; the 80% range held in ${number(held)} of them`
          : `; ${number(ranges)} of them had an 80% range, which held in ${number(held)}`;
    return `Made again as of ${days} in the past, ${compared} ${n === 1 ? 'was' : 'were'} off by ${off} on average${range}.`;
  },
  notes: {
    definition:
      'The forecast: what is booked, what open deals have brought from their stage and age before, and deals not yet created. Its ranges are as wide as its errors were in replays of your own past.',
    provisional: {
      'no-history':
        'Provisional: no deal was closed on a known day yet, so only the configured probabilities count.',
      'little-history': 'Provisional: there are fewer than five months of history, or too few closed deals.',
      'few-wins': 'Provisional: few deals were won so far.',
      'no-replay': 'Provisional: the past is too short to replay.',
    },
    noRange: 'No range is drawn: without replays of the past there is no error to measure.',
    leftOut({ code, n, amount, used }, format) {
      const deals = format.plural(n, { one: '# deal', other: '# deals' });
      const has = n === 1 ? 'has' : 'have';
      const is = n === 1 ? 'is' : 'are';
      switch (code) {
        case 'no-amount':
          return `${deals} without an amount ${n === 1 ? 'adds' : 'add'} nothing to the forecast.`;
        case 'no-date':
          return `${deals} ${has} neither a stage history nor a creation date, so the age is not known.`;
        case 'no-rate':
          return `${deals} in a currency without a rate ${is} left out of the forecast.`;
        case 'amount-unknown':
          return `${deals} ${has} no amount yet${used ? `: the forecast uses ${used} for each, what is won for one on average` : ''}.`;
        case 'capped':
          return `${deals} ${is} far larger than anything ever won${amount && used ? `: ${amount}, of which the forecast uses ${used}` : ''}.`;
        case 'stage-unknown':
          return `${deals} ${has} no stage that the pipeline knows.`;
        case 'stage-unseen':
          return `${deals} ${is} in a stage that no deal has left yet: the configured probability counts.`;
        case 'age-beyond-support':
          return `${deals} ${is} longer in the stage than any deal that moved on from it: the forecast expects little of them.`;
        case 'closed-without-date':
          return `${deals} won without a close date ${is} left out of the forecast.`;
      }
    },
  },
};

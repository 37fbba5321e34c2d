import type { ForecastMessages } from '../messages/forecast.js';
import { say, strong } from '../say.js';
import { fan } from './fan.js';

/** "in Q4 2026", but "from Jul 1 to Sep 30": a span of days says where it begins. */
const during = (period: string): string => `${period.includes(' to ') ? 'from' : 'in'} ${period}`;

export const forecast: ForecastMessages = {
  role: 'revenue chart',
  subtitle({ mode, period, asOf, pipelines }, format) {
    const how = mode === 'cumulative' ? ', cumulative' : '';
    const rest = [
      pipelines.length > 0 ? format.list(pipelines) : 'All pipelines',
      ...(asOf ? [`as of ${asOf}`] : []),
    ];
    return `Revenue won and weighted pipeline, ${period}${how}, by close date. ${rest.join(', ')}`;
  },
  span(facts) {
    switch (facts.kind) {
      case 'quarter':
        return `Q${facts.quarter} ${facts.fiscal ? 'FY ' : ''}${facts.year}`;
      case 'year':
        return `${facts.fiscal ? 'FY ' : ''}${facts.year}`;
      case 'month':
        return facts.month;
      case 'days':
        return facts.from === facts.to ? facts.from : `${facts.from} to ${facts.to}`;
    }
  },
  spanShort: (facts) => (facts.kind === 'quarter' ? `Q${facts.quarter}` : forecast.span(facts)),
  takeaway({ phase, period, asOf, open, won, ofGoal, goal, weighted, gap }) {
    const of = ofGoal ? say`, ${strong(ofGoal.share)} of the goal of ${strong(ofGoal.goal)}` : '';
    if (phase === 'past') {
      return won
        ? say`${strong(won)} was won ${during(period)}${of}.`
        : say`No deal won ${during(period)} has an amount.`;
    }
    const expected =
      open === 0
        ? say`No open deal is expected ${during(period)}`
        : weighted
          ? say`Open deals expected ${during(period)} weigh ${strong(weighted)}`
          : say`What the open deals weigh needs probabilities`;
    const ahead = phase === 'future' && goal ? strong(goal) : '';
    const rest =
      !weighted || !gap
        ? '.'
        : gap.isShort
          ? say`; that leaves a gap of ${strong(gap.amount)}${ahead && say` to the goal of ${ahead}`}.`
          : say`; together that is ${strong(gap.amount)} above the goal${ahead && say` of ${ahead}`}.`;
    if (phase === 'future') return say`${expected}${rest}`;
    return won
      ? say`${strong(won)} won ${during(period)} by ${asOf}${of}. ${expected}${rest}`
      : say`No deal won ${during(period)} by ${asOf} has an amount. ${expected}${rest}`;
  },
  mark({ mode, interval, won, expected, weighted, goal, ofGoal, overdue }, format) {
    const isCumulative = mode === 'cumulative';
    return [
      interval,
      ...(won ? [`won ${isCumulative ? 'so far ' : ''}${won}`] : []),
      ...(weighted ? [`weighted pipeline ${weighted}`] : []),
      ...(expected ? [`together ${expected}`] : []),
      ...(goal ? [`goal ${goal}`] : []),
      ...(ofGoal ? [`${ofGoal.share} of it won`] : []),
      ...(overdue > 0
        ? [format.plural(overdue, { one: '# overdue deal in it', other: '# overdue deals in it' })]
        : []),
    ].join(', ');
  },
  today: 'Today',
  asOf: ({ day }) => `As of ${day}`,
  elapsed: ({ share }) => `${share} elapsed`,
  ends: { won: 'won', weighted: 'with weighted', goal: 'goal', previous: 'before' },
  strip: {
    won: 'Won',
    wonDeals: ({ n }, format) => format.plural(n, { one: '# deal', other: '# deals' }),
    onPrevious: ({ period, running }) => `on ${period ?? 'the days before'}${running ? ', same day' : ''}`,
    attainment: 'Of goal',
    elapsed: ({ share }) => `${share} of time gone`,
    weighted: 'Weighted pipeline',
    ofOpen: ({ n, amount }, format) =>
      `${amount} in ${format.plural(n, { one: '# deal', other: '# deals' })}`,
    gap: 'Gap to goal',
    goal: ({ goal }) => `goal ${goal}`,
    coverage: 'Coverage',
    coverageBase: ({ toGo }) => `of ${toGo} to go`,
    times: ({ times }) => `${times}×`,
    goalMet: 'goal is met',
  },
  figure({ period, ofGoal, goal, isAhead }) {
    if (isAhead) return `weighted pipeline ${during(period)}${goal ? `, goal ${goal}` : ''}`;
    return ofGoal
      ? `won ${during(period)}, ${ofGoal.share} of the goal of ${ofGoal.goal}`
      : `won ${during(period)}`;
  },
  weightedOf: ({ amount }) => `${amount} weighted pipeline`,
  ofGoal: ({ share, goal }) => (share ? `${share} of ${goal}` : `goal ${goal}`),
  columns: {
    interval: { week: 'Week', month: 'Month', quarter: 'Quarter' },
    wonDeals: 'Deals won',
    won: 'Won',
    wonUpTo: 'Won so far',
    openDeals: 'Open deals',
    open: 'Open amount',
    overdue: 'Overdue deals',
    weighted: 'Weighted pipeline',
    expectedUpTo: 'Won and weighted',
    goal: 'Goal',
    goalUpTo: 'Goal so far',
    ofGoal: 'Of goal',
  },
  legend: {
    won: 'Won',
    weighted: 'Weighted pipeline',
    open: 'Open, not weighted',
    goal: 'Goal',
  },
  deals: ({ n }, format) => format.plural(n, { one: '# deal', other: '# deals' }),
  notes: {
    definition:
      'Weighted pipeline: amount × probability of the open deals expected to close by then, by each deal’s own probability or its stage’s. It is not a forecast: it has no range, and nothing from deals not yet created.',
    overdue: ({ n, interval, weighted }, format) =>
      `${format.plural(n, {
        one: '# open deal is past its expected close date and counts',
        other: '# open deals are past their expected close date and count',
      })} in ${interval}${weighted ? `: ${weighted} weighted` : ''}.`,
    needsProbabilities:
      'The weighted pipeline needs probabilities: no stage and no open deal has a chance of being won.',
    goalsMissing: ({ period }) =>
      `The goals in the data do not add up to ${period}, so none is shown for it.`,
    beyond: ({ intervals }, format) =>
      `The chart shows the ${format.number(intervals)} intervals around today; earlier and later ones are left out.`,
  },
  fan,
};

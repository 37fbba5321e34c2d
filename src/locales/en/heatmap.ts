import type { HeatmapMessages, HeatmapStatistic } from '../messages/heatmap.js';
import { name, say, strong } from '../say.js';
import type { Formatter } from '../format.js';

const statistic: Record<HeatmapStatistic, string> = {
  median: 'Median',
  p75: '75% within',
  p90: '90% within',
};
const measured: Record<HeatmapStatistic, string> = {
  median: 'Median days',
  p75: 'Days within which 75% of visits end',
  p90: 'Days within which 90% of visits end',
};
const days = (count: number, format: Formatter): string => format.days(count);
const number = (count: number, format: Formatter): string =>
  format.number(count, { maximumFractionDigits: 1 });

export const heatmap: HeatmapMessages = {
  subtitle({ statistic: what, period, won, asOf, pipeline }) {
    const which = period
      ? `visits begun ${period.from} to ${period.to}${won ? '; days to won: deals won in that time' : ''}`
      : 'all visits';
    const rest = [pipeline, asOf && `as of ${asOf}`].filter(Boolean).join(', ');
    return `${measured[what]}, open deals counted as “at least so long”, ${which}${rest && `. ${rest}`}`;
  },
  takeaway({ statistic: what, by, slowest, there, elsewhere }, format) {
    const { stage, days: count, seen } = slowest;
    const share = { median: 'half', p75: '75%', p90: '90%' }[what];
    const head =
      count === null
        ? say`${name(stage)} is slowest: fewer than ${share} of its visits have ended after ${strong(days(seen ?? 0, format))}.`
        : what === 'median'
          ? say`${name(stage)} is slowest: median ${strong(days(count, format))}.`
          : say`${name(stage)} is slowest: ${share} of visits end within ${strong(days(count, format))}.`;
    const than = by === 'owner' ? 'the team' : 'the stage as a whole';
    const [of, needs] = by === 'entry-month' ? ['Visits of ', 'need'] : ['', 'needs'];
    const first =
      there &&
      say` ${of}${name(there.group)} ${needs} ${strong(number(there.days, format))} there, ${strong(
        number(there.above, format),
      )} above ${than}`;
    const again = first && elsewhere?.group === there.group;
    const second =
      elsewhere &&
      say`${again ? ', and' : say`${first ? '; ' : ` ${of}`}${name(elsewhere.group)}${first ? '' : ` ${needs}`}`} ${strong(
        number(elsewhere.days, format),
      )} in ${name(elsewhere.stage)}, ${strong(number(elsewhere.above, format))} above${first ? '' : ` ${than}`}`;
    return first || second ? say`${head}${first ?? ''}${second ?? ''}.` : head;
  },
  nothingKnown: 'No stage has been left often enough to say how long it takes.',
  by: { owner: 'Owner', team: 'Team', 'entry-month': 'Month of entry', source: 'Source' },
  without: {
    owner: 'Unassigned',
    team: 'No team',
    'entry-month': 'No date',
    source: 'No source',
  },
  stage: 'Stage',
  everyone: { owner: 'Everyone', team: 'Everyone', 'entry-month': 'All', source: 'All' },
  all: 'All',
  daysToWon: 'Days to won',
  statistic,
  mark({ group, stage, statistic: what, value, seen, difference, visits, open, few }, format) {
    if (visits === 0) return `${group}, ${stage}: no visits`;
    const which = what === 'median' ? '' : `${statistic[what]} `;
    const parts = [
      value == null
        ? `${what === 'median' ? 'median ' : which}not reached${seen ? `, more than ${days(seen, format)}` : ''}`
        : `${which}${days(value, format)}`,
    ];
    if (difference) parts.push(heatmap.compared(difference, format));
    parts.push(format.plural(visits, { one: '# visit', other: '# visits' }));
    if (open > 0) parts.push(`${format.number(open)} still open`);
    if (few) parts.push('too few to judge');
    return `${group}, ${stage}: ${parts.join(', ')}`;
  },
  wonMark: ({ group, value, deals }, format) =>
    value === null
      ? `${group}, days to won: none won`
      : `${group}, days to won: median ${days(value, format)}, ${format.plural(deals, {
          one: '# deal won',
          other: '# deals won',
        })}`,
  notReached: 'not reached',
  moreThan: ({ days: count }) => `>${count}`,
  tip: {
    days: ({ days: count }, format) => days(count, format),
    notReached: ({ days: count }, format) => `not reached, more than ${days(count, format)}`,
    difference: { median: 'Against the stage', target: 'Against the target' },
    half: 'Half of the visits',
    from: ({ from, to }) => `${from} to ${to} days`,
    p90: '90% within',
    visits: 'Visits',
    counts: ({ ended, open }, format) => `${format.number(ended)} ended, ${format.number(open)} still open`,
    none: 'none',
    few: 'fewer than 5: too few to judge',
    won: 'Deals won',
  },
  compared({ days: count, with: base }, format) {
    const what = base === 'median' ? 'median' : 'target';
    if (count === 0) return base === 'median' ? 'at the median' : 'on target';
    return `${number(Math.abs(count), format)} ${count > 0 ? 'above' : 'below'} the ${what}`;
  },
  onlyVisits: ({ visits }, format) => format.plural(visits, { one: 'only # visit', other: 'only # visits' }),
  unit: 'days',
  legend: {
    bounds: {
      'per-stage': '% against the whole stage, blue is faster',
      absolute: 'days',
      'vs-target': '% against the stage’s target, blue is faster',
    },
    few: 'fewer than 5 visits',
  },
  noTarget: 'No stage of this pipeline states a target, so there is nothing to compare with.',
  stageSelect: 'Stage',
  sortBy: ({ name: what }) => `Sort by ${what}`,
  showAll: ({ count }, format) => `Show all ${format.number(count)}`,
  columns: {
    median: 'Median days',
    p75: '75% within, days',
    p90: '90% within, days',
    visits: 'Visits',
    open: 'Still open',
  },
};

import type { LeaderboardMessages } from '../messages/leaderboard.js';
import { name, say, strong } from '../say.js';
import type { Said } from '../say.js';

export const leaderboard: LeaderboardMessages = {
  subtitle({ sort, period, asOf, pipelines, minClosed }, format) {
    const when = period ? `Deals closed ${period.from} to ${period.to}` : 'All closed deals';
    const how = {
      won: 'ranked by what was won',
      attainment: 'ranked by share of the goal',
      'win-rate': 'ranked by the lower bound of the win rate',
      average: 'ranked by average deal won',
      cycle: 'ranked by days from creation to won, shortest first',
      'open-weighted': 'ranked by open amount × probability',
    }[sort];
    const enough = format.plural(minClosed, {
      one: 'from # closed deal on',
      other: 'from # closed deals on',
    });
    const rest = [
      pipelines.length > 0 ? format.list(pipelines) : 'All pipelines',
      asOf && `as of ${asOf}`,
    ].filter(Boolean);
    return `${when}, ${how}, ${enough}. ${rest.join(', ')}`;
  },
  takeaway({ by, sort, leaders, value, goals, median, few }, format) {
    const noun = by === 'team' ? { one: '# team', other: '# teams' } : { one: '# owner', other: '# owners' };
    const who: Said =
      leaders.length === 1
        ? say`${name(leaders[0] ?? '')} leads`
        : leaders.length === 2
          ? say`${name(leaders[0] ?? '')} and ${name(leaders[1] ?? '')} lead`
          : say`${strong(format.number(leaders.length))} lead together`;
    const with_ = {
      won: 'with',
      attainment: 'with this share of the goal:',
      'win-rate': 'by win rate:',
      average: 'with an average deal of',
      cycle: 'with the shortest cycle:',
      'open-weighted': 'by weighted open pipeline:',
    }[sort];
    const reached =
      goals &&
      say` ${strong(`${format.number(goals.reached)} of ${format.plural(goals.of, noun)}`)} ${
        goals.reached === 1 ? 'has' : 'have'
      } reached the goal`;
    const middle = median && say`${reached ? '; the' : ' The'} median is ${strong(median)}`;
    const tooFew =
      few.count === 1
        ? say` ${name(few.name)} closed too few deals to be ranked.`
        : few.count > 1
          ? say` ${strong(format.number(few.count))} closed too few deals to be ranked.`
          : '';
    return say`${who} ${with_} ${strong(value)}.${reached ?? ''}${middle ?? ''}${
      reached || middle ? '.' : ''
    }${tooFew}`;
  },
  nothingWon: 'Nobody has won an amount above zero.',
  nothingKnown: 'Nobody is known to have won an amount above zero.',
  nobody({ by, why, minClosed }, format) {
    const needed = format.plural(minClosed, { one: '# closed deal', other: '# closed deals' });
    const reason = {
      few: `that takes ${needed}`,
      'nobody-named': by === 'team' ? 'no deal belongs to a team' : 'no deal names its owner',
      'no-goal': 'no goal covers this period',
      'no-figure': 'there is no figure to rank by',
    }[why];
    return `Nobody is ranked: ${reason}.`;
  },
  unassigned: { owner: 'Unassigned', team: 'No team' },
  you: '(you)',
  namesake: ({ name: who, by }) => `${who} (${by})`,
  columns: {
    rank: 'Rank',
    change: 'Rank change',
    name: { owner: 'Owner', team: 'Team' },
    won: 'Won',
    wonAgainstGoal: 'Won, against goal',
    goal: 'Goal',
    attainment: 'Of goal',
    'win-rate': 'Win rate',
    interval: '95% interval',
    average: 'Average deal',
    cycle: 'Cycle',
    'open-weighted': 'Open, weighted',
    wonDeals: 'Deals won',
    lostDeals: 'Deals lost',
    openDeals: 'Open deals',
  },
  sortBy: ({ column }) => `Rank by ${column}`,
  change({ change }, format) {
    if (change === 'new') return 'new';
    if (change === 0) return 'unchanged';
    return `${change > 0 ? 'up' : 'down'} ${format.number(Math.abs(change))}`;
  },
  new: 'new',
  unranked: 'not ranked',
  mark({ name: who, isMe, rank, change, won, deals, ofGoal }, format) {
    const parts = [
      rank === null ? 'not ranked' : `rank ${format.number(rank)}`,
      `won ${won}`,
      format.plural(deals, { one: '# deal won', other: '# deals won' }),
    ];
    if (ofGoal != null) parts.push(`${format.percent(ofGoal)} of goal`);
    if (change !== undefined) parts.push(leaderboard.change({ change }, format));
    return `${who}${isMe ? ' (you)' : ''}: ${parts.join(', ')}`;
  },
  ofGoal: ({ share }) => `${share} of goal`,
  ratio: ({ won, closed }, format) => `${format.number(won)} of ${format.number(closed)}`,
  range: ({ from, to }) => `${from} to ${to}`,
  days: ({ days }) => `${days}\u202fd`,
  daysUnit: 'days',
  noGoal: 'no goal',
  tooFew: ({ minClosed }, format) => `fewer than ${format.number(minClosed)} closed`,
  legend: {
    won: 'Won',
    goal: 'Goal',
    interval: ({ everyone }) => `Win rate with 95% interval, line: everyone, ${everyone}`,
    change: ({ from, to }) => `rank against ${from} to ${to}`,
  },
  showAll: ({ count }, format) => `Show all ${format.number(count)}`,
  showFewer: 'Show fewer',
  leads: 'leads',
  mixed: 'not added up',
};

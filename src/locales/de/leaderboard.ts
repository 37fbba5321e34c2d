import type { LeaderboardMessages } from '../messages/leaderboard.js';
import { name, say, strong } from '../say.js';
import type { Said } from '../say.js';

export const leaderboard: LeaderboardMessages = {
  subtitle({ sort, period, asOf, pipelines, minClosed }, format) {
    const when = period
      ? `Deals mit Abschluss ${period.from} bis ${period.to}`
      : 'Alle abgeschlossenen Deals';
    const how = {
      won: 'Rang nach gewonnenem Betrag',
      attainment: 'Rang nach Zielerreichung',
      'win-rate': 'Rang nach unterer Grenze der Abschlussquote',
      average: 'Rang nach Durchschnitt der gewonnenen Deals',
      cycle: 'Rang nach Tagen von Erstellung bis gewonnen, kürzeste zuerst',
      'open-weighted': 'Rang nach offenem Betrag × Wahrscheinlichkeit',
    }[sort];
    const enough = format.plural(minClosed, {
      one: 'ab # abgeschlossenem Deal',
      other: 'ab # abgeschlossenen Deals',
    });
    const rest = [
      pipelines.length > 0 ? format.list(pipelines) : 'Alle Pipelines',
      asOf && `Stichtag ${asOf}`,
    ].filter(Boolean);
    return `${when}, ${how}, ${enough}. ${rest.join(', ')}`;
  },
  takeaway({ by, sort, leaders, value, goals, median, few }, format) {
    const noun =
      by === 'team' ? { one: '# Team', other: '# Teams' } : { one: '# Person', other: '# Personen' };
    const who: Said =
      leaders.length === 1
        ? say`${name(leaders[0] ?? '')} führt`
        : leaders.length === 2
          ? say`${name(leaders[0] ?? '')} und ${name(leaders[1] ?? '')} führen`
          : say`${strong(format.number(leaders.length))} führen gemeinsam`;
    const withWhat = {
      won: 'mit',
      attainment: 'mit einer Zielerreichung von',
      'win-rate': 'bei der Abschlussquote:',
      average: 'mit einem durchschnittlichen Deal von',
      cycle: 'mit dem kürzesten Zyklus:',
      'open-weighted': 'bei der gewichteten offenen Pipeline:',
    }[sort];
    const reached =
      goals &&
      say` ${strong(`${format.number(goals.reached)} von ${format.plural(goals.of, noun)}`)} ${
        goals.reached === 1 ? 'hat' : 'haben'
      } das Ziel erreicht`;
    const middle = median && say`${reached ? '; der' : ' Der'} Median liegt bei ${strong(median)}`;
    const tooFew =
      few.count === 1
        ? say` Für einen Rang hat ${name(few.name)} zu wenige Deals abgeschlossen.`
        : few.count > 1
          ? say` ${strong(format.number(few.count))} haben für einen Rang zu wenige Deals abgeschlossen.`
          : '';
    // "25 T." ends the sentence itself.
    const end = value.endsWith('.') ? '' : '.';
    return say`${who} ${withWhat} ${strong(value)}${end}${reached ?? ''}${middle ?? ''}${
      reached || middle ? '.' : ''
    }${tooFew}`;
  },
  nothingWon: 'Niemand hat einen Betrag über null gewonnen.',
  nothingKnown: 'Dass jemand einen Betrag über null gewonnen hat, ist nicht bekannt.',
  nobody({ by, why, minClosed }, format) {
    const needed = format.plural(minClosed, {
      one: '# abgeschlossenen Deal',
      other: '# abgeschlossene Deals',
    });
    const reason = {
      few: `Dafür braucht es mindestens ${needed}`,
      'nobody-named': by === 'team' ? 'Kein Deal gehört zu einem Team' : 'Kein Deal nennt, wer zuständig ist',
      'no-goal': 'Für diesen Zeitraum gibt es kein Ziel',
      'no-figure': 'Es gibt keinen Wert für eine Rangfolge',
    }[why];
    return `${by === 'team' ? 'Kein Team' : 'Niemand'} hat einen Rang: ${reason}.`;
  },
  unassigned: { owner: 'Nicht zugewiesen', team: 'Ohne Team' },
  you: '(Sie)',
  namesake: ({ name: who, by }) => `${who} (${by})`,
  columns: {
    rank: 'Rang',
    change: 'Rangänderung',
    name: { owner: 'Person', team: 'Team' },
    won: 'Gewonnen',
    wonAgainstGoal: 'Gewonnen zum Ziel',
    goal: 'Ziel',
    attainment: 'Vom Ziel',
    'win-rate': 'Abschlussquote',
    interval: '95-%-Intervall',
    average: 'Ø Deal',
    cycle: 'Zyklus',
    'open-weighted': 'Offen, gewichtet',
    wonDeals: 'Gewonnene Deals',
    lostDeals: 'Verlorene Deals',
    openDeals: 'Offene Deals',
  },
  sortBy: ({ column }) => `Rangfolge nach „${column}“`,
  change({ change }, format) {
    if (change === 'new') return 'neu';
    if (change === 0) return 'unverändert';
    return `${format.plural(Math.abs(change), { one: '# Rang', other: '# Ränge' })} ${change > 0 ? 'höher' : 'tiefer'}`;
  },
  new: 'neu',
  unranked: 'ohne Rang',
  mark({ name: who, isMe, rank, change, won, deals, ofGoal }, format) {
    const parts = [
      rank === null ? 'ohne Rang' : `Rang ${format.number(rank)}`,
      `gewonnen ${won}`,
      format.plural(deals, { one: '# gewonnener Deal', other: '# gewonnene Deals' }),
    ];
    if (ofGoal != null) parts.push(`${format.percent(ofGoal)} vom Ziel`);
    if (change !== undefined) parts.push(leaderboard.change({ change }, format));
    return `${who}${isMe ? ' (Sie)' : ''}: ${parts.join(', ')}`;
  },
  ofGoal: ({ share }) => `${share} vom Ziel`,
  ratio: ({ won, closed }, format) => `${format.number(won)} von ${format.number(closed)}`,
  range: ({ from, to }) => `${from} bis ${to}`,
  days: ({ days }) => `${days}\u202fT.`,
  daysUnit: 'Tage',
  noGoal: 'kein Ziel',
  tooFew: ({ minClosed }, format) => `weniger als ${format.number(minClosed)} abgeschlossen`,
  legend: {
    won: 'Gewonnen',
    goal: 'Ziel',
    interval: ({ everyone }) => `Abschlussquote mit 95-%-Intervall, Linie: alle, ${everyone}`,
    change: ({ from, to }) => `Rang gegenüber ${from} bis ${to}`,
  },
  showAll: ({ count }, format) => `Alle ${format.number(count)} anzeigen`,
  showFewer: 'Weniger anzeigen',
  leads: 'führt',
  mixed: 'nicht addiert',
};

import type { OutcomeMessages } from '../messages/outcomes.js';
import { say, strong } from '../say.js';

const FORECASTS = {
  week: { one: '# Prognose einer Woche', other: '# Prognosen einer Woche' },
  month: { one: '# Prognose eines Monats', other: '# Prognosen eines Monats' },
  quarter: { one: '# Prognose eines Quartals', other: '# Prognosen eines Quartals' },
} as const;

export const outcomes: OutcomeMessages = {
  takeaway({ period, mean, range, won, goal, gap, met }) {
    const between = range ? say`, 80-%-Spanne ${strong(range.low)} bis ${strong(range.high)}` : '';
    const why = range?.median
      ? say` Sie liegt außerhalb dieser Spanne, weil wenige große Deals das meiste davon ausmachen: Die Hälfte der Fälle bleibt unter ${strong(range.median)}.`
      : '';
    const so = won ? say` Gewonnen sind bisher ${strong(won)}.` : '';
    const of = goal ? say` von ${strong(goal)}` : '';
    const reached = met
      ? say` Das Ziel${of} ist erreicht.`
      : !gap
        ? ''
        : say` Das sind ${strong(gap.amount)} ${gap.isShort ? 'weniger' : 'mehr'} als das Ziel${of}.`;
    return say`Prognose für ${period}: ${strong(mean)}${between}.${why}${reached}${so}`;
  },
  mark({ mode, interval, mean, range, won, goal }) {
    return [
      interval,
      `Prognose ${mode === 'cumulative' ? 'bis dahin ' : ''}${mean}`,
      ...(range
        ? [`80\u00a0% ${range.low} bis ${range.high}${range.median ? `, Median ${range.median}` : ''}`]
        : []),
      ...(won ? [`bisher gewonnen ${won}`] : []),
      ...(goal ? [`Ziel ${goal}`] : []),
    ].join(', ');
  },
  ends: {
    forecast: 'Prognose',
    high: ({ share }) => `hoch, ${share}`,
    low: ({ share }) => `tief, ${share}`,
  },
  legend: {
    forecast: 'Prognose',
    half: ({ share }) => share,
    most: ({ share }) => `${share} der Fälle`,
    open: 'Aus offenen Deals',
    fresh: 'Noch nicht angelegt',
  },
  split: { booked: 'gebucht', open: 'offene Deals', fresh: 'noch nicht angelegt' },
  columns: {
    mean: 'Prognose',
    meanUpTo: 'Prognose bis dahin',
    openDeals: 'Aus offenen Deals',
    fresh: 'Noch nicht angelegt',
    low: ({ share }) => `Tief, ${share}`,
    high: ({ share }) => `Hoch, ${share}`,
    median: 'Median',
    chance: 'Chance auf das Ziel',
  },
  provisional: 'Vorläufig',
  error({ interval, replays, n, off, ranges, held }, format) {
    const number = (count: number): string => format.number(count);
    const days = format.plural(replays, { one: '# Tag', other: '# Tagen' });
    const compared = format.plural(n, FORECASTS[interval]);
    const range =
      ranges === 0
        ? ''
        : ranges === n
          ? `; die 80-%-Spanne hielt bei ${number(held)} davon`
          : `; ${number(ranges)} davon hatten eine 80-%-Spanne, die bei ${number(held)} hielt`;
    return `Mit dem Stand von ${days} der Vergangenheit noch einmal gerechnet, ${n === 1 ? 'lag' : 'lagen'} ${compared} im Mittel um ${off} daneben${range}.`;
  },
  notes: {
    definition:
      'Die Prognose: was gebucht ist, was offene Deals in ihrer Phase und ihrem Alter bisher gebracht haben, und Deals, die erst noch angelegt werden. Ihre Spannen sind so breit, wie ihre Fehler in Rückrechnungen der eigenen Vergangenheit waren.',
    provisional: {
      'no-history':
        'Vorläufig: Noch kein Deal wurde an einem bekannten Tag abgeschlossen, es zählen nur die eingestellten Wahrscheinlichkeiten.',
      'little-history':
        'Vorläufig: Der Verlauf umfasst weniger als fünf Monate, oder es sind zu wenige Deals abgeschlossen.',
      'few-wins': 'Vorläufig: Bisher wurden wenige Deals gewonnen.',
      'no-replay': 'Vorläufig: Die Vergangenheit ist zu kurz, um sie zurückzurechnen.',
    },
    noRange:
      'Es ist keine Spanne gezeichnet: Ohne Rückrechnungen der Vergangenheit gibt es keinen Fehler zu messen.',
    leftOut({ code, n, amount, used }, format) {
      const deals = format.plural(n, { one: '# Deal', other: '# Deals' });
      const has = n === 1 ? 'hat' : 'haben';
      const is = n === 1 ? 'ist' : 'sind';
      switch (code) {
        case 'no-amount':
          return `${deals} ohne Betrag ${n === 1 ? 'trägt' : 'tragen'} nichts zur Prognose bei.`;
        case 'no-date':
          return `${deals} ${has} weder Phasenverlauf noch Anlagedatum, das Alter ist also nicht bekannt.`;
        case 'no-rate':
          return `${deals} in einer Währung ohne Kurs ${n === 1 ? 'fehlt' : 'fehlen'} in der Prognose.`;
        case 'amount-unknown':
          return `${deals} ${has} noch keinen Betrag${used ? `: Die Prognose setzt je ${used} an, was im Schnitt gewonnen wird` : ''}.`;
        case 'capped':
          return `${deals} ${is} weit größer als alles bisher Gewonnene${amount && used ? `: ${amount}, wovon die Prognose ${used} ansetzt` : ''}.`;
        case 'stage-unknown':
          return `${deals} ${has} keine Phase, die die Pipeline kennt.`;
        case 'stage-unseen':
          return `${deals} ${is} in einer Phase, die noch kein Deal verlassen hat: Es zählt die eingestellte Wahrscheinlichkeit.`;
        case 'age-beyond-support':
          return `${deals} ${is} länger in der Phase als jeder Deal, der von dort weiterging: Die Prognose erwartet wenig davon.`;
        case 'closed-without-date':
          return `${deals}, ohne Abschlussdatum gewonnen, ${n === 1 ? 'fehlt' : 'fehlen'} in der Prognose.`;
      }
    },
  },
};

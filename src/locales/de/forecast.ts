import type { ForecastMessages } from '../messages/forecast.js';
import { say, strong } from '../say.js';
import { fan } from './fan.js';

const DEALS = { one: '# Deal', other: '# Deals' } as const;

export const forecast: ForecastMessages = {
  role: 'Umsatzdiagramm',
  subtitle({ mode, period, asOf, pipelines }, format) {
    const how = mode === 'cumulative' ? ', kumuliert' : '';
    const rest = [
      pipelines.length > 0 ? format.list(pipelines) : 'Alle Pipelines',
      ...(asOf ? [`Stichtag ${asOf}`] : []),
    ];
    return `Gewonnener Umsatz und gewichtete Pipeline, ${period}${how}, nach Abschlussdatum. ${rest.join(', ')}`;
  },
  span(facts) {
    switch (facts.kind) {
      case 'quarter':
        return `Q${facts.quarter} ${facts.fiscal ? 'GJ ' : ''}${facts.year}`;
      case 'year':
        return `${facts.fiscal ? 'GJ ' : ''}${facts.year}`;
      case 'month':
        return facts.month;
      case 'days':
        return facts.from === facts.to ? facts.from : `${facts.from} bis ${facts.to}`;
    }
  },
  spanShort: (facts) => (facts.kind === 'quarter' ? `Q${facts.quarter}` : forecast.span(facts)),
  takeaway({ phase, period, asOf, open, won, ofGoal, goal, weighted, gap }) {
    const of = ofGoal ? say`, ${strong(ofGoal.share)} des Ziels von ${strong(ofGoal.goal)}` : '';
    // A span leads, so that it needs no preposition: "in Q4 2026", but "vom 1. bis 15. Okt.".
    if (phase === 'past') {
      return won
        ? say`${period}: ${strong(won)} gewonnen${of}.`
        : say`${period}: Kein gewonnener Deal hat einen Betrag.`;
    }
    const ofWhat = phase === 'future' && goal ? say` von ${strong(goal)}` : '';
    const expected =
      open === 0
        ? say`Kein offener Deal wird in dieser Zeit erwartet`
        : weighted
          ? say`Offene Deals zählen gewichtet ${strong(weighted)}`
          : say`Was offene Deals gewichtet zählen, lässt sich ohne Wahrscheinlichkeiten nicht sagen`;
    const rest =
      !weighted || !gap
        ? '.'
        : gap.isShort
          ? say`; bis zum Ziel${ofWhat} fehlen damit ${strong(gap.amount)}.`
          : say`; damit liegt die Summe ${strong(gap.amount)} über dem Ziel${ofWhat}.`;
    if (phase === 'future') return say`${period}: ${expected}${rest}`;
    return won
      ? say`${period}: ${strong(won)} bis ${asOf} gewonnen${of}. ${expected}${rest}`
      : say`${period}: Kein bis ${asOf} gewonnener Deal hat einen Betrag. ${expected}${rest}`;
  },
  mark({ mode, interval, won, expected, weighted, goal, ofGoal, overdue }, format) {
    const isCumulative = mode === 'cumulative';
    return [
      interval,
      ...(won ? [`${isCumulative ? 'bisher ' : ''}gewonnen ${won}`] : []),
      ...(weighted ? [`gewichtete Pipeline ${weighted}`] : []),
      ...(expected ? [`zusammen ${expected}`] : []),
      ...(goal ? [`Ziel ${goal}`] : []),
      ...(ofGoal ? [`davon ${ofGoal.share} gewonnen`] : []),
      ...(overdue > 0
        ? [format.plural(overdue, { one: 'darin # überfälliger Deal', other: 'darin # überfällige Deals' })]
        : []),
    ].join(', ');
  },
  today: 'Heute',
  asOf: ({ day }) => `Stichtag ${day}`,
  elapsed: ({ share }) => `${share} verstrichen`,
  ends: { won: 'gewonnen', weighted: 'zusammen', goal: 'Ziel', previous: 'davor' },
  strip: {
    won: 'Gewonnen',
    wonDeals: ({ n }, format) => format.plural(n, DEALS),
    onPrevious: ({ period, running }) =>
      `ggü. ${period ?? 'den Tagen davor'}${running ? ', gleicher Tag' : ''}`,
    attainment: 'Zielerreichung',
    elapsed: ({ share }) => `${share} der Zeit vorbei`,
    weighted: 'Gewichtete Pipeline',
    ofOpen: ({ n, amount }, format) => `${amount} in ${format.plural(n, DEALS)}`,
    gap: 'Abstand zum Ziel',
    goal: ({ goal }) => `Ziel ${goal}`,
    coverage: 'Abdeckung',
    coverageBase: ({ toGo }) => `von restlichen ${toGo}`,
    times: ({ times }) => `${times}×`,
    goalMet: 'Ziel erreicht',
  },
  figure({ period, ofGoal, goal, isAhead }) {
    if (isAhead) return `gewichtete Pipeline, ${period}${goal ? `, Ziel ${goal}` : ''}`;
    return ofGoal
      ? `gewonnen, ${period}, ${ofGoal.share} des Ziels von ${ofGoal.goal}`
      : `gewonnen, ${period}`;
  },
  weightedOf: ({ amount }) => `${amount} gewichtet`,
  ofGoal: ({ share, goal }) => (share ? `${share} von ${goal}` : `Ziel ${goal}`),
  columns: {
    interval: { week: 'Woche', month: 'Monat', quarter: 'Quartal' },
    wonDeals: 'Gewonnene Deals',
    won: 'Gewonnen',
    wonUpTo: 'Gewonnen bis dahin',
    openDeals: 'Offene Deals',
    open: 'Offener Betrag',
    overdue: 'Überfällige Deals',
    weighted: 'Gewichtete Pipeline',
    expectedUpTo: 'Gewonnen und gewichtet',
    goal: 'Ziel',
    goalUpTo: 'Ziel bis dahin',
    ofGoal: 'Zielerreichung',
  },
  legend: {
    won: 'Gewonnen',
    weighted: 'Gewichtete Pipeline',
    open: 'Offen, nicht gewichtet',
    goal: 'Ziel',
  },
  deals: ({ n }, format) => format.plural(n, DEALS),
  notes: {
    definition:
      'Gewichtete Pipeline: Betrag × Wahrscheinlichkeit der offenen Deals, deren Abschluss bis dahin erwartet wird, nach der Wahrscheinlichkeit des Deals, sonst seiner Phase. Das ist keine Prognose: Es fehlen die Spanne und alle Deals, die erst noch entstehen.',
    overdue: ({ n, interval, weighted }, format) =>
      `${format.plural(n, {
        one: 'Bei # offenem Deal ist das erwartete Abschlussdatum verstrichen; er zählt zum Zeitraum',
        other: 'Bei # offenen Deals ist das erwartete Abschlussdatum verstrichen; sie zählen zum Zeitraum',
      })} ${interval}${weighted ? `: gewichtet ${weighted}` : ''}.`,
    needsProbabilities:
      'Für die gewichtete Pipeline fehlen Wahrscheinlichkeiten: Keine Phase und kein offener Deal nennt eine Chance auf den Gewinn.',
    goalsMissing: ({ period }) =>
      `Die Ziele in den Daten ergeben zusammen nicht ${period}, daher wird dafür keines gezeigt.`,
    beyond: ({ intervals }, format) =>
      `Das Diagramm zeigt die ${format.number(intervals)} Zeitabschnitte um heute; frühere und spätere fehlen.`,
  },
  fan,
};

import type { FanMessages } from '../messages/fan.js';
import { say, strong } from '../say.js';

export const fan: FanMessages = {
  weightedHeading: 'Umsatz und gewichtete Pipeline',
  subtitle({ mode, period, asOf, pipelines }) {
    const how = mode === 'cumulative' ? ', kumuliert' : '';
    return `Gewonnener Umsatz und Prognose, ${period}${how}, nach Abschlussdatum. ${[pipelines || 'Alle Pipelines', ...(asOf ? [`Stichtag ${asOf}`] : [])].join(', ')}`;
  },
  awaited({ period, won, weighted }) {
    const so = won ? say`: ${strong(won)} sind gewonnen` : '';
    const open = weighted ? say`${won ? ',' : ':'} offene Deals zählen gewichtet ${strong(weighted)}` : '';
    return say`Die Prognose für ${period} wird berechnet${so}${open}.`;
  },
  between: ({ share, low, high, median }) =>
    `${share}: ${low} bis ${high}${median ? `, Median ${median}` : ''}`,
  strip: {
    forecast: 'Prognose',
    noRange: 'noch keine Spanne',
    chance: 'Chance auf das Ziel',
    toReach: ({ goal }) => `${goal} zu erreichen`,
    over: ({ share }) => `über ${share}`,
    under: ({ share }) => `unter ${share}`,
  },
  working: ({ share }) => `Prognose wird berechnet, ${share}`,
  failed: ({ reason }) => `Es gibt keine Prognose: ${reason}. Gezeigt wird die gewichtete Pipeline.`,
  updating: 'Wird aktualisiert',
  needsPast:
    'Eine Prognose braucht eine Vergangenheit: den Phasenverlauf oder die Tage, an denen Deals abgeschlossen wurden. Die Daten haben beides nicht; gezeigt wird die gewichtete Pipeline.',
  ways: {
    title: 'Welcher Zahl man glauben kann',
    way: 'Zahl',
    says: 'Sagt',
    off: {
      week: 'Wochen lagen daneben um',
      month: 'Monate lagen daneben um',
      quarter: 'Quartale lagen daneben um',
    },
    leans: 'Im Mittel',
    rows: {
      model: 'Prognose',
      weighted: 'Gewonnen und gewichtet',
      commit: 'Gewonnen und Zusage',
      bestCase: 'Mit bestem Fall',
      submitted: 'Meldungen der Verantwortlichen',
    },
    tooHigh: ({ share }) => `${share} zu hoch`,
    tooLow: ({ share }) => `${share} zu tief`,
    neither: 'etwa richtig',
    unknown: 'nicht zurückgerechnet',
  },
};

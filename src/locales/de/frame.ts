import type { FrameMessages } from '../messages/frame.js';

export const frame: FrameMessages = {
  headings: {
    funnel: 'Trichter',
    heatmap: 'Zeit je Phase',
    forecast: 'Prognose',
    owner: 'Team',
    team: 'Teams',
  },
  loading: 'Deals werden geladen',
  tableToggle: 'Tabelle',
  more: 'Exportieren und mehr',
  dataFrom: ({ at }) => `Stand ${at}`,
  notAvailable: 'n. v.',
  none: '–',
  retry: 'Erneut versuchen',
  failed: {
    title: 'Das konnte nicht geladen werden',
    reason: 'Ein Teil der Seite fehlt. Bitte die Verbindung prüfen und es erneut versuchen.',
  },
  needsShort: {
    history: 'Phasenverlauf fehlt',
    probabilities: 'Wahrscheinlichkeiten fehlen',
    rates: 'Wechselkurse fehlen',
    'closed-deals': 'abgeschlossene Deals fehlen',
  },
  partial: 'Unvollständig',
  stale: 'Nicht aktuell',
  mixedCurrencies: ({ currencies }, format) =>
    `Die Beträge sind in ${format.list(currencies)} angegeben, und Wechselkurse fehlen: Sie werden nicht addiert.`,
  updated: ({ sentence }) => `Aktualisiert: ${sentence}`,
};

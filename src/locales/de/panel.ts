import type { PanelMessages } from '../messages/panel.js';

const DAYS = { one: '# Tag', other: '# Tage' } as const;
const DAYS_DATIVE = { one: '# Tag', other: '# Tagen' } as const;

export const panel: PanelMessages = {
  close: 'Schließen',
  facts: 'Deal',
  visits: 'Phasen',
  criteria: 'Was Phasen verlangen',
  changes: 'Änderungen',
  links: 'Links',
  owner: 'Zuständig',
  amount: 'Betrag',
  closeDate: 'Abschlussdatum',
  openDeal: 'Deal öffnen',
  staysFor: ({ days }, format) => `seit ${format.plural(days, DAYS_DATIVE)}`,
  stayed: ({ days }, format) => format.plural(days, DAYS),
  stayedUnknown: 'Dauer nicht bekannt',
  noVisits: 'Kein Verlauf der Phasen.',
  met: 'erledigt',
  notMet: 'offen',
  changed: ({ what, from, to }) =>
    from === undefined
      ? to === undefined
        ? what
        : `${what} auf ${to} gesetzt`
      : to === undefined
        ? `${what} gelöscht, war ${from}`
        : `${what} von ${from} auf ${to}`,
  fieldNames: {
    amount: 'Betrag',
    expectedCloseAt: 'Abschlussdatum',
    owner: 'Zuständig',
    pipeline: 'Pipeline',
    forecastCategory: 'Kategorie',
    probability: 'Wahrscheinlichkeit',
  },

  find: 'Deal suchen',
  findHint: 'Eingabe geht zum nächsten Treffer, Umschalt und Eingabe zum vorigen, Escape zur Karte.',
  found: ({ deal, column, at, of }, format) =>
    `${deal}, ${column}, Treffer ${format.number(at)} von ${format.number(of)}`,
  foundShort: ({ at, of }, format) => `${format.number(at)} von ${format.number(of)}`,
  notFound: 'Kein Treffer',
};

import type { Formatter } from '../format.js';
import type { Moved, MovingMessages, PlaceFacts } from '../messages/moving.js';

const DEALS = { one: '# Deal', other: '# Deals' } as const;

const what = ({ deal, n }: Moved, format: Formatter): string => (n === 1 ? deal : format.plural(n, DEALS));
const place = ({ stage, position, of }: PlaceFacts, format: Formatter): string =>
  `${stage}, ${format.number(position)} von ${format.number(of)}`;

export const moving: MovingMessages = {
  pickedUp: (facts, format) =>
    `${what(facts, format)}, aufgenommen. ${
      facts.n === 1 ? place(facts, format) : facts.stage
    }. Pfeiltasten verschieben, Leertaste legt ab, Escape bricht ab`,
  over: (facts, format) =>
    `${place(facts, format)}, erlaubt${
      facts.asks.length === 0 ? '' : `, verlangt werden: ${format.list(facts.asks)}`
    }`,
  overHome: (facts, format) => `${place(facts, format)}, wie vorher`,
  overRefused: ({ stage, reason }) => `${stage}, nicht erlaubt: ${reason}`,
  sorted: 'Die Stelle in der Spalte folgt der Sortierung',
  noFurther: ({ stage }) => `${stage} ist die letzte`,
  cancelled: (facts, format) =>
    `Abgebrochen. ${what(facts, format)} ${facts.n === 1 ? 'bleibt' : 'bleiben'} in ${facts.stage}.`,
  dropped: (facts, format) =>
    `${what(facts, format)} von ${facts.from} nach ${place(facts, format)} verschoben. ${
      facts.from
    }: ${format.plural(facts.fromCount, DEALS)}, ${facts.stage}: ${format.number(facts.toCount)}.`,
  placed: (facts, format) => `${what(facts, format)} steht jetzt so: ${place(facts, format)}.`,
  movedMany: ({ n, to, toCount }, format) =>
    `${format.plural(n, DEALS)} nach ${to} verschoben. ${to}: ${format.plural(toCount, DEALS)}.`,
  refusedMany: ({ n, reason }, format) => `${format.plural(n, DEALS)} bleiben, wo sie waren: ${reason}.`,
  rolledBackMany: ({ n, reason }, format) =>
    `Speichern nicht möglich: ${reason}. ${format.plural(n, DEALS)} sind wieder, wo sie waren.`,
  overtaken: ({ deal, stage }) =>
    `${deal} wurde inzwischen von anderer Seite geändert und ist in ${stage}. Die eigene Änderung wurde nicht gespeichert.`,
  late: (facts, format) => `${what(facts, format)}: noch nicht gespeichert.`,
  savedAfterAll: (facts, format) => `${what(facts, format)}: gespeichert.`,
  notSaved: 'Noch nicht gespeichert',
  retry: 'Erneut versuchen',
  giveUp: 'Zurücknehmen',
  warned: ({ reason }) => `Hinweis: ${reason}.`,
  carrying: 'Wird verschoben. Escape bricht ab',
  hint: 'Leertaste nimmt eine Karte auf, Eingabetaste öffnet sie, Umschalt + F10 öffnet ihr Menü, ? zeigt alle Tasten',

  skipped: ({ stages }, format) =>
    stages.length === 1
      ? `${format.list(stages)} lässt sich nicht überspringen`
      : `${format.list(stages)} lassen sich nicht überspringen`,
  backwards: ({ from }) => `aus ${from} geht kein Deal zurück`,
  hasSkipped: ({ stages }, format) => `${format.list(stages)} übersprungen`,
  wentBack: ({ from }) => `aus ${from} zurückgegangen`,
  missing: ({ labels }, format) => `es fehlt: ${format.list(labels)}`,
  violations: ({ n }, format) =>
    n === 1
      ? '1 Deal hält die Regeln seiner Phase nicht ein; er ist gekennzeichnet.'
      : `${format.plural(n, DEALS)} halten die Regeln ihrer Phasen nicht ein; sie sind gekennzeichnet.`,

  lostReason: 'Grund für den Verlust',
  gate: {
    title: (facts, format) => `${what(facts, format)} nach ${facts.stage}`,
    required: 'erforderlich',
    submit: 'Verschieben',
    cancel: 'Abbrechen',
    choose: 'Auswählen …',
    errors: {
      required: 'Diese Angabe wird zum Verschieben gebraucht.',
      checkbox: 'Das muss zum Verschieben angekreuzt sein.',
      number: ({ example }) => `Das ist keine Zahl. Ein Beispiel: ${example}`,
      date: 'Das ist kein Datum.',
      select: 'Bitte aus der Liste auswählen.',
    },
    faults: ({ n }, format) =>
      n === 1
        ? '1 Feld braucht noch Aufmerksamkeit.'
        : `${format.number(n)} Felder brauchen noch Aufmerksamkeit.`,
  },

  open: 'Öffnen',
  moveUp: 'Nach oben',
  moveDown: 'Nach unten',
  select: 'Auswählen',
  deselect: 'Auswahl aufheben',
  selectCard: ({ deal }) => `${deal} auswählen`,
  isSelected: 'ausgewählt',
  selected: ({ n }, format) => `${format.number(n)} ausgewählt`,
  selectedNow: ({ deal, on, n }, format) =>
    `${deal} ${on ? 'ausgewählt' : 'nicht ausgewählt'}, insgesamt ${format.number(n)}`,
  moveSelected: 'Verschieben nach …',
  clearSelection: 'Auswahl aufheben',
  selectionCleared: 'Nichts ausgewählt',
};

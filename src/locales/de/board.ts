import type { BoardMessages } from '../messages/board.js';
import { name, say, strong } from '../say.js';

const DEALS = { one: '# Deal', other: '# Deals' } as const;
const OPEN_DEALS = { one: '# offener Deal', other: '# offene Deals' } as const;
const DAYS = { one: '# Tag', other: '# Tage' } as const;
const DAYS_DATIVE = { one: '# Tag', other: '# Tagen' } as const;

export const board: BoardMessages = {
  heading: 'Board',
  subtitle({ pipeline, isStandard, isUnknown, open, sum, weighted, period, asOf }, format) {
    const figures = [
      format.plural(open, OPEN_DEALS),
      ...(sum === undefined ? [] : [sum]),
      ...(weighted === undefined ? [] : [`gewichtet ${weighted}`]),
    ].join(', ');
    return [
      ...(pipeline === undefined ? [] : [pipeline]),
      ...(isUnknown ? [] : [figures]),
      ...(isStandard ? ['Nach Phase gruppiert, höchster Betrag zuerst'] : []),
      ...(period === undefined ? [] : [`Gewonnen und verloren: ${period.from} bis ${period.to}`]),
      ...(asOf === undefined ? [] : [`Stichtag ${asOf}`]),
    ].join('. ');
  },
  takeaway({ open, hasAmounts, largest, idle }, format) {
    if (open === 0) return say`Kein Deal ist offen.`;
    const count = strong(format.plural(open, OPEN_DEALS));
    const most =
      largest === undefined
        ? hasAmounts
          ? say`${count}.`
          : open === 1
            ? say`${count} ohne Betrag.`
            : say`${count}, keiner davon mit Betrag.`
        : largest.share === null
          ? say`Am meisten liegt in ${name(largest.stage)}: ${strong(largest.sum)}.`
          : say`Am meisten liegt in ${name(largest.stage)}: ${strong(largest.sum)}, ${strong(
              format.percent(largest.share),
            )} des offenen Betrags.`;
    if (idle === undefined) return most;
    if (idle === 0) return say`${most} Kein Deal liegt länger in seiner Phase als vorgesehen.`;
    const which = idle === 1 ? 'liegt länger in seiner Phase' : 'liegen länger in ihrer Phase';
    return say`${most} ${strong(format.plural(idle, DEALS))} ${which} als vorgesehen.`;
  },

  deals: ({ n }, format) => format.plural(n, DEALS),
  weighted: ({ sum, share }) => `gewichtet ${sum} (${share})`,
  weightedOnly: ({ sum }) => `gewichtet ${sum}`,
  noAmounts: 'keine Beträge',
  noStage: 'Keine Phase erfasst',
  unmapped: ({ stage }) => `${stage} (nicht in dieser Pipeline)`,
  archived: ({ stage }) => `${stage} (archiviert)`,
  overdueColumn: 'Überfällig',
  laterColumn: 'Später',
  noCloseDate: 'Kein Abschlussdatum',
  noCategory: 'Keine Kategorie',
  noValue: ({ field }) => `Ohne ${field}`,
  categories: {
    omit: 'Ausgelassen',
    pipeline: 'Pipeline',
    'best-case': 'Bestfall',
    commit: 'Zusage',
    closed: 'Abgeschlossen',
  },
  cellTotal: ({ n, sum }, format) =>
    sum === undefined ? format.plural(n, DEALS) : `${format.plural(n, DEALS)}, ${sum}`,
  limitDeals: ({ n, limit, spoken }, format) =>
    spoken
      ? `${format.plural(n, DEALS)}, höchstens ${format.number(limit)} sollen hier sein`
      : `${format.number(n)} von ${format.number(limit)}`,
  limitDays: ({ n, limit, spoken }, format) =>
    spoken
      ? `${format.plural(n, DEALS)} seit mehr als ${format.plural(limit, DAYS_DATIVE)} hier`
      : `${format.number(n)} über ${format.number(limit)} T.`,
  emptyColumn: 'Keine Deals',
  show: 'Einblenden',
  hide: 'Ausblenden',
  showColumn: ({ stage }) => `Deals der Phase ${stage} einblenden`,
  hideColumn: ({ stage }) => `Deals der Phase ${stage} ausblenden`,
  drop: 'Hier ablegen',
  stageSelect: 'Phase',
  stageOption: ({ stage, count }) => `${stage} (${count})`,

  unassigned: 'Nicht zugewiesen',
  noAmount: 'kein Betrag',
  due: ({ day }) => `fällig ${day}`,
  closed: ({ day }) => `geschlossen ${day}`,
  overdue: ({ days, spoken }, format) =>
    spoken ? `seit ${format.plural(days, DAYS_DATIVE)} überfällig` : `seit ${format.number(days)} T. fällig`,
  idle: ({ days, allowed, spoken }, format) =>
    spoken
      ? `${format.plural(days, DAYS)} in dieser Phase, vorgesehen höchstens ${format.number(allowed)}`
      : `${format.number(days)} T. in Phase, max. ${format.number(allowed)}`,
  saving: 'Wird gespeichert …',
  yes: 'ja',
  no: 'nein',
  fields: {
    probability: 'Wahrscheinlichkeit',
    nextStep: 'Nächster Schritt',
    category: 'Kategorie',
    stage: 'Phase',
    source: 'Quelle',
    contact: 'Kontakt',
    account: 'Kunde',
    age: 'In der Phase',
    activity: 'Letzte Aktivität',
    nextActivity: 'Nächste Aktivität',
    created: 'Angelegt',
  },
  actionsFor: ({ deal }) => `Aktionen für ${deal}`,
  moveTo: ({ deal }) => `${deal} verschieben nach`,
  here: 'hier',
  keys: ({ moves }) =>
    moves
      ? 'Pfeiltasten führen von Karte zu Karte, die Eingabetaste öffnet eine Karte, die Leertaste nimmt sie zum Verschieben auf, Umschalt und F10 öffnet ihre Aktionen, das Fragezeichen zeigt alle Tasten.'
      : 'Pfeiltasten führen von Karte zu Karte, die Eingabetaste öffnet eine Karte.',
  staysHere: 'Änderungen bleiben auf dieser Seite.',

  undo: 'Rückgängig',
  undoKey: ({ apple }) => (apple ? '⌘ Z' : 'Strg Z'),
  close: 'Schließen',
  movedTo: ({ deal, to }) => say`${strong(deal)} nach ${name(to)} verschoben`,
  saidMoved: ({ deal, from, to, fromCount, toCount }, format) =>
    `${deal} von ${from} nach ${to} verschoben. ${from}: ${format.plural(fromCount, DEALS)}, ${to}: ${format.number(toCount)}.`,
  saidRefused: ({ deal, from, reason }) => `${deal} bleibt in ${from}: ${reason}.`,
  saidRolledBack: ({ deal, from, reason }) =>
    `Speichern nicht möglich: ${reason}. ${deal} ist wieder in ${from}.`,
  saidUndone: 'Rückgängig gemacht.',
  saidUndoFailed: ({ reason }) => `Rückgängig machen nicht möglich: ${reason}.`,
  refusals: {
    vetoed: 'diese Änderung ist nicht erlaubt',
    'deal-unknown': 'der Deal ist nicht mehr in den Daten',
    'stage-unknown': 'die Phase gehört nicht zu dieser Pipeline',
    'stage-stale': 'der Deal wurde inzwischen verschoben',
    'stages-skipped': 'in dieser Pipeline lässt sich keine Phase überspringen',
    'stage-backwards': 'aus dieser Phase geht kein Deal zurück',
    'criteria-missing': 'eine Angabe, die die Phase verlangt, fehlt',
    cancelled: 'das Speichern wurde abgebrochen',
    'as-of-past': 'die Seite zeigt einen vergangenen Tag, und Vergangenes lässt sich nicht ändern',
    conflict: 'neue Daten haben den Deal inzwischen geändert',
    'not-ready': 'es gibt noch keine Daten, die sich ändern ließen',
    'nothing-to-undo': 'es gibt nichts rückgängig zu machen',
    superseded: 'inzwischen wurden andere Daten geladen',
    failed: 'ein Fehler ist aufgetreten',
  },

  columns: { stage: 'Phase', deals: 'Deals', sum: 'Summe', weighted: 'Gewichtet' },
};

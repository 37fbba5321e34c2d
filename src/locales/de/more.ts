import type { MoreMessages } from '../messages/more.js';

const kinds = { csv: 'Die Tabelle', svg: 'Das Bild', png: 'Das Bild' } as const;

export const more: MoreMessages = {
  menu: {
    csv: 'Als CSV herunterladen',
    svg: 'Als SVG herunterladen',
    png: 'Als PNG herunterladen',
    keys: 'Tastenkürzel',
  },
  saved: ({ file }) => `${file} wurde heruntergeladen`,
  failed: ({ kind, reason }) => `${kinds[kind]} konnte nicht erstellt werden: ${reason}`,
  nothing: 'Es gibt noch nichts zu exportieren.',
  tooLarge:
    'Es wäre größer, als dieser Browser zeichnen kann. Mit einem kleineren Maßstab geht es vielleicht.',
  notLoaded:
    'Ein Teil der Seite konnte nicht geladen werden. Bitte die Verbindung prüfen und es erneut versuchen.',
  keys: {
    title: 'Tastenkürzel',
    close: 'Schließen',
    names: {
      arrows: 'Pfeiltasten',
      ctrlArrows: 'Strg + Pfeiltasten',
      shiftArrows: 'Umschalt + ↑, ↓',
      space: 'Leertaste',
      ctrlSpace: 'Strg + Leertaste',
      undo: 'Strg + Z, ⌘ Z',
      ends: 'Pos1, Ende',
      corners: 'Strg + Pos1, Strg + Ende',
      choose: 'Eingabe- oder Leertaste',
      enter: 'Eingabetaste',
      menu: 'Umschalt + F10',
      escape: 'Esc',
      tab: 'Tab',
      help: '?',
    },
    what: {
      mark: 'Zur nächsten Stelle des Diagramms',
      cell: 'Von Zelle zu Zelle',
      row: 'Von Zeile zu Zeile',
      card: 'Von Karte zu Karte und von Phase zu Phase',
      firstLast: 'Zur ersten oder letzten Stelle',
      rowEnds: 'Zur ersten oder letzten Zelle der Zeile',
      corners: 'Zur ersten oder letzten Zelle der Tabelle',
      columnEnds: 'Zur ersten oder letzten Karte der Phase',
      boardEnds: 'Zur ersten oder letzten Phase',
      select: 'Auswählen, was im Fokus ist',
      sort: 'Auf einer Überschrift: danach sortieren',
      openCard: 'Den Deal öffnen',
      pickUp: 'Eine Karte aufnehmen; noch einmal: ablegen',
      carry: 'Mit aufgenommener Karte: ihren Platz suchen',
      carryFar: 'Mit aufgenommener Karte: zum letzten Platz in dieser Richtung',
      selectRange: 'Karten nebeneinander auswählen',
      selectCard: 'Eine Karte auswählen oder abwählen',
      undo: 'Den letzten Zug zurücknehmen',
      cardMenu: 'Das Menü der Karte öffnen',
      closeTip: 'Den Hinweis schließen; der Fokus bleibt',
      cancel: 'Ein Menü schließen oder eine gezogene Karte zurückgehen lassen',
      leave: 'Weiter zur Legende und zu den Schaltflächen darunter',
      help: 'Diese Liste anzeigen',
    },
  },
};

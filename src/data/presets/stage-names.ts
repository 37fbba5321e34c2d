import type { StageKind } from '../../core/model.js';
import { nameKey } from '../labels.js';

/**
 * Stage orders that are the same in every account of a system until somebody edits them. A pipeline whose open
 * stages all stand in one of these lists takes its order. Further languages are further lists.
 */
const KNOWN_ORDERS: readonly (readonly string[])[] = [
  // HubSpot
  [
    'Appointment Scheduled',
    'Qualified to Buy',
    'Presentation Scheduled',
    'Decision Maker Bought-In',
    'Contract Sent',
  ],
  // Salesforce
  [
    'Prospecting',
    'Qualification',
    'Needs Analysis',
    'Value Proposition',
    'Id. Decision Makers',
    'Perception Analysis',
    'Proposal/Price Quote',
    'Negotiation/Review',
  ],
  // Pipedrive
  ['Qualified', 'Contact Made', 'Demo Scheduled', 'Proposal Made', 'Negotiations Started'],
  // the Maven table
  ['Prospecting', 'Engaging'],
];

/**
 * What people call stages in tables they keep by hand, in the order in which sales go; names of one line are of one
 * place. As above, it counts only where it holds all open stages. Further languages are further names.
 */
const COMMON_ORDER: readonly (readonly string[])[] = [
  ['Lead', 'Leads', 'New', 'New lead', 'Inquiry', 'Prospect', 'Prospecting', 'Neu', 'Anfrage', 'Interessent'],
  [
    'Contacted',
    'Contact made',
    'First contact',
    'Erstkontakt',
    'Kontaktiert',
    'Kontaktaufnahme',
    'Erstgespräch',
  ],
  ['Qualified', 'Qualification', 'Qualified lead', 'Qualifiziert', 'Qualifizierung'],
  ['Meeting', 'Meeting scheduled', 'Appointment', 'Termin', 'Termin vereinbart'],
  ['Discovery', 'Needs analysis', 'Bedarfsanalyse', 'Bedarf'],
  ['Demo', 'Demo scheduled', 'Presentation', 'Evaluation', 'Trial', 'Präsentation', 'Testphase'],
  [
    'Proposal',
    'Proposal sent',
    'Quote',
    'Quote sent',
    'Offer',
    'Offer sent',
    'Angebot',
    'Angebot erstellt',
    'Angebot versendet',
    'Angebot abgegeben',
  ],
  ['Negotiation', 'Negotiations', 'In negotiation', 'Verhandlung', 'In Verhandlung'],
  [
    'Contract',
    'Contract sent',
    'Contract negotiation',
    'Verbal commitment',
    'Commit',
    'Vertrag',
    'Vertrag versendet',
    'Vertragsverhandlung',
    'Mündliche Zusage',
  ],
];

/** Default names of closed stages, and the words of a status column, in the five languages. */
const CLOSED_NAMES: Readonly<Record<'won' | 'lost', readonly string[]>> = {
  won: [
    'Closed Won',
    'Won', // en
    'Abgeschlossen und gewonnen',
    'Geschlossen und gewonnen',
    'Geschlossen/Gewonnen',
    'Gewonnen', // de
    'Cierre ganado',
    'Cerrada ganada',
    'Ganado',
    'Ganada', // es
    'Fermé gagné',
    'Fermée gagnée',
    'Fermée et gagnée',
    'Fermé/Gagné',
    'Gagné',
    'Gagnée', // fr
    '成功关闭',
    '已赢单',
    '已结束并赢得客户',
    '赢单',
    '赢得', // zh
  ],
  lost: [
    'Closed Lost',
    'Lost',
    'Abgeschlossen und verloren',
    'Geschlossen und verloren',
    'Geschlossen/Verloren',
    'Verloren',
    'Cierre perdido',
    'Cerrada perdida',
    'Perdido',
    'Perdida',
    'Fermé perdu',
    'Fermée perdue',
    'Fermée et perdue',
    'Fermé/Perdu',
    'Perdu',
    'Perdue',
    '失败关闭',
    '已丢单',
    '已结束但失去客户',
    '输单',
    '失去',
  ],
};

const OPEN_WORDS: readonly string[] = [
  'Open',
  'In progress',
  'Active',
  'Offen',
  'Abierto',
  'Ouvert',
  'En cours',
  '进行中',
  '开放',
];

const KIND_BY_NAME: ReadonlyMap<string, StageKind> = new Map<string, StageKind>([
  ...CLOSED_NAMES.won.map((name): [string, StageKind] => [nameKey(name), 'won']),
  ...CLOSED_NAMES.lost.map((name): [string, StageKind] => [nameKey(name), 'lost']),
]);

const OPEN_KEYS: ReadonlySet<string> = new Set(OPEN_WORDS.map(nameKey));

const ORDERS: readonly ReadonlyMap<string, number>[] = [
  ...KNOWN_ORDERS.map((names) => names.map((name) => [name])),
  COMMON_ORDER,
].map(
  (places) =>
    new Map(places.flatMap((names, index) => names.map((name): [string, number] => [nameKey(name), index]))),
);

/** Won or lost, if that is what a CRM's default name for a closed stage says. */
export function closedKindOf(name: string): 'won' | 'lost' | undefined {
  const kind = KIND_BY_NAME.get(nameKey(name));
  return kind === 'won' || kind === 'lost' ? kind : undefined;
}

/** What a status column says: open, won or lost; `undefined` for any other word. */
export function statusOf(word: string): StageKind | undefined {
  if (word === '') return undefined;
  const key = nameKey(word);
  return KIND_BY_NAME.get(key) ?? (OPEN_KEYS.has(key) ? 'open' : undefined);
}

/** Places of these open stages in a known order, or `undefined` unless one list holds them all. */
export function knownOrder(names: readonly string[]): readonly number[] | undefined {
  const keys = names.map(nameKey);
  for (const order of ORDERS) {
    const places = keys.map((key) => order.get(key));
    if (places.every((place) => place !== undefined)) return places;
  }
  return undefined;
}

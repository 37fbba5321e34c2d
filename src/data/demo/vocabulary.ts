/** The words of the demo data. Companies and people are invented; towns and streets are left out on purpose. */
import type { Owner } from '../../core/model.js';

/** An owner, and how this one works: what makes the demo's figures tell somebody apart from the others. */
export interface DemoOwner extends Owner {
  readonly language: 'de' | 'en';
  /** Share of the new deals. */
  readonly load: number;
  /** Factor on the days in a stage, by stage id. */
  readonly pace: Readonly<Record<string, number>>;
  /** Factor on the chance to lose the deal in a stage, by stage id. */
  readonly risk: Readonly<Record<string, number>>;
  /** Days before as-of on which this owner started; absent: was always there. */
  readonly joinedDaysAgo?: number;
  /** Revenue target for a whole quarter. */
  readonly goal: number;
}

export const demoOwners: readonly DemoOwner[] = [
  {
    id: 'vogt',
    name: 'Katharina Vogt',
    team: 'DACH',
    language: 'de',
    load: 26,
    pace: { 'needs-analysis': 0.9, 'contract-negotiation': 0.6 },
    risk: { 'proposal-sent': 0.85, 'contract-negotiation': 0.7 },
    goal: 140_000,
  },
  {
    id: 'brandt',
    name: 'Jonas Brandt',
    team: 'DACH',
    language: 'de',
    load: 22,
    // The one who is slow in needs analysis.
    pace: { 'needs-analysis': 2.1 },
    risk: { 'needs-analysis': 1.25 },
    goal: 110_000,
  },
  {
    id: 'keller',
    name: 'Miriam Keller',
    team: 'DACH',
    language: 'de',
    load: 20,
    pace: { 'needs-analysis': 0.95, 'proposal-sent': 1.2, 'contract-negotiation': 1.35 },
    risk: {},
    goal: 100_000,
  },
  {
    id: 'clarke',
    name: 'Amelia Clarke',
    team: 'UK & Ireland',
    language: 'en',
    load: 20,
    pace: { 'meeting-scheduled': 1.1, 'needs-analysis': 0.75 },
    risk: { 'lead-qualification': 0.9 },
    goal: 100_000,
  },
  {
    id: 'hughes',
    name: 'Oliver Hughes',
    team: 'UK & Ireland',
    language: 'en',
    load: 22,
    pace: { 'lead-qualification': 1.2, 'meeting-scheduled': 1.4, 'proposal-sent': 0.7 },
    risk: { 'contract-negotiation': 1.3 },
    joinedDaysAgo: 190,
    goal: 60_000,
  },
];

export const companies: Readonly<
  Record<'de' | 'en', readonly [first: readonly string[], second: readonly string[]]>
> = {
  de: [
    [
      'Birkenfurt',
      'Grünwerder',
      'Falkenmoor',
      'Lindhagen',
      'Steinwarder',
      'Ostermoor',
      'Süderlohe',
      'Weidengrund',
      'Hasselbrink',
      'Kranichsee',
      'Morgenroth & Söhne',
      'Nordlicht',
      'Talbrück',
      'Uferstedt',
      'Quellenhain',
      'Rabenfels',
    ],
    [
      'Textil',
      'Optik',
      'Logistik',
      'Maschinenbau',
      'Medizintechnik',
      'Verlag',
      'Möbel',
      'Chemie',
      'Werkzeugbau',
      'Lebensmittel',
      'Energie',
      'Versicherung',
    ],
  ],
  en: [
    [
      'Ashcombe Vale',
      'Wrenfield',
      'Thornwick',
      'Kingsmere',
      'Penmarrow',
      'Harlowby',
      'Elderbrook',
      'Foxcote',
      'Marlstone',
      'Oakenby',
      'Larkhill & Daughters',
      'Selwick',
    ],
    [
      'Foods',
      'Robotics',
      'Hydraulics',
      'Health',
      'Retail',
      'Pharma',
      'Publishing',
      'Freight',
      'Optics',
      'Energy',
    ],
  ],
};

/** One account with a name that is longer than any column, as every real pipeline has one. */
export const longCompany = 'Ostermoorer Gesellschaft für angewandte Verfahrenstechnik';

export const people: Readonly<
  Record<'de' | 'en', readonly [given: readonly string[], family: readonly string[]]>
> = {
  de: [
    [
      'Anna',
      'Lukas',
      'Sabine',
      'Jürgen',
      'Leonie',
      'Matthias',
      'Petra',
      'Tobias',
      'Franziska',
      'Emre',
      'Käthe',
      'Björn',
    ],
    [
      'Albers',
      'Böttcher',
      'Deichmann',
      'Eggers',
      'Größl',
      'Hoffmeister',
      'Kröger',
      'Lüders',
      'Marquardt',
      'Yılmaz',
    ],
  ],
  en: [
    [
      'Alice',
      'Thomas',
      'Priya',
      'George',
      'Niamh',
      'Samuel',
      'Charlotte',
      'Rhys',
      'Grace',
      'Daniel',
      'Zoë',
      'Imran',
    ],
    [
      'Archer',
      'Bennett',
      'Cartwright',
      'Doyle',
      "O'Neill",
      'Fletcher',
      'Hargreaves',
      'Patel',
      'Sinclair',
      'Whitfield',
    ],
  ],
};

export const offers = [
  'service contract',
  'framework agreement',
  'platform',
  'rollout',
  'extension',
  'renewal',
  'migration',
  'pilot',
  'seats',
] as const;

export const goods = [
  'espresso machine',
  'coffee grinder',
  'standing desk',
  'e-bike',
  'air purifier',
  'stand mixer',
  'record player',
] as const;

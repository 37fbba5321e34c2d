/** The demo data as a German company would keep it: the same deals, their stages and offers in German words. */
import type { PipelineData } from '../../src/core/model.js';
import { demo } from './samples.js';

const words: Readonly<Record<string, string>> = {
  'New business': 'Neugeschäft',
  'Lead qualification': 'Lead-Qualifizierung',
  'Meeting scheduled': 'Termin vereinbart',
  'Needs analysis': 'Bedarfsanalyse',
  'Proposal sent': 'Angebot verschickt',
  'Contract negotiation': 'Vertragsverhandlung',
  'Closed won': 'Gewonnen',
  'Closed lost': 'Verloren',
  'Online shop': 'Onlineshop',
  'Lead captured': 'Kontakt erfasst',
  'Welcome e-mail sent': 'Willkommensmail verschickt',
  'Product demo completed': 'Produktdemo gehalten',
  'Cart abandoned': 'Warenkorb verlassen',
  'Purchase completed': 'Kauf abgeschlossen',
  'No purchase': 'Kein Kauf',
  'UK & Ireland': 'Großbritannien und Irland',
  'service contract': 'Wartungsvertrag',
  'framework agreement': 'Rahmenvertrag',
  platform: 'Plattform',
  rollout: 'Einführung',
  extension: 'Erweiterung',
  renewal: 'Verlängerung',
  migration: 'Umstieg',
  pilot: 'Pilotprojekt',
  seats: 'Lizenzen',
};
const german = (text: string): string => (Object.hasOwn(words, text) && words[text]) || text;

export const germanDemo: PipelineData = {
  ...demo,
  pipelines: demo.pipelines.map((pipeline) => ({
    ...pipeline,
    name: german(pipeline.name),
    stages: pipeline.stages.map((stage) => ({ ...stage, name: german(stage.name) })),
  })),
  owners: demo.owners?.map(({ team, ...owner }) => ({ ...owner, ...(team && { team: german(team) }) })),
  // "Kessler Optik, renewal": the account, then what is sold.
  deals: demo.deals.map((deal) => ({ ...deal, name: deal.name.split(', ').map(german).join(', ') })),
};

/** An export with German columns and two cells that can't be read. */
export const germanCsv = `Deal;Phase;Betrag;Erstellt am
Rabenfels Lebensmittel, Rahmenvertrag;Angebot verschickt;48.000,00;03.09.2026
Birkenfurt Textil, Plattform;Bedarfsanalyse;etwa 12k;14.09.2026
Steinwarder Chemie, Umstieg;Gewonnen;22.000,00;letzten Herbst
Hasselbrink Versicherung, Lizenzen;Verloren;19.000,00;21.09.2026
`;

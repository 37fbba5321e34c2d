import type { FunnelMessages } from '../messages/funnel.js';
import { name, say, strong } from '../say.js';

export const funnel: FunnelMessages = {
  role: 'Trichter',
  subtitle({ counting, by, period, asOf, pipeline }) {
    const what = period
      ? `${by === 'amount' ? 'Betrag der Deals' : 'Deals'} mit Erstelldatum ${period.from} bis ${period.to}`
      : by === 'amount'
        ? 'Betrag aller Deals'
        : 'Alle Deals';
    const how = {
      reached: 'einmal je erreichter Phase gezählt',
      strict: 'gezählt, wo sie alle Phasen davor durchlaufen haben',
      current: 'nach ihrer jetzigen Phase',
    }[counting];
    const rest = [pipeline, asOf && `Stichtag ${asOf}`].filter(Boolean).join(', ');
    return `${what}, ${how}${rest && `. ${rest}`}`;
  },
  takeaway({ by, total, deals, won, wonDeals, share, weakest, needsHistory }, format) {
    const isMoney = by === 'amount';
    const noun = isMoney ? '' : format.plural(deals, { one: ' Deal', other: ' Deals' });
    const soFar = weakest?.soFar;
    const isOne = (n: number): boolean => !isMoney && n === 1;
    const rest = soFar
      ? say` gingen bisher weiter, ${strong(soFar.lost)} ${isOne(soFar.lostDeals) ? 'ging' : 'gingen'} verloren, ${strong(
          soFar.here,
        )} ${isOne(soFar.hereDeals) ? 'ist' : 'sind'} noch dort.`
      : say` gingen weiter, ${strong(weakest?.lost ?? '')} nicht.`;
    const weak = weakest
      ? say` Schwächster Schritt: ${name(weakest.from)} zu ${name(weakest.to)}, ${strong(
          format.percent(weakest.share),
        )}${rest}`
      : needsHistory
        ? ' Für den schwächsten Schritt fehlt der Phasenverlauf.'
        : '';
    if (won === undefined) {
      return say`${strong(total)}${noun} ${!isMoney && deals === 1 ? 'wird' : 'werden'} hier gezählt.${weak}`;
    }
    const end = share === null ? '' : say` (${strong(format.percent(share))})`;
    const none = !isMoney && wonDeals === 0;
    const were = none || (!isMoney && wonDeals === 1) ? 'wurde' : 'wurden';
    return say`Von ${strong(total)}${noun} ${were} ${none ? strong('keiner') : strong(won)} gewonnen${end}.${weak}`;
  },
  takeawayCurrent({ by, total, deals, most }) {
    if (by === 'amount') {
      const end = most ? say`, am meisten in ${name(most.stage)}: ${strong(most.value)}.` : '.';
      return say`${strong(total)} liegen derzeit in diesen Phasen${end}`;
    }
    if (deals === 1) {
      return most
        ? say`${strong(total)} Deal ist derzeit in diesen Phasen, und zwar in ${name(most.stage)}.`
        : say`${strong(total)} Deal ist derzeit in diesen Phasen.`;
    }
    const end = most ? say`, die meisten in ${name(most.stage)}: ${strong(most.value)}.` : '.';
    return say`${strong(total)} Deals sind derzeit in diesen Phasen${end}`;
  },
  mark({ stage, deals, amount, ofPrevious, weakest }, format) {
    const parts = [format.plural(deals, { one: '# Deal', other: '# Deals' })];
    if (amount !== undefined) parts.push(amount);
    if (ofPrevious != null) parts.push(`${format.percent(ofPrevious)} der vorigen Phase`);
    if (weakest) parts.push('schwächster Schritt');
    return `${stage}: ${parts.join(', ')}`;
  },
  ofPrevious: ({ share }) => `${share} der vorigen`,
  lowest: 'schwächster Schritt',
  lowestShort: 'schwächster',
  needsHistory: 'Phasenverlauf fehlt',
  needsHistoryNote:
    'Welcher Anteil von Phase zu Phase weitergeht, zeigt nur der Phasenverlauf: Diese Daten nennen nur die jetzige Phase jedes Deals.',
  above: 'Ein Schritt über 100\u00a0% hat Deals dazugewonnen, die in der Phase davor nicht zählen.',
  columns: {
    stage: 'Phase',
    deals: 'Deals',
    amount: 'Betrag',
    ofFirst: 'Von erster',
    ofPrevious: 'Von voriger',
    moved: 'Weiter',
    here: 'Noch hier',
    lost: 'Verloren',
    skipped: 'Übersprungen',
  },
  reached: 'Erreicht',
  won: 'Gewonnen',
  special: {
    lostUnknown: 'Verloren, Phase nicht erfasst',
    unmapped: ({ stage }) => `${stage} (nicht in der Pipeline)`,
    noStage: 'Keine Phase erfasst',
  },
  needsRates:
    'Die Beträge sind in mehreren Währungen angegeben, und Wechselkurse fehlen: Balken nach Betrag sind so nicht möglich.',
  wonOf: ({ share, total }) =>
    share === undefined ? `gewonnen von ${total}` : `gewonnen von ${total} (${share})`,
};

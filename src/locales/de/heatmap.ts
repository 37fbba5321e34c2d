import type { Formatter } from '../format.js';
import type { HeatmapMessages, HeatmapStatistic } from '../messages/heatmap.js';
import { name, say, strong } from '../say.js';
import type { Piece } from '../say.js';

const statistic: Record<HeatmapStatistic, string> = {
  median: 'Median',
  p75: '75\u00a0% binnen',
  p90: '90\u00a0% binnen',
};
const measured: Record<HeatmapStatistic, string> = {
  median: 'Median in Tagen',
  p75: 'Tage, binnen derer 75\u00a0% der Aufenthalte enden',
  p90: 'Tage, binnen derer 90\u00a0% der Aufenthalte enden',
};
/** "25 Tage" */
const days = (count: number, format: Formatter): string => format.days(count);
/** "nach 25 Tagen" */
const daysDative = (count: number, format: Formatter): string =>
  count === 1 ? days(count, format) : `${number(count, format)} Tagen`;
const number = (count: number, format: Formatter): string =>
  format.number(count, { maximumFractionDigits: 1 });

export const heatmap: HeatmapMessages = {
  subtitle({ statistic: what, period, won, asOf, pipeline }) {
    const which = period
      ? `Aufenthalte mit Beginn ${period.from} bis ${period.to}${won ? '; Tage bis gewonnen: in dieser Zeit gewonnene Deals' : ''}`
      : 'alle Aufenthalte';
    const rest = [pipeline, asOf && `Stichtag ${asOf}`].filter(Boolean).join(', ');
    return `${measured[what]}, offene Deals als „mindestens so lange“ gezählt, ${which}${rest && `. ${rest}`}`;
  },
  takeaway({ statistic: what, by, slowest, there, elsewhere }, format) {
    const { stage, days: count, seen } = slowest;
    const slow = say`Am längsten dauert ${name(stage)}:`;
    const fewer = {
      median: 'ist weniger als die Hälfte',
      p75: 'sind weniger als 75\u00a0%',
      p90: 'sind weniger als 90\u00a0%',
    }[what];
    const head =
      count === null
        ? say`${slow} Nach ${strong(daysDative(seen ?? 0, format))} ${fewer} der Aufenthalte beendet.`
        : what === 'median'
          ? say`${slow} im Median ${strong(days(count, format))}.`
          : say`${slow} ${what === 'p75' ? '75' : '90'}\u00a0% der Aufenthalte enden binnen ${strong(
              daysDative(count, format),
            )}.`;
    const than = by === 'owner' ? 'das Team' : 'insgesamt';
    const [of, needs] = by === 'entry-month' ? ['Aufenthalte aus ', 'brauchen'] : ['', 'braucht'];
    const figure = (count: number): Piece => strong(number(count, format));
    const first =
      there &&
      say` ${of}${name(there.group)} ${needs} dort ${figure(there.days)} (${figure(there.above)} mehr als ${than})`;
    if (!elsewhere) return first ? say`${head}${first}.` : head;
    const { group, stage: where, days: long, above } = elsewhere;
    const second = say`${figure(long)} in ${name(where)} (${figure(above)} mehr`;
    if (!first) return say`${head} ${of}${name(group)} ${needs} ${second} als ${than}).`;
    return group === there.group
      ? say`${head}${first} und ${second}).`
      : say`${head}${first}, ${name(group)} ${second}).`;
  },
  nothingKnown: 'Keine Phase wurde oft genug verlassen, um zu sagen, wie lange sie dauert.',
  by: { owner: 'Person', team: 'Team', 'entry-month': 'Eintrittsmonat', source: 'Quelle' },
  without: {
    owner: 'Nicht zugewiesen',
    team: 'Ohne Team',
    'entry-month': 'Ohne Datum',
    source: 'Ohne Quelle',
  },
  stage: 'Phase',
  everyone: { owner: 'Alle', team: 'Alle', 'entry-month': 'Alle', source: 'Alle' },
  all: 'Alle',
  daysToWon: 'Tage bis gewonnen',
  statistic,
  mark({ group, stage, statistic: what, value, seen, difference, visits, open, few }, format) {
    if (visits === 0) return `${group}, ${stage}: keine Aufenthalte`;
    const reached = { median: 'Median', p75: '75-%-Marke', p90: '90-%-Marke' }[what];
    const parts = [
      value == null
        ? `${reached} nicht erreicht${seen ? `, mehr als ${days(seen, format)}` : ''}`
        : what === 'median'
          ? days(value, format)
          : `${statistic[what]} ${daysDative(value, format)}`,
    ];
    if (difference) parts.push(heatmap.compared(difference, format));
    parts.push(format.plural(visits, { one: '# Aufenthalt', other: '# Aufenthalte' }));
    if (open > 0) parts.push(`${format.number(open)} noch offen`);
    if (few) parts.push('zu wenige für ein Urteil');
    return `${group}, ${stage}: ${parts.join(', ')}`;
  },
  wonMark: ({ group, value, deals }, format) =>
    value === null
      ? `${group}, Tage bis gewonnen: kein Deal gewonnen`
      : `${group}, Tage bis gewonnen: im Median ${days(value, format)}, ${format.plural(deals, {
          one: '# gewonnener Deal',
          other: '# gewonnene Deals',
        })}`,
  notReached: 'nicht erreicht',
  moreThan: ({ days: count }) => `>${count}`,
  tip: {
    days: ({ days: count }, format) => days(count, format),
    notReached: ({ days: count }, format) => `nicht erreicht, mehr als ${days(count, format)}`,
    difference: { median: 'Gegenüber der Phase', target: 'Gegenüber der Vorgabe' },
    half: 'Die Hälfte der Aufenthalte',
    from: ({ from, to }) => `${from} bis ${to} Tage`,
    p90: '90\u00a0% binnen',
    visits: 'Aufenthalte',
    counts: ({ ended, open }, format) => `${format.number(ended)} beendet, ${format.number(open)} noch offen`,
    none: 'keine',
    few: 'weniger als 5: zu wenige für ein Urteil',
    won: 'Gewonnene Deals',
  },
  compared({ days: count, with: base }, format) {
    if (count === 0) return base === 'median' ? 'im Median' : 'wie vorgegeben';
    const side = count > 0 ? 'über' : 'unter';
    return `${number(Math.abs(count), format)} ${side} ${base === 'median' ? 'dem Median' : 'der Vorgabe'}`;
  },
  onlyVisits: ({ visits }, format) =>
    format.plural(visits, { one: 'nur # Aufenthalt', other: 'nur # Aufenthalte' }),
  unit: 'Tage',
  legend: {
    bounds: {
      'per-stage': '% gegenüber der ganzen Phase, Blau ist schneller',
      absolute: 'Tage',
      'vs-target': '% zur Vorgabe der Phase, Blau ist schneller',
    },
    few: 'weniger als 5 Aufenthalte',
  },
  noTarget: 'Keine Phase dieser Pipeline nennt eine Vorgabe, daher gibt es nichts zu vergleichen.',
  stageSelect: 'Phase',
  sortBy: ({ name: what }) => `Sortieren nach ${what}`,
  showAll: ({ count }, format) => `Alle ${format.number(count)} anzeigen`,
  columns: {
    median: 'Median, Tage',
    p75: '75\u00a0% binnen, Tage',
    p90: '90\u00a0% binnen, Tage',
    visits: 'Aufenthalte',
    open: 'Noch offen',
  },
};

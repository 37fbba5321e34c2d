import type { FunnelMessages } from '../messages/funnel.js';
import { name, say, strong } from '../say.js';

export const funnel: FunnelMessages = {
  role: 'funnel',
  subtitle({ counting, by, period, asOf, pipeline }) {
    const what = by === 'amount' ? 'Amount of deals' : 'Deals';
    const which = period
      ? `${what} created ${period.from} to ${period.to}`
      : `${what === 'Deals' ? 'All deals' : 'Amount of all deals'}`;
    const how = {
      reached: 'each counted once per stage reached',
      strict: 'counted where they went through every stage before',
      current: 'by the stage they are in now',
    }[counting];
    const rest = [pipeline, asOf && `as of ${asOf}`].filter(Boolean).join(', ');
    return `${which}, ${how}${rest && `. ${rest}`}`;
  },
  takeaway({ by, total, deals, won, wonDeals, share, weakest, needsHistory }, format) {
    const noun = by === 'amount' ? '' : format.plural(deals, { one: ' deal', other: ' deals' });
    const were = by === 'amount' ? 'was' : format.plural(wonDeals, { one: 'was', other: 'were' });
    const end = share === null ? '.' : say` (${strong(format.percent(share))}).`;
    const soFar = weakest?.soFar;
    const isMany = (n: number): boolean => by === 'count' && n !== 1;
    const rest = soFar
      ? say` continued so far, ${strong(soFar.lost)} ${isMany(soFar.lostDeals) ? 'were' : 'was'} lost, ${strong(
          soFar.here,
        )} ${isMany(soFar.hereDeals) ? 'are' : 'is'} still there.`
      : say` continued, ${strong(weakest?.lost ?? '')} did not.`;
    const weak = weakest
      ? say` The weakest step is ${name(weakest.from)} to ${name(weakest.to)}: ${strong(
          format.percent(weakest.share),
        )}${rest}`
      : needsHistory
        ? ' The weakest step needs stage history.'
        : '';
    return won === undefined
      ? say`${strong(total)}${noun} ${by === 'amount' || deals === 1 ? 'is' : 'are'} counted here.${weak}`
      : say`Of ${strong(total)}${noun}, ${strong(won)} ${were} won${end}${weak}`;
  },
  takeawayCurrent({ by, total, deals, most }, format) {
    const are = by === 'amount' ? ' is' : format.plural(deals, { one: ' deal is', other: ' deals are' });
    const end = most ? say`, most in ${name(most.stage)}: ${strong(most.value)}.` : '.';
    return say`${strong(total)}${are} in these stages now${end}`;
  },
  mark({ stage, deals, amount, ofPrevious, weakest }, format) {
    const count = format.plural(deals, { one: '# deal', other: '# deals' });
    const parts = [count];
    if (amount !== undefined) parts.push(amount);
    if (ofPrevious != null) parts.push(`${format.percent(ofPrevious)} of previous`);
    if (weakest) parts.push('weakest step');
    return `${stage}: ${parts.join(', ')}`;
  },
  ofPrevious: ({ share }) => `${share} of previous`,
  lowest: 'weakest step',
  lowestShort: 'weakest',
  needsHistory: 'needs stage history',
  needsHistoryNote:
    'The share that went from stage to stage needs stage history: this data names only the stage a deal is in now.',
  above: 'A step above 100% gained deals that the stage before does not count.',
  columns: {
    stage: 'Stage',
    deals: 'Deals',
    amount: 'Amount',
    ofFirst: 'Of first',
    ofPrevious: 'Of previous',
    moved: 'Moved on',
    here: 'Still here',
    lost: 'Lost',
    skipped: 'Skipped ahead',
  },
  reached: 'Reached',
  won: 'Won',
  special: {
    lostUnknown: 'Lost, stage not recorded',
    unmapped: ({ stage }) => `${stage} (not in the pipeline)`,
    noStage: 'No stage recorded',
  },
  needsRates: 'Amounts are in several currencies and no rates are given, so bars of amounts can’t be drawn.',
  wonOf: ({ share, total }) => (share === undefined ? `won of ${total}` : `won of ${total} (${share})`),
};

/** The cards that all boards draw: 7 columns, each card with what a card of the kit shows. */
const accounts = ['Weser', 'Marlow', 'Carlton', 'Kingsley', 'Elbe', 'Linden', 'Redfern', 'Tauber', 'Norbury'];
const trades = ['Textil', 'Chemie', 'Optik', 'Energie', 'Pharma', 'Retail', 'Logistik'];
const owners = ['K. Vogt', 'A. Clarke', 'J. Brandt', 'O. Hughes', 'M. Keller'];

export const stages = [
  'Lead qualification',
  'Meeting scheduled',
  'Needs analysis',
  'Proposal sent',
  'Contract negotiation',
  'Verbal agreement',
  'Signature',
].map((name, at) => ({ id: `s${at}`, name, kind: 'open', probability: (at + 1) / 10, idleAfterDays: 30 }));

/** @returns {import('../../../src/core/index.js').PipelineData} with the same deals for the same number */
export function makeData(count) {
  let seed = 42;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const day = (offset) => new Date(Date.UTC(2026, 10, 18) + Math.round(offset) * 86_400_000).toISOString();
  return {
    pipelines: [{ id: 'p', name: 'Bench', stages }],
    owners: owners.map((name, at) => ({ id: `o${at}`, name })),
    provenance: {
      system: 'bench',
      fetchedAt: '2026-11-18T09:00:00Z',
      timeZone: 'UTC',
      history: 'full',
      complete: true,
    },
    deals: Array.from({ length: count }, (_, at) => ({
      id: `d${at}`,
      name: `${accounts[at % 9]} ${trades[at % 7]} · renewal ${at}`,
      account: `${accounts[at % 9]} ${trades[at % 7]}`,
      pipeline: 'p',
      stage: `s${at % 7}`,
      amount: Math.round(random() * 1000) * 100,
      currency: 'EUR',
      owner: `o${at % 5}`,
      createdAt: day(-90).slice(0, 10),
      expectedCloseAt: day(random() * 60 - 10).slice(0, 10),
      visits: [{ stage: `s${at % 7}`, enteredAt: day(-random() * 40) }],
    })),
  };
}

const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
const date = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** What the peers are handed: finished texts, the largest amount first, by column. */
export function makeColumns(data) {
  const cards = data.deals.map((deal) => ({
    id: deal.id,
    stage: deal.stage,
    amountOf: deal.amount,
    title: deal.account,
    name: deal.name.split('· ')[1],
    owner: owners[Number(deal.owner.slice(1))],
    amount: money.format(deal.amount),
    due: `due ${date.format(new Date(deal.expectedCloseAt))}`,
  }));
  return stages.map(({ id, name }) => ({
    id,
    name,
    cards: cards.filter((card) => card.stage === id).sort((a, b) => b.amountOf - a.amountOf),
  }));
}

/** A card of 10 elements: itself, head with title and button, line with name and owner, line with amount and date, and one of them in bold. */
export const cardHtml = (card) =>
  `<div class="head"><span class="title">${card.title}</span><button type="button" aria-label="Actions for ${card.title}">⋯</button></div><div class="what"><span>${card.name}</span><span>${card.owner}</span></div><div class="figures"><b>${card.amount}</b><span>${card.due}</span></div>`;

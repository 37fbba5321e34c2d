import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { card, dataOf, deal, focused, live, mount, press, small, textOf } from './board-fixture.js';
import type { Mounted } from './board-fixture.js';

const panel = ({ root }: Mounted): HTMLElement | null => root.querySelector<HTMLElement>('.panel');

const rich = deal('Acme', 'offer', 400, {
  url: 'https://crm.example/acme',
  contact: 'ida@acme.example',
  nextStep: 'Send the quote',
  visits: [
    { stage: 'new', enteredAt: '2026-06-01T08:00:00Z' },
    { stage: 'offer', enteredAt: '2026-06-20T08:00:00Z' },
  ],
  changes: [
    { at: '2026-06-10T08:00:00Z', field: 'amount', from: 300, to: 400 },
    { at: '2026-06-11T08:00:00Z', field: 'owner', from: null, to: 'ana' },
  ],
  fields: { quote: 'https://crm.example/quote/1', bad: 'javascript:alert(1)', seats: 12, signed: true },
});

async function open(mounted: Mounted, id: string): Promise<HTMLElement> {
  card(mounted, id)!.focus();
  press(mounted, 'Enter');
  await waitUntil(() => panel(mounted), 'the panel opens');
  return panel(mounted)!;
}

describe('<pipeline-board> panel of a deal', () => {
  it('opens on Enter, beside the columns, with the focus; Escape gives it back', async () => {
    const board = await mount(dataOf([rich, ...small.slice(1)]));
    const dialog = await open(board, 'Acme');
    expect(dialog.matches(':modal')).to.equal(false);
    expect(dialog.getAttribute('aria-labelledby')).to.equal('panel-title');
    expect(board.root.activeElement?.id).to.equal('panel-title');
    const shown = textOf(dialog);
    for (const part of [
      'Acme renewal',
      'Owner Ana Gomez',
      'Amount €400',
      'Stage Offer',
      'Next step Send the quote',
      'seats 12',
      'signed yes',
      'New Jun 1, 2026, 19 days',
      'Offer Jun 20, 2026, for 10 days',
      'Amount from €300 to €400',
      'Owner set to Ana Gomez',
    ]) {
      expect(shown).to.include(part);
    }
    expect([...dialog.querySelectorAll('a')].map(({ href }) => href)).to.deep.equal([
      'https://crm.example/acme',
      'mailto:ida@acme.example',
      'https://crm.example/quote/1',
    ]);
    expect(dialog.querySelectorAll('.stay')).to.have.length(2);
    press(board, 'Escape');
    await nextFrame();
    expect(panel(board)).to.equal(null);
    await waitUntil(() => focused(board) === 'card Acme');
  });

  it('says what stages ask, and what is answered', async () => {
    const data = dataOf([deal('Acme', 'new', 1, { fields: { budget: 'yes, by May' } })]);
    const [sales] = data.pipelines;
    const stages = sales!.stages.map((stage) =>
      stage.id === 'offer'
        ? {
            ...stage,
            criteria: [
              { id: 'b', label: 'Budget known', type: 'text' as const, field: 'budget', required: true },
              { id: 'd', label: 'Decision maker', type: 'text' as const, field: 'boss', required: true },
            ],
          }
        : stage,
    );
    const board = await mount({ ...data, pipelines: [{ ...sales!, stages }] });
    const shown = textOf(await open(board, 'Acme'));
    expect(shown).to.include('Budget known yes, by May, done').and.to.include('Decision maker Offer, open');
  });

  it('a host can show one of its own', async () => {
    const board = await mount(dataOf(small));
    const asked: string[] = [];
    board.board.addEventListener('pipeline-deal-open', (event) => {
      asked.push(event.detail.dealId);
      event.preventDefault();
    });
    card(board, 'Acme')!.focus();
    press(board, 'Enter');
    await nextFrame();
    await nextFrame();
    expect(asked).to.deep.equal(['Acme']);
    expect(panel(board)).to.equal(null);
  });

  it('follows the deal, and goes with it', async () => {
    const board = await mount(dataOf(small));
    await open(board, 'Acme');
    board.board.data = dataOf([deal('Acme', 'talk', 999)]);
    await waitUntil(() => textOf(panel(board)).includes('€999'));
    expect(textOf(panel(board))).to.include('Stage Talk');
    board.board.data = dataOf([deal('Other', 'talk', 1)]);
    await waitUntil(() => panel(board) === null);
  });

  it('is German where the board is', async () => {
    const board = await mount(dataOf([rich]), { attributes: 'locale=de' });
    const shown = textOf(await open(board, 'Acme'));
    expect(shown).to.include('Zuständig Ana Gomez').and.to.include('seit 10 Tagen');
    expect(shown).to.include('Betrag von');
  });
});

describe('<pipeline-board> search', () => {
  const many = Array.from({ length: 900 }, (_, at) => deal(`Firm${at}`, at < 700 ? 'new' : 'won', 1000 - at));
  const field = ({ root }: Mounted): HTMLInputElement => root.querySelector<HTMLInputElement>('.find input')!;
  const type = (mounted: Mounted, text: string): void => {
    field(mounted).focus();
    field(mounted).value = text;
    field(mounted).dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  };
  const isSeen = (mounted: Mounted, id: string): boolean => {
    const box = card(mounted, id)?.getBoundingClientRect();
    const view = card(mounted, id)?.closest('.shaft')?.getBoundingClientRect();
    return box !== undefined && view !== undefined && box.top >= view.top && box.bottom <= view.bottom + 1;
  };

  it('jumps from match to match, says them, and goes to the card', async () => {
    const board = await mount(dataOf(many));
    await waitUntil(() => field(board));
    type(board, 'FIRM61');
    press(board, 'Enter');
    await waitUntil(() => isSeen(board, 'Firm61'), 'the first of eleven', { timeout: 8000 });
    await waitUntil(() => live(board) === 'Firm61 renewal, New, match 1 of 11', live(board));
    expect(board.root.activeElement, 'the focus stays in the field').to.equal(field(board));
    press(board, 'Enter');
    await waitUntil(() => isSeen(board, 'Firm610'));
    await waitUntil(() => card(board, 'Firm610')!.classList.contains('found'));
    press(board, 'Enter', { shiftKey: true });
    await waitUntil(() => isSeen(board, 'Firm61'));
    press(board, 'Escape');
    await waitUntil(() => focused(board) === 'card Firm61');
  });

  it('opens the column that holds it, and says when there is none', async () => {
    const board = await mount(dataOf(many));
    await waitUntil(() => field(board));
    type(board, 'firm899');
    press(board, 'Enter');
    await waitUntil(() => isSeen(board, 'Firm899'));
    type(board, 'nobody');
    press(board, 'Enter');
    await waitUntil(() => live(board) === 'No match');
    expect(textOf(board.root.querySelector('.find output'))).to.equal('No match');
  });

  it('is there only where cards are not drawn', async () => {
    const board = await mount(dataOf(small));
    expect(field(board)).to.equal(null);
  });
});

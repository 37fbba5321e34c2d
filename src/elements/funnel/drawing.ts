import { html, nothing } from 'lit';
import { measureFor } from '../../context/memo.js';
import type { Funnel, FunnelOptions } from '../../core/measures/funnel-types.js';
import { funnelTables, measureFunnel } from '../../core/measures/funnel.js';
import type { LeftOut } from '../../core/measures/types.js';
import type { PipelineSummary } from '../../core/summary/types.js';
import type { CsvValue } from '../../data/write-csv.js';
import { funnel as english } from '../../locales/en/funnel.js';
import type { Said } from '../../locales/say.js';
import { drawingStyles } from './drawing.styles.js';
import type { EmptyState, Mark, PlotPicture, Room, TableModel, TipRow } from '../shared/frame.js';
import { describeFunnel } from './model.js';
import type { FunnelLine, FunnelModel, FunnelWords } from './model.js';
import { planNarrow, planWide, renderCompact, renderList, renderWide, swatch } from './plot.js';
import type { FunnelPlan, MarkOf } from './plot.js';

export { drawingStyles, english, funnelTables };

/** Where a funnel is drawn. */
export interface Place {
  readonly room: Room;
  readonly width: number;
  readonly isRtl: boolean;
  readonly isCentered: boolean;
}

/**
 * One measured funnel in words, and how it is drawn: marks, table, notes, sentence, plot. Loaded while the data is on
 * its way. Immutable but for its plan, which is made once a place.
 */
export class FunnelDrawing {
  readonly model: FunnelModel;
  readonly marks: readonly Mark[];
  readonly #words: FunnelWords;
  #takeaway?: Said;
  #place?: Place;
  #plan?: FunnelPlan;

  constructor(funnel: Funnel, words: FunnelWords) {
    this.model = describeFunnel(funnel, words);
    this.#words = words;
    this.marks = this.model.lines.map((line) => this.#markOf(line));
  }

  /** Whether it still says what these would make it say. */
  isOf(funnel: Funnel, words: FunnelWords): boolean {
    return funnel === this.model.funnel && isSame(words, this.#words);
  }

  get emptyState(): EmptyState | undefined {
    const { lines, byAmount } = this.model;
    if (lines.every(({ row }) => row.n === 0 && row.value !== null)) return 'empty';
    const main = lines.filter(({ bar }) => !bar.isSpecial);
    if (main.every(({ row }) => row.value !== null)) return undefined;
    const isMixed = main.some(({ row }) => row.nAmount > 0 && row.amount.amount === null);
    return byAmount && isMixed ? 'needs-rates' : 'needs-history';
  }

  get leftOut(): readonly LeftOut[] {
    return this.model.funnel.leftOut.filter(({ code }) => code !== 'mixed-currencies');
  }

  get notes(): readonly string[] {
    const { own, frame, format } = this.#words;
    const { lines, funnel } = this.model;
    const mixed = lines.find(({ row }) => row.nAmount > 0 && row.amount.amount === null);
    const currencies = mixed?.row.amount.per.map(({ currency }) => currency || frame.none);
    return [
      ...(funnel.needs.includes('history') && lines.some(({ step }) => step) ? [own.needsHistoryNote] : []),
      ...(currencies ? [frame.mixedCurrencies({ currencies }, format)] : []),
      ...(lines.some(({ row }) => (row.ofPrevious ?? 0) > 1) ? [own.above] : []),
    ];
  }

  /** Undefined where no deal is in a stage of the pipeline, which the rows say already. */
  get takeaway(): Said | undefined {
    if (this.model.lines[0]?.bar.isSpecial) return undefined;
    return (this.#takeaway ??= this.model.isFlow ? this.#flowTakeaway() : this.#stockTakeaway());
  }

  /** Its rows are made when they are looked at, since few readers do. */
  table(caption: string): TableModel {
    const { own, format } = this.#words;
    const { columns } = own;
    const { lines, isFlow, hasAmounts, kinds } = this.model;
    const currency = lines.find(({ row }) => row.amount.currency)?.row.amount.currency ?? undefined;
    /** Key, head, text of a cell, its value in a file; undefined: the text. */
    type Column = readonly [
      string,
      string,
      (line: FunnelLine) => string,
      ((line: FunnelLine) => CsvValue)?,
      string?,
    ];
    const all: readonly Column[] = [
      ['stage', columns.stage, ({ name }) => name],
      ['deals', columns.deals, ({ deals }) => deals, ({ row }) => row.n],
      ...(hasAmounts
        ? [
            [
              'amount',
              columns.amount,
              (line: FunnelLine) => line.amountInFull,
              // A sum of several currencies is a text.
              ({ row }: FunnelLine) =>
                row.nAmount === 0 ? null : row.amount.amount === null ? undefined : row.amount.amount,
              currency,
            ] as const,
          ]
        : []),
      ...(isFlow
        ? ([
            [
              'of-first',
              columns.ofFirst,
              (line: FunnelLine) => line.ofFirst,
              (line: FunnelLine) => (line.ofFirst ? line.row.ofFirst : null),
            ],
            [
              'of-previous',
              columns.ofPrevious,
              (line: FunnelLine) => line.ofPrevious ?? '',
              ({ row, ofPrevious }: FunnelLine) =>
                row.ofPrevious === null || ofPrevious === undefined ? undefined : row.ofPrevious,
            ],
          ] as const)
        : []),
      ...kinds.map(
        (kind) =>
          [
            kind,
            columns[kind],
            ({ row }: FunnelLine) => (row.kind === 'stage' ? format.number(row[partOf[kind]]) : ''),
            ({ row }: FunnelLine) => (row.kind === 'stage' ? row[partOf[kind]] : null),
          ] as const,
      ),
    ];
    return {
      caption,
      columns: all.map(([key, label, , , unit], at) => ({ key, label, numeric: at > 0, unit })),
      values: () => lines.map((line) => all.map(([, , , value]) => value?.(line))),
      get rows() {
        return lines.map((line) => ({ key: line.row.key, cells: all.map(([, , cell]) => cell(line)) }));
      },
    };
  }

  legend(room: Room): unknown {
    const { kinds } = this.model;
    if (kinds.length === 0 || room === 'list' || room === 'figure') return nothing;
    const { columns } = this.#words.own;
    return kinds.map((kind) => html`<li class="key" part="key">${swatch(kind)}${columns[kind]}</li>`);
  }

  /** The widest form, whatever room there is here. */
  picture(width: number, isRtl: boolean, isCentered: boolean): PlotPicture {
    const { kinds, funnel } = this.model;
    const { columns } = this.#words.own;
    const own = new FunnelDrawing(funnel, this.#words);
    own.place({ room: 'full', width, isRtl, isCentered });
    return {
      kind: 'drawn',
      template: own.render(() => ({ label: '', tabStop: -1 })),
      figures: [],
      legend: kinds.map((kind) => ({ swatch: swatch(kind), text: columns[kind] })),
    };
  }

  /** Geometry is made here, before drawing; the same place draws the same plan. */
  place(place: Place): void {
    if (place.width <= 0 || (this.#place && isSame(place, this.#place))) return;
    this.#place = place;
    const { room, width, isRtl, isCentered } = place;
    this.#plan =
      room === 'full'
        ? planWide(this.model, this.#words.own, width, isRtl, isCentered)
        : planNarrow(this.model, width, room === 'compact' ? 14 : 3, isRtl, isCentered);
  }

  render(markOf: MarkOf): unknown {
    const plan = this.#plan;
    const { own } = this.#words;
    switch (plan && this.#place?.room) {
      case 'full':
        return renderWide(this.model, own, plan as FunnelPlan, markOf);
      case 'compact':
        return renderCompact(this.model, own, plan as FunnelPlan, markOf);
      case 'list':
        return renderList(this.model, own, plan as FunnelPlan, markOf);
      case 'figure':
        return this.#renderFigure();
      default:
        return nothing;
    }
  }

  /** Below 240 px: one number. */
  #renderFigure(): unknown {
    const { own, format } = this.#words;
    const { funnel, lines } = this.model;
    const won = lines.find(({ row }) => row.kind === 'won');
    const share = funnel.overall === null ? undefined : format.percent(funnel.overall);
    const total = this.#figure(lines[0]);
    return html`<p class="figure">
      <b>${this.#figure(won)}</b>
      <span class="small muted">${own.wonOf({ share, total })}</span>
    </p>`;
  }

  #figure(line: FunnelLine | undefined): string {
    return (this.model.byAmount ? line?.amount : line?.deals) ?? '';
  }

  #flowTakeaway(): Said {
    const { own, format } = this.#words;
    const { funnel, lines, byAmount, textOf } = this.model;
    const { weakest } = funnel;
    const [from, to, won] = [weakest?.from, weakest?.to, 'won'].map((key) =>
      lines.find(({ row }) => row.key === key),
    );
    return own.takeaway(
      {
        by: byAmount ? 'amount' : 'count',
        total: this.#figure(lines[0]),
        deals: lines[0]?.row.n ?? 0,
        won: won && this.#figure(won),
        wonDeals: won?.row.n ?? 0,
        share: funnel.overall,
        weakest:
          weakest && from && to
            ? {
                from: from.name,
                to: to.name,
                share: weakest.conversion,
                lost: to.lost ?? '',
                ...(weakest.stillHere > 0 && {
                  soFar: {
                    lost: textOf(weakest.lost),
                    lostDeals: weakest.lost,
                    here: textOf(weakest.stillHere),
                    hereDeals: weakest.stillHere,
                  },
                }),
              }
            : undefined,
        needsHistory: funnel.needs.includes('history'),
      },
      format,
    );
  }

  #stockTakeaway(): Said {
    const { own, format } = this.#words;
    const { lines, byAmount } = this.model;
    const open = lines.filter(({ row }) => row.kind === 'stage');
    const valueOf = (line: FunnelLine | undefined): number => line?.row.value ?? 0;
    const most = open.reduce<FunnelLine | undefined>(
      (top, line) => (valueOf(line) > valueOf(top) ? line : top),
      undefined,
    );
    const sum = open.reduce((total, line) => total + valueOf(line), 0);
    const currency = open.find(({ row }) => row.amount.currency)?.row.amount.currency ?? '';
    return own.takeawayCurrent(
      {
        by: byAmount ? 'amount' : 'count',
        deals: sum,
        total: byAmount ? format.money(sum, currency, { compact: true }) : format.number(sum),
        most: most && { stage: most.name, value: this.#figure(most) },
      },
      format,
    );
  }

  #markOf(line: FunnelLine): Mark {
    const { row, name } = line;
    const { own, format } = this.#words;
    const { columns } = own;
    const { byAmount, isFlow } = this.model;
    const label = own.mark(
      {
        stage: name,
        deals: row.n,
        amount: byAmount ? line.amountInFull : undefined,
        ofPrevious: row.ofPrevious,
        weakest: row.weakest,
      },
      format,
    );
    const isSplit = row.kind === 'stage' && isFlow;
    const parts = (['moved', 'skipped', 'here', 'lost'] as const)
      .filter((kind) => kind !== 'skipped' || row.skipped > 0)
      .map((kind): TipRow => {
        const n = row[partOf[kind]];
        const share = format.percent(row.n === 0 ? 0 : n / row.n);
        return { label: columns[kind], value: `${format.number(n)} · ${share}`, swatch: swatch(kind) };
      });
    const rows: readonly TipRow[] = [
      ...(isSplit ? [...parts, 'rule' as const] : []),
      { label: isSplit ? own.reached : columns.deals, value: line.deals, strong: true },
      ...(row.nAmount > 0 ? [{ label: columns.amount, value: line.amountInFull }] : []),
      ...(line.ofPrevious === undefined ? [] : [{ label: columns.ofPrevious, value: line.ofPrevious }]),
      ...(line.ofFirst ? [{ label: columns.ofFirst, value: line.ofFirst }] : []),
    ];
    return { key: row.key, label, row, tip: { title: name, rows } };
  }
}

const isSame = <T extends object>(a: T, b: T): boolean =>
  (Object.keys(a) as (keyof T)[]).every((key) => a[key] === b[key]);

/** Which figure of a row is which part of its bar. */
const partOf = { moved: 'movedOn', here: 'stillHere', lost: 'lost', skipped: 'skipped' } as const;

/** The funnel of a summary; computed once for all widgets of a page that ask for the same. */
export const funnelOf = (summary: PipelineSummary, options: FunnelOptions): Funnel =>
  measureFor(`funnel ${JSON.stringify(options)}`, summary, () => measureFunnel(summary, options));

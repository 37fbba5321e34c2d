import type { FunnelBar, PartKind } from '../../charts/funnel.js';
import type { Funnel, FunnelRow } from '../../core/measures/funnel-types.js';
import type { MoneyTotal } from '../../core/measures/types.js';
import type { Formatter } from '../../locales/format.js';
import type { FrameMessages } from '../../locales/messages/frame.js';
import type { FunnelMessages } from '../../locales/messages/funnel.js';

/** A row of the funnel in words: what label, table, tooltip and name of its mark are made of. */
export interface FunnelLine {
  readonly row: FunnelRow;
  readonly bar: FunnelBar;
  readonly name: string;
  readonly deals: string;
  /** As short as its column allows; `–` where it is not known. */
  readonly amount: string;
  readonly amountInFull: string;
  readonly ofFirst: string;
  /** Share of the previous row; undefined: there is no step before it. */
  readonly ofPrevious?: string;
  /** The step to this row in words, e.g. "70% of previous". */
  readonly step?: string;
  /** What the step lost, with its sign, and how much that is without one. */
  readonly loss?: string;
  readonly lost?: string;
}

export interface FunnelModel {
  readonly funnel: Funnel;
  readonly lines: readonly FunnelLine[];
  /** A stock has no conversion. */
  readonly isFlow: boolean;
  readonly byAmount: boolean;
  /** No deal at all has an amount: a column of dashes says nothing. */
  readonly hasAmounts: boolean;
  /** Bars are split, in these kinds. */
  readonly kinds: readonly PartKind[];
  /** A figure of the bars' kind (deals or money) as text. */
  readonly textOf: (value: number) => string;
}

export interface FunnelWords {
  readonly own: FunnelMessages;
  readonly frame: FrameMessages;
  readonly format: Formatter;
  /** The pipeline's only won stage, which then names the last row. */
  readonly wonName?: string;
}

const currencyOf = (totals: readonly MoneyTotal[]): string =>
  totals.find(({ currency }) => currency !== null && currency !== '')?.currency ?? '';

/** Puts a measured funnel into words. Pure: the same measure, words and locale give the same model. */
export function describeFunnel(funnel: Funnel, words: FunnelWords): FunnelModel {
  const { own, frame, format } = words;
  const isFlow = funnel.definition['counting'] !== 'current';
  const byAmount = funnel.definition['value'] === 'amount';
  const { rows } = funnel;
  const totals = rows.filter(({ nAmount }) => nAmount > 0).map(({ amount }) => amount);
  const currency = currencyOf(totals);
  const money = format.moneyColumn(
    totals.map(({ amount }) => amount),
    currency,
  );
  const needsHistory = funnel.needs.includes('history');
  const share = (value: number | null): string =>
    value === null ? (needsHistory ? frame.none : frame.notAvailable) : format.percent(value);

  const lines = rows.map((row, at): FunnelLine => {
    const isMain = row.kind === 'stage' || row.kind === 'won';
    const hasAmount = row.nAmount > 0;
    const previous = at > 0 && isFlow && isMain ? rows[at - 1] : undefined;
    const isKnown = row.ofPrevious !== null;
    return {
      row,
      bar: barOf(row, byAmount, isFlow),
      name: nameOf(row, words),
      deals: format.number(row.n),
      amount: hasAmount && row.amount.amount !== null ? money(row.amount.amount) : frame.none,
      amountInFull: hasAmount ? format.moneyTotal(row.amount) : frame.none,
      ofFirst: isFlow && isMain ? share(row.ofFirst) : '',
      ...(previous && {
        ofPrevious: isKnown ? share(row.ofPrevious) : needsHistory ? own.needsHistory : frame.notAvailable,
        step: isKnown
          ? own.ofPrevious({ share: share(row.ofPrevious) })
          : needsHistory
            ? own.needsHistory
            : frame.notAvailable,
        ...(isKnown && lossOf(previous, row, byAmount, format, money)),
      }),
    };
  });
  const kinds = (['moved', 'here', 'lost', 'skipped'] as const).filter((kind) =>
    lines.some(
      ({ bar }) =>
        !bar.isSpecial && bar.parts.length > 1 && bar.parts.some((p) => p.kind === kind && p.n > 0),
    ),
  );
  const textOf = byAmount ? money : (n: number): string => format.number(n);
  return { funnel, lines, isFlow, byAmount, hasAmounts: totals.length > 0, kinds, textOf };
}

function nameOf({ kind, name }: FunnelRow, { own, wonName }: FunnelWords): string {
  switch (kind) {
    case 'stage':
      return name;
    case 'won':
      return wonName ?? own.won;
    case 'lost-stage-unknown':
      return own.special.lostUnknown;
    case 'unmapped':
      return own.special.unmapped({ stage: name });
    case 'no-stage':
      return own.special.noStage;
  }
}

/** Counts split a bar; amounts do not, since nobody knows the amount that moved on. */
function barOf(row: FunnelRow, byAmount: boolean, isFlow: boolean): FunnelBar {
  const { key, kind } = row;
  const value = row.value ?? 0;
  const isSpecial = kind !== 'stage' && kind !== 'won';
  const whole: PartKind = kind === 'lost-stage-unknown' ? 'lost' : isSpecial ? 'skipped' : 'moved';
  const isSplit = kind === 'stage' && isFlow && !byAmount;
  return {
    key,
    value,
    isSpecial,
    parts: isSplit
      ? [
          { kind: 'moved', n: row.movedOn },
          { kind: 'skipped', n: row.skipped },
          { kind: 'here', n: row.stillHere },
          { kind: 'lost', n: row.lost },
        ]
      : [{ kind: whole, n: Math.max(0, value) }],
  };
}

function lossOf(
  previous: FunnelRow,
  row: FunnelRow,
  byAmount: boolean,
  format: Formatter,
  money: (major: number) => string,
): Pick<FunnelLine, 'loss' | 'lost'> {
  if (!byAmount) {
    const lost = row.didNot ?? 0;
    return { loss: format.signed(-lost), lost: format.number(lost) };
  }
  const lost = (previous.value ?? 0) - (row.value ?? 0);
  return { loss: `${lost < 0 ? '+' : ''}${money(-lost)}`, lost: money(lost) };
}

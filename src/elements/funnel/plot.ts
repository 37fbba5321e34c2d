import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { layOutFunnel } from '../../charts/funnel.js';
import type { FunnelBar, FunnelSegment, FunnelShape, FunnelShapes, PartKind } from '../../charts/funnel.js';
import { hatch } from '../../charts/hatch.js';
import { fitText, textWidth } from '../../charts/text.js';
import type { FunnelMessages } from '../../locales/messages/funnel.js';
import { isolate, isolateText } from '../../locales/say.js';
import { warningIcon } from '../shared/icons.js';
import type { FunnelLine, FunnelModel } from './model.js';

/** Where everything lies at one width; made in `willUpdate`, drawn by `render`. */
export interface FunnelPlan {
  readonly width: number;
  readonly isRtl: boolean;
  readonly shapes: FunnelShapes;
  /** Wide only: room for stage names, and the columns of figures by their right edge. */
  readonly names: number;
  readonly columns: readonly { readonly column: Column; readonly right: number }[];
}

interface Column {
  readonly head: string;
  readonly cell: (line: FunnelLine) => string;
  readonly kind: 'strong' | 'muted' | '';
}

/** What a mark's element needs of the frame. */
export interface MarkSetting {
  readonly label: string;
  readonly tabStop: 0 | -1;
}
export type MarkOf = (key: string) => MarkSetting;

const TEXT = 13;
const SMALL = 12;
const BETWEEN = 18;
const BAR = 24;
const GAP = 24;
const HEAD = 22;

/** The figures of a row: what bars show first and in bold, then what stands beside it. */
function columnsOf({ byAmount, hasAmounts, isFlow }: FunnelModel, words: FunnelMessages): Column[] {
  const { columns } = words;
  const kindOf = (isMain: boolean): Column['kind'] => (isMain ? 'strong' : 'muted');
  const deals: Column = { head: columns.deals, cell: (line) => line.deals, kind: kindOf(!byAmount) };
  const amount: Column = { head: columns.amount, cell: (line) => line.amount, kind: kindOf(byAmount) };
  return [
    ...(byAmount ? [amount, deals] : hasAmounts ? [deals, amount] : [deals]),
    ...(isFlow
      ? [{ head: columns.ofFirst, cell: (line: FunnelLine) => line.ofFirst, kind: '' as const }]
      : []),
  ];
}

/** Names at the start, bars from a common baseline, columns of figures at the end; wedges carry the drop-off. */
export function planWide(
  model: FunnelModel,
  words: FunnelMessages,
  width: number,
  isRtl: boolean,
  isCentered: boolean,
): FunnelPlan {
  const { lines, isFlow } = model;
  const widest = (texts: readonly string[], size: number, isStrong?: boolean): number =>
    Math.max(0, ...texts.map((text) => textWidth(text, size, isStrong)));
  const names = Math.min(
    width * 0.34,
    Math.max(
      80,
      widest(
        lines.map(({ name }) => name),
        TEXT,
        true,
      ),
      widest(
        lines.map(({ step }) => step ?? ''),
        SMALL,
        true,
      ),
    ),
  );
  let right = width;
  const columns = columnsOf(model, words)
    .reverse()
    .map((column, at, all) => {
      const isFirst = at === all.length - 1;
      const place = { column, right };
      right -= BETWEEN;
      right -= Math.max(
        widest([column.head, ...(isFirst ? lines.map(({ loss }) => loss ?? '') : [])], SMALL),
        widest(lines.map(column.cell), TEXT, column.kind === 'strong'),
      );
      return place;
    })
    .reverse();
  const shapes = layOutFunnel(
    lines.map(({ bar }) => bar),
    {
      width,
      from: Math.ceil(names + 12),
      to: Math.floor(right),
      top: HEAD,
      barHeight: BAR,
      gap: isFlow ? GAP : GAP - 4,
      apart: 8,
      isMirrored: isRtl,
      isCentered,
      hasWedges: isFlow,
    },
  );
  return { width, isRtl, shapes, names, columns };
}

/** Bars of the whole width, for labels above or beside them. */
export function planNarrow(
  { lines }: FunnelModel,
  width: number,
  barHeight: number,
  isRtl: boolean,
  isCentered: boolean,
): FunnelPlan {
  const isThin = barHeight < 8;
  const whole = (bar: FunnelBar): FunnelBar['parts'] => [
    { kind: bar.isSpecial ? 'skipped' : 'moved', n: bar.value },
  ];
  const bars = lines.map(({ bar }) => (isThin ? { ...bar, parts: whole(bar) } : bar));
  const space = { width, from: 0, to: width, top: 0, barHeight, gap: 0, isMirrored: isRtl, isCentered };
  return { width, isRtl, shapes: layOutFunnel(bars, space), names: 0, columns: [] };
}

export function renderWide(
  model: FunnelModel,
  words: FunnelMessages,
  plan: FunnelPlan,
  markOf: MarkOf,
): TemplateResult {
  const { width, isRtl, shapes, names, columns } = plan;
  const side = isRtl ? 'rtl' : 'ltr';
  const x = (at: number): number => Math.round((isRtl ? width - at : at) * 10) / 10;
  const start = isRtl ? 'end' : 'start';
  /** Figures keep their right edge, so that units line up; mirrored, a column's right edge is its other side. */
  const edges = columns.map(({ column, right }) => {
    const texts = [column.head, ...model.lines.map(column.cell)];
    const wide = Math.max(...texts.map((text) => textWidth(text, TEXT)));
    return { column, at: isRtl ? width - right + Math.min(wide, right) : right };
  });
  const figure = (at: number, y: number, text: string, kind: string): unknown =>
    text &&
    svg`<text x=${at} y=${y} text-anchor="end" class=${kind} part="label">${isolateText(text)}</text>`;
  const height = shapes.height + 2;
  return html`<svg
    class="chart"
    width=${width}
    height=${height}
    viewBox="0 0 ${width} ${height}"
    role="group"
    aria-labelledby="heading"
    aria-roledescription=${words.role}
  >
    <g aria-hidden="true" class="small muted">
      ${edges.map(({ column, at }) => figure(at, 12, column.head, ''))}
    </g>
    ${shapes.baseline === undefined
      ? nothing
      : svg`<path class="axis" d=${`M${shapes.baseline + (isRtl ? 0.5 : -0.5)} ${HEAD - 2}V${height}`} />`}
    ${shapes.bars.map(({ wedge }) => wedge && svg`<path class="wedge" part="wedge" d=${wedge} />`)}
    ${model.lines.map((line, at) => {
      const bar = shapes.bars[at] as FunnelShape;
      const y = bar.y + 17;
      const stepY = bar.y - GAP + 16;
      const isWeak = line.row.weakest;
      const stepKind = isWeak ? 'small strong' : 'small muted';
      const { label, tabStop } = markOf(line.row.key);
      return svg`<g
        class="mark"
        part=${isWeak ? 'mark weak' : 'mark'}
        role="button"
        tabindex=${tabStop}
        aria-label=${label}
        data-key=${line.row.key}
      >
        <rect class="hit" x="0" y=${bar.y - 10} width=${width} height=${BAR + 20} />
        ${renderBar(bar)}
        <rect class="ring" x=${bar.x - 4} y=${bar.y - 4} width=${bar.width + 8} height=${BAR + 8} rx="4" />
        <g aria-hidden="true">
          <text x=${x(0)} y=${y} text-anchor=${start} class="strong" part="label">
            ${isolate(fitText(line.name, TEXT, names, true), side)}
          </text>
          ${edges.map((edge) => figure(edge.at, y, edge.column.cell(line), edge.column.kind))}
          ${line.step && svg`<text x=${x(0)} y=${stepY} text-anchor=${start} class=${stepKind} part="label">${isolateText(line.step)}</text>`}
          ${line.loss && figure((edges[0] as { at: number }).at, stepY, line.loss, stepKind)}
          ${isWeak ? renderFlag(words.lowest, line.loss ?? '', shapes.bars[at - 1], plan, stepY) : nothing}
        </g>
      </g>`;
    })}
  </svg>`;
}

/** The sign and the words for the weakest step, beside the wedge or, where there is no room, on it. */
function renderFlag(
  text: string,
  loss: string,
  above: FunnelShape | undefined,
  { width, isRtl, columns }: FunnelPlan,
  y: number,
): unknown {
  const size = textWidth(text, SMALL, true) + 14;
  const end = above ? (isRtl ? width - above.x : above.x + above.width) : 0;
  const room = (columns[0]?.right ?? width) - textWidth(loss, SMALL, true) - 8;
  const at = Math.min(end + 12, room - size);
  const place = (from: number): number => Math.round((isRtl ? width - from : from) * 10) / 10;
  return svg`<path class="flag" d=${`M${place(at + 4)} ${y - 8}l4 7h-8z`} /><text
    x=${place(at + 14)} y=${y} text-anchor=${isRtl ? 'end' : 'start'} class="small strong" part="label"
  >${text}</text>`;
}

function renderBar({ segments }: FunnelShape): unknown {
  return segments.map((segment) => renderSegment(segment));
}

/** Outlined ones are drawn half a pixel inside their box. */
function renderSegment(segment: FunnelSegment): unknown {
  const { kind, x, y, width, height } = segment;
  const part = `segment ${kind}`;
  if (kind === 'moved') {
    return svg`<rect class="moved" part=${part} x=${x} y=${y} width=${width} height=${height} />`;
  }
  // A line of a few pixels has no room for an outline and hatching.
  if (height < 8) {
    return svg`<rect class="thin" part=${part} x=${x} y=${y} width=${width} height=${height} />`;
  }
  const inner = { x: x + 0.5, y: y + 0.5, width: Math.max(0.5, width - 1), height: height - 1 };
  return svg`<rect class=${kind} part=${part} x=${inner.x} y=${inner.y} width=${inner.width} height=${inner.height} />
    ${kind === 'lost' ? svg`<path class="hatch" d=${hatch(inner)} />` : nothing}`;
}

/** Labels above the bars. */
export function renderCompact(
  model: FunnelModel,
  words: FunnelMessages,
  plan: FunnelPlan,
  markOf: MarkOf,
): TemplateResult {
  const { columns } = words;
  const [first, second] = columnsOf(model, words);
  const shown: Column[] = [
    ...(first ? [first] : []),
    ...(model.isFlow
      ? [
          ...(model.funnel.needs.includes('history')
            ? []
            : [
                {
                  head: columns.ofPrevious,
                  cell: (line: FunnelLine) => line.ofPrevious ?? '',
                  kind: 'muted' as const,
                },
              ]),
          { head: columns.ofFirst, cell: (line: FunnelLine) => line.ofFirst, kind: '' as const },
        ]
      : second
        ? [second]
        : []),
  ];
  return html`<div
    class="grid columns-${shown.length}"
    role="group"
    aria-labelledby="heading"
    aria-roledescription=${words.role}
  >
    <div class="row small muted" aria-hidden="true">
      <span></span>${shown.map(({ head }) => html`<span class="number">${head}</span>`)}
    </div>
    ${model.lines.map((line, at) =>
      renderRow(
        line,
        markOf,
        html`<span class="name"
            ><bdi class="strong">${line.name}</bdi>
            ${line.row.weakest ? html`<span class="weak">${warningIcon}${words.lowestShort}</span>` : nothing}
          </span>
          ${shown.map(
            ({ cell, kind }) =>
              html`<span class="number ${line.row.weakest && kind === 'muted' ? 'strong' : kind}"
                >${cell(line)}</span
              >`,
          )}
          ${renderBarAlone(plan, at)}`,
      ),
    )}
  </div>`;
}

/** Two lines a row and a thin bar on its rule. */
export function renderList(
  model: FunnelModel,
  words: FunnelMessages,
  plan: FunnelPlan,
  markOf: MarkOf,
): TemplateResult {
  return html`<div
    class="grid list"
    role="group"
    aria-labelledby="heading"
    aria-roledescription=${words.role}
  >
    ${model.lines.map((line, at) =>
      renderRow(
        line,
        markOf,
        html`<bdi class="name strong">${line.name}</bdi>
          <span class="number strong">${model.byAmount ? line.amount : line.deals}</span>
          <span class="small muted">
            ${line.step ?? (model.byAmount ? line.deals : model.hasAmounts ? line.amount : nothing)}
          </span>
          <span class="number small muted">${line.ofFirst}</span>
          ${line.row.weakest ? html`<span class="weak strong">${warningIcon}${words.lowest}</span>` : nothing}
          ${renderBarAlone(plan, at)}`,
      ),
    )}
  </div>`;
}

function renderRow({ row }: FunnelLine, markOf: MarkOf, content: TemplateResult): TemplateResult {
  const { label, tabStop } = markOf(row.key);
  return html`<div
    class="row mark"
    part=${row.weakest ? 'mark weak' : 'mark'}
    role="button"
    tabindex=${tabStop}
    aria-label=${label}
    data-key=${row.key}
  >
    ${content}
  </div>`;
}

function renderBarAlone({ width, shapes }: FunnelPlan, at: number): TemplateResult {
  const bar = shapes.bars[at] as FunnelShape;
  return html`<svg
    class="bar"
    part="bar"
    width=${width}
    height=${bar.height}
    viewBox="0 ${bar.y} ${width} ${bar.height}"
    aria-hidden="true"
  >
    ${renderBar(bar)}
  </svg>`;
}

/** The legend's picture of a kind. */
export function swatch(kind: PartKind): TemplateResult {
  const box: FunnelSegment = { kind, x: 0, y: 0, width: 14, height: 10 };
  return html`<svg class="swatch" width="14" height="10" aria-hidden="true">${renderSegment(box)}</svg>`;
}

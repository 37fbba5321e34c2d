import { html, render } from 'lit';
import type { TemplateResult } from 'lit';
import { PipelineElement } from '../../src/elements/shared/base.js';
import type { Snapshot } from '../../src/elements/shared/base.js';
import { register } from '../../src/elements/shared/register.js';
import type { PipelineRequestDetails, RequestResult, RequestType } from '../../src/context/types.js';
import type { Row } from '../../src/core/measures/types.js';
import type { PipelineSummary, SummaryRequest } from '../../src/core/summary/types.js';

/** A widget that shows what any widget is given, and lets a test use what is meant for subclasses. */
export class PipelineProbe extends PipelineElement {
  renders = 0;

  get now(): Snapshot {
    return this.snapshot;
  }
  get text(): string {
    return this.renderRoot.textContent?.trim() ?? '';
  }
  get around(): { locale: string; direction: string; width: number } {
    return { locale: this.formatter.locale, direction: this.direction, width: this.inlineSize };
  }
  sum(request: SummaryRequest): PipelineSummary | undefined {
    return this.summary(request);
  }
  ask<T extends RequestType>(type: T, detail: PipelineRequestDetails[T]): Promise<RequestResult> {
    return this.request(type, detail);
  }
  choose(row: Row): boolean {
    return this.select(row);
  }

  protected override render(): TemplateResult {
    this.renders++;
    const { phase, problem, data } = this.snapshot;
    return html`${phase} ${problem?.code ?? ''} ${data?.deals.length ?? ''}`;
  }
}

register('pipeline-probe', PipelineProbe);

declare global {
  interface HTMLElementTagNameMap {
    'pipeline-probe': PipelineProbe;
  }
}

const mounted: Element[] = [];
afterEach(() => {
  for (const box of mounted.splice(0)) box.remove();
});

/** Puts a template into the page, and waits for nothing: a hidden page has no frames to wait for. */
export function mount(template: TemplateResult): HTMLElement {
  const box = document.createElement('div');
  mounted.push(box);
  document.body.append(box);
  render(template, box);
  return box;
}

/** Waits until a condition holds; says what it waited for. */
export async function until(condition: () => unknown, what: string, ms = 4000): Promise<void> {
  const end = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`never: ${what}`);
    await new Promise((done) => setTimeout(done, 5));
  }
}

export const ready = (probe: PipelineProbe, deals?: number): Promise<void> =>
  until(
    () => probe.now.phase === 'ready' && (deals === undefined || probe.now.data?.deals.length === deals),
    `${deals ?? 'some'} deals, but ${probe.now.phase} ${JSON.stringify(probe.now.problem)} ${probe.now.data?.deals.length}`,
  );

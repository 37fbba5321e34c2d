import { ContextProvider } from '@lit/context';
import { css, html } from 'lit';
import type { TemplateResult } from 'lit';
import { PROVIDER_CHANGE, storeContext } from '../../context/keys.js';
import type { RequestResult, StoreHandle } from '../../context/types.js';
import { DataOwner } from '../shared/data-owner.js';
import { PipelineDataElement } from '../shared/data-element.js';

/**
 * Holds the data of a page, or of a part of it, for the widgets below it and those that name it by its id.
 *
 * @tag pipeline-provider
 * @slot - Widgets and anything else; it adds no box of its own. A `<script type="application/json">`, a `<script type="text/csv">` or a `<table>` directly inside is read as data.
 * @event {PipelineRequestEvent} pipeline-deal-move-request - A widget asks to move deals to other stages. Cancelable; `waitUntil(promise)` delays.
 * @event {PipelineRequestEvent} pipeline-deal-change-request - A widget asks to change fields of deals. Cancelable; `waitUntil(promise)` delays.
 * @event {PipelineRequestEvent} pipeline-filter-change-request - A widget asks for another filter, pipeline or period. Cancelable.
 * @event {PipelineRequestEvent} pipeline-undo-request - The last change is to be taken back. Cancelable.
 * @event {PipelineRequestEvent} pipeline-save-retry-request - A save that takes long is to be tried again. Cancelable.
 * @event {PipelineRequestEvent} pipeline-save-cancel-request - A save that takes long is to be given up, and its change taken back. Cancelable.
 * @event {PipelineRequestEvent} pipeline-reload-request - The data is to be loaded again. Cancelable.
 * @event {CustomEvent} pipeline-deal-moved - Deals were moved, and that is saved.
 * @event {CustomEvent} pipeline-deal-changed - Fields of deals were changed, and that is saved.
 * @event {CustomEvent} pipeline-data-loaded - Data was read: number of deals, as-of.
 * @event {CustomEvent} pipeline-data-issues - What was found wrong, missing or assumed in it.
 * @event {CustomEvent} pipeline-load-failed - Data could not be loaded or read: the reason.
 * @event {CustomEvent} pipeline-save-failed - A change could not be saved and was taken back: the request and the reason.
 */
export class PipelineProvider extends PipelineDataElement {
  static override styles = css`
    :host {
      display: contents;
    }
    .read::slotted(table) {
      display: none;
    }
  `;

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'id'];
  }

  protected override readonly owner = new DataOwner(this);

  constructor() {
    super();
    new ContextProvider(this, { context: storeContext, initialValue: this.store });
  }

  /** The data as it is now, and the way to ask for changes: `getState()`, `subscribe(listener)`, `dispatch(request)`. */
  get store(): StoreHandle {
    return this.owner.store.handle;
  }

  /** Loads the data again; what is shown stays until the new data is there. */
  reload(): Promise<RequestResult> {
    return this.store.dispatch({ type: 'pipeline-reload-request', detail: {} });
  }

  /** Takes the last change back, also a saved one. */
  undo(): Promise<RequestResult> {
    return this.store.dispatch({ type: 'pipeline-undo-request', detail: {} });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#announce();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#announce();
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(name, before, after);
    if (name === 'id' && this.isConnected) this.#announce();
  }

  protected override render(): TemplateResult {
    return html`<slot class=${this.origin.child ? 'read' : ''}></slot>`;
  }

  /** Widgets elsewhere on the page look again. */
  #announce(): void {
    this.ownerDocument.dispatchEvent(new Event(PROVIDER_CHANGE));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pipeline-provider': PipelineProvider;
  }
}

/** The shared data of a page: what crosses between a provider and its widgets, and how to write one's own. */
export type * from './types.js';
export { PROTOCOL } from './types.js';
export { PipelineRequestEvent } from './events.js';
export type { PipelineEventDetails, PipelineEventMap } from './events.js';
export { attachContextRoot, storeContext } from './keys.js';
export { orderFor, summaryFor, viewFor } from './compute.js';
export { measureFor } from './memo.js';
export { Ledger } from './ledger.js';
export type { Loaded, LedgerState } from './ledger.js';
export { Store } from './store.js';
export type { StoreOptions } from './store.js';
export { applyRequest, changeSettings, invert } from './requests.js';
export type {
  Applied,
  ApplyOptions,
  DataChangeRequest,
  DealChange,
  Outcome,
  RefusalCode,
} from './requests.js';

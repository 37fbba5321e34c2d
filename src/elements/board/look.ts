import type { BoardOrder } from '../../core/view/sort.js';
import type { BoardLook } from './derive.js';
import { parseCardFields } from './fields.js';
import { parseLimits } from './limits.js';

/** What of a board says how it looks. */
export interface LookSettings {
  readonly groupBy?: string | null;
  readonly lanesBy?: string | null;
  readonly sortBy?: string | null;
  readonly cardFields?: string | Readonly<Record<string, string>> | null;
  readonly limits?: string | null;
  readonly avatars: boolean;
}

const ORDERS: readonly string[] = ['amount', 'close', 'age', 'activity', 'hand'] satisfies BoardOrder[];

/** Reads the look of a board; the same object as long as its settings are the same, so that cards are kept. */
export class LookReader {
  #key: string | undefined;
  #look: BoardLook | undefined;

  read(of: LookSettings, pipeline: string | undefined): BoardLook {
    const { cardFields, avatars } = of;
    const fields =
      typeof cardFields === 'object' && cardFields
        ? pipeline !== undefined && Object.hasOwn(cardFields, pipeline)
          ? cardFields[pipeline]
          : undefined
        : (cardFields ?? undefined);
    const groupBy = of.groupBy?.trim() || 'stage';
    const lanesBy = of.lanesBy?.trim() ?? '';
    const sortBy = of.sortBy?.trim() ?? '';
    const limits = of.limits ?? '';
    const key = JSON.stringify([fields, groupBy, lanesBy, sortBy, limits, avatars]);
    if (this.#look && key === this.#key) return this.#look;
    this.#key = key;
    return (this.#look = {
      layout: {
        groupBy,
        // Lanes of what columns are made of would each hold one column.
        lanesBy: lanesBy === groupBy ? '' : lanesBy,
        sortBy: ORDERS.includes(sortBy) ? (sortBy as BoardOrder) : 'amount',
      },
      fields: parseCardFields(fields),
      limits: parseLimits(limits),
      avatars,
    });
  }
}

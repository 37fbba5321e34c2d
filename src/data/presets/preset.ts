import type { FieldName } from '../fields.js';

export type Language = 'en' | 'de' | 'es' | 'fr' | 'zh';

export type FieldLabels = Readonly<Partial<Record<FieldName, readonly string[]>>>;

/** How one system names its columns. In each list the likeliest comes first. */
export interface Preset {
  readonly system: string;
  /** Labels as an export shows them, by the language of the exporting user. */
  readonly labels: Readonly<Partial<Record<Language, FieldLabels>>>;
  /** Internal names: the same in every language. */
  readonly names: FieldLabels;
  /**
   * Columns that say when a deal entered a stage; `{stage}` and `{pipeline}` stand for names, `{id}` for a
   * stage's id. A pattern without `{pipeline}` also fits a label that has none.
   */
  readonly entered?: {
    readonly labels: Readonly<Partial<Record<Language, readonly string[]>>>;
    readonly names: readonly string[];
  };
  /** Won and lost are statuses of a deal, not stages: the two closed stages have to be made up. */
  readonly closedByStatus?: boolean;
}

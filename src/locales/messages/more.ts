/** Words of the menu at the foot, of exporting and of the list of keys; they load when the menu is first opened. */
export interface MoreMessages {
  readonly menu: {
    readonly csv: string;
    readonly svg: string;
    readonly png: string;
    readonly keys: string;
  };
  /** Said when a file is on its way to the reader's disk. */
  readonly saved: (facts: { readonly file: string }) => string;
  /** Said when a file could not be made. */
  readonly failed: (facts: { readonly kind: 'csv' | 'svg' | 'png'; readonly reason: string }) => string;
  /** Why there is no file. */
  readonly nothing: string;
  readonly tooLarge: string;
  readonly notLoaded: string;
  readonly keys: {
    readonly title: string;
    readonly close: string;
    /** Names of keys as keyboards of the language's readers show them. */
    readonly names: Readonly<Record<KeyName, string>>;
    readonly what: Readonly<Record<KeyAct, string>>;
  };
}

export type KeyName =
  | 'arrows'
  | 'ctrlArrows'
  | 'shiftArrows'
  | 'ends'
  | 'corners'
  | 'choose'
  | 'enter'
  | 'space'
  | 'ctrlSpace'
  | 'undo'
  | 'menu'
  | 'escape'
  | 'tab'
  | 'help';

export type KeyAct =
  | 'mark'
  | 'cell'
  | 'row'
  | 'card'
  | 'firstLast'
  | 'rowEnds'
  | 'corners'
  | 'columnEnds'
  | 'boardEnds'
  | 'select'
  | 'sort'
  | 'openCard'
  | 'pickUp'
  | 'carry'
  | 'carryFar'
  | 'selectRange'
  | 'selectCard'
  | 'undo'
  | 'cardMenu'
  | 'closeTip'
  | 'cancel'
  | 'leave'
  | 'help';

import { nothing } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import type { ElementPart } from 'lit/directive.js';

/** All that a mark of one text shows and says. */
export interface MarkSetting {
  readonly kind: string;
  readonly part: string;
  /** It is the plot's tab stop. */
  readonly isStop: boolean;
  readonly key: string;
  readonly label: string;
  readonly text: string;
  /** `--_share`: length of its bar, 0..1. */
  readonly share: number;
}

/** Attributes by what sets them. */
const attributes = [
  ['class', 'kind'],
  ['part', 'part'],
  ['data-key', 'key'],
  ['aria-label', 'label'],
] as const;

class MarkDirective extends Directive {
  #set?: MarkSetting;

  render(_setting: MarkSetting): unknown {
    return nothing;
  }

  override update(part: ElementPart, [next]: [MarkSetting]): unknown {
    const element = part.element as HTMLElement;
    const last = this.#set;
    for (const [name, key] of attributes) {
      if (next[key] !== last?.[key]) element.setAttribute(name, next[key]);
    }
    if (next.isStop !== last?.isStop) element.setAttribute('tabindex', next.isStop ? '0' : '-1');
    if (next.share !== last?.share) element.style.setProperty('--_share', String(next.share));
    if (next.text !== last?.text) element.textContent = next.text;
    this.#set = next;
    return nothing;
  }
}

/**
 * Sets all of a mark at once: `<td ${mark({ … })}></td>`. Hundreds of cells with an expression for each of their
 * attributes cost more to keep than to draw: Lit holds an object for each, and two comments for a text.
 */
export const mark = directive(MarkDirective);

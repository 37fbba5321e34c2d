import { nothing } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import type { ElementPart } from 'lit/directive.js';

/** Custom properties by name, `--_x`; undefined: unset. */
export type Vars = Readonly<Record<`--_${string}`, string | number | undefined>>;

class VarsDirective extends Directive {
  #set: Vars = {};

  render(_vars: Vars): unknown {
    return nothing;
  }

  override update({ element }: ElementPart, [vars]: [Vars]): unknown {
    const { style } = element as HTMLElement | SVGElement;
    for (const name of Object.keys({ ...this.#set, ...vars }) as (keyof Vars)[]) {
      const value = vars[name];
      if (value === this.#set[name]) continue;
      if (value === undefined) style.removeProperty(name);
      else style.setProperty(name, String(value));
    }
    this.#set = vars;
    return nothing;
  }
}

/**
 * Sets custom properties of one element, for lengths that only the data knows: `<td ${vars({ '--_share': 0.4 })}>`. A
 * style attribute would break a strict CSP; this goes through `style.setProperty`.
 */
export const vars = directive(VarsDirective);

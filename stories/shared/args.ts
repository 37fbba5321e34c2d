import { nothing } from 'lit';
import { Directive, PartType, directive, type ElementPart, type PartInfo } from 'lit/directive.js';

/** What Storybook's controls set: a name from the manifest (attribute or property) and its value. */
export type Args = Readonly<Record<string, unknown>>;

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

class ArgsDirective extends Directive {
  #set = new Set<string>();

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('args() stands inside a tag.');
  }

  render(_args: Args): unknown {
    return nothing;
  }

  /** As attributes, which is how they show in the code below a story and in a CMS. */
  override update({ element }: ElementPart, [args]: [Args]): unknown {
    const now = new Set<string>();
    for (const [name, value] of Object.entries(args)) {
      const attribute = kebab(name);
      if (typeof value !== 'string' && typeof value !== 'number' && value !== true) continue;
      if (value === '') continue;
      now.add(attribute);
      element.setAttribute(attribute, value === true ? '' : String(value));
    }
    for (const attribute of this.#set) if (!now.has(attribute)) element.removeAttribute(attribute);
    this.#set = now;
    return nothing;
  }
}

/** Sets what a story's args hold on the element in whose tag it stands. */
export const args = directive(ArgsDirective);

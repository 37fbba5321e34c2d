import type { Colour } from '../../../charts/picture.js';

const RGB = /^rgba?\(([\d.]+)[ ,]+([\d.]+)[ ,]+([\d.]+)(?:[ ,/]+([\d.]+)(%?))?\)$/;
const SRGB = /^color\(srgb (-?[\d.e-]+) (-?[\d.e-]+) (-?[\d.e-]+)(?: \/ ([\d.]+))?\)$/;

/** Colours as they are shown, in figures. */
export class Colours {
  readonly #probe: HTMLElement;
  readonly #known = new Map<string, Colour>();
  readonly #named = new Map<string, Colour>();

  /** @param stage an element inside the widget's frame: what custom properties hold depends on where they are read */
  constructor(stage: HTMLElement) {
    this.#probe = document.createElement('i');
    stage.append(this.#probe);
  }

  /** A computed colour: `rgb()`, `color(srgb …)`, or of any other space, which is then asked of a canvas. */
  of(computed: string): Colour {
    let colour = this.#known.get(computed);
    if (!colour) this.#known.set(computed, (colour = parse(computed)));
    return colour;
  }

  /** A paint by its name: a custom property or a colour word, `/45` for less of it, the classes that set it behind. */
  named(name: string): Colour {
    let colour = this.#named.get(name);
    if (!colour) {
      const [first = '', ...classes] = name.split(' ');
      const [paint = '', percent = '100'] = first.split('/');
      const { style } = this.#probe;
      this.#probe.className = classes.join(' ');
      // A colour that is `currentColor` means that of the text on it.
      style.setProperty('color', 'var(--_on, inherit)');
      style.setProperty('background', paint.startsWith('--') ? `var(${paint})` : paint, 'important');
      const { rgb, alpha } = this.of(getComputedStyle(this.#probe).backgroundColor);
      colour = { rgb, alpha: (alpha * Number(percent)) / 100 };
      this.#named.set(name, colour);
    }
    return colour;
  }
}

const byte = (value: number): string =>
  Math.max(0, Math.min(255, Math.round(value)))
    .toString(16)
    .padStart(2, '0');

function parse(computed: string): Colour {
  const rgb = RGB.exec(computed);
  if (rgb) {
    const [, red, green, blue, alpha = '1', percent] = rgb;
    return {
      rgb: `#${[red, green, blue].map((value) => byte(Number(value))).join('')}`,
      alpha: Number(alpha) / (percent ? 100 : 1),
    };
  }
  const srgb = SRGB.exec(computed);
  if (srgb) {
    const [, red, green, blue, alpha = '1'] = srgb;
    return {
      rgb: `#${[red, green, blue].map((value) => byte(Number(value) * 255)).join('')}`,
      alpha: Number(alpha),
    };
  }
  return painted(computed);
}

/** What a canvas makes of a colour. */
function painted(colour: string): Colour {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d');
  if (!context) return { rgb: '#000000', alpha: 1 };
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = context.getImageData(0, 0, 1, 1).data;
  return { rgb: `#${[red, green, blue].map(byte).join('')}`, alpha: Math.round((alpha / 255) * 1000) / 1000 };
}

/** What the widget stands on: the nearest background that is not see-through, else the page's own. */
export function surfaceOf(host: Element, colours: Colours): Colour {
  let place: Element | null = host;
  while (place) {
    const colour = colours.of(getComputedStyle(place).backgroundColor);
    if (colour.alpha > 0.99) return colour;
    const root: Node = place.getRootNode();
    place = place.assignedSlot ?? place.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
  return colours.named('Canvas');
}

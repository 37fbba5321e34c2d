/** Contrast (WCAG 2.2) and colour difference (OKLab × 100) of colours as they look with each kind of colour vision. */
export type Rgb = readonly [number, number, number];
export type Vision = 'normal' | 'protan' | 'deutan' | 'tritan';

/** `#rrggbb`, or `rgb(r g b / a)` over a backdrop, as 0..255. */
export function parseColour(text: string, backdrop: Rgb = [255, 255, 255]): Rgb {
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(text);
  if (hex) return [1, 2, 3].map((at) => parseInt(hex[at]!, 16)) as unknown as Rgb;
  const rgb = /^rgb\((\d+) (\d+) (\d+) \/ ([\d.]+)\)$/.exec(text);
  if (!rgb) throw new Error(`no colour: ${text}`);
  return mix([Number(rgb[1]), Number(rgb[2]), Number(rgb[3])], backdrop, Number(rgb[4]));
}

/** What `color-mix(in srgb, over share, transparent)` looks like on a backdrop. */
export const mix = (over: Rgb, under: Rgb, share: number): Rgb =>
  over.map((value, at) => value * share + under[at]! * (1 - share)) as unknown as Rgb;

const linear = (value: number): number => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [a, b].map(luminance).sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
const luminance = (rgb: Rgb): number =>
  0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);

/** Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. */
const deficiencies: Readonly<Record<Vision, readonly Rgb[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function okLab(rgb: Rgb, vision: Vision): Rgb {
  const seen = rgb.map(linear);
  const [r, g, b] = deficiencies[vision].map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, weight, at) => sum + weight * seen[at]!, 0),
      ),
    ),
  ) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Euclidean distance in OKLab, times 100. */
export const difference = (a: Rgb, b: Rgb, vision: Vision): number =>
  100 * Math.hypot(...okLab(a, vision).map((value, at) => value - okLab(b, vision)[at]!));

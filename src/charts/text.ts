/**
 * How wide text is, roughly and without a DOM: shares of the font size by kind of letter, a little above what the
 * system fonts of the platforms need, so that what is planned to fit does fit.
 */
const NARROW = /[\u0020iljtfrI.,:;|!'’()[\]\u2066-\u2069\u200e\u200f·]/;
const WIDE = /[A-HJ-Z\dmw%€$£@&—…+−]/;
const FULL =
  /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u{1f000}-\u{1faff}]/u;

/** Letters of weight 600 are wider. */
const STRONG = 1.14;

/** @example textWidth('Won', 10) // about 19 */
export function textWidth(text: string, size: number, isStrong = false): number {
  let sum = 0;
  for (const letter of text) {
    sum += FULL.test(letter) ? 1 : NARROW.test(letter) ? 0.38 : WIDE.test(letter) ? 0.7 : 0.61;
  }
  return sum * size * (isStrong ? STRONG : 1);
}

/** The text, or its beginning and an ellipsis where it would be wider than `room`. */
export function fitText(text: string, size: number, room: number, isStrong = false): string {
  if (textWidth(text, size, isStrong) <= room) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size, isStrong) > room) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

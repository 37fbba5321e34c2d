/** Seeded random numbers: the same seed gives the same draws, everywhere. */

/**
 * A source of numbers in [0, 1), by sfc32 (Chris Doty-Humphrey's small fast counting generator, 32 bits).
 * Distributions are d3-random's, each made to draw from it by `.source`.
 * @param seed any text or number
 * @example
 * const random = createRandom('demo');
 * const amount = randomLogNormal.source(random)(9, 0.8); // import { randomLogNormal } from 'd3-random'
 */
export function createRandom(seed: string | number): () => number {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
  for (const character of String(seed)) {
    a = Math.imul(a ^ (character.codePointAt(0) ?? 0), 0x01000193) | 0;
    b = (b + Math.imul(a, 0x85ebca6b)) | 0;
  }
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  // Seeds that differ in one bit only part after some rounds.
  for (let i = 0; i < 15; i++) next();
  return next;
}

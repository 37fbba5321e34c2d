import { expect } from 'chai';
import { coarseTokens, tierOf, tokens } from '../../src/theme/tokens.js';
import { contrast, difference, mix, parseColour } from './colour.js';
import type { Rgb, Vision } from './colour.js';

type Scheme = 'light' | 'dark';
const schemes: readonly Scheme[] = ['light', 'dark'];
const visions: readonly Vision[] = ['normal', 'protan', 'deutan', 'tritan'];

/** A token's colour; one that only names another has that one's. */
function colour(name: string, scheme: Scheme, backdrop?: Rgb): Rgb {
  const token = tokens.find((one) => one.name === name);
  if (!token) throw new Error(`no token ${name}`);
  if (token.value === undefined) return parseColour(token[scheme], backdrop);
  const other = /^var\(--pipeline-([\w-]+)\)$/.exec(token.value)?.[1];
  const share = /^color-mix\(in srgb, var\(--pipeline-([\w-]+)\) (\d+)%, transparent\)$/.exec(token.value);
  if (share) return mix(colour(share[1]!, scheme), backdrop!, Number(share[2]) / 100);
  return colour(other!, scheme, backdrop);
}
const pairs = (names: readonly string[]): [string, string][] =>
  names.flatMap((a, at) => names.slice(at + 1).map((b): [string, string] => [a, b]));
const steps = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${name}-${at + 1}`);

describe('theme/tokens', () => {
  it('names each token once, in kebab case, with a sentence about it', () => {
    expect(new Set(tokens.map(({ name }) => name)).size).to.equal(tokens.length);
    for (const token of tokens) {
      expect(token.name).to.match(/^[a-z]+(-[a-z0-9]+)*$/);
      expect(token.about).to.match(/\.$/);
      expect(['palette', 'semantic', 'component']).to.include(tierOf(token));
    }
    for (const { name } of coarseTokens) expect(tokens.map((one) => one.name)).to.include(name);
  });

  it('says of which token a derived one is made', () => {
    for (const { name, follows, value } of tokens) {
      if (follows !== undefined) expect(value, name).to.include(`var(--pipeline-${follows})`);
    }
  });

  for (const scheme of schemes) {
    const surfaces = ['surface', 'surface-raised'].map((name) => [name, colour(name, scheme)] as const);

    it(`has text at 4.5:1 and more on both surfaces (${scheme})`, () => {
      for (const [name, surface] of surfaces) {
        for (const text of ['ink', 'muted', 'accent', 'positive', 'negative', 'warning']) {
          expect(contrast(colour(text, scheme), surface), `${text} on ${name}`).to.be.at.least(4.5);
        }
        for (const fill of ['fill-hover', 'accent-soft']) {
          const under = colour(fill, scheme, surface);
          for (const text of ['ink', 'muted', 'accent']) {
            expect(contrast(colour(text, scheme), under), `${text} on ${fill} on ${name}`).to.be.at.least(
              4.5,
            );
          }
        }
      }
      expect(contrast(colour('on-accent', scheme), colour('accent', scheme))).to.be.at.least(4.5);
      expect(contrast(colour('ink-inverse', scheme), colour('surface-inverse', scheme))).to.be.at.least(4.5);
    });

    it(`has labels of at least 4.5:1 on each step of the ramps (${scheme})`, () => {
      for (const ramp of ['sequential', 'diverging']) {
        for (const [at, step] of steps(ramp, 7).entries()) {
          const ratio = contrast(colour(step, scheme), colour(`${ramp}-ink-${at + 1}`, scheme));
          expect(ratio, step).to.be.at.least(4.5);
        }
      }
    });

    it(`has marks and rules at 3:1 and more (${scheme})`, () => {
      const marks = ['accent', 'compare', 'rule', 'goal', 'focus', 'warning'];
      for (const [name, surface] of surfaces) {
        for (const mark of marks) {
          expect(contrast(colour(mark, scheme), surface), `${mark} on ${name}`).to.be.at.least(3);
        }
      }
    });

    it(`keeps judgements apart for every kind of colour vision (${scheme})`, () => {
      for (const vision of visions) {
        for (const [a, b] of pairs(['positive', 'negative', 'warning'])) {
          expect(
            difference(colour(a, scheme), colour(b, scheme), vision),
            `${a}, ${b}, ${vision}`,
          ).to.be.at.least(8);
        }
      }
    });

    it(`has steps of one size in the sequential ramp (${scheme})`, () => {
      for (const [at, step] of steps('sequential', 6).entries()) {
        const size = difference(colour(step, scheme), colour(`sequential-${at + 2}`, scheme), 'normal');
        expect(size, step).to.be.within(8, 14);
      }
    });
  }
});

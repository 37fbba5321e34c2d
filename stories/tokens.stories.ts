import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { cssValueOf, tokens, type Token, type TokenGroup } from '../src/theme/tokens.js';
import './shared/stories.css';

const groups: Readonly<Record<TokenGroup, string>> = {
  palette: 'Palette',
  surface: 'Surfaces and text',
  line: 'Lines',
  meaning: 'Meaning',
  scale: 'Data scales',
  type: 'Type',
  space: 'Space',
  shape: 'Shape',
  motion: 'Motion',
  component: 'Single widgets',
};

/** `style.setProperty`, not a `style` attribute: the page too runs under a strict policy. */
const paint = (value: string) => (element?: Element) => {
  if (element instanceof HTMLElement) element.style.setProperty('background-color', value);
};

/** The page's own copies of the defaults, so that a value that is made of another token resolves. */
const declare = (element?: Element) => {
  if (!(element instanceof HTMLElement)) return;
  for (const token of tokens) element.style.setProperty(`--pipeline-${token.name}`, cssValueOf(token));
};

const byName = new Map(tokens.map((token) => [token.name, token]));

/** A value that is another token's is a colour if that one's is. */
function isColour(token: Token): boolean {
  const { value } = token;
  if (value === undefined) return true;
  const other = byName.get(/^var\(--pipeline-([\w-]+)\)$/.exec(value)?.[1] ?? '');
  return other ? isColour(other) : /^(color-mix|light-dark|rgb|#)/.test(value);
}

function renderValue(token: Token) {
  if (token.value !== undefined && !isColour(token)) return html`<code>${token.value}</code>`;
  const [light, dark] = token.value === undefined ? [token.light, token.dark] : [token.value, token.value];
  return html`
    <span class="tokens-swatches" aria-hidden="true">
      <span class="tokens-swatch light" ${ref(paint(light))}></span>
      <span class="tokens-swatch dark" ${ref(paint(dark))}></span>
    </span>
    <code>${light === dark ? light : `${light} · ${dark}`}</code>
  `;
}

const renderGroup = (group: TokenGroup) => html`
  <section>
    <h2 id="tokens-${group}">${groups[group]}</h2>
    <table aria-labelledby="tokens-${group}">
      <thead>
        <tr>
          <th scope="col">Token</th>
          <th scope="col">Default: light · dark</th>
          <th scope="col">What it is for</th>
        </tr>
      </thead>
      <tbody>
        ${tokens
          .filter((token) => token.group === group)
          .map(
            (token) =>
              html`<tr>
                <th scope="row"><code>--pipeline-${token.name}</code></th>
                <td>${renderValue(token)}</td>
                <td>
                  ${token.about}
                  ${token.follows === undefined
                    ? nothing
                    : html`<span class="story-muted"
                        >Follows <code>--pipeline-${token.follows}</code>.</span
                      >`}
                </td>
              </tr>`,
          )}
      </tbody>
    </table>
  </section>
`;

/**
 * Every token, from the list that `theme/tokens.css` and the elements' fallbacks are checked against. Set them
 * anywhere above a widget; the elements read them with these defaults and never set them.
 */
const meta: Meta = {
  title: 'Tokens',
  tags: ['!autodocs'],
  render: () => html`
    <main class="story-page tokens" ${ref(declare)}>
      ${(Object.keys(groups) as TokenGroup[]).map(renderGroup)}
    </main>
  `,
};

export default meta;

export const Tokens: StoryObj = {};

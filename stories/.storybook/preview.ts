import { setCustomElementsManifest } from '@storybook/web-components-vite';
import type { Preview } from '@storybook/web-components-vite';
import manifest from '../../custom-elements.json';
import { controlsFromTypes } from './controls.js';
import './preview.css';

setCustomElementsManifest(manifest);

const preview: Preview = {
  tags: ['autodocs'],
  argTypesEnhancers: [controlsFromTypes],
  initialGlobals: { theme: 'light', direction: 'ltr' },
  globalTypes: {
    theme: {
      description: 'Light or dark page',
      toolbar: {
        title: 'Theme',
        icon: 'contrast',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ],
      },
    },
    direction: {
      description: 'Direction of writing',
      toolbar: {
        title: 'Direction',
        icon: 'transfer',
        dynamicTitle: true,
        items: [
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
      },
    },
  },
  decorators: [
    (story, { globals }) => {
      // On the root: widgets follow the page's `color-scheme` and direction, as in a host's own page.
      document.documentElement.dataset.theme = globals.theme === 'dark' ? 'dark' : 'light';
      document.documentElement.dir = globals.direction === 'rtl' ? 'rtl' : 'ltr';
      document.documentElement.lang ||= 'en';
      return story();
    },
  ],
  parameters: {
    layout: 'padded',
    controls: { expanded: true },
    options: {
      storySort: {
        order: [
          'Start here',
          'Dashboard',
          'Drop your own export',
          'Elements',
          'Recipes',
          'Guides',
          'Events',
          'Theme it',
          'Tokens',
          '*',
          'Decisions',
          'Changelog',
        ],
      },
    },
    docs: { toc: { headingSelector: 'h2, h3' } },
  },
};

export default preview;

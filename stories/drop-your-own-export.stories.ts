import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { damagedCsv, goodCsv, loginPage } from './shared/samples.js';
import './shared/drop-export.js';

const page = (canvas: HTMLElement) => {
  const element = canvas.querySelector('story-drop-export');
  if (!element) throw new Error('The page is not there.');
  return element;
};

/**
 * A file of deals, read in this page: nothing is sent anywhere. Funnel and board show it, below them stands what was
 * understood and what could not be read.
 */
const meta: Meta = {
  title: 'Drop your own export',
  render: () => html`<story-drop-export></story-drop-export>`,
};

export default meta;

export const DropYourOwnExport: StoryObj = {};

export const ASampleExport: StoryObj = {
  play: ({ canvasElement }) => page(canvasElement).show('sample.csv', goodCsv),
};

export const ADamagedExport: StoryObj = {
  play: ({ canvasElement }) => page(canvasElement).show('damaged.csv', damagedCsv),
};

export const NotAnExport: StoryObj = {
  play: ({ canvasElement }) => page(canvasElement).show('export.csv', loginPage),
};

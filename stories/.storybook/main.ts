import type { StorybookConfig } from '@storybook/web-components-vite';
import type { Plugin } from 'vite';

/**
 * package.json lists only built files as having side effects; Storybook bundles the source, where importing a
 * `define.ts`, or a file of a story for its effects alone, must not be optimised away.
 */
const keepSideEffects: Plugin = {
  name: 'keep-side-effects',
  transform(_code, id) {
    return !id.includes('/node_modules/') && /\.(?:ts|js|css)(?:\?.*)?$/.test(id)
      ? { moduleSideEffects: true }
      : undefined;
  },
};

/** The forecast's worker, as a file of its own: the kit's build does this with one that is self-contained. */
const forecastWorker: Plugin = {
  name: 'forecast-worker',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/src\/context\/policy\.ts$/.test(id)) return undefined;
    const changed = code.replace('new URL(workerFile, import.meta.url)', 'new URL(address, import.meta.url)');
    return { code: `import address from './forecast-worker.ts?worker&url';\n${changed}`, map: null };
  },
};

const config: StorybookConfig = {
  stories: ['../**/*.mdx', '../**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  framework: { name: '@storybook/web-components-vite', options: {} },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  viteFinal: (vite) => ({
    ...vite,
    // Served from a folder or a file server alike.
    base: './',
    plugins: [...(vite.plugins ?? []), keepSideEffects, forecastWorker],
    worker: { format: 'es' },
    build: {
      ...vite.build,
      target: 'es2022',
      // The kit's own floor: for older browsers `light-dark()` would be rewritten, and follow no scheme set by script.
      cssTarget: ['chrome123', 'firefox128', 'safari17.5'],
      chunkSizeWarningLimit: 4000,
    },
  }),
};

// Storybook reads its configuration from the default export.
export default config;

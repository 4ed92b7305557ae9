import { type CrxPlugin, crx } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { makeManifest, OLDEST, type Target } from './manifest.config.ts';
import { emojiPlugin } from './scripts/emoji-plugin.ts';
import { pageScripts } from './scripts/page-scripts/plugin.ts';
import { preloadPlugin } from './scripts/preload-plugin.ts';
import { wordsPlugin } from './scripts/words-plugin.ts';

/** The injected scripts are for the background alone: pages must not be able to load, and so detect, them. */
const privateScripts: CrxPlugin = {
  name: 'watchparty:private-scripts',
  enforce: 'post',
  apply: 'build',
  renderCrxManifest(manifest) {
    delete manifest.web_accessible_resources;
    return manifest;
  },
};

export default defineConfig(({ mode }) => {
  const target: Target = mode.includes('firefox') ? 'firefox' : 'chrome';
  const oldest = `${target}${OLDEST[target]}`;
  return {
    plugins: [
      preact(),
      crx({ manifest: makeManifest(target), browser: target }),
      privateScripts,
      pageScripts(oldest),
      preloadPlugin(),
      wordsPlugin(),
      emojiPlugin(),
    ],
    build: {
      outDir: process.env.OUT_DIR ?? `dist/${target}`,
      emptyOutDir: true,
      target: oldest,
      sourcemap: false,
      modulePreload: false, // preloadPlugin does
      chunkSizeWarningLimit: 700,
    },
  };
});

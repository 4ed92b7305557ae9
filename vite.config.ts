import { type CrxPlugin, crx } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { makeManifest, type Target } from './manifest.config.ts';
import { emojiPlugin } from './scripts/emoji-plugin.ts';
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
  generateBundle(_options, bundle) {
    // crxjs leaves an unused ES module copy of each `?iife` script behind
    for (const [file, output] of Object.entries(bundle))
      if (output.type === 'chunk' && /\.iife\.tsx?$/.test(output.facadeModuleId ?? '')) delete bundle[file];
  },
};

export default defineConfig(({ mode }) => {
  const target: Target = mode.includes('firefox') ? 'firefox' : 'chrome';
  return {
    plugins: [
      preact(),
      crx({ manifest: makeManifest(target), browser: target }),
      privateScripts,
      wordsPlugin(),
      emojiPlugin(),
    ],
    build: {
      outDir: process.env.OUT_DIR ?? `dist/${target}`,
      emptyOutDir: true,
      target: target === 'firefox' ? 'firefox140' : 'chrome116',
      sourcemap: false,
      modulePreload: false,
      chunkSizeWarningLimit: 700,
    },
  };
});

import type { HtmlTagDescriptor, Plugin } from 'vite';

/**
 * Names in a page of the extension all that its script imports, to be loaded at once and not when the script has been read:
 * the popup is shown when it has loaded. Vite's own way would put a loader into the scripts too.
 */
export const preloadPlugin = (): Plugin => ({
  name: 'watchparty:preload',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(_, { bundle = {}, chunk }) {
      const files = new Set<string>();
      const add = (names: readonly string[]) => {
        for (const name of names) {
          const imported = bundle[name];
          if (files.has(name) || imported?.type !== 'chunk') continue;
          files.add(name);
          add(imported.imports);
        }
      };
      add(chunk?.imports ?? []);
      return [...files].map(
        (file): HtmlTagDescriptor => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
          injectTo: 'head',
        }),
      );
    },
  },
});

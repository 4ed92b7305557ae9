import path from 'node:path';
import { build } from 'vite';

const PAGES = path.resolve(import.meta.dirname, 'pages');

/**
 * Returns a function that turns a page entry (a path below `pages/`) into one classic script. Each entry is built once,
 * when first asked for, so that a broken page breaks only itself; `fresh` builds at every call (for work on a page).
 */
export function pageBundler({ fresh = false } = {}): (entry: string) => Promise<string> {
  const built = new Map<string, Promise<string>>();
  return (entry) => {
    const known = fresh ? undefined : built.get(entry);
    if (known) return known;
    const script = bundle(entry);
    built.set(entry, script);
    return script;
  };
}

async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    root: PAGES,
    publicDir: false,
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: path.join(PAGES, entry), output: { format: 'iife' } },
    },
  });
  const first = Array.isArray(result) ? result[0] : result;
  const chunk = first && 'output' in first ? first.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error(`no script came out of ${entry}`);
  return chunk.code;
}

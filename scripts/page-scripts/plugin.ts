import path from 'node:path';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import { laterFile, OVERLAY_FILE } from '../../extension/background/injected-files.ts';
import { LATER_PARTS, type LaterPart } from '../../extension/messaging/later-parts.ts';
import { ENTRIES, type Entry } from './entries.ts';
import { squeeze } from './squeeze.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** No such file is there: the plugin below is asked first. */
const VIRTUAL = path.join(ROOT, 'page-script-entry.ts');

interface Script {
  fileName: string;
  code: string;
  /** Files that it is made of. */
  from: readonly string[];
}

/** `/extension/...` in an entry means the repository, and an import of nothing else. */
const entryPlugin = ({ code }: Entry): Plugin => ({
  name: 'watchparty:page-script-entry',
  enforce: 'pre',
  resolveId: (id, importer) =>
    id === VIRTUAL ? VIRTUAL : importer === VIRTUAL && id.startsWith('/') ? path.join(ROOT, id) : undefined,
  load: (id) => (id === VIRTUAL ? code : undefined),
});

/** What all builds have in common with the extension's. */
interface Shared {
  target: string;
  resolve: InlineConfig['resolve'];
}

async function chunks({ target, resolve }: Shared, config: InlineConfig): Promise<Rolldown.OutputChunk[]> {
  const { build: own, ...rest } = config;
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    resolve,
    ...rest,
    build: { write: false, target, minify: true, ...own },
  });
  if (!Array.isArray(built)) throw new Error('a watcher, not a build');
  return built.flatMap(({ output }) => output).filter((one) => one.type === 'chunk');
}

/** One file, nothing shared with others. */
async function alone(shared: Shared, entry: Entry): Promise<Script> {
  const [chunk] = await chunks(shared, {
    plugins: [entryPlugin(entry)],
    build: { lib: { entry: VIRTUAL, formats: ['iife'], name: 'watchparty', fileName: () => 'script.js' } },
  });
  if (!chunk) throw new Error(`${entry.fileName}: nothing was built`);
  return { fileName: entry.fileName, code: chunk.code, from: chunk.moduleIds };
}

/**
 * The overlay, and what comes later as scripts that use the first one's modules: chunks of one build, each in a function.
 * A later one leaves its function in the isolated world; whichever `import()`s it calls that once, and keeps what it exports.
 * No script has a value: Firefox wants to copy what one ends with.
 */
async function overlay(shared: Shared): Promise<Script[]> {
  const built = await chunks(shared, {
    // Half of the overlay is elements: fewer letters for each than with the automatic runtime.
    oxc: {
      jsx: { runtime: 'classic', pragma: 'element', pragmaFrag: 'NoElement' },
      jsxInject: "import { Fragment as NoElement, h as element } from 'preact';",
    },
    build: {
      lib: { entry: path.join(ROOT, 'extension/overlay/index.ts'), formats: ['cjs'] },
      // What several use is the first one's, and not one more.
      rolldownOptions: {
        preserveEntrySignatures: 'allow-extension',
        output: { generatedCode: { symbols: false }, entryFileNames: 'overlay', chunkFileNames: '[name]' },
      },
    },
  });
  const names = built.map(({ fileName }) => fileName).sort();
  if (names.join() !== ['overlay', ...LATER_PARTS].sort().join()) throw new Error(`the overlay is in pieces: ${names}`);
  return built.map(({ fileName, code, moduleIds, isEntry }) =>
    isEntry
      ? {
          fileName: OVERLAY_FILE,
          code: `(()=>{const exports={},all={"./overlay":exports},require=(id)=>{if(!all[id]){const part={};globalThis[Symbol.for("watchparty.overlay"+id)](require,part);all[id]=part}return all[id]};${code}})();`,
          from: moduleIds,
        }
      : {
          fileName: laterFile(fileName as LaterPart),
          code: `(()=>{globalThis[Symbol.for("watchparty.overlay./${fileName}")]=(require,exports)=>{${code}}})();`,
          from: moduleIds,
        },
  );
}

/** Makes the scripts that the background runs in pages (extension/background/injected-files.ts), and the popup's first. No page can load them. */
export function pageScripts(target: string): Plugin {
  let scripts: Script[] = [];
  let resolve: InlineConfig['resolve'];
  return {
    name: 'watchparty:page-scripts',
    apply: 'build',
    configResolved(config) {
      resolve = { alias: config.resolve.alias };
    },
    async buildStart() {
      const shared = { target, resolve };
      const each = ENTRIES.map((entry) => alone(shared, entry));
      scripts = [...(await Promise.all(each)), ...(await overlay(shared))];
      // Takes seconds: not after every change that is only tried out.
      if (!this.meta.watchMode)
        scripts = await Promise.all(scripts.map(async (one) => ({ ...one, code: await squeeze(one.code) })));
      for (const file of new Set(scripts.flatMap(({ from }) => from)))
        if (path.isAbsolute(file)) this.addWatchFile(file);
    },
    generateBundle() {
      for (const { fileName, code } of scripts) this.emitFile({ type: 'asset', fileName, source: code });
    },
  };
}

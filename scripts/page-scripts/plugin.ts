import path from 'node:path';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import { OVERLAY_FILE, RARE_FILE } from '../../extension/background/injected-files.ts';
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
 * The overlay, and its rarer parts as a second script that uses the first one's modules: two chunks of one build, each in a
 * function. The second leaves its function in the isolated world; the first calls it when its `import()` comes to that.
 * Neither script has a value: Firefox wants to copy what one ends with.
 */
async function overlay(shared: Shared): Promise<Script[]> {
  const RARE = 'Symbol.for("watchparty.overlay-rare")';
  const built = await chunks(shared, {
    build: {
      lib: { entry: path.join(ROOT, 'extension/overlay/index.ts'), formats: ['cjs'] },
      // What both use is the first one's, and not a third.
      rolldownOptions: {
        preserveEntrySignatures: 'allow-extension',
        output: { generatedCode: { symbols: false } },
      },
    },
  });
  const main = built.find((chunk) => chunk.isEntry);
  const rare = built.find((chunk) => chunk.isDynamicEntry);
  if (!main || !rare || built.length !== 2) throw new Error(`the overlay is in ${built.length} pieces, not two`);
  return [
    {
      fileName: OVERLAY_FILE,
      code: `(()=>{const exports={};let rare;const require=()=>{if(!rare){const r={};globalThis[${RARE}](()=>exports,r);rare=r}return rare};${main.code}})();`,
      from: main.moduleIds,
    },
    {
      fileName: RARE_FILE,
      code: `(()=>{globalThis[${RARE}]=(require,exports)=>{${rare.code}}})();`,
      from: rare.moduleIds,
    },
  ];
}

/** Makes the scripts that the background runs in pages (extension/background/injected-files.ts). No page can load them. */
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

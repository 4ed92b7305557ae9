import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

/** What HTTP and sockets speak for. */
const BEHIND_THE_BORDERS = [
  'server',
  'server/accounts',
  'server/engine',
  'server/party',
  'server/live',
  'server/store',
  'shared',
];

/**
 * Which layer may import which (docs/architecture.md): a folder is a JavaScript world or a server layer, and imports point
 * one way. A line that is missing here is a decision, not a mistake of the test: take it deliberately.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  shared: [],
  'extension/messaging': ['extension/ui', 'shared'],
  'extension/ui': ['shared'],
  'extension/page': ['shared'],
  'extension/overlay': ['extension/messaging', 'extension/ui', 'shared'],
  'extension/content': ['extension/overlay', 'extension/messaging', 'extension/page', 'extension/ui', 'shared'],
  // The names of the built scripts, no code of theirs.
  'extension/background': ['extension/content', 'extension/page', 'extension/messaging', 'extension/ui', 'shared'],
  'extension/popup': ['extension/messaging', 'extension/ui', 'shared'],
  // Rules speak of records, and stores keep them: types only.
  'server/party': ['server/store', 'shared'],
  'server/live': ['server', 'server/party', 'server/store', 'shared'],
  'server/store': ['server', 'server/party', 'shared'],
  'server/accounts': ['server', 'server/party', 'server/store', 'shared'],
  'server/engine': ['server', 'server/party', 'server/live', 'server/store', 'shared'],
  'server/http': BEHIND_THE_BORDERS,
  'server/realtime': BEHIND_THE_BORDERS,
};
/** Only by this file, and only as files to inject. */
const INJECTED = 'extension/background/injected-files.ts';

const files = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.posix.join(directory, file));

/** The longest known layer that a file lies in; server's own files are `server`. */
function layerOf(file: string): string | null {
  const known = [...Object.keys(MAY_IMPORT), 'server'].filter((layer) => file.startsWith(`${layer}/`));
  return known.sort((a, b) => b.length - a.length)[0] ?? null;
}

const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) =>
    path.posix.normalize(path.posix.join(path.posix.dirname(file), match[1]!.replace(/\?.*$/, ''))),
  );

it.each(Object.keys(MAY_IMPORT))('imports point one way: %s', (layer) => {
  const wrong = files(layer)
    .filter((file) => layerOf(file) === layer && file !== INJECTED)
    .flatMap((file) =>
      importsOf(file)
        .map((target) => ({ target, to: layerOf(target) }))
        .filter(({ to }) => to !== null && to !== layer && !(MAY_IMPORT[layer] ?? []).includes(to))
        .map(({ target }) => `${file} imports ${target}`),
    );
  expect(wrong).toEqual([]);
});

it('the background takes from the page’s worlds nothing but the names of the files to inject', () => {
  const code = files('extension/background')
    .filter((file) => file !== INJECTED)
    .flatMap((file) => importsOf(file).filter((target) => /^extension\/(?:content|page)\//.test(target)));
  expect(code).toEqual([]);
});

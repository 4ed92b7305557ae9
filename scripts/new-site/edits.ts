import type { NewSite } from './new-files.ts';

/** One insertion into a file that names all sites: `text` goes before the first occurrence of `before`. */
export interface Edit {
  file: string;
  before: string;
  text: string;
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

/** The rows that make a site known. All go before `generic`, which takes what no other site claims. */
export function editsFor({ id, name, host }: NewSite): Edit[] {
  const address = (locale = '') => `https://${host}${locale}/watch/standin0001`;
  const imported = `import { ${id} } from './${id}.ts';\n`;
  return [
    { file: 'shared/sites/site.ts', before: "  'generic',\n", text: `  '${id}',\n` },
    { file: 'shared/sites/index.ts', before: "import { generic } from './generic.ts';\n", text: imported },
    { file: 'shared/sites/index.ts', before: '  generic,\n', text: `  ${id},\n` },
    { file: 'extension/content/sites/index.ts', before: "import { generic } from './generic.ts';\n", text: imported },
    { file: 'extension/content/sites/index.ts', before: '  generic,\n', text: `  ${id},\n` },
    {
      file: 'docs/sites.md',
      before: '| `generic` ',
      text: row([`\`${id}\``, name, 'element', 'exact', 'none known', 'no', 'address']),
    },
    {
      file: 'tests/sites/registry.ts',
      before: '  films: { hosts:',
      text: `  ${id}: { hosts: ['${host}'], page: '${id}/main.ts', title: '${name}' },\n`,
    },
    {
      file: 'tests/sites/README.md',
      before: '| jellyfin.example ',
      text: row([host, '`/watch/standin000N`', 'to be said']),
    },
    {
      file: 'tests/sites-contract/subjects.ts',
      before: '];\n\nconst variant',
      text: `  {
    site: '${id}',
    url: \`${address()}?\${ADS}\`,
    keys: ['standin0001', 'standin0002'],
    second: { title: 'Chapter 2' },
    without: { ...NO_PROMPT, ...noAds(NO_MARK) },
  },\n`,
    },
    {
      file: 'tests/unit/sites/definitions.test.ts',
      before: '  jellyfin: {\n',
      text: `  ${id}: { standin0001: ['${address()}', '${address('/de')}?x=1'] },\n`,
    },
    {
      file: 'tests/unit/sites/definitions.test.ts',
      before: '  jellyfin: [\n',
      text: `  ${id}: ['https://${host}/', 'https://${host}/browse'],\n`,
    },
  ];
}

/**
 * The file's text with the edit in it.
 * @throws if the place is not found: the registry has changed its form, and this file has to follow
 */
export function applied({ file, before, text }: Edit, content: string): string {
  const at = content.indexOf(before);
  if (at < 0) throw new Error(`${file} has no ${JSON.stringify(before)}`);
  return content.slice(0, at) + text + content.slice(at);
}

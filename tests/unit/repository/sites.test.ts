import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ADAPTERS } from '../../../extension/content/sites/index.ts';
import { PAGE_DRIVERS } from '../../../extension/page/sites/index.ts';
import { matchesPattern, SITES } from '../../../shared/sites/index.ts';
import { SITE_IDS } from '../../../shared/sites/site.ts';
import { SITES as PAGES, SITE_BY_HOST } from '../../sites/registry.ts';
import { GENERIC } from '../../sites-contract/generic-subjects.ts';
import { PROMISE_NAMES } from '../../sites-contract/promises.ts';
import { SERVICES } from '../../sites-contract/subjects.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const DOCS = read('docs/sites.md');

/** Rows of the table in docs/sites.md by their id. */
const rows = new Map(
  DOCS.split('\n').flatMap((line) => {
    const id = /^\|\s*`([a-z]+)`\s*\|/.exec(line)?.[1];
    return id ? [[id, line.split('|').map((cell) => cell.trim())] as const] : [];
  }),
);

describe.each(SITE_IDS)('site %s', (id) => {
  const site = SITES[id];

  it('is registered on both sides under its own name', () => {
    expect(site.id).toBe(id);
    expect(ADAPTERS[id].id).toBe(id);
    for (const folder of ['shared/sites', 'extension/content/sites'])
      expect(existsSync(path.join(ROOT, folder, `${id}.ts`)), `${folder}/${id}.ts`).toBe(true);
  });

  it('has a page driver if and only if its definition asks for the bridge', () => {
    expect(PAGE_DRIVERS[id] !== undefined).toBe(site.pageBridge);
  });

  it('has a row in docs/sites.md that names it and says whether it needs the page’s world', () => {
    const row = rows.get(id);
    expect(row, `docs/sites.md has no row for \`${id}\``).toBeDefined();
    expect(row?.[2]).toBe(site.name);
    expect(row?.[6]).toBe(site.pageBridge ? 'yes' : 'no');
  });

  it('has a stand-in page for each host that it asks for', () => {
    const hosts = [...SITE_BY_HOST.keys()];
    // Old and special entrances that show the same page.
    for (const pattern of site.matches)
      expect(
        hosts.some((host) => matchesPattern(pattern, new URL(`https://${host}/`))),
        pattern,
      ).toBe(true);
  });

  it('keeps the promises of the contract: it is a subject there', () => {
    expect([...SERVICES, ...GENERIC].filter(({ site: tried }) => tried === id).length).toBeGreaterThan(0);
  });
});

describe('stand-in pages', () => {
  it.each(Object.entries(PAGES))('%s has the script that makes it', (_, { page }) => {
    expect(existsSync(path.join(ROOT, 'tests/sites/pages', page)), page).toBe(true);
  });
});

describe('the contract', () => {
  it('has some twenty promises, and every case of a page without a definition', () => {
    expect(PROMISE_NAMES.length).toBeGreaterThanOrEqual(20);
    const cases = GENERIC.map(({ name }) => name?.replace('generic: ', ''));
    for (const wanted of ['bare', 'shadow', 'frame', 'twins', 'srcobject', 'late', 'replaced', 'blocked', 'live'])
      expect(cases).toContain(wanted);
    for (const wanted of ['rate-resetting', 'fullscreen-video']) expect(cases).toContain(wanted);
  });

  it('says of each promise that a site does not make why not, and leaves no more than half away', () => {
    for (const { site, name, without = {} } of [...SERVICES, ...GENERIC]) {
      const reasons = Object.values(without).filter((reason) => reason !== undefined);
      expect(reasons.every((reason) => reason.length > 10)).toBe(true);
      expect(reasons.length, name ?? site).toBeLessThanOrEqual(PROMISE_NAMES.length / 2);
    }
  });
});

describe('docs/sites.md', () => {
  it('has no row for a site that does not exist', () => {
    expect([...rows.keys()].sort()).toEqual([...SITE_IDS].sort());
  });

  it('says what the tests are worth', () => {
    expect(DOCS).toContain('tested against local models of the sites; not against the real sites');
  });
});

/** Text that begins as a class, an id, an attribute or a custom element does. */
const SELECTOR = /['`](?:[.#[][\w[\-"]|\$\{\w+\} [.[#]|[a-z]+(?:-[a-z]+)+[ ,#.'[]|[a-z]+ > )/;
const EVIDENCE = /\[(?:A|B|C|G)[^\]]*\]/;

describe('selectors and facts', () => {
  it('name no source that docs/sites.md does not explain', () => {
    const legend = DOCS.slice(DOCS.indexOf('## Where a fact comes from'));
    const explained = new Set([...legend.matchAll(/`([A-Z][A-Z0-9-]+)`/g)].map(([, name]) => name));
    const folders = ['shared/sites', 'extension/content', 'extension/content/sites', 'extension/page/sites'];
    const code = folders.flatMap((folder) =>
      readdirSync(path.join(ROOT, folder))
        .filter((file) => file.endsWith('.ts'))
        .map((file) => read(`${folder}/${file}`)),
    );
    const cited = code.flatMap((text) => [...text.matchAll(/\[[ABC]: ([^\]]*)\]/g)].map(([, cited = '']) => cited));
    const names = cited.flatMap((text) => text.match(/\b[A-Z][A-Z0-9-]+\b/g) ?? []).filter((name) => name !== 'SSAP');
    expect([...new Set(names)].filter((name) => !explained.has(name)).sort()).toEqual([]);
    expect(names.length).toBeGreaterThan(20);
  });

  it.each(SITE_IDS.filter((id) => id !== 'generic'))('%s: the adapter says where its facts come from', (id) => {
    expect(read(`extension/content/sites/${id}.ts`)).toMatch(/\[(?:A|B|C|G)[^\]]*\]/);
    const lines = read(`extension/content/sites/${id}.ts`).split('\n');
    // Three lines up or down: a list of selectors has its evidence at one of its ends.
    const bare = lines.filter(
      (line, at) =>
        SELECTOR.test(line.replace(/\/\/.*/, '')) && !EVIDENCE.test(lines.slice(Math.max(0, at - 3), at + 4).join()),
    );
    expect(bare).toEqual([]);
    expect(read(`extension/content/sites/${id}.ts`).split('\n').length).toBeLessThanOrEqual(60);
  });
});

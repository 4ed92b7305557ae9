import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ENGINE_FILE,
  FAREWELL_FILE,
  laterFile,
  OVERLAY_FILE,
  playerFile,
  siteFile,
} from '../../extension/background/injected-files.ts';
import { LATER_PARTS } from '../../extension/messaging/later-parts.ts';
import { isWords } from '../../extension/ui/i18n.ts';
import { LANGUAGE_CODES } from '../../extension/ui/languages.ts';
import { SURFACES, wordsFile } from '../../extension/ui/words-file.ts';
import { SITES } from '../../shared/sites/index.ts';
import { SITE_IDS } from '../../shared/sites/site.ts';

/** What `npm run build` made, as a store or a user gets it. */
const read = (target: string) => JSON.parse(readFileSync(`dist/${target}/manifest.json`, 'utf8'));

describe.each(['chrome', 'firefox'])('dist/%s', (target) => {
  const manifest = read(target);
  const files = readdirSync(`dist/${target}`, { recursive: true, encoding: 'utf8' });

  it('asks for no site at install and runs nothing by itself', () => {
    expect(manifest.host_permissions ?? []).toEqual([]);
    expect(manifest.content_scripts ?? []).toEqual([]);
    expect(manifest.permissions.sort()).toEqual(['activeTab', 'alarms', 'scripting', 'storage']);
    expect(manifest.optional_permissions).toEqual(['notifications']);
    expect(manifest.optional_host_permissions).toContain('*://*/*');
  });

  it('[B2] [B3] opens nothing to pages: no web-accessible file, no external connections, no loosened policy', () => {
    expect(manifest.web_accessible_resources ?? []).toEqual([]);
    expect(manifest.externally_connectable).toBeUndefined();
    const policy: string = manifest.content_security_policy?.extension_pages ?? '';
    expect(policy).not.toMatch(/unsafe|https?:/);
  });

  it('names only files that are there', () => {
    const named = [
      manifest.action.default_popup,
      ...Object.values<string>(manifest.icons),
      ...(manifest.background.scripts ?? [manifest.background.service_worker]),
    ];
    for (const file of named) expect(existsSync(path.join('dist', target, file)), file).toBe(true);
  });

  it('has the injected scripts as single files without imports, and no stray copy of them', () => {
    const scripts = [
      ENGINE_FILE,
      OVERLAY_FILE,
      FAREWELL_FILE,
      ...LATER_PARTS.map(laterFile),
      ...SITE_IDS.map(siteFile),
      ...SITE_IDS.filter((id) => SITES[id].pageBridge).map(playerFile),
    ];
    for (const script of scripts)
      expect(readFileSync(`dist/${target}/${script}`, 'utf8')).not.toMatch(/^\s*(?:import|export)[\s{"'*]/m);
    expect(files.filter((file) => file.startsWith('injected')).sort()).toEqual(
      ['injected', ...scripts].map((file) => path.normalize(file)).sort(),
    );
  });

  it('has the words of both surfaces and the browser’s own in every language', () => {
    for (const language of LANGUAGE_CODES) {
      for (const surface of SURFACES) {
        const words: unknown = JSON.parse(readFileSync(`dist/${target}/${wordsFile(surface, language)}`, 'utf8'));
        expect(isWords(words) && words.language === language, `${surface} ${language}`).toBe(true);
      }
    }
    const locales = readdirSync(`dist/${target}/_locales`).map((folder) => folder.split('_')[0]);
    expect(new Set(locales)).toEqual(new Set(LANGUAGE_CODES));
    for (const [, name] of JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g))
      for (const folder of readdirSync(`dist/${target}/_locales`)) {
        const texts = JSON.parse(readFileSync(`dist/${target}/_locales/${folder}/messages.json`, 'utf8'));
        expect(texts[name ?? ''].message.length, `${folder} ${name}`).toBeGreaterThan(0);
        expect(texts.description.message.length, 'the stores take no more').toBeLessThanOrEqual(132);
      }
  });

  it('keeps the page script small: it runs in the site’s own world', () => {
    for (const id of SITE_IDS.filter((id) => SITES[id].pageBridge))
      expect(statSync(`dist/${target}/${playerFile(id)}`).size, id).toBeLessThan(8_000);
  });
});

it('differs between the browsers only where it must', () => {
  expect(read('chrome').background).toHaveProperty('service_worker');
  expect(read('firefox').background).toHaveProperty('scripts');
  expect(read('firefox').action.default_area).toBe('navbar');
  // Told at install; "none" would be untrue of anything that has a server.
  const { data_collection_permissions: told } = read('firefox').browser_specific_settings.gecko;
  expect(told.required.sort()).toEqual([
    'authenticationInfo',
    'browsingActivity',
    'personalCommunications',
    'personallyIdentifyingInfo',
    'websiteActivity',
  ]);
});

/** First versions with what we use and what came late (what is asked for before it is used needs no row), by the browsers' own release notes. */
const CAME_WITH: Record<string, { chrome: number; firefox: number }> = {
  'URL.canParse(': { chrome: 120, firefox: 115 },
  'AbortSignal.any(': { chrome: 116, firefox: 124 },
  'Intl.Segmenter(': { chrome: 87, firefox: 125 },
  '.showPopover(': { chrome: 114, firefox: 125 },
  // Not used; whoever begins to has to raise the minimum.
  'URL.parse(': { chrome: 126, firefox: 126 },
  'Promise.try(': { chrome: 128, firefox: 134 },
  'Object.groupBy(': { chrome: 117, firefox: 119 },
  'Promise.withResolvers(': { chrome: 119, firefox: 121 },
  'Array.fromAsync(': { chrome: 121, firefox: 115 },
};

it('asks for a browser that has what the code uses, and the README says which', () => {
  const [chrome, firefox] = [read('chrome'), read('firefox')];
  const oldest = {
    chrome: Number(chrome.minimum_chrome_version),
    firefox: Number.parseFloat(firefox.browser_specific_settings.gecko.strict_min_version),
  };
  for (const target of ['chrome', 'firefox'] as const) {
    const code = readdirSync(`dist/${target}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .map((file) => readFileSync(`dist/${target}/${file}`, 'utf8'))
      .join('\n');
    for (const [feature, since] of Object.entries(CAME_WITH))
      if (code.includes(feature)) expect(oldest[target], feature).toBeGreaterThanOrEqual(since[target]);
  }
  const readme = readFileSync('README.md', 'utf8');
  expect(readme).toContain(`(${oldest.chrome} or newer)`);
  expect(readme).toContain(`(${oldest.firefox} or newer)`);
});

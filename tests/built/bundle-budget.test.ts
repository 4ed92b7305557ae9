import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
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
import { emojiFile } from '../../extension/ui/emoji-file.ts';
import { LANGUAGE_CODES } from '../../shared/languages.ts';
import { SITES } from '../../shared/sites/index.ts';
import { SITE_IDS } from '../../shared/sites/site.ts';

/** What is loaded when, compressed as the stores deliver it. Sizes in bytes; 1 kB = 1,000. */
/**
 * All scripts that a party puts into the tab's main frame at its start, whatever they show: engine, overlay with the chat
 * (the panel is open at first where there is room), the site's script, and where its player is hidden the one in the page's
 * world. Of all sites the heaviest. Each file by itself: that is how the browser reads them.
 */
const PARTY_START = 45_900;
/**
 * The goal of engine and overlay, on every site, at the start of a fresh party. What `moments` has comes at or right after the
 * start where a member has a picture, the pill is first (a window under 1,000 px), something has been said, or a banner stands
 * ("Click to join"): then it is about 51.2 kB (docs/decisions/0009).
 */
const ENGINE_AND_OVERLAY = 40_000;
/** Brought by the first that is said or happens: a message, a banner, a line about others, a reaction. */
const MOMENTS = 11_400;
/** Brought by the first press on what few people open. */
const RARE = 5_650;
/** Brought when the party is over for somebody: it stands alone, for nothing of the overlay is left to build upon. */
const FAREWELL = 10_600;
const POPUP = 42_500;
/** The one script that the popup's first paint waits for. */
const FIRST_LOOK = 500;
const WORDS = 9_000;
/** Read when somebody opens the picker. */
const EMOJI = 48_000;

const text = (target: string, file: string) => readFileSync(path.join('dist', target, file), 'utf8');
const gzipped = (content: string) => gzipSync(content, { level: 9 }).length;

/** Scripts and style sheets that a page of the extension loads before it can paint, with everything that they import. */
function loadedBy(target: string, page: string): string[] {
  const files = new Set<string>();
  const add = (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    if (!file.endsWith('.js')) return;
    for (const [, next = ''] of text(target, file).matchAll(/(?:from|import)\s*["'`](\.[^"'`]+)["'`]/g))
      add(path.posix.join(path.posix.dirname(file), next));
  };
  for (const [, file = ''] of text(target, page).matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g)) add(file);
  return [...files];
}

describe.each(['chrome', 'firefox'])('dist/%s', (target) => {
  const weight = (...files: string[]) => files.reduce((sum, file) => sum + gzipped(text(target, file)), 0);

  it.each(SITE_IDS)('puts little into a page of a party at its start, and no words: %s', (id) => {
    const files = [ENGINE_FILE, OVERLAY_FILE, siteFile(id), ...(SITES[id].pageBridge ? [playerFile(id)] : [])];
    expect(weight(...files)).toBeLessThanOrEqual(PARTY_START);
    const scripts = files.map((file) => text(target, file)).join('');
    expect(scripts, 'zod belongs to the background').not.toContain('invalid_union');
    expect(scripts, 'words come by message').not.toMatch(/Only people in this party|Nur die Gastgeber|Seuls les gens/);
    expect(scripts, 'no other site').not.toContain(id === 'netflix' ? 'ytd-' : 'watch-video--player-view');
  });

  it('has no script with names for all to see, nor with a value, which Firefox would refuse to copy', () => {
    const players = SITE_IDS.filter((id) => SITES[id].pageBridge).map(playerFile);
    for (const file of [
      ENGINE_FILE,
      OVERLAY_FILE,
      FAREWELL_FILE,
      ...LATER_PARTS.map(laterFile),
      ...SITE_IDS.map(siteFile),
      ...players,
    ])
      expect(text(target, file), file).toMatch(/^(!function\(|\(\(\)=>|globalThis\[)[\s\S]*;void 0;$/);
  });

  it('keeps engine and overlay within their goal', () => {
    expect(weight(ENGINE_FILE, OVERLAY_FILE)).toBeLessThanOrEqual(ENGINE_AND_OVERLAY);
  });

  it('brings what shows what is said or happens when there is something to show', () => {
    expect(weight(laterFile('moments'))).toBeLessThanOrEqual(MOMENTS);
    expect(text(target, laterFile('moments'))).toContain('wp-message-body');
    expect(text(target, OVERLAY_FILE)).not.toContain('wp-message-body');
  });

  it('brings what few people open when they do', () => {
    expect(weight(laterFile('rare'))).toBeLessThanOrEqual(RARE);
    expect(text(target, laterFile('rare'))).toContain('wp-emoji-grid');
    expect(text(target, OVERLAY_FILE)).not.toContain('wp-emoji-grid');
  });

  it('brings the last words when the party is over', () => {
    expect(weight(FAREWELL_FILE)).toBeLessThanOrEqual(FAREWELL);
  });

  it('paints the popup from little', () => {
    const files = loadedBy(target, 'extension/popup/index.html');
    expect(files.length).toBeGreaterThan(2);
    expect(files.reduce((sum, file) => sum + gzipped(text(target, file)), 0)).toBeLessThanOrEqual(POPUP);
  });

  it('keeps the popup’s first paint waiting for next to nothing, and its style for nothing but that', () => {
    const page = text(target, 'extension/popup/index.html');
    const scripts = [...page.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
    const [first = '', ...others] = scripts.filter((tag) => !tag.includes('type="module"'));
    expect(others).toEqual([]);
    expect(first).toMatch(/^<script\s+src="\/extension\/popup\/first-look\.js">$/);
    expect(page.indexOf(first)).toBeLessThan(page.indexOf('rel="stylesheet"'));
    expect(weight('extension/popup/first-look.js')).toBeLessThanOrEqual(FIRST_LOOK);
  });

  it('names in the popup’s page all that its script imports, to be loaded at once', () => {
    const page = text(target, 'extension/popup/index.html');
    const named = [...page.matchAll(/<link rel="modulepreload"[^>]* href="\/([^"]+)"/g)].map(([, file]) => file);
    const [, script] = /<script type="module"[^>]* src="\/([^"]+)"/.exec(page) ?? [];
    const scripts = loadedBy(target, 'extension/popup/index.html').filter((file) => file.startsWith('assets/'));
    expect([script, ...named].sort()).toEqual(scripts.filter((file) => file.endsWith('.js')).sort());
  });

  it('reads one language, not thirteen', () => {
    for (const file of ['words/overlay.ja.json', 'words/popup.ar.json'])
      expect(gzipped(text(target, file)), file).toBeLessThanOrEqual(WORDS);
  });

  it('has the emoji in each language, as files of their own', () => {
    for (const code of LANGUAGE_CODES) expect(gzipped(text(target, emojiFile(code))), code).toBeLessThanOrEqual(EMOJI);
    expect(text(target, emojiFile('tr'))).toContain('kırmızı kalp');
    expect(text(target, 'emoji/LICENSE.txt')).toContain('UNICODE');
  });
});

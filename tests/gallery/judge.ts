import type { Page } from 'playwright-core';
import { LANGUAGE_CODES } from '../../extension/ui/languages.ts';
import { axeFindings, buriedWords, loadAxe, type Scope } from '../support/axe.ts';
import { outOfHand } from './hand.ts';
import type { Gallery } from './open.ts';
import { overflows } from './overflow.ts';
import { drawn } from './settle.ts';
import type { Shot } from './shot.ts';
import { turned } from './turned.ts';
import { visit } from './visit.ts';

export interface Judge {
  /** Everything that is wrong with a screen, one line each. */
  judge(shot: Shot): Promise<string[]>;
  /** What of a screen has no room, or no name, in any language but English, which `judge` sees. */
  inEachLanguage(shot: Shot): Promise<string[]>;
  page: Page;
}

/** One page for all screens: opening a browser's page for each would take longer than looking. */
export async function openJudge(gallery: Gallery): Promise<Judge> {
  const page = await gallery.page({ width: 360, height: 600 });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(`error: ${error.message}`));
  page.on('console', (line) => line.type() === 'error' && errors.push(`error: ${line.text()}`));
  await loadAxe(page);

  async function judge(shot: Shot): Promise<string[]> {
    await visit(page, gallery.url, shot);
    const found: string[] = [];
    const told = () => [...errors.splice(0), ...found].map((line) => `${shot.name}: ${line}`);
    const surface = /^(popup|invite)/.test(shot.name) ? 'popup' : 'overlay';
    // Other words fit or do not; what axe looks for is the same in them, but for the direction.
    const translated = /lang=(?!ar)/.test(shot.path);
    const scope: Scope = { colours: shot.forcedColors ? 'given' : 'also' };
    // There the overlay lies in the player, which is the site's.
    if (shot.fullscreen) scope.host = '#watchparty-overlay';
    if (!translated) found.push(...(await axeFindings(page, surface, scope)));
    found.push(...(await overflows(page)), ...(await buriedWords(page)), ...(await turned(page)));
    // The overlay is dark over every film; the popup follows the system.
    if (surface === 'popup' && !shot.dark && !shot.forcedColors && !/theme=|lang=/.test(shot.path)) {
      await page.emulateMedia({ colorScheme: 'dark' });
      await drawn(page);
      found.push(...(await axeFindings(page, surface, { colours: 'only' })).map((line) => `dark: ${line}`));
    }
    if (shot.fullscreen) return told();
    // At the same width other words scroll as ours do; beside a film they are judged at half the width.
    if (surface === 'popup' && translated) return told();
    await zoomTwice(shot);
    for (const look of [overflows, outOfHand]) found.push(...(await look(page)).map((line) => `at 200 %: ${line}`));
    return told();
  }

  /** 200 %: half as many of the screen's pixels are left. The popup keeps its width: browsers make its window wider. */
  async function zoomTwice(shot: Shot): Promise<void> {
    const width = shot.name.startsWith('popup') ? shot.width : Math.max(shot.width / 2, NARROWEST_PX);
    await page.setViewportSize({ width, height: Math.max(Math.floor(shot.height / 2), LOWEST_PX) });
    await drawn(page);
  }

  async function inEachLanguage(shot: Shot): Promise<string[]> {
    await visit(page, gallery.url, shot);
    const surface = shot.name.startsWith('popup') ? 'popup' : 'overlay';
    const found: string[] = [];
    const look = async (language: string, zoom: string, looks: readonly ((page: Page) => Promise<string[]>)[]) => {
      // In place: a page of its own for each language would take five times as long.
      await page.evaluate((wanted) => (globalThis as unknown as { reword(to: string): void }).reword(wanted), language);
      await drawn(page);
      for (const one of looks) for (const line of await one(page)) found.push(`${language}${zoom}: ${line}`);
    };
    // Colours are the same in all words.
    const named = (on: Page) => axeFindings(on, surface, { colours: 'given' });
    const others = LANGUAGE_CODES.filter((code) => code !== 'en');
    for (const language of others) await look(language, '', [named, overflows, outOfHand]);
    // Beside a film there is half the width then; a popup keeps its own.
    if (surface === 'overlay') {
      await zoomTwice(shot);
      for (const language of others) await look(language, ' at 200 %', [overflows, outOfHand]);
    }
    return [...errors.splice(0), ...found].map((line) => `${shot.name}, ${line}`);
  }
  return { judge, inEachLanguage, page };
}

/** A phone's screen at 200 % is judged as the narrowest that WCAG 1.4.10 asks for, px. */
const NARROWEST_PX = 320;
/** WCAG 1.4.10, px. */
const LOWEST_PX = 256;

import type { Page } from 'playwright-core';
import { axeFindings, buriedWords, loadAxe } from './axe.ts';
import { outOfHand } from './hand.ts';
import type { Gallery } from './open.ts';
import { overflows } from './overflow.ts';
import { drawn } from './settle.ts';
import type { Shot } from './shot-list.ts';
import { visit } from './visit.ts';

export interface Judge {
  /** Everything that is wrong with a screen, one line each. */
  judge(shot: Shot): Promise<string[]>;
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
    const colours = shot.forcedColors ? 'given' : 'also';
    if (!translated) found.push(...(await axeFindings(page, surface, { colours })));
    found.push(...(await overflows(page)), ...(await buriedWords(page)));
    // The overlay is dark over every film; the popup follows the system.
    if (surface === 'popup' && !shot.dark && !shot.forcedColors && !/theme=|lang=/.test(shot.path)) {
      await page.emulateMedia({ colorScheme: 'dark' });
      await drawn(page);
      found.push(...(await axeFindings(page, surface, { colours: 'only' })).map((line) => `dark: ${line}`));
    }
    // At the same width other words scroll as ours do; beside a film they are judged at half the width.
    if (surface === 'popup' && translated) return told();
    // 200 %: half as many of the screen's pixels are left. The popup keeps its width: browsers make its window wider.
    const width =
      surface === 'popup' && !shot.name.startsWith('invite') ? shot.width : Math.max(shot.width / 2, NARROWEST_PX);
    await page.setViewportSize({ width, height: Math.max(Math.floor(shot.height / 2), LOWEST_PX) });
    await drawn(page);
    for (const look of [overflows, outOfHand]) found.push(...(await look(page)).map((line) => `at 200 %: ${line}`));
    return told();
  }
  return { judge, page };
}

/** A phone's screen at 200 % is judged as the narrowest that WCAG 1.4.10 asks for, px. */
const NARROWEST_PX = 320;
/** WCAG 1.4.10, px. */
const LOWEST_PX = 256;

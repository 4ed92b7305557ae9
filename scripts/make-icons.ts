/**
 * Draws extension/icons/*.png from the mark: `npx tsx scripts/make-icons.ts`. The pictures are committed; run it again
 * when the mark changes. Needs a Chromium (`CHROMIUM`, default /usr/bin/chromium).
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { MARK_BACK, MARK_FRONT } from '../extension/ui/parts/logo.tsx';

/** Between the accents of the light and the dark theme: at least 3:1 on white and on black toolbars. */
const COLOUR = '#e2452f';
const SIZES = [16, 32, 48, 128];
/** Stores ask for 16 px of air round the 128 px icon; in a toolbar each pixel counts. */
const AIR: Record<number, number> = { 128: 16 / 128 };

function iconSvg(size: number): string {
  // The mark lies in 3..20.6 by 3.3..20.7 of its 24 px field.
  const side = 18 / (1 - 2 * (AIR[size] ?? 0));
  const viewBox = `${11.8 - side / 2} ${12 - side / 2} ${side} ${side}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="${viewBox}" fill="${COLOUR}"><path d="${MARK_BACK}" opacity=".5"/><path d="${MARK_FRONT}"/></svg>\n`;
}

async function main(folder: string): Promise<void> {
  writeFileSync(path.join(folder, 'mark.svg'), iconSvg(48));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    for (const size of SIZES) {
      const page = await browser.newPage({ viewport: { width: size, height: size } });
      await page.goto(`data:text/html,${encodeURIComponent(`<body style="margin:0">${iconSvg(size)}`)}`);
      await page.screenshot({ path: path.join(folder, `${size}.png`), omitBackground: true });
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

await main(path.join(import.meta.dirname, '../extension/icons'));

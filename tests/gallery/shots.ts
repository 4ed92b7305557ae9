/**
 * Pictures of the interface without an extension: `npx tsx tests/gallery/shots.ts [folder] [name ...]`. For eyes, not
 * for comparison by machine: fonts differ.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openGallery } from './open.ts';

interface Shot {
  name: string;
  query: string;
  width?: number;
  height?: number;
  /** What a hand does before the picture. */
  act?: (page: Page) => Promise<void>;
  contrast?: 'forced';
}

const type = async (page: Page) => {
  await page.getByPlaceholder('Message').fill('this goes nowhere');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(150);
};
const PHONE = { width: 390, height: 780 };
export const SHOTS: Shot[] = [
  { name: 'sidebar', query: 'scene=usual' },
  { name: 'sidebar-de', query: 'scene=german' },
  { name: 'sidebar-rtl', query: 'scene=rtl' },
  { name: 'pill', query: 'scene=glimpse&size=pill' },
  { name: 'floating', query: 'scene=usual&size=floating' },
  { name: 'sheet', query: 'scene=usual&size=sidebar', ...PHONE },
  { name: 'sheet-de-long', query: 'scene=long-names&size=sidebar&lang=de', ...PHONE },
  { name: 'empty', query: 'scene=empty' },
  { name: 'offline', query: 'scene=offline' },
  { name: 'refused', query: 'scene=refused' },
  { name: 'needs-click', query: 'scene=needs-click' },
  { name: 'other-title', query: 'scene=other-title' },
  { name: 'behind', query: 'scene=behind' },
  { name: 'host-only', query: 'scene=host-only' },
  { name: 'long-names', query: 'scene=long-names', act: (page) => page.getByText('wikipedia').click() },
  { name: 'crowd', query: 'scene=crowd' },
  { name: 'crowd-open', query: 'scene=crowd', act: (page) => page.locator('.wp-faces').click() },
  { name: 'flood', query: 'scene=flood' },
  { name: 'failing', query: 'scene=failing', act: type },
  {
    name: 'menu',
    query: 'scene=usual',
    act: (page) => page.getByRole('button', { name: 'More', exact: true }).click(),
  },
  { name: 'forced-colors', query: 'scene=usual', contrast: 'forced' },
  { name: 'zoom-200', query: 'scene=usual&size=sidebar', width: 590, height: 310 },
  { name: 'parts-light', query: 'parts=light', width: 360, height: 1500 },
  { name: 'parts-dark', query: 'parts=dark', width: 360, height: 1500 },
  { name: 'parts-de-rtl', query: 'parts=light&lang=de&rtl', width: 360, height: 1500 },
];

async function main(folder: string, only: string[]): Promise<void> {
  const gallery = await openGallery();
  mkdirSync(folder, { recursive: true });
  try {
    for (const { name, query, width = 1180, height = 620, act, contrast } of SHOTS) {
      if (only.length > 0 && !only.includes(name)) continue;
      const page = await gallery.page({ width, height }, { forcedColors: contrast === 'forced' ? 'active' : 'none' });
      page.on('pageerror', (error) => console.error(name, error.message));
      page.on('console', (line) => line.type() === 'error' && console.error(name, line.text()));
      await page.goto(`${gallery.url}/?${query}`);
      // Fade-ins have ended, toasts still stand.
      await page.waitForTimeout(500);
      await act?.(page);
      await page.screenshot({ path: path.join(folder, `${name}.png`) });
      await page.close();
    }
  } finally {
    await gallery.close();
  }
}

const [folder = 'artifacts/gallery', ...only] = process.argv.slice(2);
await main(folder, only);

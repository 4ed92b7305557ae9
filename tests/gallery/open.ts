import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import preact from '@preact/preset-vite';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { build, preview } from 'vite';
import { INVITE_SCENES } from './invite-scenes.ts';
import { type Drawing, drawnTheSame, SAME_PAGES, SAME_TIME } from './same-everywhere.ts';

export interface Gallery {
  url: string;
  /** What the pictures depend on; null: on whatever this machine has. */
  drawing: Drawing | null;
  page(viewport: { width: number; height: number }, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/**
 * Build the gallery into a temporary folder, serve it and start a Chromium (`CHROMIUM`, default /usr/bin/chromium).
 * @param how `same`: every machine draws the same, for pictures that are kept
 */
export async function openGallery({ same = false } = {}): Promise<Gallery> {
  const outDir = mkdtempSync(path.join(os.tmpdir(), 'watchparty-gallery-'));
  const root = import.meta.dirname;
  const input = [path.join(root, 'index.html'), path.join(root, 'popup.html')];
  await build({
    root,
    plugins: [preact()],
    build: { outDir, emptyOutDir: true, rolldownOptions: { input } },
    logLevel: 'error',
    configFile: false,
  });
  for (const [name, html] of Object.entries(INVITE_SCENES)) writeFileSync(path.join(outDir, `${name}.html`), html);
  // Asked for by pages that name none.
  writeFileSync(path.join(outDir, 'favicon.ico'), '');
  const server = await preview({ root, build: { outDir }, preview: { port: 0 }, logLevel: 'warn', configFile: false });
  const address = server.httpServer.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const how = same ? drawnTheSame(outDir) : null;
  const browser = await chromium.launch({
    ...how?.launch,
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', ...(how?.launch.args ?? [])],
  });
  return {
    url: `http://localhost:${port}`,
    drawing: how && { font: how.font, chromiumMajor: Number.parseInt(browser.version(), 10) },
    async page(viewport, options = {}) {
      // Pictures and findings do not depend on where this runs.
      const context = await browser.newContext({
        viewport,
        locale: 'en-GB',
        timezoneId: 'UTC',
        ...(same ? SAME_PAGES : {}),
        ...options,
      });
      const page = await context.newPage();
      if (same) await page.clock.setFixedTime(SAME_TIME);
      // Pages that the browser takes along when it closes are closed with their context already.
      page.once('close', () => void context.close().catch(() => undefined));
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}

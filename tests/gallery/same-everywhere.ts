import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContextOptions, LaunchOptions } from 'playwright-core';
import { PICTURE_FONT } from '../../scripts/prerequisites.ts';

/** Names as fontconfig's own aliases; whatever else is asked for, these files are all there is. */
const FILES = { sans: 'DejaVuSans.ttf', sansBold: 'DejaVuSans-Bold.ttf', mono: 'DejaVuSansMono.ttf' };

/** First of the folders where Linux systems keep the font of the pictures. @throws with the package that brings it */
function fontFolder(): string {
  const found = PICTURE_FONT.folders.find((folder) => Object.values(FILES).every((f) => existsSync(`${folder}/${f}`)));
  if (!found)
    throw new Error(
      `The pictures are drawn with DejaVu Sans, which is in none of ${PICTURE_FONT.folders.join(', ')}: ` +
        `install ${PICTURE_FONT.debianPackage} (\`npm run prerequisites\` names what else is missing).`,
    );
  return found;
}

/** What decides how a picture comes out, and may differ between machines all the same. */
export interface Drawing {
  chromiumMajor: number;
  /** First half of the SHA-256 of the font's files. */
  font: string;
}

/**
 * How to start a Chromium that draws the same on every Linux machine: it sees one font, in files of our own folder, without
 * the machine's hinting, colour profile or density.
 * @param folder temporary, outlives the browser
 */
export function drawnTheSame(folder: string): { launch: LaunchOptions; font: string } {
  const from = fontFolder();
  const fonts = path.join(folder, 'fonts');
  mkdirSync(fonts, { recursive: true });
  const hash = createHash('sha256');
  for (const file of Object.values(FILES)) {
    copyFileSync(path.join(from, file), path.join(fonts, file));
    hash.update(readFileSync(path.join(fonts, file)));
  }
  const config = path.join(folder, 'fonts.conf');
  const alias = (family: string, font: string) =>
    `<match target="pattern"><test name="family"><string>${family}</string></test>` +
    `<edit name="family" mode="assign" binding="strong"><string>${font}</string></edit></match>`;
  writeFileSync(
    config,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${fonts}</dir><cachedir>${path.join(folder, 'font-cache')}</cachedir>
${['sans-serif', 'system-ui', 'sans'].map((family) => alias(family, 'DejaVu Sans')).join('\n')}
${alias('monospace', 'DejaVu Sans Mono')}
</fontconfig>`,
  );
  const env = Object.fromEntries(Object.entries(process.env).filter((one): one is [string, string] => !!one[1]));
  return {
    font: hash.digest('hex').slice(0, 32),
    launch: {
      env: { ...env, FONTCONFIG_FILE: config },
      args: [
        '--font-render-hinting=none',
        '--disable-lcd-text',
        '--force-color-profile=srgb',
        '--force-device-scale-factor=1',
        '--hide-scrollbars',
      ],
    },
  };
}

/** The pages of such a browser. */
export const SAME_PAGES: BrowserContextOptions = { deviceScaleFactor: 1, reducedMotion: 'reduce' };

/** When it is on them: a day on which the gallery's plans are still ahead. */
export const SAME_TIME = new Date(Date.UTC(2026, 0, 2, 20, 30));

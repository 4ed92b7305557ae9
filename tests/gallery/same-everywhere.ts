import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContextOptions, LaunchOptions } from 'playwright-core';
import { findFontFile, PICTURE_FONT } from '../../scripts/prerequisites.ts';

/** Where a file of the pictures' font is. @throws with the package that brings it */
function fontFile(file: string): string {
  const found = findFontFile(file);
  if (!found)
    throw new Error(
      `The pictures are drawn with DejaVu Sans, whose ${file} is in none of ${PICTURE_FONT.folders.join(', ')}: ` +
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
  const fonts = path.join(folder, 'fonts');
  mkdirSync(fonts, { recursive: true });
  const hash = createHash('sha256');
  // Whatever else is asked for, these are all there is.
  for (const file of Object.values(PICTURE_FONT.files)) {
    copyFileSync(fontFile(file), path.join(fonts, file));
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

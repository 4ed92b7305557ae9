import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';

const real = vi.hoisted(() => ({ here: true }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return { ...fs, existsSync: (file: string) => real.here && fs.existsSync(file) };
});
const { findFontFile, missing, PICTURE_FONT } = await import('../../../scripts/prerequisites.ts');

const folder = mkdtempSync(path.join(os.tmpdir(), 'watchparty-fonts-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('finds each file of the font by itself: Fedora has its widths in folders of their own', () => {
  const { sans, mono } = PICTURE_FONT.files;
  const folders = ['sans', 'mono'].map((name) => path.join(folder, name));
  for (const [n, file] of [sans, mono].entries()) {
    mkdirSync(folders[n] ?? '');
    writeFileSync(path.join(folders[n] ?? '', file), '');
  }
  expect(findFontFile(sans, folders)).toBe(path.join(folder, 'sans', sans));
  expect(findFontFile(mono, folders)).toBe(path.join(folder, 'mono', mono));
  expect(findFontFile('Other.ttf', folders)).toBeNull();
  expect(PICTURE_FONT.folders).toContain('/usr/share/fonts/dejavu-sans-mono-fonts');
});

it('misses fonts and libraries on Linux only: elsewhere nobody knows where they are', () => {
  const packages = (platform: string) => missing(platform).map(({ debianPackage }) => debianPackage);
  real.here = false;
  expect(packages('linux')).toContain('fonts-dejavu-core');
  expect(packages('darwin')).not.toContain('fonts-dejavu-core');
  real.here = true;
});

it('misses a display and its keys on Linux only: no other system’s Chromium draws on one', () => {
  vi.stubEnv('PATH', folder);
  const packages = (platform: string) => missing(platform).map(({ debianPackage }) => debianPackage);
  expect(packages('linux')).toEqual(expect.arrayContaining(['chromium', 'xvfb', 'xdotool']));
  expect(packages('darwin')).toContain('chromium');
  expect(packages('darwin')).not.toContain('xvfb');
  vi.unstubAllEnvs();
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** In the order in which pages of our own take them. */
const css = ['theme-page', 'theme']
  .map((name) => readFileSync(path.join(import.meta.dirname, `../../../extension/ui/${name}.css`), 'utf8'))
  .join('\n');

/** The block of the dark colours; another of that name holds what does not change with the theme. */
const DARK = '.wp-dark {\n  color-scheme';

/** Colours of the first block that has this selector line. */
function colours(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(selector)).split('}')[0] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--wp-([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, hex]) => [name, hex]),
  );
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a = '', b = ''): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe.each([
  ['light', '.wp-light {'],
  ['dark', DARK],
])('the %s theme', (_, selector) => {
  const of = colours(selector);
  it.each([
    ['text', 'bg'],
    ['text', 'raised'],
    ['muted', 'bg'],
    ['muted', 'surface'],
    ['muted', 'raised'],
    ['on-accent', 'accent'],
    ['accent', 'accent-soft'],
    ['good', 'surface'],
    ['warn', 'surface'],
    ['bad', 'surface'],
    ['other', 'surface'],
    ['good', 'raised'],
    ['warn', 'raised'],
    ['bad', 'raised'],
    ['other', 'raised'],
  ])('%s on %s can be read (WCAG 4.5:1)', (text, ground) => {
    expect(contrast(of[text], of[ground])).toBeGreaterThanOrEqual(4.5);
  });
});

/** Of `hsl()`, as `#rrggbb`. */
function hexOf(hue: number, saturation: number, lightness: number): string {
  const a = saturation * Math.min(lightness, 1 - lightness);
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12;
    const value = lightness - a * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}

it('a letter can be read on a face of any hue (WCAG 4.5:1)', () => {
  const parts = readFileSync(path.join(import.meta.dirname, '../../../extension/ui/parts.css'), 'utf8');
  const [, saturation, lightness] = /hsl\(var\(--wp-hue, 12\) (\d+)% (\d+)%\)/.exec(parts) ?? [];
  for (let hue = 0; hue < 360; hue++)
    expect(
      contrast('#ffffff', hexOf(hue, Number(saturation) / 100, Number(lightness) / 100)),
      `${hue}`,
    ).toBeGreaterThanOrEqual(4.5);
});

it('says the dark colours twice alike: by class and by the system', () => {
  expect(colours(':root:not(.wp-light) {')).toEqual(colours(DARK));
});

describe('more contrast', () => {
  const more = css.slice(css.indexOf('@media (prefers-contrast: more)'));
  const wanted = (selector: string, from: string) => ({
    ...colours(from),
    ...Object.fromEntries(
      [...(more.slice(more.indexOf(selector)).split('}')[0] ?? '').matchAll(/--wp-([\w-]+):\s*(#[0-9a-f]{6})/g)].map(
        ([, name, hex]) => [name, hex],
      ),
    ),
  });
  it.each([
    ['light', wanted('.wp-light {', '.wp-light {')],
    ['dark', wanted('.wp-dark {\n    --wp-line', DARK)],
  ])('words in %s reach 7:1, lines 3:1', (_, of) => {
    for (const text of ['text', 'muted', 'accent', 'good', 'warn', 'bad', 'other'])
      expect(contrast(of[text], of.surface), text).toBeGreaterThanOrEqual(text === 'text' || text === 'muted' ? 7 : 5);
    expect(contrast(of.line, of.surface)).toBeGreaterThanOrEqual(3);
  });
});

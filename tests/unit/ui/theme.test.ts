import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(path.join(import.meta.dirname, '../../../extension/ui/theme.css'), 'utf8');

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
  ['dark', '.wp-dark {'],
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
  ])('%s on %s can be read (WCAG 4.5:1)', (text, ground) => {
    expect(contrast(of[text], of[ground])).toBeGreaterThanOrEqual(4.5);
  });
});

it('says the dark colours twice alike: by class and by the system', () => {
  expect(colours(':root:not(.wp-light) {')).toEqual(colours('.wp-dark {'));
});

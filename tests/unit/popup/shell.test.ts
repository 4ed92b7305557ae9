import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { lookOf, wordsOf } from '../../../extension/popup/kept-look.ts';
import { MARK_BACK, MARK_FRONT } from '../../../extension/ui/parts/logo.tsx';

it('paints before any script what every screen begins with', () => {
  const page = readFileSync('extension/popup/index.html', 'utf8');
  for (const path of [MARK_BACK, MARK_FRONT]) expect(page).toContain(`d="${path}"`);
  expect(page.indexOf('pop-brand')).toBeLessThan(page.indexOf('src="./main.tsx"'));
});

it('puts the chosen theme on before any style: a script that painting waits for', () => {
  const page = readFileSync('extension/popup/index.html', 'utf8');
  const [tag = ''] = page.match(/<script [^>]*first-look\.js[^>]*>/) ?? [];
  expect(tag).not.toMatch(/\b(?:async|defer|type)\b/);
  expect(page.indexOf(tag)).toBeLessThan(page.indexOf('rel="stylesheet"'));
});

it('reads what it kept, and takes anything else for no choice', () => {
  for (const theme of ['auto', 'light', 'dark'] as const)
    for (const dir of ['ltr', 'rtl'] as const) expect(lookOf(wordsOf({ theme, dir }))).toEqual({ theme, dir });
  for (const raw of [null, '', 'pink up', '{"theme":"dark"}'])
    expect(lookOf(raw)).toEqual({ theme: 'auto', dir: 'ltr' });
});

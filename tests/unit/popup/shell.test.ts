import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { MARK_BACK, MARK_FRONT } from '../../../extension/ui/parts/logo.tsx';

it('paints before any script what every screen begins with', () => {
  const page = readFileSync('extension/popup/index.html', 'utf8');
  for (const path of [MARK_BACK, MARK_FRONT]) expect(page).toContain(`d="${path}"`);
  expect(page.indexOf('pop-brand')).toBeLessThan(page.indexOf('src="./main.tsx"'));
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SCREENS } from '../../support/screens.ts';

const E2E = 'tests/e2e';

/** The screens that a spec has judged by axe, as they stand in its calls. */
const judgedIn = (source: string): string[] =>
  [...source.matchAll(/(?:await|=>) nobodyIsKeptOut\(\s*\w+,\s*'([^']+)',?\s*\)/g)].map(([, screen = '']) => screen);

const states = Object.entries(SCREENS).flatMap(([screen, all]) => all.map((state) => `${screen}: ${state}`));
const judged = readdirSync(E2E)
  .filter((file) => file.endsWith('.spec.ts'))
  .flatMap((file) => judgedIn(readFileSync(path.join(E2E, file), 'utf8')));

describe('the screens of the built extension', () => {
  it.each(states)('%s is judged by axe in an e2e', (state) => {
    expect(judged).toContain(state);
  });

  it('would be missed', () => {
    const spec = `await nobodyIsKeptOut(popup, 'home: ready');
      // nobodyIsKeptOut(popup, 'home: parties');
      await nobodyIsKeptOut(
        page,
        'overlay: docked',
      );`;
    expect(judgedIn(spec)).toEqual(['home: ready', 'overlay: docked']);
  });
});

import { expect, it } from 'vitest';
import { hueOf, oneEmoji } from '../../../shared/party/avatar.ts';
import { profileInput } from '../../../shared/protocol/api.ts';

it('gives a name its colour: always the same, in any writing of it, and friends different ones', () => {
  const names = ['Ana', 'Kei', 'Mira', 'Jonathan', 'Jo', 'Jon', '雪', 'Зоя'];
  for (const name of names) {
    expect(hueOf(` ${name.toUpperCase()} `)).toBe(hueOf(name));
    expect(hueOf(name)).toBeGreaterThanOrEqual(0);
    expect(hueOf(name)).toBeLessThan(360);
  }
  expect(new Set(names.map(hueOf)).size).toBe(names.length);
});

it.each([
  ['🦊', '🦊'],
  ['👏🏽', '👏🏽'],
  ['🇩🇪', '🇩🇪'],
  ['🦊🦊', '🦊'],
  ['Ana', ''],
  ['', ''],
  ['<b>', ''],
])('keeps one emoji of %s and no other text', (typed, kept) => {
  expect(oneEmoji(typed)).toBe(kept);
  const asked = profileInput.safeParse({ avatar: { hue: 1, emoji: typed } });
  expect(asked.success).toBe(typed === kept);
});

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { looksToday, MADE_FROM, README_FOLDER, README_PICTURES } from '../../gallery/readme-list.ts';
import { SHOTS } from '../../gallery/shot-list.ts';

describe.each(Object.entries(README_PICTURES))('docs/images/%s', (file, { shots }) => {
  it('is shown by the README and made of shots that there are', () => {
    expect(readFileSync('README.md', 'utf8')).toContain(`(docs/images/${file})`);
    expect(existsSync(path.join(README_FOLDER, file))).toBe(true);
    const names = SHOTS.map(({ name }) => name);
    expect(shots.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('is as old as the compared pictures of the same screens, or: npm run readme:pictures', () => {
    const made = JSON.parse(readFileSync(MADE_FROM, 'utf8'));
    expect(made[file]).toEqual(looksToday()[file]);
  });
});

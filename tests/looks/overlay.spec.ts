import { expect, test } from '@playwright/test';
import { openJudge } from '../gallery/judge.ts';
import { openGallery } from '../gallery/open.ts';
import { SHOTS } from '../gallery/shot-list.ts';

test('[A11Y] nobody is kept out of the overlay, on any of its screens', async () => {
  test.setTimeout(300_000);
  const gallery = await openGallery();
  const judge = await openJudge(gallery);
  const findings: string[] = [];
  for (const shot of SHOTS.filter(({ name }) => name.startsWith('overlay')))
    findings.push(...(await judge.judge(shot)));
  await gallery.close();
  expect(findings).toEqual([]);
});
